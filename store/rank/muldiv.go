package rank

import "math/bits"

// mulDiv gives a*b/c and the remainder without overflow; a is at most c or the
// quotient fits otherwise.
func mulDiv(a, b, c uint64) (quotient, remainder uint64) {
	hi, lo := bits.Mul64(a, b)
	return bits.Div64(hi, lo, c)
}
