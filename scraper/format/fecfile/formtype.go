package fecfile

import "strings"

// covers are the forms that open a filing, without the letter for new,
// amended or terminating.
var covers = map[string]bool{
	"F1": true, "F1M": true, "F2": true, "F24": true, "F3": true, "F3L": true, "F3P": true, "F3X": true, "F4": true, "F5": true, "F6": true,
	"F7": true, "F8": true, "F9": true, "F10": true, "F11": true, "F12": true, "F13": true, "F99": true,
}

// details are rows of forms that are not schedules.
var details = map[string]bool{
	"F1S": true, "F2S": true, "F3S": true, "F3PS": true, "F3P31": true, "F3Z": true, "F3Z1": true, "F3Z2": true, "F3PZ1": true, "F3PZ2": true,
	"F56": true, "F57": true, "F65": true, "F76": true, "F82": true, "F83": true, "F91": true, "F92": true, "F93": true, "F94": true,
	"F105": true, "F132": true, "F133": true,
}

// formOf gives the name of the layout of a row type: "SA11AI" has that of
// "SA", "F3XA" that of "F3X", "SC1/10" that of "SC1". Empty when the type is
// not known. The type itself is never changed.
func formOf(t string) string {
	if t == "" || len(t) > 16 {
		return ""
	}
	switch t[0] {
	case 'F':
		if covers[t] || details[t] {
			return t
		}
		if t == "F3P31AL" { // the type of the rows of Form 3P's line 31
			return "F3P31"
		}
		switch form, suffix := t[:len(t)-1], t[len(t)-1]; {
		case suffix != 'N' && suffix != 'A' && suffix != 'T':
		case covers[form], details[form]:
			return form
		}
	case 'S':
		return scheduleOf(t)
	case 'H':
		if len(t) == 2 && t[1] >= '1' && t[1] <= '6' {
			return t
		}
	case 'T':
		if t == "TEXT" {
			return t
		}
	}
	return ""
}

func scheduleOf(t string) string {
	switch {
	case len(t) < 2:
	case strings.HasPrefix(t, "SC1/") || t == "SC1":
		return "SC1"
	case strings.HasPrefix(t, "SC2/") || t == "SC2":
		return "SC2"
	case strings.HasPrefix(t, "SC/") || t == "SC" || isLine(t, "SC"):
		return "SC"
	case isLine(t, "SA"), isLine(t, "SB"), isLine(t, "SD"), isLine(t, "SE"), isLine(t, "SF"), isLevin(t):
		return t[:2]
	case t == "SI", t == "SL":
		return t
	case strings.HasPrefix(t, "SH") && len(t) == 3 && t[2] >= '1' && t[2] <= '6':
		return t[1:]
	}
	return ""
}

// isLine reports whether t is a schedule alone or with a line number.
func isLine(t, schedule string) bool {
	return strings.HasPrefix(t, schedule) && (len(t) == 2 || t[2] >= '0' && t[2] <= '9' || t[2] == '/' || t[2] == '-')
}

// isLevin reports whether t is a line of Schedule L, itemized on the columns of
// Schedule A ("SAL1A") or B ("SBL4A"): Schedule A's have one for the account.
// No real row was seen. The names follow the rules of Schedule L in the table
// of 8.3 ("Total on Sch AL1A") and the pattern of all row types.
func isLevin(t string) bool {
	return len(t) > 3 && (t[1] == 'A' || t[1] == 'B') && t[2] == 'L' && t[3] >= '1' && t[3] <= '9'
}

// coverForm gives the form of a cover row and its letter: N new, A amendment,
// T termination, or none.
func coverForm(t string) (form, letter string, ok bool) {
	if covers[t] {
		return t, "", true
	}
	if form = formOf(t); covers[form] {
		return form, t[len(form):], true
	}
	return "", "", false
}
