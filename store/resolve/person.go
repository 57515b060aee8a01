package resolve

import "strings"

// Suffixes of generation. Roman numerals beyond IV and a bare I or V are taken
// for initials in a name and for suffixes only in a field of their own.
const (
	noSuffix uint8 = iota
	suffixSr
	suffixJr
	suffixII
	suffixIII
	suffixIV
	suffixV
)

var suffixNames = [...]string{"", "Sr", "Jr", "II", "III", "IV", "V"}

// Forms of address that tell a husband from a wife.
const (
	noSex uint8 = iota
	addressedMr
	addressedMrs
)

// person is a natural person's name in comparable parts: capitals, plain
// letters. Given parts are words; Last has its parts separated by blanks.
type person struct {
	last   string // "SMITH JONES", "DE LA CRUZ"
	joined string // last without blanks
	first  string
	middle string // the given names after the first, blanks between
	spouse string // the second given name of "JOHN & MARY"
	suffix uint8
	sex    uint8
}

// parsePerson reads a name in all filed orders: parts in their fields, "SMITH,
// JOHN Q JR", "SMITH JR, JOHN", "SMITH, JR., JOHN Q", "John Q. Smith", "Smith
// John". In one field without a comma the lists of names say which end is the
// surname; if they do not know, the name is taken in reading order.
func parsePerson(last, first, title, suffix string) person {
	l := lists()
	var p person
	p.suffix = suffixOf(strings.Trim(foldASCII(suffix), " .,"), true)
	p.noteTitle(foldASCII(title))
	last, first = foldASCII(last), foldASCII(first)
	if strings.TrimSpace(first) == "" {
		last, first = p.splitField(last, l)
	}
	given := p.givenWords(first)
	surname := p.surnameWords(last)
	if len(surname) == 0 && len(given) > 1 {
		surname, given = given[len(given)-1:], given[:len(given)-1]
	}
	p.last, p.joined = strings.Join(surname, " "), strings.Join(surname, "")
	if len(given) > 0 {
		p.first, p.middle = given[0], strings.Join(given[1:], " ")
	}
	return p
}

// splitField takes one field apart into surname and given names.
func (p *person) splitField(s string, l *lexicon) (last, first string) {
	if !strings.Contains(s, ",") {
		return p.splitWords(s, l)
	}
	var parts []string
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		bare := strings.Trim(strings.ReplaceAll(part, ".", ""), " ")
		if bare == "" || professional(bare) {
			continue
		}
		if suffix := suffixOf(bare, true); suffix != noSuffix && len(parts) > 0 {
			p.suffix = suffix
			continue
		}
		parts = append(parts, part)
	}
	switch len(parts) {
	case 0:
		return "", ""
	case 1:
		return p.splitWords(parts[0], l)
	}
	return parts[0], strings.Join(parts[1:], " ")
}

func (p *person) splitWords(s string, l *lexicon) (last, first string) {
	w := strings.Fields(s)
	for len(w) > 2 {
		bare := strings.ReplaceAll(w[len(w)-1], ".", "")
		suffix := suffixOf(bare, false)
		if suffix == noSuffix && !professional(bare) {
			break
		}
		if suffix != noSuffix {
			p.suffix = suffix
		}
		w = w[:len(w)-1]
	}
	for len(w) > 2 && isTitle(strings.Trim(w[0], ".")) {
		p.noteTitle(w[0])
		w = w[1:]
	}
	if len(w) < 2 {
		return strings.Join(w, " "), ""
	}
	head, tail := strings.Trim(w[0], "."), strings.Trim(w[len(w)-1], ".")
	reversed := len(tail) == 1 && len(head) > 1 && !l.knownGiven(head) ||
		len(head) > 1 && !l.knownGiven(head) && l.knownGiven(tail) && !l.knownLast(tail) ||
		len(head) > 1 && !l.knownGiven(head) && l.knownLast(head) && l.knownGiven(tail)
	if reversed {
		return w[0], strings.Join(w[1:], " ")
	}
	at := len(w) - 1
	for at > 1 && particle(w[at-1]) {
		at--
	}
	return strings.Join(w[at:], " "), strings.Join(w[:at], " ")
}

