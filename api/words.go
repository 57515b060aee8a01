package api

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"moneytrail/store"
)

// DayText writes a day as "Aug 5, 2026". Text that is no day comes back as it
// is, the empty date as "an unknown day".
func DayText(d store.Date) string {
	if d == "" {
		return "an unknown day"
	}
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("Jan 2, 2006")
}

// HeadlineMoney rounds for a sentence: "$4.2 million" from a million dollars
// on, else whole dollars, "$310,000". The sign is a true minus.
func HeadlineMoney(c store.Cents) string {
	for _, unit := range [...]struct {
		cents store.Cents
		name  string
	}{{100_000_000_000, "billion"}, {100_000_000, "million"}} {
		if abs(c) >= unit.cents || abs(roundTo(c, 100)) >= unit.cents {
			tenths := roundTo(c, unit.cents/10) / (unit.cents / 10)
			return fmt.Sprintf("%s$%d.%d %s", minus(c), abs(tenths)/10, abs(tenths)%10, unit.name)
		}
	}
	return WholeDollars(c)
}

// WholeDollars rounds half away from zero: "$1,235", "−$400". An amount that is
// not zero never reads "$0": it is given with its cents.
func WholeDollars(c store.Cents) string {
	if c != 0 && abs(c) < 50 {
		return ExactDollars(c)
	}
	text := abs(roundTo(c, 100)).String()
	return minus(c) + "$" + strings.TrimSuffix(text, ".00")
}

// ExactDollars gives dollars and cents: "$1,234.50", "−$400.00".
func ExactDollars(c store.Cents) string {
	return minus(c) + "$" + strings.TrimPrefix(c.String(), "-")
}

// Number writes a count with thousands separators.
func Number(n int) string {
	return strings.TrimSuffix(store.Cents(int64(n)*100).String(), ".00")
}

// Count writes a count with its noun: "1 row", "1,312 donors".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + many
}

// Percent writes a share with one decimal: "9.6%", "<0.1%", "−0.4%"; nothing
// for nil.
func Percent(s *Share) string {
	switch {
	case s == nil:
		return ""
	case s.Value > 0 && s.Value < 0.0005:
		return "<0.1%"
	case s.Value < 0:
		return fmt.Sprintf("−%.1f%%", -s.Value*100)
	}
	return fmt.Sprintf("%.1f%%", s.Value*100)
}

// Clean makes filed text fit to be shown on one line: control, formatting and
// direction marks, which can reorder or hide a page's text, become nothing,
// runs of white space one blank, bytes that are no text the replacement mark.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// Short cuts clean text to at most limit characters, the last of them "…".
func Short(s string, limit int) string {
	s = Clean(s)
	if len(s) <= limit {
		return s
	}
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	return strings.TrimRight(string(runes[:limit-1]), " ") + "…"
}

func minus(c store.Cents) string {
	if c < 0 {
		return "−"
	}
	return ""
}

func abs(c store.Cents) store.Cents {
	if c < 0 {
		return -c
	}
	return c
}

// roundTo rounds half away from zero to a multiple of unit.
func roundTo(c, unit store.Cents) store.Cents {
	if c < 0 {
		return -roundTo(-c, unit)
	}
	return (c + unit/2) / unit * unit
}
