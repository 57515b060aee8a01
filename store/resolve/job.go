package resolve

import "strings"

// jobKind says what kind of answer stands in an employer or occupation field.
type jobKind uint8

const (
	jobBlank jobKind = iota // not filled in
	jobNone                 // retired, homemaker, not employed
	jobSelf
	jobNamed
)

// job is an employer or an occupation in comparable words, at most eight.
type job struct {
	kind    jobKind
	words   []string
	joined  string // without blanks
	acronym string // of employers with two words or more
}

func parseEmployer(s string) *job   { return parseJob(s, false) }
func parseOccupation(s string) *job { return parseJob(s, true) }

func parseJob(s string, occupation bool) *job {
	l := lists()
	raw := words(strings.ReplaceAll(foldASCII(s), ".", ""))
	all := strings.Join(raw, "")
	switch kind := l.kinds[all]; {
	case all == "" || kind&wordBlank != 0:
		return &job{}
	case kind&wordNone != 0:
		return &job{kind: jobNone}
	case kind&wordSelf != 0:
		return &job{kind: jobSelf}
	}
	j := &job{kind: jobNamed}
	var acronym []byte
	for _, w := range raw {
		if l.kinds[w]&(wordLegal|wordFiller) != 0 || len(j.words) == 8 {
			continue
		}
		if occupation {
			w = l.plainJob(w)
		} else {
			acronym = append(acronym, w[0])
			w = l.plain(w)
		}
		j.words = append(j.words, w)
	}
	if len(acronym) > 1 {
		j.acronym = string(acronym)
	}
	j.joined = strings.Join(j.words, "")
	if j.joined == "" {
		return &job{}
	}
	return j
}

func (l *lexicon) plainJob(w string) string {
	if to, ok := l.jobs[w]; ok {
		return to
	}
	w = stem(w)
	if to, ok := l.jobs[w]; ok {
		return to
	}
	return w
}

// jobLevel compares two employers or two occupations: the same when the words
// are equal, when one holds all words of the other from its first word on
// ("HDR", "HDR Engineering"), or when one is the other's initials ("UPS",
// "United Parcel Service"); similar when half of the shorter one's words occur
// in the other, one of them not a general word.
func jobLevel(a, b *job) level {
	if a.kind == jobBlank || b.kind == jobBlank {
		return levelMissing
	}
	if a.kind != jobNamed || b.kind != jobNamed {
		if a.kind == b.kind {
			return levelIdle
		}
		return levelMissing
	}
	if a.joined == b.joined || initialsOf(a, b) || initialsOf(b, a) {
		return levelExact
	}
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	found, telling, start := 0, false, a.words[0] == b.words[0]
	kinds := lists().kinds
	for _, w := range a.words {
		for _, v := range b.words {
			if w == v || abbreviates(w, v) || abbreviates(v, w) || misspelt(w, v) {
				found++
				telling = telling || kinds[w]&wordGeneric == 0
				break
			}
		}
	}
	switch {
	case found == len(a.words) && start && (len(a.words) > 1 || len(a.words[0]) > 2):
		return levelExact
	case misspelt(a.joined, b.joined):
		return levelExact
	case 2*found >= len(a.words) && telling:
		return levelSimilar
	}
	return levelDifferent
}

// initialsOf reports whether a is the acronym of b, also with a letter for the
// legal form: GM and GMC for General Motors.
func initialsOf(a, b *job) bool {
	if len(a.words) != 1 || len(b.acronym) < 2 || len(a.joined) > len(b.acronym)+1 || len(a.joined) < 2 {
		return false
	}
	if a.joined == b.acronym {
		return true
	}
	return len(a.joined) == len(b.acronym)+1 && a.joined[:len(b.acronym)] == b.acronym && a.joined[len(b.acronym)] == 'C'
}

// abbreviates reports whether short is a clipped ("DIST") or squeezed ("MFG")
// form of long.
func abbreviates(short, long string) bool {
	if len(short) < 3 || len(long) < len(short)+2 || short[0] != long[0] {
		return false
	}
	if strings.HasPrefix(long, short) {
		return true
	}
	if strings.ContainsAny(short[1:], "AEIOU") {
		return false
	}
	at := 0
	for i := 0; i < len(long) && at < len(short); i++ {
		if long[i] == short[at] {
			at++
		}
	}
	return at == len(short)
}
