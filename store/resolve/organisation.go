package resolve

import (
	"slices"
	"strings"
)

// purpose is a set of what a committee's name says it is for.
type purpose uint16

const (
	purposePAC purpose = 1 << iota
	purposeSmall
	purposeIssues
	purposeIndependent
	purposeCandidates
	purposeFederal
)

const (
	maxTokens  = 24
	maxNumbers = 6
)

// organisation is a body's name in comparable parts. Word i of core is generic
// when bit i of generic is set; neutral words (legal forms, articles) and
// numbers are taken out.
type organisation struct {
	core    []string
	generic uint32
	numbers []string // sorted: locals, lodges, street numbers, years; single letters too
	purpose purpose
	legal   legalForm
	carries bool   // a body that carries a number: local, lodge, post
	leading bool   // the name begins with a number, like a house
	joined  string // core without blanks
	acronym string // first letters of core
	cited   string // a committee id written into the name
}

// legalForm is a set of legal forms that exclude each other. Others ("Co.",
// "PC") are written loosely and say nothing.
type legalForm uint8

const (
	legalCorporation legalForm = 1 << iota
	legalCompany
	legalPartnership
)

func legalOf(w string) legalForm {
	switch w {
	case "INC", "INCORPORATED", "CORP", "CORPORATION":
		return legalCorporation
	case "LLC":
		return legalCompany
	case "LP", "LLP", "LLLP":
		return legalPartnership
	}
	return 0
}

// excludes reports whether both name a form, and none is the other's.
func (f legalForm) excludes(g legalForm) bool { return f != 0 && g != 0 && f&g == 0 }

// parseOrganisation reads a body's name. What follows "c/o" and "sponsored by"
// is dropped: it names somebody else.
func parseOrganisation(last, first string) organisation {
	name := contactless(last, first)
	var o organisation
	tokens := o.takePhrases(o.tokens(cutClauses(name)))
	if len(tokens) > 0 && numeric(tokens[0]) {
		o.leading = true
	}
	l := lists()
	for i, w := range tokens {
		o.take(l, w, i+1 < len(tokens) && numeric(tokens[i+1]))
	}
	slices.Sort(o.numbers)
	o.finish()
	return o
}

// contactless drops the contact person of "EXAMPLE LAW PLLC, MARLOW".
func contactless(last, first string) string {
	l := lists()
	head, tail := last, first
	if tail == "" {
		var found bool
		if head, tail, found = strings.Cut(last, ","); !found {
			return last
		}
	}
	h, t := words(foldASCII(head)), words(foldASCII(tail))
	if len(h) > 1 && l.kinds[h[len(h)-1]]&wordLegal != 0 && len(t) == 1 && l.knownGiven(t[0]) {
		return head
	}
	if first == "" {
		return last
	}
	return first + " " + last
}

func cutClauses(name string) string {
	folded := strings.ToUpper(name)
	if len(folded) != len(name) {
		return name
	}
	end := len(name)
	for _, clause := range [...]string{" C/O ", " SPONSORED BY", " SPONSOR:", " SPONSORS:", "(SPONSORED BY"} {
		if i := strings.Index(folded, clause); i > 0 {
			end = min(end, i)
		}
	}
	return name[:end]
}

// take files one word under what it is.
func (o *organisation) take(l *lexicon, w string, beforeNumber bool) {
	if n, ok := number(w); ok {
		o.takeNumber(n)
		return
	}
	if len(w) == 1 {
		if to, ok := l.same[w]; ok {
			o.addCore(l, to)
			return
		}
		o.takeNumber(w)
		return
	}
	if l.kinds[w]&(wordLegal|wordFiller) != 0 {
		o.legal |= legalOf(w)
		return
	}
	w = l.plain(w)
	if l.kinds[w]&wordLocal != 0 && (beforeNumber || w == "LOCAL" || w == "LODGE") {
		o.carries = true
		if w == "LOCAL" || w == "LODGE" {
			return
		}
	}
	switch w {
	case "ISSUE":
		o.purpose |= purposeIssues
		return
	case "CANDIDATE":
		o.purpose |= purposeCandidates
		return
	case "FEDERAL":
		if o.purpose&purposePAC != 0 {
			o.purpose |= purposeFederal
			return
		}
	case "FUND", "ACCOUNT":
		if o.purpose&purposePAC != 0 {
			return
		}
	}
	o.addCore(l, w)
}

func (o *organisation) addCore(l *lexicon, w string) {
	if len(o.core) == maxTokens {
		return
	}
	if l.kinds[w]&wordGeneric != 0 {
		o.generic |= 1 << len(o.core)
	}
	o.core = append(o.core, w)
}

func (o *organisation) takeNumber(n string) {
	if len(n) >= 6 && numeric(n) {
		if len(n) <= 7 {
			o.cited = n
		}
		return
	}
	if len(o.numbers) < maxNumbers && !slices.Contains(o.numbers, n) {
		o.numbers = append(o.numbers, n)
	}
}

// number reads digits, ordinals and the Roman numerals that serve to tell
// sister companies apart.
func number(w string) (string, bool) {
	if n := len(w); n > 2 && digit(w[0]) {
		switch w[n-2:] {
		case "ST", "ND", "RD", "TH":
			w = w[:n-2]
		}
	}
	if numeric(w) {
		w = strings.TrimLeft(w, "0")
		return w, w != ""
	}
	switch w {
	case "II":
		return "2", true
	case "III":
		return "3", true
	case "IV":
		return "4", true
	case "VI":
		return "6", true
	case "VII":
		return "7", true
	case "VIII":
		return "8", true
	case "IX":
		return "9", true
	}
	return "", false
}

func (o *organisation) finish() {
	var acronym []byte
	for _, w := range o.core {
		acronym = append(acronym, w[0])
	}
	o.acronym, o.joined = string(acronym), strings.Join(o.core, "")
}
