package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/store"
)

var (
	someClasses = []string{"", "unknown", "individual_unclassified", "le_union", "le_management", "fire", "private_union", "real_estate", "not_in_the_rules"}
	someKinds   = []string{"", "police", "sheriff", "management"}
	confidences = []string{"certain", "rule", "weak", "conflict", "none", ""}
)

func anyTotals() *rapid.Generator[[]store.ClassTotal] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) store.ClassTotal {
		return store.ClassTotal{
			Class: rapid.SampledFrom(someClasses).Draw(t, "class"), Kind: rapid.SampledFrom(someKinds).Draw(t, "kind"),
			Confidence: rapid.SampledFrom(confidences).Draw(t, "confidence"), Donors: rapid.IntRange(1, 9).Draw(t, "donors"),
			Net: store.Cents(rapid.Int64Range(-1e9, 1e11).Draw(t, "net")), Pending: store.Cents(rapid.Int64Range(0, 1e9).Draw(t, "pending")),
		}
	}), 1, 12)
}

// Whatever the classes, every cent and every donor stands in one place.
func TestClassesMakeUpTheItemizedMoney(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		totals := anyTotals().Draw(rt, "totals")
		gap := store.Cents(rapid.SampledFrom([]int64{0, 0, 1, -1, 5_000}).Draw(rt, "gap"))
		whole := store.Totals{Itemized: gap}
		donors := 0
		for _, c := range totals {
			whole.Itemized += c.Net
			whole.Pending += c.Pending
			donors += c.Donors
		}
		c := answer(t, &store.CommitteeReport{Totals: whole, Classes: totals})
		checkClasses(rt, &c.Classification, whole.Itemized)
		late, count := c.NotClassified.LateCents, c.NotClassified.Donors
		for _, line := range c.Classes {
			late, count = late+line.LateCents, count+line.Donors
		}
		if late != whole.Pending || count != donors {
			rt.Fatalf("late %d of %d, donors %d of %d", late, whole.Pending, count, donors)
		}
		flagged := slices.ContainsFunc(c.Warnings, func(w api.Warning) bool { return w.Code == "classes_rest" })
		if (c.Rest != nil) != (gap != 0) || flagged != (gap != 0) || gap != 0 && c.Rest.Cents != gap {
			rt.Fatalf("gap %d, rest %+v, flagged %v", gap, c.Rest, flagged)
		}
	})
}

// fataler is what testing.T and rapid.T share.
type fataler interface{ Fatalf(string, ...any) }

func checkClasses(t fataler, c *api.Classification, itemized store.Cents) {
	sum := c.NotClassified.Cents
	if c.Rest != nil {
		sum += c.Rest.Cents
	}
	var officers api.ClassMoney
	for i, line := range c.Classes {
		sum += line.ConfirmedCents + line.ProbableCents
		if i > 0 {
			before := c.Classes[i-1]
			if before.ConfirmedCents+before.ProbableCents < line.ConfirmedCents+line.ProbableCents {
				t.Fatalf("%s comes before %s", before.Code, line.Code)
			}
		}
		if line.Share != nil && line.Share.Of != api.ItemizedMoney {
			t.Fatalf("share of %s is of %q", line.Code, line.Share.Of)
		}
		if line.Code == api.LawEnforcementCode {
			officers = line.ClassMoney
			checkKinds(t, line)
		} else if len(line.Kinds) > 0 || strings.HasPrefix(line.Code, "le_") {
			t.Fatalf("%s stands beside law enforcement", line.Code)
		}
	}
	if sum != itemized {
		t.Fatalf("classes add up to %d, itemized is %d", sum, itemized)
	}
	le := c.LawEnforcement
	if le.ConfirmedCents != officers.ConfirmedCents || le.ProbableCents != officers.ProbableCents || le.Donors != officers.Donors {
		t.Fatalf("law enforcement %+v is not its line %+v", le, officers)
	}
}

