package classify_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store/classify"
)

func TestComputedTags(t *testing.T) {
	t.Parallel()
	const (
		mega, top, major = "megadonor", "top_contributor_50k", "major_donor_461"
	)
	person, business, union := classify.Individual, classify.RealEstate, classify.LEUnion
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
		"$10,000 a year less a cent":    {person, ind, classify.Giving{CalendarYear: 999_999}, nil},
		"$10,000 a year":                {person, ind, classify.Giving{CalendarYear: 1_000_000}, []string{major}},
		"$10,000 a year and a cent":     {union, oth, classify.Giving{CalendarYear: 1_000_001}, []string{major}},
		"$10,000 a year of a committee": {union, com, classify.Giving{CalendarYear: 1_000_001}, nil},
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
	if len(texts) != 3 {
		t.Fatalf("%d tags", len(texts))
	}
	for _, text := range texts {
		if text.Tag == "" || text.Text == "" {
			t.Errorf("a tag is shown with its rule: %+v", text)
		}
	}
}
