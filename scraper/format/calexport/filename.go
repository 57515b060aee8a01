package calexport

import (
	"path"
	"regexp"
	"strings"
)

var (
	idInQuery      = regexp.MustCompile(`(?i)\bid=([0-9]{5,7})\b`)
	sessionInQuery = regexp.MustCompile(`(?i)\bsession=([0-9]{4})\b`)
	numbers        = regexp.MustCompile(`[0-9]+`)
)

// origin is what a file's name says of its content.
type origin struct {
	filer   string // public committee id; "" when the name has none
	session string // odd year of the two-year session; may be ""
	view    string // LATE1, LATE2, LATE3 or ""
}

// parseName reads names such as 1343619_2021_contributions_received.tsv, and
// addresses such as .../DetailLateExcel.aspx?id=1343619&session=2021&view=LATE1.
func parseName(name string) origin {
	var o origin
	if m := idInQuery.FindStringSubmatch(name); m != nil {
		o.filer = m[1]
	}
	if m := sessionInQuery.FindStringSubmatch(name); m != nil {
		o.session = m[1]
	}
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	for _, n := range numbers.FindAllString(base, -1) {
		switch {
		case o.filer == "" && (len(n) == 6 || len(n) == 7):
			o.filer = n
		case o.session == "" && len(n) == 4 && (n[:2] == "19" || n[:2] == "20"):
			o.session = n
		}
	}
	o.view = lateView(strings.ToLower(base))
	return o
}

func lateView(base string) string {
	switch {
	case strings.Contains(base, "late1"), strings.Contains(base, "late") && strings.Contains(base, "received"):
		return "LATE1"
	case strings.Contains(base, "late3"), strings.Contains(base, "late") && strings.Contains(base, "independent"):
		return "LATE3"
	case strings.Contains(base, "late2"), strings.Contains(base, "late") && strings.Contains(base, "made"):
		return "LATE2"
	}
	return ""
}
