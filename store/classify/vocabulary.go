package classify

import (
	"slices"
	"strings"
)

// mask is a set of features. A feature is a word, a phrase or a group of them
// that the rules ask for.
type mask [24]uint64

const maxFeatures = len(mask{}) * 64

// features are features that a name must have, all of them.
type features []int

func (m *mask) set(f int)      { m[f/64] |= 1 << (f % 64) }
func (m *mask) has(f int) bool { return m[f/64]&(1<<(f%64)) != 0 }

func (m *mask) holds(all features) bool {
	for _, f := range all {
		if !m.has(f) {
			return false
		}
	}
	return true
}

func (m *mask) touches(some features) bool {
	for _, f := range some {
		if m.has(f) {
			return true
		}
	}
	return false
}

// group is a named set of words and phrases, with those of the groups in it.
type group struct {
	feature int
	words   []string
	endings []string // as written: "*POA"
	phrases []string // features by name
}

// phrase is a run of neighbouring words, each a word or one of a group's.
type phrase struct {
	elements features // of words and groups
	sets     features // its own feature and those of the groups that hold it
}

func (r *Rules) feature(name string, line int) (int, error) {
	if f, ok := r.features[name]; ok {
		return f, nil
	}
	f := len(r.features)
	if f >= maxFeatures {
		return 0, bad(line, "more than %d different words and groups", maxFeatures)
	}
	r.features[name] = f
	return f, nil
}

// entryOf gives what is known of a word, which it adds when it is new.
func (r *Rules) entryOf(text string) *word {
	w := r.words[text]
	if w == nil {
		w = &word{}
		r.words[text] = w
	}
	return w
}

// wordsOf folds a text as a name is folded, without looking its words up.
func wordsOf(text string) []string {
	var s splitter
	var out []string
	for _, t := range s.split(text, nil) {
		out = append(out, string(t.text))
	}
	return out
}

func oneWord(text string, line int) (string, error) {
	ws := wordsOf(text)
	if len(ws) != 1 {
		return "", bad(line, "%q is not one word", text)
	}
	return ws[0], nil
}

func (r *Rules) addSame(s *section) error {
	if err := s.allow("words"); err != nil {
		return err
	}
	right, err := oneWord(s.name, s.line)
	if err != nil {
		return err
	}
	return eachWord(s, func(text string, line int) error {
		if w := r.words[text]; w != nil && w != r.words[right] {
			return bad(line, "%q is read as another word already", text)
		}
		r.words[text] = r.entryOf(right)
		return nil
	})
}

func (r *Rules) addTypos(s *section) error {
	return eachWord(s, func(text string, line int) error {
		if len(text) < 6 || text[0] < 'A' || text[0] > 'Z' {
			return bad(line, "%q is too short to read over a slip", text)
		}
		r.entryOf(text)
		i := text[0] - 'A'
		r.typos[i] = append(r.typos[i], text)
		return nil
	})
}

func (r *Rules) addKeep(s *section) error {
	return eachWord(s, func(text string, _ int) error { r.entryOf(text); return nil })
}

func eachWord(s *section, do func(string, int) error) error {
	for _, e := range s.entries {
		if e.key != "words" {
			return bad(e.line, "%s has only lines of words", s.head)
		}
		terms, err := fields(e)
		if err != nil {
			return err
		}
		for _, term := range terms {
			text, err := oneWord(term, e.line)
			if err != nil {
				return err
			}
			if err := do(text, e.line); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Rules) addGroup(s *section) error {
	if err := s.allow("words", "note"); err != nil {
		return err
	}
	if s.name == "" || strings.ContainsAny(s.name, " {}\"*") {
		return bad(s.line, "a group needs a name of one word")
	}
	f, err := r.feature("{"+s.name+"}", s.line)
	if err != nil {
		return err
	}
	g := &group{feature: f}
	for _, e := range s.entries {
		if e.key == "note" {
			continue
		}
		terms, err := fields(e)
		if err != nil {
			return err
		}
		for _, term := range terms {
			if err := r.addMember(g, term, e.line); err != nil {
				return err
			}
		}
	}
	r.groups[s.name] = g
	return nil
}

func (r *Rules) addMember(g *group, term string, line int) error {
	switch {
	case term[0] == '{':
		inner := r.groups[strings.Trim(term, "{}")]
		if inner == nil {
			return bad(line, "there is no group %s above", term)
		}
		g.words = append(g.words, inner.words...)
		g.endings = append(g.endings, inner.endings...)
		g.phrases = append(g.phrases, inner.phrases...)
		return r.spread(g)
	case term[0] == '"':
		name, err := r.phraseOf(term, line)
		if err != nil {
			return err
		}
		g.phrases = append(g.phrases, name)
	case strings.Contains(term, "*"):
		g.endings = append(g.endings, strings.ToUpper(term))
	default:
		text, err := oneWord(term, line)
		if err != nil {
			return err
		}
		g.words = append(g.words, text)
	}
	return r.spread(g)
}

// spread tells every word and phrase of a group that it sets the group.
func (r *Rules) spread(g *group) error {
	for _, text := range g.words {
		addFeature(r.entryOf(text), g.feature)
	}
	for _, e := range g.endings {
		addFeature(r.endingOf(e), g.feature)
	}
	for _, name := range g.phrases {
		p := &r.phrases[r.phraseIndex(name)]
		if !slices.Contains(p.sets, g.feature) {
			p.sets = append(p.sets, g.feature)
		}
	}
	return nil
}

func addFeature(w *word, f int) {
	if !slices.Contains(w.features, f) {
		w.features = append(w.features, f)
	}
}
