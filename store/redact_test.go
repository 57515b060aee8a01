package store_test

import (
	"testing"

	"moneytrail/store"
)

func TestRedact(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"write to a.b+c@example.org now":                         "write to [e-mail] now",
		"call (555) 010-9999 or 555-010-9999":                    "call [phone] or [phone]",
		"12 Invented Oak Street, Apt 4, Nowhere":                 "[street], Nowhere",
		"at po box ten, nowhere":                                 "at [street], nowhere",
		"5550109999":                                             "[phone]",
		"* EARMARKED CONTRIBUTION: SEE BELOW":                    "* EARMARKED CONTRIBUTION: SEE BELOW",
		"P.O. Box 17":                                            "[street]",
		"MEMBERS' DUES of $1,200.00 in 2021":                     "MEMBERS' DUES of $1,200.00 in 2021",
		"1234567\t0\tRCPT\t\"quoted\" 99 Long Made Up Name Blvd": "1234567\t0\tRCPT\t\"quoted\" [street]",
	} {
		if got := store.Redact(in); got != want {
			t.Errorf("Redact(%q) = %q; want %q", in, got, want)
		}
	}
}
