package web

import (
	"moneytrail/api"
	"moneytrail/store"
)

// smallDonor is what an individual must have given before cards, embeds and
// the site map name them. Ordinary people are not the story.
const smallDonor store.Cents = 1_000_00

// nameable reports whether cards, embeds and the site map may name a donor who
// gave an amount, late money included. Organizations always may be named;
// a donor of no filed kind is taken for a person.
func nameable(d *api.Donor, gave store.Cents) bool {
	switch d.Entity {
	case "", "IND":
		return gave >= smallDonor
	}
	return true
}

// namedStandings leaves out donors who must not be named, and keeps at most
// limit of the others.
func namedStandings(items []api.Standing, limit int) []api.Standing {
	var out []api.Standing
	for i := range items {
		if st := &items[i]; len(out) < limit && st.NetCents > 0 && nameable(&st.Donor, st.NetCents+st.PendingCents) {
			out = append(out, *st)
		}
	}
	return out
}
