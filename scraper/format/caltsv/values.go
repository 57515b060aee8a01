package caltsv

import (
	"strconv"

	"moneytrail/store"
)

// badRow is the reason why a row is quarantined.
type badRow string

func (b badRow) Error() string { return string(b) }

// dateCache remembers dates already written as ISO text: a table of millions
// of rows has some thousand different days.
type dateCache [4096]struct {
	day  int32
	date store.Date
}

// date reads "M/D/YYYY" with or without a time. Text that is no date gives the
// empty date and leaves a sentence in note.
func (c *dateCache) date(s string, note *string) store.Date {
	if s == "" {
		return ""
	}
	if day := dayNumber(s); day > 0 {
		slot := &c[day&4095]
		if slot.day == day {
			return slot.date
		}
		if d, err := store.ParseDate(s); err == nil {
			slot.day, slot.date = day, d
			return d
		}
	}
	d, err := store.ParseDate(s)
	if err != nil {
		addNote(note, "date as filed could not be read: "+clip(store.Redact(s), 40))
	}
	return d
}

// dayNumber gives each text of the form M/D/YYYY with a blank or nothing after
// it a number of its own, and 0 to any other text.
func dayNumber(s string) int32 {
	m, i := twoDigits(s, 0)
	if i == 0 || i >= len(s) || s[i] != '/' {
		return 0
	}
	d, j := twoDigits(s, i+1)
	if j == i+1 || j+5 > len(s) || s[j] != '/' || (j+5 < len(s) && s[j+5] != ' ') {
		return 0
	}
	y := int32(0)
	for _, c := range []byte(s[j+1 : j+5]) {
		if c < '0' || c > '9' {
			return 0
		}
		y = y*10 + int32(c-'0')
	}
	if m > 12 || d > 31 {
		return 0
	}
	return (y*13+m)*32 + d
}

func twoDigits(s string, i int) (n int32, end int) {
	for end = i; end < len(s) && end < i+2 && s[end] >= '0' && s[end] <= '9'; end++ {
		n = n*10 + int32(s[end]-'0')
	}
	return n, end
}

// cents reads "18.50", "-700" fast, and whatever else an amount may look like
// through the vocabulary. Blank is zero.
func cents(s string) (store.Cents, bool) {
	digits, negative := s, false
	if digits != "" && digits[0] == '-' {
		digits, negative = digits[1:], true
	}
	if digits == "" || len(digits) > 14 {
		return slowCents(s)
	}
	var n store.Cents
	places := -1
	for i := 0; i < len(digits); i++ {
		c := digits[i] - '0'
		switch {
		case c <= 9 && places < 2:
			n = n*10 + store.Cents(c)
			if places >= 0 {
				places++
			}
		case digits[i] == '.' && places < 0 && i > 0:
			places = 0
		default:
			return slowCents(s)
		}
	}
	switch places {
	case -1, 0:
		n *= 100
	case 1:
		n *= 10
	}
	if negative {
		n = -n
	}
	return n, true
}

func slowCents(s string) (store.Cents, bool) {
	c, err := store.ParseCents(s)
	return c, err == nil
}

// number reads a small count such as LINE_ITEM; anything else is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// checked reports whether a check box is ticked.
func checked(s string) bool { return s == "X" || s == "x" || s == "Y" || s == "y" }

func addNote(note *string, text string) {
	if *note != "" {
		*note += "; "
	}
	*note += text
}

// clip cuts text to at most n characters.
func clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	count := 0
	for i := range text {
		if count == n {
			return text[:i]
		}
		count++
	}
	return text
}
