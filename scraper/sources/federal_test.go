package sources_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/sources/fec"
)

func TestFederal(t *testing.T) {
	t.Parallel()
	ours := portal.FederalCommittee
	tests := map[string]struct {
		source string
		req    scraper.Request
		want   []string
		note   string
	}{
		"feed, paper from the other folder": {fec.Name, scraper.Request{}, []string{"9990003.fec", "9990002.fec", "9990001.fec"}, ""},
		"since a day":                       {fec.Name, scraper.Request{Since: time.Date(2026, 5, 18, 0, 0, 0, 0, time.UTC)}, []string{"9990003.fec"}, ""},
		"a quiet committee":                 {fec.Name, scraper.Request{Committee: "C99900099"}, nil, ""},
		"bulk files that are there": {
			fec.BulkName, scraper.Request{Years: []int{2025, 2026}}, []string{"cm26.zip", "indiv26.zip"}, "oppexp26.zip",
		},
		"days":   {fec.DailyName, scraper.Request{Since: time.Date(2026, 5, 14, 0, 0, 0, 0, time.UTC)}, []string{"20260517.zip", "20260518.zip"}, ""},
		"cursor": {fec.APIName, scraper.Request{Committee: ours, Years: []int{2026}}, []string{"fec-api_filings_C99900001_2026.json", "fec-api_schedule-a_C99900001_2026.json"}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := crawl(t, tt.source, tt.req)
			if r.err != nil {
				t.Fatal(r.err)
			}
			got := r.names()
			for i := range got {
				if i < len(tt.want) && strings.HasSuffix(got[i], tt.want[i]) {
					got[i] = tt.want[i]
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("documents (-want +got):\n%s", diff)
			}
			if tt.note != "" && !strings.Contains(notes(r), tt.note) {
				t.Errorf("notes %s, want %s", notes(r), tt.note)
			}
		})
	}
}

func notes(r *run) string {
	var b strings.Builder
	for _, n := range r.report.Notes {
		b.WriteString(n.About + ": " + n.Text + "\n")
	}
	return b.String()
}

func TestWithdrawnFilingIsNoted(t *testing.T) {
	t.Parallel()
	r := crawl(t, fec.Name, scraper.Request{}, portal.Fault{Path: "/dcdev/posted/9990002", Kind: portal.FaultMissing})
	if r.err != nil || len(r.docs) != 2 || !strings.Contains(notes(r), "9990002") {
		t.Errorf("error %v, documents %v, notes %s", r.err, r.names(), notes(r))
	}
}

func TestFederalRequestsThatCannotBeServed(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		source string
		req    scraper.Request
	}{
		"no federal id":        {fec.Name, scraper.Request{Committee: "1234567"}},
		"bulk without a year":  {fec.BulkName, scraper.Request{}},
		"no bulk file":         {fec.BulkName, scraper.Request{Years: []int{1990}}},
		"daily without a day":  {fec.DailyName, scraper.Request{}},
		"days to come":         {fec.DailyName, scraper.Request{Since: time.Date(2090, 1, 1, 0, 0, 0, 0, time.UTC)}},
		"interface, no filer":  {fec.APIName, scraper.Request{Years: []int{2026}}},
		"interface, no period": {fec.APIName, scraper.Request{Committee: portal.FederalCommittee}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if r := crawl(t, tt.source, tt.req); r.err == nil {
				t.Errorf("documents %v", r.names())
			}
		})
	}
}
