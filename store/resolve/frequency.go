package resolve

import "math"

// Shares of the population for names that stand in no list.
const (
	rareSurname = 0.00003
	rareGiven   = 0.0001
)

// surnameShare gives how many of all people bear a surname: from the weight
// file, else from the place in the built-in list by a curve (about 8 in 1,000
// for the first, 1 in 1,000 for the seventieth), else the share of a rare one.
// The list's order is rough and the curve is a model, not a census table.
func (w *Weights) surnameShare(name string) float64 {
	if share, ok := w.Surnames[name]; ok {
		return share
	}
	if place, ok := lists().last[name]; ok {
		return 0.0083 / math.Pow(1+float64(place)/7, 0.85)
	}
	return rareSurname
}

// givenShare is the same for given names, men and women together.
func (w *Weights) givenShare(name string) float64 {
	if share, ok := w.Given[name]; ok {
		return share
	}
	if place, ok := lists().given[name]; ok {
		return max(0.016/math.Pow(1+float64(place)/12, 1.15), rareGiven)
	}
	return rareGiven
}
