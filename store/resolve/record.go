package resolve

import (
	"math"
	"strings"

	"moneytrail/store"
)

// kind of a contributor.
const (
	aPerson uint8 = iota
	aBody
)

// record is a contributor in comparable parts.
type record struct {
	id         store.DonorID
	kind       uint8
	person     person
	body       *organisation
	lastBits   float64 // how much the surname says: -log2 of its share
	firstBits  float64
	committee  string
	filed      bool // the committee id stands in its field, not in the name
	city       string
	state      string
	zip        string
	address    int64
	employer   *job
	occupation *job
}

// parser makes records and keeps what many share.
type parser struct {
	weights     *Weights
	employers   map[string]*job
	occupations map[string]*job
	cities      map[string]string
}

func newParser(w *Weights) *parser {
	return &parser{weights: w, employers: make(map[string]*job), occupations: make(map[string]*job), cities: make(map[string]string)}
}

func (w *Weights) parse(c *Contributor) record {
	p := parser{weights: w}
	return p.parse(c)
}

func (p *parser) parse(c *Contributor) record {
	r := record{
		id: c.ID, state: strings.TrimSpace(foldASCII(c.State)), zip: Zip5(strings.TrimSpace(c.Zip)), address: c.AddressHash,
		city: cached(p.cities, c.City, cityName),
	}
	if isPerson(c) {
		r.person = parsePerson(c.Name.Last, c.Name.First, c.Name.Title, c.Name.Suffix)
		r.lastBits = -math.Log2(p.weights.surnameShare(r.person.joined))
		r.firstBits = -math.Log2(p.weights.givenShare(r.person.first))
		r.employer = cached(p.employers, c.Employer, parseEmployer)
		r.occupation = cached(p.occupations, c.Occupation, parseOccupation)
		return r
	}
	r.kind = aBody
	body := parseOrganisation(store.JoinFilled(" ", c.Name.Last, c.Name.Suffix), c.Name.First)
	r.body = &body
	t := store.Transaction{CommitteeID: strings.ToUpper(strings.TrimSpace(c.CommitteeID))}
	if r.committee = committeeID(&t); r.committee == "" {
		r.committee = body.cited
	} else {
		r.filed = true
	}
	return r
}

// cached keeps one value per text; a nil map keeps none.
func cached[T any](m map[string]T, s string, parse func(string) T) T {
	if v, ok := m[s]; ok {
		return v
	}
	v := parse(s)
	if m != nil {
		m[strings.Clone(s)] = v
	}
	return v
}

func cityName(s string) string {
	l := lists()
	w := words(foldASCII(s))
	for i := range w {
		if to, ok := l.same[w[i]]; ok && len(w) > 1 {
			w[i] = to
		}
	}
	return strings.Join(w, "")
}

// isPerson decides by the form's entity code, unless an individual's name is
// plainly a body's (dues pooled under a union's name are filed as IND), and by
// the name alone where there is no code.
func isPerson(c *Contributor) bool {
	switch strings.ToUpper(strings.TrimSpace(c.Entity)) {
	case "":
		return looksPersonal(c.Name.Last, c.Name.First)
	case "IND", "CAN": // CAN: a candidate, in federal files
		return c.Name.First != "" || !marked(words(foldASCII(c.Name.Last)), 2)
	}
	return false
}

// marked reports whether at least n words belong to organisations' names, or
// one is a legal form at the end.
func marked(w []string, n int) bool {
	l := lists()
	count := 0
	for i, word := range w {
		kind := l.kinds[word]
		if kind&wordOrg != 0 {
			count++
		}
		if kind&wordLegal != 0 && i > 0 && len(word) > 2 {
			return true
		}
	}
	return count >= n
}

// looksPersonal guesses from a name without an entity code.
func looksPersonal(last, first string) bool {
	l := lists()
	name := foldASCII(last)
	w := words(name)
	if first != "" {
		return !marked(w, 2)
	}
	if len(w) == 0 || strings.ContainsAny(name, "&+0123456789#/") && !jointName(name) || marked(w, 99) {
		return false
	}
	head, tail, comma := strings.Cut(name, ",")
	if !comma {
		return !marked(w, 1) && l.kinds[w[len(w)-1]]&wordLegal == 0 && len(w) >= 2 && len(w) <= 5 &&
			(l.knownGiven(w[0]) || l.knownGiven(w[len(w)-1]) && (l.knownLast(w[0]) || len(w) == 2) ||
				l.knownLast(w[len(w)-1]) && len(w) <= 3 || len(w) == 3 && len(w[1]) == 1)
	}
	h, t := words(head), words(tail)
	if len(h) == 0 || len(t) == 0 || len(h) > 4 {
		return false
	}
	if l.kinds[t[len(t)-1]]&wordLegal != 0 && !professional(t[len(t)-1]) {
		return false
	}
	given := len(t[0]) == 1 || l.knownGiven(t[0]) || suffixOf(t[0], true) != noSuffix
	if given && !marked(t, 1) {
		return len(h) == 1 || !marked(h, 1)
	}
	return !marked(w, 1)
}

// jointName reports whether the sign in a name joins two given names: "SMITH,
// JOHN & MARY".
func jointName(name string) bool {
	l := lists()
	_, tail, comma := strings.Cut(name, ",")
	before, after, and := strings.Cut(tail, "&")
	w, v := words(before), words(after)
	return comma && and && len(w) > 0 && len(v) > 0 && l.knownGiven(w[0]) && l.knownGiven(v[0]) && !marked(words(name), 1)
}
