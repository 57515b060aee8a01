package store

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Date is a calendar day as ISO text, "2006-01-02"; empty when it is unknown.
// Dates compare with < and > as text.
type Date string

// ErrDate is returned by the date parsers for text that is not a day.
var ErrDate = errors.New("not a date")

// ParseDate reads the ways in which the sources of this field write a day:
// "20241024" (.CAL, .fec), "2024-10-24" with or without a time,
// "10/24/2024", "1/5/2024 12:00:00 AM" (CAL-ACCESS). Blank text is the empty
// date. A year before 1900 or after 2200 is an error: it is a typing mistake
// that would otherwise sort first or last for ever.
func ParseDate(s string) (Date, error) {
	t := strings.TrimSpace(s)
	if t == "" {
		return "", nil
	}
	if i := strings.IndexAny(t, " T"); i > 0 {
		t = t[:i]
	}
	y, m, d, ok := splitDate(t)
	if !ok || y < 1900 || y > 2200 || !validDay(y, m, d) {
		return "", fmt.Errorf("%q: %w", s, ErrDate)
	}
	return isoDate(y, m, d), nil
}

// DateOf gives the day of t in t's own location.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

func splitDate(t string) (y, m, d int, ok bool) {
	switch {
	case len(t) == 8 && allDigits(t):
		return number(t[:4]), number(t[4:6]), number(t[6:]), true
	case len(t) == 10 && t[4] == '-' && t[7] == '-':
		ok = allDigits(t[:4]) && allDigits(t[5:7]) && allDigits(t[8:])
		return number(t[:4]), number(t[5:7]), number(t[8:]), ok
	}
	first := strings.IndexByte(t, '/')
	last := strings.LastIndexByte(t, '/')
	if first < 1 || first > 2 || last-first < 2 || last-first > 3 || len(t)-last != 5 {
		return 0, 0, 0, false
	}
	ok = allDigits(t[:first]) && allDigits(t[first+1:last]) && allDigits(t[last+1:])
	return number(t[last+1:]), number(t[:first]), number(t[first+1 : last]), ok
}

func validDay(y, m, d int) bool {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	return d <= 28 || time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Day() == d
}

func isoDate(y, m, d int) Date {
	b := [10]byte{
		byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10), '-',
		byte('0' + m/10), byte('0' + m%10), '-', byte('0' + d/10), byte('0' + d%10),
	}
	return Date(b[:])
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func number(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
