package rules

import (
	"fmt"
	"strings"

	"moneytrail/store"
	"moneytrail/store/resolve"
)

// Resolver decides who is one donor under the shipped weights (nil) or
// others, with people's corrections laid over the result. Published donor ids
// are kept: a donor that grows keeps its id, one that vanishes leads on.
func Resolver(weights *resolve.Weights, corrections []resolve.Correction) store.Resolver {
	if weights == nil {
		weights = resolve.Default()
	}
	return func(all []store.ContributorFacts, previous map[store.DonorID]store.DonorID) (*store.Resolution, error) {
		contributors := make([]resolve.Contributor, len(all))
		for i := range all {
			c := &all[i]
			contributors[i] = resolve.Contributor{
				ID: c.ID, Name: c.Name, Entity: c.Entity, City: c.City, State: c.State, Zip: c.Zip,
				Employer: c.Employer, Occupation: c.Occupation, CommitteeID: c.CommitteeID, AddressHash: c.AddressHash,
			}
		}
		result, _ := resolve.Resolve(contributors, weights).Keep(previous)
		out := &store.Resolution{Donors: result.Donors}
		for answer, pairs := range map[string][]resolve.Pair{"same": result.Links, "possible": result.Possible, "conflict": result.Conflicts} {
			for _, p := range pairs {
				out.Pairs = append(out.Pairs, store.DonorPair{A: p.A, B: p.B, Answer: answer, Weight: p.Weight, Evidence: p.Evidence})
			}
		}
		if len(corrections) == 0 {
			return out, nil
		}
		lookup := lookupBy(all, result.Donors)
		if err := resolve.CheckDonors(corrections, lookup); err != nil {
			return nil, err
		}
		corrected := resolve.ApplyCorrections(result.Donors, corrections, lookup)
		out.Donors, out.Names = corrected.Donors, corrected.Names
		for _, r := range corrected.Relations {
			out.Relations = append(out.Relations, store.DonorRelation{A: r.A, B: r.B, Reason: r.Reason, Link: r.Link})
		}
		for _, c := range corrected.Stale {
			out.Stale = append(out.Stale, fmt.Sprintf("line %d: %s %q changes nothing", c.Line, c.Action, c.Donor))
		}
		return out, nil
	}
}

// lookupBy finds a donor as a person writes it: by published id, or by a name
// as filed that one donor alone has.
func lookupBy(all []store.ContributorFacts, donors map[store.DonorID]store.DonorID) resolve.Lookup {
	fold := func(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), " ")) }
	byName := make(map[string]store.DonorID, len(all))
	known := make(map[store.DonorID]bool, len(all))
	shared := make(map[string]bool)
	for i := range all {
		known[all[i].ID] = true
		name := fold(all[i].Name.Full())
		other, taken := byName[name]
		if taken && donors[other] != donors[all[i].ID] {
			shared[name] = true
		}
		byName[name] = all[i].ID
	}
	return func(written string) (store.DonorID, bool) {
		if id, err := store.ParseDonorID(strings.TrimSpace(written)); err == nil {
			return id, known[id]
		}
		name := fold(written)
		id, ok := byName[name]
		return id, ok && !shared[name]
	}
}
