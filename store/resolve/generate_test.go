package resolve_test

import (
	"math/rand/v2"

	"moneytrail/store"
	"moneytrail/store/resolve"
	"moneytrail/store/storetest"
)

// Invented people.
var (
	givens    = []string{"ROBERT", "BOB", "JAMES", "JIM", "MARY", "ALICE", "JOHN", "JOAN", "PATRICIA", "PAT", "LINDA", "CHRIS", "DAVID", "SUSAN", "J", "R"}
	employers = []string{"", "RETIRED", "SELF", "EXAMPLE HAT WORKS INC", "HAT WORKS", "GLOVE WORKS", "INVENTED COUNTY", "PLACEHOLDER BANK"}
	jobs      = []string{"", "RETIRED", "HATTER", "SENIOR HATTER", "ATTORNEY", "LAWYER", "ENGINEER"}
	suffixes  = []string{"", "", "", "", "JR", "SR"}
)

// crowd makes n distinct contributors. See [storetest.Crowd].
func crowd(n int, seed uint64) []resolve.Contributor {
	out := make([]resolve.Contributor, 0, n)
	for _, c := range storetest.Crowd(n, seed) {
		out = append(out, resolve.Contributor{
			ID: c.ID, Name: c.Name, Entity: c.Entity, City: c.City, State: c.State, Zip: c.Zip, Employer: c.Employer, Occupation: c.Occupation, AddressHash: c.AddressHash,
		})
	}
	return out
}

// village makes few contributors that are close to each other: where mistakes
// of joining happen.
func village(n int, seed uint64) []resolve.Contributor {
	rng := rand.New(rand.NewPCG(seed, 2))
	pick := func(from []string) string { return from[rng.IntN(len(from))] }
	bodies := []string{"HATTERS UNION LOCAL 1", "HATTERS UNION", "HATTERS UNION LOCAL 2", "HATTERS UNION LOCAL 1 PAC", "HATERS UNION LOCAL 1", "1200 HATTER ST LLC", "1210 HATTER ST LLC"}
	ids := []string{"", "", "9900001", "9900002"}
	out := make([]resolve.Contributor, n)
	for i := range out {
		c := resolve.Contributor{
			ID: store.DonorID(rng.Int64N(1<<62) + 1), City: "EXAMPLEVALE", State: "CA", Zip: []string{"90001", "90002"}[rng.IntN(2)],
			Employer: pick(employers), Occupation: pick(jobs), AddressHash: rng.Int64N(4), Rows: 1,
		}
		if rng.IntN(4) == 0 {
			c.Name.Last, c.Entity, c.CommitteeID = pick(bodies), "OTH", pick(ids)
		} else {
			c.Entity = "IND"
			c.Name = store.Name{Last: pick([]string{"QUENBYSON", "QUENBYSEN", "ZORN", "ZORN QUENBYSON", "SMITH"}), First: pick(givens), Suffix: pick(suffixes)}
		}
		out[i] = c
	}
	return out
}
