package classify_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
	"moneytrail/store/classify"
)

func TestComputedTags(t *testing.T) {
	t.Parallel()
	const (
		mega, top, major = "megadonor", "top_contributor_50k", "major_donor_461"
	)
	person, business, union := classify.Individual, classify.RealEstate, classify.LEUnion
	year := func(c store.Cents) classify.Giving { return past{year: c}.giving() }
	ind, oth, com := classify.FilerIndividual, classify.FilerBusiness, classify.FilerCommittee
	for name, c := range map[string]struct {
		class classify.Class
		filer classify.Filer
		money classify.Giving
		want  []string
	}{
		"$100,000 less a cent":          {person, ind, classify.Giving{ToCommittee: 9_999_999, Itemized: 1_000_000_000}, []string{top}},
		"$100,000":                      {person, ind, classify.Giving{ToCommittee: 10_000_000, Itemized: 1_000_000_000}, []string{mega, top}},
		"$100,000 and a cent":           {person, ind, classify.Giving{ToCommittee: 10_000_001, Itemized: 1_000_000_000}, []string{mega, top}},
		"$50,000 less a cent, all":      {person, ind, classify.Giving{ToCommittee: 4_999_999, Itemized: 4_999_999}, nil},
		"$50,000, exactly 5%":           {person, ind, classify.Giving{ToCommittee: 5_000_000, Itemized: 100_000_000}, []string{mega, top}},
		"$50,000, a cent below 5%":      {person, ind, classify.Giving{ToCommittee: 5_000_000, Itemized: 100_000_001}, []string{top}},
		"$50,000 and a cent, above 5%":  {person, ind, classify.Giving{ToCommittee: 5_000_001, Itemized: 100_000_000}, []string{mega, top}},
		"share of nothing":              {person, ind, classify.Giving{ToCommittee: 6_000_000}, []string{top}},
		"business":                      {business, oth, classify.Giving{ToCommittee: 10_000_000}, []string{mega, top}},
		"unclassified business":         {classify.Unknown, oth, classify.Giving{ToCommittee: 10_000_000}, []string{mega, top}},
		"union filed as other":          {union, oth, classify.Giving{ToCommittee: 10_000_000}, []string{top}},
		"committee":                     {classify.Unknown, com, classify.Giving{ToCommittee: 10_000_000}, []string{top}},
		"party filed as other":          {classify.Party, oth, classify.Giving{ToCommittee: 10_000_000}, []string{top}},
		"business without a code":       {business, classify.FilerUnknown, classify.Giving{ToCommittee: 10_000_000}, []string{mega, top}},
		"unknown without a code":        {classify.Unknown, classify.FilerUnknown, classify.Giving{ToCommittee: 10_000_000}, []string{top}},
		"$10,000 a year less a cent":    {person, ind, year(999_999), nil},
		"$10,000 a year":                {person, ind, year(1_000_000), []string{major}},
		"$10,000 a year and a cent":     {union, oth, year(1_000_001), []string{major}},
		"$10,000 a year of a committee": {union, com, year(1_000_001), nil},
		"$50,000 to one, a cent less":   {union, com, classify.Giving{ToCommittee: 4_999_999}, nil},
		"$50,000 to one":                {union, com, classify.Giving{ToCommittee: 5_000_000}, []string{top}},
		"$50,000 to one and a cent":     {union, com, classify.Giving{ToCommittee: 5_000_001}, []string{top}},
		"returned more than given":      {person, ind, classify.Giving{ToCommittee: -10_000_000, Itemized: -1}, nil},
		"sums near the largest":         {person, ind, classify.Giving{ToCommittee: 5_000_000, Itemized: 1 << 60}, []string{top}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if d := cmp.Diff(c.want, classify.Default().Tags(c.class, c.filer, c.money)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestTagTexts(t *testing.T) {
	t.Parallel()
	texts := classify.Default().TagTexts()
	if len(texts) != 5 {
		t.Fatalf("%d tags", len(texts))
	}
	for _, text := range texts {
		if text.Tag == "" || text.Text == "" {
			t.Errorf("a tag is shown with its rule: %+v", text)
		}
	}
}

// past is what a donor gave and got apart from one committee.
type past struct {
	year, passedOn, received store.Cents
	asked                    *bool
}

func (p past) giving() classify.Giving { return classify.Giving{History: p} }

func (p past) YearReaches(limit store.Cents) bool {
	if p.asked != nil {
		*p.asked = true
	}
	return p.year >= limit
}

func (p past) PassedOn() store.Cents { return p.passedOn }
func (p past) Received() store.Cents { return p.received }

func TestPassThrough(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		history past
		want    []string
	}{
		"half, exactly":          {past{received: 10_000_00, passedOn: 5_000_00}, []string{"pass_through"}},
		"half, a cent less":      {past{received: 10_000_00, passedOn: 4_999_99}, nil},
		"all of very little":     {past{received: 999_99, passedOn: 999_99}, nil},
		"$1,000 of $1,000":       {past{received: 1_000_00, passedOn: 1_000_00}, []string{"pass_through"}},
		"more than it received":  {past{received: 1_000_00, passedOn: 9_000_00}, []string{"pass_through"}},
		"no committee":           {past{passedOn: 9_000_00}, nil},
		"returned more":          {past{received: -1, passedOn: 9_000_00}, nil},
		"an odd cent is rounded": {past{received: 10_000_01, passedOn: 5_000_00}, nil},
	} {
		got := classify.Default().Tags(classify.Unknown, classify.FilerCommittee, c.history.giving())
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestOnlyTheTagThatIsAskedForIsComputed(t *testing.T) {
	t.Parallel()
	asked := false
	g := classify.Giving{
		ToCommittee: 200_000_00, Only: "megadonor",
		History: past{year: 200_000_00, asked: &asked},
	}
	got := classify.Default().Tags(classify.Individual, classify.FilerIndividual, g)
	if d := cmp.Diff([]string{"megadonor"}, got); d != "" || asked {
		t.Errorf("%s; other money was asked for: %v", d, asked)
	}
}

// A name can say that the money is others'.
func TestPassThroughByName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"ACTBLUE": true, "WinRed": true, "Members' dues; Alder Falls POA is the intermediary": true,
		"Alder Falls POA": false, "Winred, Ada": true,
	} {
		got := classify.Default().Classify(classify.Subject{Names: []string{name}, Entity: "OTH"})
		if slices.Contains(got.Tags, "pass_through") != want {
			t.Errorf("%q: %v", name, got.Tags)
		}
	}
	person := classify.Default().Classify(classify.Subject{Names: []string{"Winred, Ada"}, Entity: "IND"})
	if len(person.Tags) != 0 {
		t.Errorf("a person is no conduit: %v", person.Tags)
	}
}
