package fecbulktest

import "math/rand/v2"

// donor is an invented contributor. The same number and seed give the same
// donor, so that none has to be held.
type donor struct {
	last1, last2, first  string
	middle               byte
	city, state          string
	zip, plus4           int
	employer, occupation string
}

const (
	zips      = 9973 // a prime, so that names and ZIP codes do not go in step
	names     = len(syllables) * len(syllables) * len(firsts) * 26
	maxDonors = names * zips // 298 million
)

// donorOf picks who gave row i. New donors come at even distances up to the
// last row; between them give those who gave before, the earlier ones more
// often: at the end, the first thousandth of the donors gives 3% of the rows.
func donorOf(random *rand.Rand, cfg *Config, i int) int {
	known := newDonors(cfg, i)
	if newDonors(cfg, i+1) > known || known == 0 {
		return known
	}
	u := random.Float64()
	return int(u * u * float64(known))
}

// newDonors gives how many donors the first rows bring.
func newDonors(cfg *Config, rows int) int {
	return int(int64(rows) * int64(cfg.Donors) / int64(cfg.Rows))
}

// donorAt gives donor n. Multiplying by a number that has no factor in common
// with maxDonors orders the pairs of name and ZIP code anew: each occurs once.
func donorAt(n int, seed uint64) donor {
	k := (uint64(n)*122_949_823 + seed%uint64(maxDonors)) % uint64(maxDonors)
	zip := int(k / uint64(names))
	name := int(k % uint64(names))
	mix := k * 0x9E3779B97F4A7C15
	return donor{
		last1: syllables[name%len(syllables)], last2: syllables[name/len(syllables)%len(syllables)],
		first:  firsts[name/len(syllables)/len(syllables)%len(firsts)],
		middle: byte('A' + name/len(syllables)/len(syllables)/len(firsts)),
		city:   cities[zip%len(cities)], state: states[zip/len(cities)%len(states)], zip: 90000 + zip, plus4: int(mix>>40) % 10000,
		employer: syllables[mix>>60%uint64(len(syllables))], occupation: occupations[mix>>50%uint64(len(occupations))],
	}
}
