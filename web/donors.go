package web

import (
	"moneytrail/api"
	"moneytrail/store"
)

// smallGifts is what a person must have given before search engines, pictures
// and lists over all committees name them.
const smallGifts = store.Cents(1_000_00)

// small reports whether a donor is a person of small gifts. Only what the list
// is of is known here, so that the rule hides rather more than less.
func small(st *api.Standing) bool {
	return st.Donor.Entity == "IND" && st.GrossCents+st.PendingCents < smallGifts
}

// namesSmall reports whether a list names a person of small gifts: the page is
// then kept out of search engines.
func namesSmall(items []api.Standing) bool {
	for i := range items {
		if small(&items[i]) {
			return true
		}
	}
	return false
}

// donorFoot is the sum of the whole list of donors, not only of the page.
// Confirmed and Probable are set for a class, which has no one sum.
type donorFoot struct {
	Label               string
	Donors              int
	Net                 *figure
	Confirmed, Probable *figure
}

// newDonorFoot gives nil for a filter of which the answer has no sum.
func newDonorFoot(f *api.DonorFilter, c *api.Classification, all api.Figures) *donorFoot {
	sum := func(cents store.Cents, path string) *figure {
		out := newFigure(cents, path, "")
		return &out
	}
	switch {
	case f == nil:
		return &donorFoot{Label: "All named donors", Donors: all.DistinctDonors, Net: sum(all.ItemizedCents, "figures.itemized_cents")}
	case f.Tag != "":
		return nil
	case f.Class == "unknown":
		return &donorFoot{Label: "All of this kind", Donors: c.NotClassified.Donors, Net: sum(c.NotClassified.Cents, "not_classified.cents")}
	}
	for i, line := range c.Classes {
		if line.Code == f.Class {
			return &donorFoot{
				Label: "All of this kind", Donors: line.Donors, Confirmed: sum(line.ConfirmedCents, dataPath("classes", i, "confirmed_cents")),
				Probable: sum(line.ProbableCents, dataPath("classes", i, "probable_cents")),
			}
		}
	}
	return nil
}

// firstOf shortens a list that stands among several on a page.
func firstOf(n int, items []api.Standing) []api.Standing { return items[:min(n, len(items))] }
