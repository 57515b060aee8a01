package api

import "testing"

func TestFederalType(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"U/Q/L":       "unauthorized; PAC, qualified; of a labor organization",
		"P/S/":        "principal campaign committee of a candidate; Senate",
		"U/O":         "unauthorized; super PAC (independent expenditures only)",
		"//":          "",
		"MDI":         "",
		"?/Q/":        "",
		"a/b/c/d":     "",
		"candidate/H": "",
	} {
		if got := federalType(code); got != want {
			t.Errorf("federalType(%q) = %q; want %q", code, got, want)
		}
	}
}
