package classify

import "slices"

// field is which part of a subject a rule reads.
type field int

const (
	onName field = iota
	onOccupation
	onEmployer
)

// personFeature is set for names in the shape "Last, First".
const personFeature = "@person"

// yearFeature is set for names with a year in them.
const yearFeature = "@year"

// rule decides the class of a name (or, among the kinds, which officers).
type rule struct {
	id         string
	class      Class
	kind       Kind
	confidence Confidence
	on         field
	tag        string
	bodies     bool       // the words are those of single bodies, not of a kind
	states     []string   // not for donors of other states
	matches    []features // alternatives
	not        features
	examples   []entry
}

func (r *Rules) addRule(s *section) error {
	if err := s.allow("class", "kind", "confidence", "on", "tag", "bodies", "not-outside", "match", "not", "note", "hit", "miss"); err != nil {
		return err
	}
	if s.name == "" {
		return bad(s.line, "a rule needs an id")
	}
	out := rule{id: s.name, confidence: ByRule}
	if err := out.read(s); err != nil {
		return err
	}
	if err := r.addTerms(&out, s); err != nil {
		return err
	}
	for _, e := range s.entries {
		if e.key == "hit" || e.key == "miss" {
			out.examples = append(out.examples, e)
		}
	}
	if !slices.ContainsFunc(out.examples, func(e entry) bool { return e.key == "hit" }) ||
		!slices.ContainsFunc(out.examples, func(e entry) bool { return e.key == "miss" }) {
		return bad(s.line, "rule %s needs an example that it must hit and one that it must miss", s.name)
	}
	r.rules = append(r.rules, out)
	return nil
}

func (r *rule) read(s *section) error {
	var err error
	if r.class, r.kind, err = classAndKind(s); err != nil {
		return err
	}
	for _, e := range s.entries {
		switch e.key {
		case "confidence":
			if e.value != "weak" && e.value != "rule" {
				return bad(e.line, "confidence is weak or rule")
			}
			r.confidence = Confidence(e.value)
		case "on":
			at := slices.Index([]string{"name", "occupation", "employer"}, e.value)
			if at < 0 {
				return bad(e.line, "a rule reads name, occupation or employer")
			}
			r.on = field(at)
		case "tag":
			r.tag = e.value
		case "bodies":
			if e.value != "single" {
				return bad(e.line, "bodies are single, or the line is left out")
			}
			r.bodies = true
		case "not-outside":
			r.states = wordsOf(e.value)
		}
	}
	return nil
}

// addTerms reads the lines match and not.
func (r *Rules) addTerms(out *rule, s *section) error {
	for _, e := range s.entries {
		if e.key != "match" && e.key != "not" {
			continue
		}
		terms, err := fields(e)
		if err != nil {
			return err
		}
		var wanted features
		for _, term := range terms {
			f, err := r.termFeature(term, e.line)
			if err != nil {
				return err
			}
			wanted = append(wanted, f)
		}
		if e.key == "match" {
			out.matches = append(out.matches, wanted)
		} else {
			out.not = append(out.not, wanted...)
		}
	}
	if len(out.matches) == 0 {
		return bad(s.line, "%s %s matches nothing: it needs a line of match", s.head, s.name)
	}
	return nil
}

func (r *Rules) addKind(s *section) error {
	if err := s.allow("match", "not", "note"); err != nil {
		return err
	}
	out := rule{id: s.name, kind: Kind(s.name)}
	if !out.kind.Known() {
		return bad(s.line, "there is no kind %q", s.name)
	}
	if err := r.addTerms(&out, s); err != nil {
		return err
	}
	r.kindRules = append(r.kindRules, out)
	return nil
}

func (r *Rules) addClause(s *section) error {
	if err := s.allow("words", "note"); err != nil {
		return err
	}
	for _, e := range s.entries {
		if e.key == "note" {
			continue
		}
		terms, err := fields(e)
		if err != nil {
			return err
		}
		for _, term := range terms {
			if term[0] != '"' {
				return bad(e.line, "%s: only phrases can begin a clause", s.head)
			}
			name, err := r.phraseOf(term, e.line)
			if err != nil {
				return err
			}
			if s.head == "cut" {
				r.cuts = append(r.cuts, r.phraseIndex(name))
			} else {
				r.sponsors = append(r.sponsors, r.phraseIndex(name))
			}
		}
	}
	return nil
}

// matched gives the alternative of the rule that a set of features satisfies.
func (r *rule) matched(m *mask, state string) features {
	if len(r.states) > 0 && state != "" && !slices.Contains(r.states, state) {
		return nil
	}
	for _, wanted := range r.matches {
		if m.holds(wanted) {
			if m.touches(r.not) {
				return nil
			}
			return wanted
		}
	}
	return nil
}

func classAndKind(s *section) (Class, Kind, error) {
	c, err := s.only("class")
	if err != nil {
		return "", "", err
	}
	if !Class(c.value).Known() {
		return "", "", bad(max(c.line, s.line), "%s %s: there is no class %q", s.head, s.name, c.value)
	}
	k, err := s.only("kind")
	if err != nil {
		return "", "", err
	}
	if k.key != "" && !Kind(k.value).Known() {
		return "", "", bad(k.line, "there is no kind %q", k.value)
	}
	if k.key != "" && !Class(c.value).LawEnforcement() {
		return "", "", bad(k.line, "only organisations of officers have a kind")
	}
	return Class(c.value), Kind(k.value), nil
}
