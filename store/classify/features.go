package classify

import "slices"

// scratch holds the buffers of one classification.
type scratch struct {
	splitter splitter
}

// reading is a name, or a part of one, with the features that it sets.
type reading struct {
	raw    string
	tokens []token
	mask   mask
}

func (r *Rules) borrow() *scratch { return r.scratch.Get().(*scratch) }

// tokens folds a name and looks its words up. Words that carry no meaning are
// left out.
func (r *Rules) tokens(sc *scratch, name string) []token {
	all := sc.splitter.split(name, r.words)
	out, run := all[:0], false
	for _, t := range all {
		t.word = r.lookup(t.text)
		run = run || t.word == nil && len(t.text) >= shortestRun
		if t.word == nil || !t.word.dropped {
			out = append(out, t)
		}
	}
	if run {
		return r.partRuns(out)
	}
	return out
}

const (
	shortestRun  = 10 // letters of a word that may be several run together
	shortestPart = 5  // letters of each of them
)

// partRuns parts words run together ("alderpoliceunion") where two words or
// more that the rules know end one that they do not. A part stands where the
// whole stands.
func (r *Rules) partRuns(tokens []token) []token {
	out := make([]token, 0, len(tokens)+4)
	for _, t := range tokens {
		parts := r.parts(t)
		if t.word != nil || len(parts) < 2 || len(out)+len(parts) >= maxTokens {
			parts = []token{t}
		}
		if len(out) < maxTokens {
			out = append(out, parts...)
		}
	}
	return out
}

// parts gives the known words that end a word, in order.
func (r *Rules) parts(t token) []token {
	var out []token
	for end := len(t.text); end >= shortestPart; {
		from := -1
		for i := 0; i <= end-shortestPart; i++ {
			if w := r.words[string(t.text[i:end])]; w != nil && len(w.features) > 0 {
				from = i
				break
			}
		}
		if from < 0 {
			return out
		}
		part := t
		part.text, part.word = t.text[from:end], r.words[string(t.text[from:end])]
		out = append([]token{part}, out...)
		end = from
	}
	return out
}

// read sets the features of tokens.
func (r *Rules) read(raw string, tokens []token) reading {
	out := reading{raw: raw, tokens: tokens}
	for i := range tokens {
		if w := tokens[i].word; w != nil {
			for _, f := range w.features {
				out.mask.set(f)
			}
		}
	}
	if f, ok := r.features[yearFeature]; ok && slices.ContainsFunc(tokens, year) {
		out.mask.set(f)
	}
	for i := range r.phrases {
		p := &r.phrases[i]
		if !out.mask.holds(p.elements) || p.find(tokens, 0) < 0 {
			continue
		}
		for _, f := range p.sets {
			out.mask.set(f)
		}
	}
	if f, ok := r.features[personFeature]; ok && personShape(raw, tokens) && !r.has(&out.mask, r.orgWords) {
		out.mask.set(f)
	}
	return out
}

func (r *Rules) has(m *mask, f int) bool { return f >= 0 && m.has(f) }

// find gives where the phrase begins in tokens, from a place on; -1 for
// nowhere.
func (p *phrase) find(tokens []token, from int) int {
	for i := from; i+len(p.elements) <= len(tokens); i++ {
		j := 0
		for j < len(p.elements) && tokens[i+j].has(p.elements[j]) {
			j++
		}
		if j == len(p.elements) {
			return i
		}
	}
	return -1
}

func (t *token) has(f int) bool {
	if t.word != nil {
		for _, g := range t.word.features {
			if g == f {
				return true
			}
		}
	}
	return false
}

// year reports whether a token is a year of this or the last century.
func year(t token) bool {
	return len(t.text) == 4 && (t.text[0] == '1' && t.text[1] == '9' || t.text[0] == '2' && t.text[1] == '0')
}

// personShape reports whether a name is written like "Last, First M": one
// comma, and two to four words of letters.
func personShape(raw string, tokens []token) bool {
	commas := 0
	for i := 0; i < len(raw); i++ {
		if raw[i] == ',' {
			commas++
		} else if raw[i] == '#' || raw[i] >= '0' && raw[i] <= '9' {
			return false
		}
	}
	return commas == 1 && len(tokens) >= 2 && len(tokens) <= 4
}

// span gives the tokens that set a feature: the first word, or the first
// phrase. The second is where it ends.
func (r *Rules) span(rd *reading, f int) (int, int) {
	for i := range rd.tokens {
		if rd.tokens[i].has(f) {
			return i, i + 1
		}
	}
	for i := range r.phrases {
		p := &r.phrases[i]
		for _, s := range p.sets {
			if s != f {
				continue
			}
			if at := p.find(rd.tokens, 0); at >= 0 {
				return at, at + len(p.elements)
			}
		}
	}
	return 0, 0
}

// wordsAsFiled gives the words on which a match rests; runs of neighbours
// stay together, others are joined with "…".
func (r *Rules) wordsAsFiled(rd *reading, alternative features) string {
	var used [maxTokens]bool
	for _, f := range alternative {
		from, to := r.span(rd, f)
		for ; from < to; from++ {
			used[from] = true
		}
	}
	out := ""
	for i := 0; i < len(rd.tokens); i++ {
		if !used[i] {
			continue
		}
		j := i
		for j+1 < len(rd.tokens) && used[j+1] {
			j++
		}
		if out != "" {
			out += " … "
		}
		out += rd.raw[rd.tokens[i].start:rd.tokens[j].end]
		i = j
	}
	return out
}

// bare gives a name without what wraps it: "PAC", "political action
// committee", parentheses.
func (r *Rules) bare(tokens []token) string {
	var out []byte
	for i := range tokens {
		if r.wrapper >= 0 && tokens[i].has(r.wrapper) {
			continue
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, tokens[i].text...)
	}
	return string(out)
}
