package fecbulk

import (
	"bytes"
	"path"
	"strings"
)

// layout is one of the files cut by pipes.
type layout struct {
	name    string // of the file in keys and references: "indiv", "cm"
	columns int
	spare   int   // empty columns behind the last that lines may have
	private []int // columns with street lines
	take    func(*member, *row) error
}

// Layouts of the FEC's file descriptions. The 21 columns of itcont and itoth
// are the same: a row's transaction type tells them apart.
func layouts() []layout {
	return []layout{
		{name: "itemized", columns: 21, take: (*member).itemized},
		{name: "pas2", columns: 22, take: (*member).toCandidate},
		{name: "oppexp", columns: 25, spare: 1, take: (*member).operating},
		{name: "cm", columns: 15, private: []int{3, 4}, take: (*member).committee},
		{name: "cn", columns: 15, private: []int{10, 11}, take: (*member).candidate},
		{name: "ccl", columns: 7, take: (*member).linkage},
		{name: "web", columns: 30, take: (*member).candidateSummary},
		{name: "webk", columns: 27, take: (*member).committeeSummary},
	}
}

// linesLooked is how many lines may be damaged before one that tells.
const linesLooked = 50

// recognise finds the layout by the first line that fits one. The name tells
// webl from weball, which have the same columns.
func recognise(head []byte, name string) *layout {
	for range linesLooked {
		line, rest, more := bytes.Cut(head, []byte("\n"))
		if l := layoutOf(line); l != "" {
			return layoutNamed(l, name)
		}
		if !more {
			break
		}
		head = rest
	}
	return nil
}

func layoutNamed(known, name string) *layout {
	for _, l := range layouts() {
		if l.name != known {
			continue
		}
		if known == "web" {
			l.name = "weball"
			if strings.HasPrefix(baseName(name), "webl") {
				l.name = "webl"
			}
		}
		return &l
	}
	return nil
}

func layoutOf(line []byte) string {
	cells := bytes.Split(bytes.TrimRight(line, "\t\r "), []byte("|"))
	id := strings.TrimSpace(string(cells[0]))
	committee, candidate := isCommittee(id), isCandidate(id)
	switch n := len(cells); {
	case committee && n == 21:
		return "itemized"
	case committee && n == 22:
		return "pas2"
	case committee && (n == 25 || n == 26) && isYear(string(cells[2])):
		return "oppexp"
	case committee && n == 15:
		return "cm"
	case candidate && n == 15:
		return "cn"
	case candidate && n == 7:
		return "ccl"
	case candidate && n == 30:
		return "web"
	case committee && n == 27:
		return "webk"
	}
	return ""
}

// Member reports whether a member of a zip carries the name of a bulk file
// that this package reads: "itcont.txt", "cm.txt", "weball24.txt".
func Member(name string) bool {
	base := baseName(name)
	if !strings.HasSuffix(base, ".txt") && !strings.HasSuffix(base, ".csv") {
		return false
	}
	stem := strings.TrimRight(base[:len(base)-4], "0123456789")
	switch stem {
	case "itcont", "itoth", "itpas", "cm", "cn", "ccl", "oppexp", "webl", "webk", "weball", "independent_expenditure_":
		return true
	}
	return isSplit(base)
}

// isSplit tells the parts of itcont.txt by date: "itcont_2024_20230101_..txt",
// "itcont_2024_invalid_dates.txt".
func isSplit(name string) bool {
	rest, ok := strings.CutPrefix(baseName(name), "itcont_")
	return ok && len(rest) > 5 && digits(rest[:4]) && rest[4] == '_'
}

func baseName(name string) string {
	return strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
}

// isCommittee tells an id of a committee or other filer: "C00000001".
func isCommittee(s string) bool {
	return len(s) == 9 && s[0] == 'C' && digits(s[1:])
}

// isCandidate tells a candidate's id: "H0AK00105", "S4PA00121", "P80000722".
func isCandidate(s string) bool {
	if len(s) != 9 || strings.IndexByte("HSP", s[0]) < 0 || !digits(s[1:2]) {
		return false
	}
	return digits(s[4:])
}

func isYear(s string) bool { return len(s) == 4 && digits(s) && (s[:2] == "19" || s[:2] == "20") }

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
