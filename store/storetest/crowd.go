package storetest

import (
	"fmt"
	"math/rand/v2"

	"moneytrail/store"
)

var (
	syllables  = []string{"ba", "den", "gor", "hul", "kem", "lor", "mip", "nav", "pel", "quo", "ris", "sto", "tam", "ull", "vex", "wim", "yor", "zan", "fer", "dro"}
	commonLast = []string{"SMITH", "JOHNSON", "GARCIA", "LEE", "NGUYEN", "HALL", "HILL", "YOUNG"}
	givens     = []string{"ROBERT", "BOB", "JAMES", "JIM", "MARY", "ALICE", "JOHN", "JOAN", "PATRICIA", "PAT", "LINDA", "CHRIS", "DAVID", "SUSAN"}
	employers  = []string{"", "RETIRED", "SELF", "EXAMPLE HAT WORKS INC", "HAT WORKS", "GLOVE WORKS", "INVENTED COUNTY", "PLACEHOLDER BANK"}
	jobs       = []string{"", "RETIRED", "HATTER", "SENIOR HATTER", "ATTORNEY", "LAWYER", "ENGINEER"}
)

// Crowd makes n distinct contributors of about half as many invented people in
// 2,000 invented towns: names made of syllables, one in eight a common one.
func Crowd(n int, seed uint64) []store.ContributorFacts {
	rng := rand.New(rand.NewPCG(seed, 1))
	pick := func(from []string) string { return from[rng.IntN(len(from))] }
	out := make([]store.ContributorFacts, 0, n)
	for len(out) < n {
		last := pick(syllables) + pick(syllables) + pick(syllables)
		if rng.IntN(8) == 0 {
			last = pick(commonLast)
		}
		first, town := pick(givens), rng.IntN(2000)
		employer, job := fmt.Sprintf("%s%s WORKS %d", pick(syllables), pick(syllables), rng.IntN(40)), pick(jobs)
		street := rng.Int64N(1 << 40)
		for range 1 + rng.IntN(3) {
			c := store.ContributorFacts{
				ID: store.DonorID(rng.Int64N(1<<62) + 1), Name: store.Name{Last: last, First: first}, Entity: "IND", City: fmt.Sprintf("TOWN %d", town),
				State: "CA", Zip: fmt.Sprintf("9%04d", town), Employer: employer, Occupation: job, AddressHash: street,
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
