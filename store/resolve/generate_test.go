package resolve_test

import (
	"fmt"
	"math/rand/v2"

	"moneytrail/store"
	"moneytrail/store/resolve"
)

// Invented people: names made of syllables, plus common ones.
var (
	syllables  = []string{"ba", "den", "gor", "hul", "kem", "lor", "mip", "nav", "pel", "quo", "ris", "sto", "tam", "ull", "vex", "wim", "yor", "zan", "fer", "dro"}
	commonLast = []string{"SMITH", "JOHNSON", "GARCIA", "LEE", "NGUYEN", "HALL", "HILL", "YOUNG"}
	givens     = []string{"ROBERT", "BOB", "JAMES", "JIM", "MARY", "ALICE", "JOHN", "JOAN", "PATRICIA", "PAT", "LINDA", "CHRIS", "DAVID", "SUSAN", "J", "R"}
	employers  = []string{"", "RETIRED", "SELF", "EXAMPLE HAT WORKS INC", "HAT WORKS", "GLOVE WORKS", "INVENTED COUNTY", "PLACEHOLDER BANK"}
	jobs       = []string{"", "RETIRED", "HATTER", "SENIOR HATTER", "ATTORNEY", "LAWYER", "ENGINEER"}
	suffixes   = []string{"", "", "", "", "JR", "SR"}
)

// crowd makes n distinct contributors of about n/variants donors.
func crowd(n int, seed uint64) []resolve.Contributor {
	rng := rand.New(rand.NewPCG(seed, 1))
	pick := func(from []string) string { return from[rng.IntN(len(from))] }
	out := make([]resolve.Contributor, 0, n)
	for len(out) < n {
		last := pick(syllables) + pick(syllables) + pick(syllables)
		if rng.IntN(8) == 0 {
			last = pick(commonLast)
		}
		first, town := pick(givens[:14]), rng.IntN(2000)
		employer, job := fmt.Sprintf("%s%s WORKS %d", pick(syllables), pick(syllables), rng.IntN(40)), pick(jobs)
		street := rng.Int64N(1 << 40)
		for range 1 + rng.IntN(3) {
			c := resolve.Contributor{
				ID: store.DonorID(rng.Int64N(1<<62) + 1), Name: store.Name{Last: last, First: first}, Entity: "IND", City: fmt.Sprintf("TOWN %d", town),
				State: "CA", Zip: fmt.Sprintf("9%04d", town), Employer: employer, Occupation: job, AddressHash: street, Rows: 1,
			}
			switch rng.IntN(6) {
			case 0:
				c.Name.First += " " + pick(syllables)[:1]
			case 1:
				c.Employer = pick(employers)
			case 2:
				c.AddressHash = rng.Int64N(1 << 40)
			case 3:
				c.Name.Last = c.Name.Last[1:]
			}
			out = append(out, c)
		}
	}
	return out[:n]
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