func checkKinds(t fataler, line api.ClassLine) {
	var sum api.ClassMoney
	for _, k := range line.Kinds {
		sum.ConfirmedCents += k.ConfirmedCents
		sum.ProbableCents += k.ProbableCents
		sum.LateCents += k.LateCents
		sum.Donors += k.Donors
	}
	if sum.ConfirmedCents != line.ConfirmedCents || sum.ProbableCents != line.ProbableCents || sum.LateCents != line.LateCents || sum.Donors != line.Donors {
		t.Fatalf("kinds add up to %+v, the line is %+v", sum, line.ClassMoney)
	}
}

func TestOnlyConfirmedClassesAreConfirmed(t *testing.T) {
	t.Parallel()
	c := answer(t, &store.CommitteeReport{
		Totals: store.Totals{Itemized: 1_000_00},
		Classes: []store.ClassTotal{
			{Class: "le_union", Kind: "police", Confidence: "certain", Donors: 1, Net: 100_00},
			{Class: "le_union", Kind: "police", Confidence: "rule", Donors: 1, Net: 200_00},
			{Class: "le_management", Kind: "management", Confidence: "weak", Donors: 1, Net: 50_00},
			{Class: "le_union", Kind: "police", Confidence: "conflict", Donors: 1, Net: 400_00},
			{Class: "fire", Confidence: "rule", Donors: 1, Net: 250_00},
		},
	})
	le := c.LawEnforcement
	if le.ConfirmedCents != 300_00 || le.ProbableCents != 50_00 || le.ShareConfirmed.Value != 0.3 || le.ShareWithProbable.Value != 0.35 || le.Donors != 3 {
		t.Errorf("law enforcement %+v", le)
	}
	if c.NotClassified.Cents != 400_00 || c.NotClassified.Share.Value != 0.4 || c.Rest != nil {
		t.Errorf("not classified %+v, rest %+v", c.NotClassified, c.Rest)
	}
}

func TestWithoutClassesNobodyIsClassified(t *testing.T) {
	t.Parallel()
	c := answer(t, &store.CommitteeReport{Totals: store.Totals{Itemized: 700, Pending: 20, Donors: 3}})
	if c.NotClassified.Cents != 700 || c.NotClassified.LateCents != 20 || c.NotClassified.Donors != 3 || c.Rest != nil || len(c.Classes) != 0 {
		t.Errorf("%+v", c.Classification)
	}
}

func TestSampleClassesAddUp(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	c := decode[api.Committee](t, call(t, h, http.MethodGet, base))
	checkClasses(t, &c.Classification, c.Figures.ItemizedCents)
	g := decode[api.Contest](t, call(t, h, http.MethodGet, "/api/v1/contests/"+apitest.ContestSlug))
	checkClasses(t, &g.Classification, g.Figures.ItemizedCents)
	for _, side := range g.Sides {
		checkClasses(t, &side.Classification, side.Figures.ItemizedCents)
	}
	hostile := answer(t, apitest.Sample().Reports[apitest.HostileID])
	if hostile.Rest == nil {
		t.Error("classes that do not add up are not flagged")
	}
}

