package classify

import "strings"

// termFeature gives the feature of a term of a rule: a word, a {group}, a
// "phrase" or an ending.
func (r *Rules) termFeature(term string, line int) (int, error) {
	switch {
	case term[0] == '{':
		g := r.groups[strings.Trim(term, "{}")]
		if g == nil {
			return 0, bad(line, "there is no group %s", term)
		}
		return g.feature, nil
	case term[0] == '"':
		name, err := r.phraseOf(term, line)
		if err != nil {
			return 0, err
		}
		return r.features[name], nil
	case term[0] == '@':
		if term != personFeature && term != yearFeature {
			return 0, bad(line, "%q is not known; there are @person and @year", term)
		}
		return r.feature(term, line)
	case strings.Contains(term, "*"):
		return r.endingFeature(term, line)
	}
	text, err := oneWord(term, line)
	if err != nil {
		return 0, err
	}
	f, err := r.feature(text, line)
	if err != nil {
		return 0, err
	}
	addFeature(r.entryOf(text), f)
	return f, nil
}

func (r *Rules) endingFeature(term string, line int) (int, error) {
	term = strings.ToUpper(term)
	if len(strings.Trim(term, "*")) < 3 || strings.Count(term, "*") != 1 {
		return 0, bad(line, "%q: an ending is a star and three letters or more", term)
	}
	f, err := r.feature(term, line)
	if err != nil {
		return 0, err
	}
	addFeature(r.endingOf(term), f)
	return f, nil
}

func (r *Rules) endingOf(term string) *word {
	e := ending{text: strings.Trim(term, "*"), prefix: strings.HasSuffix(term, "*")}
	for i := range r.endings {
		if r.endings[i].text == e.text && r.endings[i].prefix == e.prefix {
			return r.endings[i].word
		}
	}
	e.word = &word{}
	r.endings = append(r.endings, e)
	return e.word
}

// phraseOf adds a phrase when it is new and gives the name of its feature.
// Elements of a phrase are words and groups; of a group, its words count.
func (r *Rules) phraseOf(term string, line int) (string, error) {
	var elements []int
	var names []string
	for _, part := range strings.Fields(strings.Trim(term, `"`)) {
		if part[0] == '{' {
			f, err := r.termFeature(part, line)
			if err != nil {
				return "", err
			}
			elements, names = append(elements, f), append(names, part)
			continue
		}
		for _, text := range wordsOf(part) {
			f, err := r.termFeature(text, line)
			if err != nil {
				return "", err
			}
			elements, names = append(elements, f), append(names, text)
		}
	}
	if len(elements) < 2 {
		return "", bad(line, "the phrase %s needs two words", term)
	}
	name := `"` + strings.Join(names, " ") + `"`
	if r.phraseIndex(name) >= 0 {
		return name, nil
	}
	f, err := r.feature(name, line)
	if err != nil {
		return "", err
	}
	p := phrase{elements: elements, sets: []int{f}}
	r.phrases = append(r.phrases, p)
	return name, nil
}

// phraseIndex finds a phrase by the name of its feature; -1 for none.
func (r *Rules) phraseIndex(name string) int {
	f, ok := r.features[name]
	if !ok {
		return -1
	}
	for i := range r.phrases {
		if r.phrases[i].sets[0] == f {
			return i
		}
	}
	return -1
}

// settle prepares what classifying needs once all words are known.
func (r *Rules) settle() {
	// "The" stands in names at will: it never parts the words of a phrase.
	r.entryOf("THE").dropped = true
	r.entryOf("AND").dropped = true
	for text, w := range r.words {
		for i := range r.endings {
			if r.endings[i].fits([]byte(text)) {
				for _, f := range r.endings[i].word.features {
					addFeature(w, f)
				}
			}
		}
	}
	if g := r.groups["wrapper"]; g != nil {
		r.wrapper = g.feature
	}
	r.events = -1
	if g := r.groups["event"]; g != nil {
		r.events = g.feature
	}
	if g := r.groups["organisation"]; g != nil {
		r.orgWords = g.feature
	}
}
