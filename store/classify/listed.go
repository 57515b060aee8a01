package classify

import "strings"

// listed is an entry of the curated lists: a committee id or a whole name.
type listed struct {
	id     string
	class  Class
	kind   Kind
	accept []features // of a committee: what its name must have, alternatives
	names  []features // those of accept that are a name by themselves, of several words or initials
}

// Override is a person's decision about one donor. It beats every rule and can
// be taken back by taking it out of the file.
type Override struct {
	ID     string // entity id, or committee id as "scheme:id"
	Class  Class
	Kind   Kind
	Reason string // why; required
	Link   string // the evidence; may be empty
	Date   string // when it was decided, as written
}

func (r *Rules) addCommittee(s *section) error {
	if err := s.allow("class", "kind", "accept", "note"); err != nil {
		return err
	}
	id := committeeKey(s.name)
	if id == "" || !strings.Contains(s.name, ":") {
		return bad(s.line, "a committee is named like fppc:123456")
	}
	c, k, err := classAndKind(s)
	if err != nil {
		return err
	}
	l := listed{id: id, class: c, kind: k}
	accept := rule{id: id}
	wanted := section{line: s.line, head: s.head, name: s.name}
	for _, e := range s.entries {
		if e.key == "accept" {
			wanted.entries = append(wanted.entries, entry{line: e.line, key: "match", value: e.value})
		}
	}
	if err := r.addTerms(&accept, &wanted); err != nil {
		return err
	}
	l.accept = accept.matches
	for i, e := range wanted.entries {
		if words := wordsOf(e.value); len(words) > 1 || len(words) == 1 && len(words[0]) < 6 {
			l.names = append(l.names, accept.matches[i])
		}
	}
	r.committees[id] = l
	return nil
}

func (r *Rules) addAlias(s *section) error {
	if err := s.allow("class", "kind", "note"); err != nil {
		return err
	}
	c, k, err := classAndKind(s)
	if err != nil {
		return err
	}
	sc := r.borrow()
	defer r.scratch.Put(sc)
	key := r.bare(r.tokens(sc, s.name))
	if key == "" {
		return bad(s.line, "an alias needs a name")
	}
	if _, twice := r.aliases[key]; twice {
		return bad(s.line, "the name %q stands already in another spelling", s.name)
	}
	r.aliases[key] = listed{id: s.name, class: c, kind: k}
	return nil
}

func (r *Rules) addOverride(s *section) error {
	if err := s.allow("class", "kind", "reason", "link", "date"); err != nil {
		return err
	}
	c, k, err := classAndKind(s)
	if err != nil {
		return err
	}
	o := Override{ID: s.name, Class: c, Kind: k}
	for _, e := range s.entries {
		switch e.key {
		case "reason":
			o.Reason = e.value
		case "link":
			o.Link = e.value
		case "date":
			o.Date = e.value
		}
	}
	if o.ID == "" || o.Reason == "" || o.Date == "" {
		return bad(s.line, "an override needs an id, a reason and a date")
	}
	r.overrides[overrideKey(o.ID)] = o
	return nil
}

// Stale lists the overrides whose entity or committee the database does not
// hold: gone, or merged. known is asked with the id as the file writes it.
func (r *Rules) Stale(known func(id string) bool) []Override {
	var out []Override
	for _, o := range r.overrides {
		if !known(o.ID) {
			out = append(out, o)
		}
	}
	sortOverrides(out)
	return out
}

// committeeKey gives "scheme:id" of a committee id as filed: figures are the
// state's (FPPC), "C" and eight figures the FEC's. Leading zeros are real.
func committeeKey(id string) string {
	id = strings.ToUpper(strings.TrimLeft(strings.TrimSpace(id), "#"))
	if scheme, rest, ok := strings.Cut(id, ":"); ok {
		return strings.ToLower(scheme) + ":" + strings.TrimSpace(rest)
	}
	figures := strings.TrimPrefix(id, "C")
	if figures == "" || strings.Trim(figures, "0123456789") != "" {
		return ""
	}
	if len(figures) == 8 && figures != id {
		return "fec:" + id
	}
	if figures == id {
		return "fppc:" + id
	}
	return ""
}

func overrideKey(id string) string {
	if key := committeeKey(id); key != "" {
		return key
	}
	return strings.TrimSpace(id)
}
