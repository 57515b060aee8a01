package search

import "sort"

// allowed is how many misspellings are forgiven in a word: none in short ones,
// where everything is one letter from something else, and none in numbers.
func allowed(w string) int {
	for i := 0; i < len(w); i++ {
		if w[i] >= '0' && w[i] <= '9' {
			return 0
		}
	}
	switch {
	case len(w) < 4:
		return 0
	case len(w) < 9:
		return 1
	}
	return 2
}

// misspelled gives runs of words that w may have been meant for: words at most
// edits letters away, and words that begin so and share w's last letter. An
// edit is a letter left out, put in, changed or swapped with the next one; the
// first letter must be right when two edits are allowed.
func (d *dictionary) misspelled(w string, edits int) []span {
	if edits == 0 {
		return nil
	}
	s := speller{d: d, w: w, edits: edits, rows: make([][maxWord + 1]uint8, len(w)+edits+2)}
	for i := range len(w) + 1 {
		s.rows[0][i] = uint8(i)
	}
	all := span{0, d.size()}
	if edits > 1 {
		all = d.prefixed(w[:1])
	}
	s.walk(all, 0, 0)
	return s.found
}

// speller walks the words as a tree of letters. Row r holds the distances of
// the letters so far from each beginning of w.
type speller struct {
	d     *dictionary
	w     string
	edits int
	rows  [][maxWord + 1]uint8
	found []span
}

// walk goes on from the words of a run that share their first depth letters.
func (s *speller) walk(run span, depth int, last byte) {
	if depth > 0 {
		row := &s.rows[depth]
		if int(row[len(s.w)]) <= s.edits {
			if last == s.w[len(s.w)-1] {
				s.found = append(s.found, run)
				return
			}
			if len(s.d.word(run.lo)) == depth {
				s.found = append(s.found, span{run.lo, run.lo + 1})
			}
		}
	}
	if depth+1 >= len(s.rows) {
		return
	}
	lo := run.lo
	if lo < run.hi && len(s.d.word(lo)) == depth {
		lo++
	}
	for lo < run.hi {
		c := s.d.word(lo)[depth]
		hi := s.d.after(span{lo, run.hi}, depth, c)
		if s.step(depth+1, c, last) {
			s.walk(span{lo, hi}, depth+1, c)
		}
		lo = hi
	}
}

// after gives the first word of the run whose letter at depth is not c.
func (d *dictionary) after(run span, depth int, c byte) int {
	// Most runs are short: look near first.
	step, lo := 1, run.lo
	for lo+step < run.hi && d.word(lo + step)[depth] == c {
		lo += step
		step *= 2
	}
	hi := min(lo+step, run.hi)
	return lo + 1 + sort.Search(hi-lo-1, func(i int) bool { return d.word(lo + 1 + i)[depth] != c })
}

// step fills the row for one more letter, and reports whether any beginning of
// w is near enough to go on.
func (s *speller) step(depth int, c, last byte) bool {
	prev, row := &s.rows[depth-1], &s.rows[depth]
	row[0] = uint8(depth)
	best := row[0]
	for i := 1; i <= len(s.w); i++ {
		cost := prev[i-1]
		if s.w[i-1] != c {
			cost++
		}
		cost = min(cost, prev[i]+1, row[i-1]+1)
		if depth > 1 && i > 1 && s.w[i-1] == last && s.w[i-2] == c {
			cost = min(cost, s.rows[depth-2][i-2]+1)
		}
		row[i] = cost
		best = min(best, cost)
	}
	return int(best) <= s.edits
}
