package resolve

import "math/bits"

// JaroWinkler gives the similarity of two ASCII texts, 0 to 1, with Winkler's
// bonus for up to four equal letters at the start. It looks at the first 64
// bytes of each and allocates nothing. Two empty texts are alike (1); an empty
// and a full one are not (0).
func JaroWinkler(a, b string) float64 {
	if len(a) > 64 {
		a = a[:64]
	}
	if len(b) > 64 {
		b = b[:64]
	}
	if a == b {
		return 1
	}
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	j := jaro(a, b)
	prefix := 0
	for prefix < 4 && prefix < len(a) && prefix < len(b) && a[prefix] == b[prefix] {
		prefix++
	}
	return j + float64(prefix)*0.1*(1-j)
}

// jaro marks the matching letters of each text in a word of 64 bits.
func jaro(a, b string) float64 {
	window := max(len(a), len(b))/2 - 1
	if window < 0 {
		window = 0
	}
	var inA, inB uint64
	for i := 0; i < len(a); i++ {
		for j := max(0, i-window); j <= min(len(b)-1, i+window); j++ {
			if a[i] == b[j] && inB>>uint(j)&1 == 0 {
				inA |= 1 << uint(i)
				inB |= 1 << uint(j)
				break
			}
		}
	}
	matches := bits.OnesCount64(inA)
	if matches == 0 {
		return 0
	}
	moved := 0
	for ma, mb := inA, inB; ma != 0; ma, mb = ma&(ma-1), mb&(mb-1) {
		if a[bits.TrailingZeros64(ma)] != b[bits.TrailingZeros64(mb)] {
			moved++
		}
	}
	m := float64(matches)
	return (m/float64(len(a)) + m/float64(len(b)) + (m-float64(moved)/2)/m) / 3
}

// edits counts the insertions, deletions, replacements and swaps of neighbours
// between two texts (optimal string alignment). Above 3, or for texts over 40
// bytes, it gives 4: the caller only asks how small it is.
func edits(a, b string) int {
	const far = 4
	if len(a) > 40 || len(b) > 40 || len(a)-len(b) >= far || len(b)-len(a) >= far {
		return far
	}
	var rows [3][41]uint8
	for j := 0; j <= len(b); j++ {
		rows[0][j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		now, last, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		now[0] = uint8(i)
		for j := 1; j <= len(b); j++ {
			d := last[j-1]
			if a[i-1] != b[j-1] {
				d++
			}
			d = min(d, last[j]+1, now[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			now[j] = d
		}
	}
	return min(int(rows[len(a)%3][len(b)]), far)
}

// misspelt reports whether the two may be one word with a typing mistake: one
// edit in words of four to six letters, two in longer ones, and alike by
// Jaro-Winkler too.
func misspelt(a, b string) bool {
	short := min(len(a), len(b))
	if short < 4 {
		return false
	}
	allowed := 1
	if short >= 7 {
		allowed = 2
	}
	return edits(a, b) <= allowed && JaroWinkler(a, b) >= 0.84
}
