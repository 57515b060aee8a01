package api_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/store"
)

func TestMoneyInWords(t *testing.T) {
	t.Parallel()
	tests := []struct {
		cents                  store.Cents
		headline, whole, exact string
	}{
		{0, "$0", "$0", "$0.00"},
		{1, "$0.01", "$0.01", "$0.01"},
		{49, "$0.49", "$0.49", "$0.49"},
		{50, "$1", "$1", "$0.50"},
		{123_450, "$1,235", "$1,235", "$1,234.50"},
		{-40_000, "−$400", "−$400", "−$400.00"},
		{-49, "−$0.49", "−$0.49", "−$0.49"},
		{99_999_949, "$999,999", "$999,999", "$999,999.49"},
		{99_999_950, "$1.0 million", "$1,000,000", "$999,999.50"},
		{420_000_000, "$4.2 million", "$4,200,000", "$4,200,000.00"},
		{424_999_999, "$4.2 million", "$4,250,000", "$4,249,999.99"},
		{425_000_000, "$4.3 million", "$4,250,000", "$4,250,000.00"},
		{-123_456_789_012, "−$1.2 billion", "−$1,234,567,890", "−$1,234,567,890.12"},
	}
	for _, tt := range tests {
		got := [3]string{api.HeadlineMoney(tt.cents), api.WholeDollars(tt.cents), api.ExactDollars(tt.cents)}
		if want := [3]string{tt.headline, tt.whole, tt.exact}; got != want {
			t.Errorf("%d: %v, want %v", tt.cents, got, want)
		}
	}
}

func TestWholeDollarsAreNearest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := store.Cents(rapid.Int64Range(-1e13, 1e13).Draw(t, "cents"))
		shown, err := store.ParseCents(strings.Replace(api.WholeDollars(c), "−", "-", 1))
		if diff := shown - c; err != nil || diff < -50 || diff > 50 {
			t.Fatalf("%d shows as %s", c, api.WholeDollars(c))
		}
	})
}

func TestPercent(t *testing.T) {
	t.Parallel()
	tests := map[string]*api.Share{"": nil, "9.6%": {Value: 0.0957}, "<0.1%": {Value: 0.0001}, "0.0%": {}, "−2.5%": {Value: -0.025}, "100.0%": {Value: 1}}
	for want, share := range tests {
		if got := api.Percent(share); got != want {
			t.Errorf("%v: %q, want %q", share, got, want)
		}
	}
}

func TestDayText(t *testing.T) {
	t.Parallel()
	for d, want := range map[store.Date]string{"2026-08-05": "Aug 5, 2026", "": "an unknown day", "sometime": "sometime"} {
		if got := api.DayText(d); got != want {
			t.Errorf("%q: %q, want %q", d, got, want)
		}
	}
}

func TestCleanText(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"Acme  Inc\t\n": "Acme Inc", "a\u202Eb\u2066c\u200Bd": "abcd", "\x00\x1b[31mred": "[31mred",
		"bad\xffbyte": "bad\uFFFDbyte", "שלום": "שלום", "a\u2028b": "a b", "\u00a0": "",
	}
	for in, want := range tests {
		if got := api.Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestShortText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s, limit := rapid.String().Draw(t, "text"), rapid.IntRange(1, 40).Draw(t, "limit")
		got := api.Short(s, limit)
		if utf8.RuneCountInString(got) > limit || !utf8.ValidString(got) || strings.ContainsFunc(got, unicode.IsControl) {
			t.Fatalf("%q cut at %d: %q", s, limit, got)
		}
	})
}

func FuzzBind(f *testing.F) {
	for _, seed := range []string{"", "limit=1&after=2", "donor=d0000000000001&from=2026-01-01", "status=counted&x=%ff", "a;b", "from=2026-13-01", "limit=5&limit=6"} {
		f.Add("fppc-1", seed)
	}
	service := api.NewService(apitest.Sample(), apitest.Rules{})
	rows, donors := api.NewBinder[api.RowsRequest](), api.NewBinder[api.ContestRequest]()
	f.Fuzz(func(t *testing.T, id, raw string) {
		path := func(string) string { return id }
		in, err := rows.Bind(service, path, raw)
		if err == nil && (in.Limit < 1 || in.Limit > api.MaxLimit || in.After < 0 || in.Status >= store.StatusCount || in.From != "" && in.Thru != "" && in.From > in.Thru) {
			t.Errorf("%q is accepted as %+v", raw, in)
		}
		if p := api.ProblemOf(err); err != nil && (p.Status < 400 || p.Status > 499) {
			t.Errorf("%q of %q gives %+v", raw, id, p)
		}
		page, err := donors.Bind(service, path, raw)
		if err == nil && (page.Limit < 1 || page.Limit > api.MaxLimit || page.After < 0) {
			t.Errorf("%q is accepted as %+v", raw, page)
		}
	})
}
