package count

import (
	"cmp"
	"strings"
)

// BaseID gives the part of a transaction id that a 24-hour notice and the
// periodic report share. Most vendors repeat the id as it is; one puts the
// schedule in front ("F496P3-C32798" is "A-C32798" on Schedule A) and one
// marks intermediaries and transfers behind ("A28713-I"). Case is kept: ids of
// twelve letters and digits differ by case alone. An id of zeros only is no
// id, and gives "".
func BaseID(tranID string) string {
	id := strings.TrimSpace(tranID)
	if i := strings.IndexByte(id, '-'); i > 0 && i < len(id)-1 && isSchedulePrefix(id[:i]) {
		id = id[i+1:]
	}
	if n := len(id); n > 2 && id[n-2] == '-' && isDigit(id[n-3]) && strings.IndexByte("IiTt", id[n-1]) >= 0 {
		id = id[:n-2]
	}
	if strings.Trim(id, "0") == "" {
		return ""
	}
	return id
}

func isSchedulePrefix(s string) bool {
	switch s {
	case "A", "C", "I", "B1", "F496P3", "F497P1", "F497", "F496", "P1", "P3":
		return true
	}
	return false
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// compareIDs orders the publishers' ids: numbers before other text, numbers by
// value whatever their leading zeros, then by text. It is a total order.
func compareIDs(a, b string) int {
	an, bn := isNumber(a), isNumber(b)
	switch {
	case an && !bn:
		return -1
	case bn && !an:
		return 1
	case !an:
		return strings.Compare(a, b)
	}
	x, y := strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y), strings.Compare(a, b))
}

func isNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
