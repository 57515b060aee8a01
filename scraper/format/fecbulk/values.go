package fecbulk

import "moneytrail/store"

// dateCache remembers dates already written as ISO text: a file of millions of
// rows has some thousand different days.
type dateCache [4096]struct {
	day  int32
	date store.Date
}

// date reads "MMDDYYYY", and "MM/DD/YYYY" where a file writes that. Text that
// is no date gives the empty date and leaves a sentence in note.
func (c *dateCache) date(s string, note *string) store.Date {
	if s == "" {
		return ""
	}
	if len(s) != 8 || !digits(s) {
		return dateText(s, s, note)
	}
	day := (number(s[4:])*13+number(s[:2]))*32 + number(s[2:4])
	slot := &c[day&4095]
	if slot.day == day && slot.date != "" && number(s[:2]) <= 12 && number(s[2:4]) <= 31 {
		return slot.date
	}
	d := dateText(s[4:]+s[:4], s, note)
	if d != "" {
		slot.day, slot.date = day, d
	}
	return d
}

func dateText(text, filed string, note *string) store.Date {
	d, err := store.ParseDate(text)
	if err != nil {
		addNote(note, "date as filed could not be read: "+clip(store.Redact(filed), 40))
		return ""
	}
	return d
}

func number(s string) int32 {
	var n int32
	for i := 0; i < len(s); i++ {
		n = n*10 + int32(s[i]-'0')
	}
	return n
}

// dollars reads an amount: whole dollars, nearly always. Empty text is none.
func dollars(s string) (store.Cents, bool) {
	text, negative := s, false
	if text != "" && text[0] == '-' {
		text, negative = text[1:], true
	}
	if text == "" || len(text) > 14 || !digits(text) {
		if s == "" {
			return 0, false
		}
		c, err := store.ParseCents(s)
		return c, err == nil
	}
	var n store.Cents
	for i := 0; i < len(text); i++ {
		n = n*10 + store.Cents(text[i]-'0')
	}
	if n *= 100; negative {
		n = -n
	}
	return n, true
}

// recordNumber reads SUB_ID: up to 19 digits that fit 63 bits.
func recordNumber(s string) (int, bool) {
	if len(s) > 19 || !digits(s) {
		return 0, false
	}
	var n uint64
	for i := 0; i < len(s); i++ {
		n = n*10 + uint64(s[i]-'0')
	}
	if n > 1<<63-1 {
		return 0, false
	}
	return int(n), true
}

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
