package store

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Cents is an amount of money in US cents. Negative amounts are returns and
// corrections, as filed.
type Cents int64

// ErrAmount is returned by [ParseCents] for text that is not an amount.
var ErrAmount = errors.New("not an amount of money")

// ParseCents reads an amount as filers and publishers write it: "18.5",
// "-700", "$1,234.00", "($50.00)", ".50", "1234.", "30000.0000". More than two
// decimals are accepted when the rest are zeros, or rounded half away from
// zero when they come from a spreadsheet's binary fractions. Empty text is
// zero with no error: forms leave unused amounts blank.
func ParseCents(s string) (Cents, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return 0, nil
	}
	negative := false
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		negative, text = true, text[1:len(text)-1]
	}
	if strings.HasPrefix(text, "-") {
		negative, text = !negative, text[1:]
	} else if strings.HasPrefix(text, "+") {
		text = text[1:]
	}
	text = strings.TrimPrefix(strings.TrimSpace(text), "$")
	if strings.HasPrefix(text, "-") && !negative {
		negative, text = true, text[1:]
	}
	cents, err := parseDecimal(text)
	if err != nil {
		return 0, fmt.Errorf("%q: %w", s, err)
	}
	if negative {
		cents = -cents
	}
	return cents, nil
}

func parseDecimal(text string) (Cents, error) {
	if strings.ContainsAny(text, "eE") {
		return parseScientific(text)
	}
	var whole, fraction int64
	places, digits, point := 0, 0, false
	roundUp := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '.' && !point:
			point = true
		case c == ',' && !point:
		case c >= '0' && c <= '9':
			digits++
			switch {
			case !point:
				if whole > (math.MaxInt64/100-9)/10 {
					return 0, ErrAmount
				}
				whole = whole*10 + int64(c-'0')
			case places < 2:
				fraction, places = fraction*10+int64(c-'0'), places+1
			case places == 2:
				roundUp, places = c >= '5', places+1
			}
		default:
			return 0, ErrAmount
		}
	}
	if digits == 0 {
		return 0, ErrAmount
	}
	if places == 1 {
		fraction *= 10
	}
	if roundUp {
		fraction++
	}
	return Cents(whole*100 + fraction), nil
}

// parseScientific reads "1.5E+6", which spreadsheets write for round amounts.
func parseScientific(text string) (Cents, error) {
	var f float64
	if n, err := fmt.Sscanf(text, "%g", &f); err != nil || n != 1 || math.Abs(f) > 9e13 || math.IsNaN(f) {
		return 0, ErrAmount
	}
	return Cents(math.Round(f * 100)), nil
}

// String gives dollars with thousands separators and two decimals: "-1,234.50".
func (c Cents) String() string {
	sign := ""
	u := uint64(c)
	if c < 0 {
		sign, u = "-", -u
	}
	return fmt.Sprintf("%s%s.%02d", sign, group(u/100), u%100)
}

// Decimal gives dollars without separators, for machines: "-1234.50".
func (c Cents) Decimal() string {
	sign := ""
	u := uint64(c)
	if c < 0 {
		sign, u = "-", -u
	}
	return fmt.Sprintf("%s%d.%02d", sign, u/100, u%100)
}

func group(n uint64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
