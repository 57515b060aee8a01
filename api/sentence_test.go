package api_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/store"
)

func TestSentenceGolden(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		totals   store.Totals
		coverage store.Coverage
		donors   int
		classes  []store.ClassTotal
	}{
		"named and small":   {store.Totals{Itemized: 420_000_000, Unitemized: 31_000_000, Donors: 1312}, store.Coverage{FiledThrough: "2026-08-05"}, 12, nil},
		"named only":        {store.Totals{Itemized: 5_000, Donors: 1}, store.Coverage{FiledThrough: "2026-08-05"}, 1, nil},
		"small only":        {store.Totals{Unitemized: 31_000}, store.Coverage{FiledThrough: "2026-08-05"}, 0, nil},
		"late only":         {store.Totals{Pending: 2_500_000, PendingGifts: 1}, store.Coverage{FiledThrough: "2026-08-05"}, 0, nil},
		"named and late":    {store.Totals{Itemized: 5_000, Donors: 2, Pending: 7_500_049, PendingGifts: 3}, store.Coverage{FiledThrough: "2026-08-05"}, 2, nil},
		"more back than in": {store.Totals{Itemized: -40_000, Donors: 2}, store.Coverage{FiledThrough: "2026-08-05"}, 2, nil},
		"nothing":           {store.Totals{}, store.Coverage{FiledThrough: "2026-08-05"}, 0, nil},
		"no filing day":     {store.Totals{Itemized: 5_000, Donors: 2}, store.Coverage{Thru: "2026-06-30"}, 2, nil},
		"no day at all":     {store.Totals{Itemized: 5_000, Donors: 2}, store.Coverage{}, 2, nil},

		"officers":               {store.Totals{Itemized: 4_200_00, Donors: 2}, store.Coverage{}, 2, officers("certain", 402_50, 0)},
		"officers and probable":  {store.Totals{Itemized: 4_200_00, Donors: 2}, store.Coverage{}, 2, slices.Concat(officers("rule", 402_50, 0), officers("weak", 12_00, 0))},
		"probable officers":      {store.Totals{Itemized: 4_200_00, Donors: 2}, store.Coverage{}, 2, officers("weak", 1_00, 0)},
		"doubtful officers":      {store.Totals{Itemized: 4_200_00, Donors: 2}, store.Coverage{}, 2, officers("conflict", 400_00, 0)},
		"officers got back":      {store.Totals{Itemized: 4_200_00, Donors: 2}, store.Coverage{}, 2, officers("rule", -400_00, 0)},
		"officers without whole": {store.Totals{Itemized: -1, Donors: 2}, store.Coverage{}, 2, officers("rule", 400_00, 0)},
		"late officers":          {store.Totals{Pending: 2_500_00, PendingGifts: 1}, store.Coverage{}, 0, officers("weak", 0, 2_500_00)},
	}
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		tt := cases[name]
		report := &store.CommitteeReport{
			Committee: store.Committee{Public: "fppc-1", Name: "Friends of the Invented Lighthouse"},
			Totals:    tt.totals, Coverage: tt.coverage, Classes: tt.classes,
		}
		for i := range tt.donors {
			report.Standings = append(report.Standings, store.Standing{Rank: i + 1, Net: 25_620_000})
		}
		c := answer(t, report)
		fmt.Fprintf(&out, "%s\n\t%s\n", name, c.Sentence.Text)
	}
	golden(t, "sentence.txt", out.String())
}

func officers(confidence string, net, late store.Cents) []store.ClassTotal {
	return []store.ClassTotal{{Class: "le_union", Kind: "police", Confidence: confidence, Donors: 1, Net: net, Pending: late}}
}

func answer(t *testing.T, report *store.CommitteeReport) *api.Committee {
	t.Helper()
	reader := &apitest.Reader{Reports: map[string]*store.CommitteeReport{"fppc-1": report}}
	c, err := api.NewService(reader, apitest.Rules{}).Committee(context.Background(), api.DonorsRequest{ID: "fppc-1", Page: api.Page{Limit: 25}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestContestSentence(t *testing.T) {
	t.Parallel()
	c, err := api.NewService(apitest.Sample(), apitest.Rules{}).Contest(context.Background(), api.ContestRequest{Slug: apitest.ContestSlug, Page: api.Page{Limit: 5}})
	if err != nil {
		t.Fatal(err)
	}
	want := "As of Aug 5, 2026, the committees of Measure Q: the harbor bridge reported raising $2.3 million: " +
		"Support $2.3 million, Oppose $0. Law-enforcement unions and associations gave $146,654 (7.4% of the itemized money). Another $100,000 in 4 late gifts is not yet in a periodic report. " +
		"Money that these committees gave each other is left out."
	if c.Sentence.Text != want {
		t.Errorf("got  %s\nwant %s", c.Sentence.Text, want)
	}
}

func TestSpansMakeTheText(t *testing.T) {
	t.Parallel()
	s := answer(t, apitest.Sample().Reports[apitest.HostileID]).Sentence
	var text strings.Builder
	for _, span := range s.Spans {
		text.WriteString(span.Text)
	}
	if text.String() != s.Text || len(s.Text) > 600 || strings.ContainsAny(s.Text, "\x00\n\u202e") {
		t.Errorf("spans %q\ntext  %q", text.String(), s.Text)
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	report := *apitest.Sample().Reports[apitest.CommitteeID]
	report.Totals.Unitemized = 0
	report.Totals.Schedules = append(report.Totals.Schedules,
		store.ScheduleTotal{Status: store.StatusQuarantined, Rows: 2}, store.ScheduleTotal{Status: store.StatusWithdrawn, Rows: 1})
	var codes []string
	for _, w := range answer(t, &report).Warnings {
		if w.Short == "" || !strings.HasSuffix(w.Text, ".") {
			t.Errorf("warning %+v is not whole", w)
		}
		codes = append(codes, w.Code)
	}
	want := "partial no_unitemized superseded quarantined withdrawn empty_amendments"
	if got := strings.Join(codes, " "); got != want {
		t.Errorf("codes %s, want %s", got, want)
	}
}