// The donors that a class leads to must be those whose money it shows.
func TestClassesLeadToTheirDonors(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	c := decode[api.Committee](t, call(t, h, http.MethodGet, base))
	want := map[string]store.Cents{c.NotClassified.Query: c.NotClassified.Cents}
	for _, line := range c.Classes {
		want[line.Query] = line.ConfirmedCents + line.ProbableCents
	}
	got := map[string]store.Cents{}
	for query := range want {
		list := decode[api.DonorList](t, call(t, h, http.MethodGet, base+"/donors?limit=200&"+query))
		if list.Filter == nil || list.Filter.ClassName == "" {
			t.Errorf("%s: the answer does not say what it is of", query)
		}
		for _, st := range list.Items {
			got[query] += st.NetCents
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("money by query (-classes +donors):\n%s", diff)
	}
}

func TestFilteredAnswers(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	all := decode[api.Committee](t, call(t, h, http.MethodGet, base))
	le := decode[api.Committee](t, call(t, h, http.MethodGet, base+"?class=law_enforcement&limit=2"))
	if diff := cmp.Diff(all.Figures, le.Figures); diff != "" || le.TopTen != nil {
		t.Errorf("the filter changed the figures or left a top ten:\n%s", diff)
	}
	if len(le.Donors.Items) != 2 || le.Donors.Items[0].Rank != 5 || le.Donors.Next == nil {
		t.Fatalf("donors %+v", le.Donors)
	}
	class := le.Donors.Items[0].Donor.Class
	want := &api.DonorClass{
		Code: "le_union", Kind: "police", Name: "Police and deputies' unions and associations", Confidence: api.ByRule, Confirmed: true,
		Basis: "name", Rule: "watch-officers", Matched: "Watch Officers Association",
	}
	if diff := cmp.Diff(want, class); diff != "" {
		t.Errorf("class (-want +got):\n%s", diff)
	}
	mega := decode[api.DonorList](t, call(t, h, http.MethodGet, base+"/donors?tag=megadonor"))
	if len(mega.Items) == 0 || mega.Filter.TagRule == "" || mega.Items[0].Tags[0].Code != "megadonor" {
		t.Errorf("megadonors %+v", mega.DonorPage)
	}
	officers := decode[api.Contest](t, call(t, h, http.MethodGet, "/api/v1/contests/"+apitest.ContestSlug+"?tag=le_individual&class=unknown"))
	for _, st := range officers.Donors.Items {
		if st.Donor.Class != nil || st.Donor.Tags[0].Code != "le_individual" {
			t.Errorf("%+v is no officer who is a person", st.Donor)
		}
	}
	if len(officers.Donors.Items) == 0 {
		t.Error("no person who is an officer")
	}
}

func TestUnknownClassesAreRefused(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	for _, path := range []string{base, base + "/donors", "/api/v1/contests/" + apitest.ContestSlug} {
		for query, param := range map[string]string{
			"class=police_unions": "class", "class=LE_UNION": "class", "class=%3Cscript%3E": "class", "class=" + strings.Repeat("x", 61): "class",
			"class=fire&class=fire": "class", "tag=rich": "tag", "tag=sponsored_by:x": "tag", "class=fire&tag=%00": "tag",
		} {
			w := call(t, h, http.MethodGet, path+"?"+query, "If-None-Match", `W/"v7-test"`)
			if p := decode[api.Problem](t, w); w.Code != http.StatusBadRequest || p.Parameter != param {
				t.Errorf("%s?%s: %d %+v", path, query, w.Code, p)
			}
		}
	}
}

// Names that are shown are clean, whatever a class is called.
func TestHostileClassesAreClean(t *testing.T) {
	t.Parallel()
	c := answer(t, apitest.Sample().Reports[apitest.HostileID])
	var shown []string
	for _, line := range c.Classes {
		shown = append(shown, line.Name, line.Note, line.Query)
		for _, k := range line.Kinds {
			shown = append(shown, k.Name)
		}
	}
	for _, st := range c.Donors.Items {
		shown = append(shown, st.Donor.Class.Name)
		for _, tag := range append(st.Tags, st.Donor.Tags...) {
			shown = append(shown, tag.Name)
		}
	}
	for _, s := range shown {
		if len([]rune(s)) > 240 || strings.ContainsFunc(s, unicode.IsControl) || strings.Contains(s, "\u202e") {
			t.Errorf("%.60q", s)
		}
	}
}

func TestEveryAnswerSaysWhoClassified(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	for _, path := range []string{base, base + "/donors", base + "/rows", "/api/v1/contests/" + apitest.ContestSlug} {
		if body := call(t, h, http.MethodGet, path).Body.String(); !strings.Contains(body, "classified by this tool, not by the filer") {
			t.Errorf("%s does not say it", path)
		}
	}
}
