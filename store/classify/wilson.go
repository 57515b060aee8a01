package classify

import "math"

// Rate is a share of counted things with its 95% Wilson score interval, which
// stays honest for small samples and for shares near 0 and 1 (E. B. Wilson,
// JASA 22, 1927).
type Rate struct {
	Hits, Of         int
	Value, Low, High float64 // NaN, 0, 1 when Of is 0
}

func rate(hits, of int) Rate {
	if of == 0 {
		return Rate{Value: math.NaN(), High: 1}
	}
	const z = 1.959963984540054
	n, p := float64(of), float64(hits)/float64(of)
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return Rate{Hits: hits, Of: of, Value: p, Low: max(0, middle-half), High: min(1, middle+half)}
}
