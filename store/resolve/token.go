package resolve

import "strings"

// tokens splits a name into words: at blanks and signs, between digits and
// letters, and where small letters meet capitals ("ContractorsAssociation").
// Letters with full stops are one word: "S.E.I.U.".
func (o *organisation) tokens(name string) []string {
	name = strings.ReplaceAll(unentity(name), "’", "'")
	var spaced strings.Builder
	for i := 0; i < len(name); i++ {
		c := name[i]
		if i > 0 && boundary(name, i) {
			spaced.WriteByte(' ')
		}
		switch {
		case c == '.' && oneLetterBefore(name, i):
			if i+1 < len(name) && name[i+1] != ' ' {
				continue
			}
			spaced.WriteByte(' ')
		case c == '#':
			spaced.WriteString(" NO ")
		case c == '\'':
		default:
			spaced.WriteByte(c)
		}
	}
	return words(foldASCII(spaced.String()))
}

func oneLetterBefore(s string, i int) bool {
	return i > 0 && letter(s[i-1]) && (i == 1 || !letter(s[i-2]) && s[i-2] != '\'')
}

func boundary(s string, i int) bool {
	p, c := s[i-1], s[i]
	switch {
	case lower(p) && upper(c):
		return true
	case letter(p) && digit(c), digit(p) && letter(c):
		return !ordinal(s, i)
	case upper(p) && upper(c) && i >= 2 && upper(s[i-2]):
		return i+3 < len(s) && lower(s[i+1]) && lower(s[i+2]) && lower(s[i+3])
	}
	return false
}

// ordinal reports whether the letters at i end a number: "53rd".
func ordinal(s string, i int) bool {
	if !digit(s[i-1]) || i+2 > len(s) || i+2 < len(s) && letter(s[i+2]) {
		return false
	}
	switch strings.ToUpper(s[i : i+2]) {
	case "ST", "ND", "RD", "TH":
		return true
	}
	return false
}

func letter(c byte) bool { return lower(c) || upper(c) }
func lower(c byte) bool  { return c >= 'a' && c <= 'z' }
func upper(c byte) bool  { return c >= 'A' && c <= 'Z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }

// unentity drops the numeric entities that portals leave behind ("&#146;",
// "&146;") and reads "&amp;".
func unentity(s string) string {
	s = strings.ReplaceAll(s, "&amp;", "&")
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '&')
		if i < 0 {
			return s
		}
		i += at
		j := i + 1
		if j < len(s) && s[j] == '#' {
			j++
		}
		k := j
		for k < len(s) && digit(s[k]) {
			k++
		}
		if k > j && k < len(s) && s[k] == ';' {
			s = s[:i] + s[k+1:]
			continue
		}
		at = i + 1
	}
}
