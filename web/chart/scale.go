package chart

import "math"

// ticks gives round values from zero to at least high, at most five steps.
func ticks(high float64) []float64 {
	if high <= 0 {
		return []float64{0, 1}
	}
	step := math.Pow(10, math.Floor(math.Log10(high)))
	for _, part := range []float64{0.2, 0.5, 1, 2, 5} {
		if high/(step*part) <= 5 {
			step *= part
			break
		}
	}
	var out []float64
	for at := 0.0; ; at += step {
		out = append(out, at)
		if at >= high {
			return out
		}
	}
}
