package classify

import "bytes"

// word is what the rules know of a word: the features that it sets.
type word struct {
	features []int
	dropped  bool // carries no meaning: "the"
}

// ending is a word known by how it begins or ends: "*POA".
type ending struct {
	text   string
	prefix bool
	word   *word
}

// lookup finds what the rules know of a folded word: by itself, by its
// beginning or end, as "X" + "PAC" run together, or as a slip of the pen.
func (r *Rules) lookup(text []byte) *word {
	if w := r.words[string(text)]; w != nil {
		return w
	}
	if n := len(text); n > 5 && bytes.HasSuffix(text, []byte("PAC")) {
		if w := r.words[string(text[:n-3])]; w != nil {
			return w
		}
	}
	for i := range r.endings {
		if r.endings[i].fits(text) {
			return r.endings[i].word
		}
	}
	if len(text) < 5 || text[0] < 'A' || text[0] > 'Z' {
		return nil
	}
	for _, right := range r.typos[text[0]-'A'] {
		if oneSlip(text, right) {
			return r.words[right]
		}
	}
	return nil
}

// fits reports whether a word begins or ends so, with one to four letters more:
// longer words are no initials.
func (e *ending) fits(text []byte) bool {
	n := len(e.text)
	switch {
	case len(text) <= n || len(text) > n+4:
		return false
	case e.prefix:
		return string(text[:n]) == e.text
	}
	return string(text[len(text)-n:]) == e.text
}

// oneSlip reports whether one letter added, left out, changed or swapped with
// its neighbour turns text into right. The first letter must be right: slips
// there make other words.
func oneSlip(text []byte, right string) bool {
	a, b := len(text), len(right)
	if a-b > 1 || b-a > 1 {
		return false
	}
	i := 0
	for i < a && i < b && text[i] == right[i] {
		i++
	}
	if i == 0 {
		return false
	}
	switch {
	case a == b+1:
		return string(text[i+1:]) == right[i:]
	case a+1 == b:
		return string(text[i:]) == right[i+1:]
	case i == a:
		return true
	case string(text[i+1:]) == right[i+1:]:
		return true
	}
	return i+1 < a && text[i] == right[i+1] && text[i+1] == right[i] && string(text[i+2:]) == right[i+2:]
}
