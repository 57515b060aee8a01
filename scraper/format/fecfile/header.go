package fecfile

import (
	"strconv"
	"strings"
)

// Header is what the first lines of a filing say about it.
type Header struct {
	Version       string // as filed: "8.3", "3.00", "P3.4", "2.02"
	Paper         bool
	Software      string
	NameDelimiter string // between the parts of a name in versions 1 to 5; "^" unless the header has another
	ReportID      string // as filed: of an amendment the number of the original, "FEC-1531171"
	ReportNumber  string // as filed: the amendment's ordinal
	Comment       string
	NoDecimals    bool // amounts are written without a decimal point (versions 1 and 2)

	version version
}

// Original gives the number of the filing that an amendment amends. Filers
// write it as "FEC-1531171", "FEC 1531171", "1531171" and with a stray mark
// behind it; ok is false for anything else ("1303366BD52a"): a number is never
// guessed.
func (h *Header) Original() (number string, ok bool) {
	s := strings.ToUpper(strings.TrimSpace(h.ReportID))
	s = strings.TrimLeft(strings.TrimPrefix(s, "FEC"), "- #.:")
	s = strings.TrimLeft(strings.TrimRight(s, ";,.: "), "0")
	if len(s) == 0 || len(s) > 10 {
		return "", false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return "", false
		}
	}
	return s, true
}

// Ordinal gives the number of the amendment, 0 when the header has none.
func (h *Header) Ordinal() int {
	n, err := strconv.Atoi(strings.TrimSpace(h.ReportNumber))
	if err != nil || n < 0 || n > 9999 {
		return 0
	}
	return n
}

// parse reads the fields of a HDR line: HDR, FEC, version, software, software
// version, [name delimiter up to version 5,] report id, report number,
// comment; on paper HDR, version, software and so on. It reports whether they
// are such a line.
func (h *Header) parse(fields []string) bool {
	if len(fields) < 2 || !strings.EqualFold(strings.TrimSpace(fields[0]), "HDR") {
		return false
	}
	get := func(i int) string {
		if i < len(fields) {
			return strings.TrimSpace(fields[i])
		}
		return ""
	}
	at := 1
	if strings.EqualFold(get(1), "FEC") {
		at = 2
	}
	v, ok := parseVersion(get(at))
	if !ok || at == 1 && !v.paper {
		return false
	}
	h.version, h.Version, h.Paper, h.Software = v, get(at), v.paper, get(at+1)
	if v.paper {
		return true
	}
	at = 5
	if v.number < 600 {
		if h.NameDelimiter = get(5); h.NameDelimiter == "" {
			h.NameDelimiter = "^"
		}
		at = 6
	}
	h.ReportID, h.ReportNumber, h.Comment = get(at), get(at+1), get(at+2)
	return true
}

// parseLegacy reads a line "KEY = value" of the header of versions 1 and 2.
func (h *Header) parseLegacy(line string) (key, value string) {
	key, value, _ = strings.Cut(line, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	switch strings.ToUpper(key) {
	case "FEC_VER_#":
		h.Version = value
		h.version, _ = parseVersion(value)
	case "SOFT_NAME":
		h.Software = value
	case "NAMEDELIM":
		h.NameDelimiter = value
	case "DEC/NODEC":
		h.NoDecimals = strings.EqualFold(value, "NODEC")
	case "AMEND_ID", "RPT_ID":
		h.ReportID = value
	}
	return key, value
}