// givenWords takes titles, suffixes and a spouse out of the given names and
// splits runs of initials: "J.R." and "PJ" are two.
func (p *person) givenWords(s string) []string {
	s, p.spouse = splitSpouse(s)
	var out []string
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' || r == '(' || r == ')' || r == '"' }) {
		bare := strings.Trim(w, ".")
		if isTitle(bare) {
			p.noteTitle(bare)
			continue
		}
		if strings.Contains(bare, ".") {
			for part := range strings.SplitSeq(bare, ".") {
				out = appendGiven(out, part)
			}
			continue
		}
		if suffix := suffixOf(bare, false); suffix != noSuffix && len(out) > 0 {
			p.suffix = suffix
			continue
		}
		if len(out) > 0 && professional(bare) {
			continue
		}
		out = appendGiven(out, bare)
	}
	return out
}

// appendGiven joins hyphened names ("HO-YUEN") and splits two initials.
func appendGiven(out []string, w string) []string {
	w = strings.Join(words(w), "")
	if w == "" {
		return out
	}
	if len(w) == 2 && initials(w) {
		return append(out, w[:1], w[1:])
	}
	return append(out, w)
}

func initials(w string) bool {
	return w != "WM" && w != "CH" && !strings.ContainsAny(w, "AEIOUY") && isLetter(w[0]) && isLetter(w[1])
}

func (p *person) surnameWords(s string) []string {
	var out []string
	for _, w := range words(strings.ReplaceAll(s, ".", " ")) {
		if suffix := suffixOf(w, false); suffix != noSuffix && len(out) > 0 {
			p.suffix = suffix
			continue
		}
		if len(out) > 0 && professional(w) {
			continue
		}
		out = append(out, w)
	}
	return out
}

// splitSpouse reads "JOHN & MARY" and "JOHN AND MARY".
func splitSpouse(s string) (first, spouse string) {
	for _, and := range [...]string{"&", " AND ", "/"} {
		before, after, found := strings.Cut(s, and)
		if !found {
			continue
		}
		if w := words(after); len(w) > 0 && strings.TrimSpace(before) != "" {
			return before, w[0]
		}
	}
	return s, ""
}

func (p *person) noteTitle(s string) {
	switch strings.Trim(s, " .") {
	case "MR":
		p.sex = addressedMr
	case "MRS", "MS", "MISS":
		p.sex = addressedMrs
	}
}

func isTitle(s string) bool {
	switch s {
	case "MR", "MRS", "MS", "MISS", "DR", "REV", "HON", "PROF", "SEN", "REP", "GOV", "SGT", "CAPT", "COL", "RABBI", "FR":
		return true
	}
	return false
}

// professional letters after a name say nothing about who it is.
func professional(s string) bool {
	switch s {
	case "MD", "M D", "DDS", "DMD", "PHD", "ESQ", "CPA", "RN", "JD", "DO", "DVM", "RET", "OD", "FAIA", "AIA", "PE", "MBA", "EDD":
		return true
	}
	return false
}

func particle(s string) bool {
	switch s {
	case "DE", "LA", "LAS", "LOS", "DEL", "DELLA", "DI", "DA", "DOS", "VAN", "VON", "DER", "DEN", "LE", "ST", "ST.", "EL", "AL", "BIN", "TER", "MC", "MAC", "SAN":
		return true
	}
	return false
}

func suffixOf(s string, alone bool) uint8 {
	switch s {
	case "SR", "SENIOR":
		return suffixSr
	case "JR", "JUNIOR":
		return suffixJr
	case "II", "2ND":
		return suffixII
	case "III", "3RD":
		return suffixIII
	case "IV", "4TH":
		return suffixIV
	case "V", "5TH":
		if alone {
			return suffixV
		}
	}
	return noSuffix
}

func (l *lexicon) knownLast(s string) bool { _, ok := l.last[s]; return ok }
