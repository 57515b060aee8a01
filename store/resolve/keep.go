package resolve

import (
	"maps"
	"slices"

	"moneytrail/store"
)

// Keep gives the result with the donor ids that were published before, so that
// links stay good: previous is the Donors map of the resolution before. A donor
// keeps the smallest previous id that is its own; a previous donor that fell
// apart leaves its id to the part with the contributor of that id, else to the
// part with the smallest contributor. Redirects leads from each previous id that
// no donor has any more to the donor that has its contributors. The receiver is
// not changed.
func (r Result) Keep(previous map[store.DonorID]store.DonorID) (kept Result, redirects map[store.DonorID]store.DonorID) {
	heirs := make(map[store.DonorID]store.DonorID) // previous donor -> donor that may have its id
	for _, c := range slices.Sorted(maps.Keys(r.Donors)) {
		before, known := previous[c]
		if !known {
			continue
		}
		if _, taken := heirs[before]; !taken || c == before {
			heirs[before] = r.Donors[c]
		}
	}
	names := make(map[store.DonorID]store.DonorID)
	for _, before := range slices.Sorted(maps.Keys(heirs)) {
		if _, named := names[heirs[before]]; !named {
			names[heirs[before]] = before
		}
	}
	taken := make(map[store.DonorID]bool, len(names))
	for _, id := range names {
		taken[id] = true
	}
	kept, redirects = r, make(map[store.DonorID]store.DonorID)
	kept.Donors = r.renamed(names, taken)
	for before, heir := range heirs {
		if now := kept.Donors[heir]; now != before {
			redirects[before] = now
		}
	}
	return kept, redirects
}

// renamed gives new donors the id of a contributor that no other donor has.
func (r Result) renamed(names map[store.DonorID]store.DonorID, taken map[store.DonorID]bool) map[store.DonorID]store.DonorID {
	out := make(map[store.DonorID]store.DonorID, len(r.Donors))
	for _, c := range slices.Sorted(maps.Keys(r.Donors)) {
		donor := r.Donors[c]
		if _, named := names[donor]; !named && !taken[c] {
			names[donor] = c
		}
	}
	for c, donor := range r.Donors {
		if name, named := names[donor]; named {
			out[c] = name
		} else {
			out[c] = donor
		}
	}
	return out
}
