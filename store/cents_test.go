package store_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"moneytrail/store"
)

func TestParseCents(t *testing.T) {
	t.Parallel()
	good := map[string]store.Cents{
		"": 0, "  ": 0, "18.5": 1850, "-700": -70000, "$1,234.00": 123400, "($50.00)": -5000,
		"-$7.05": -705, "$-7.05": -705, ".50": 50, "1234.": 123400, "30000.0000": 3000000, "0.005": 1,
		"33.330000000000005": 3333, "1.5E+6": 150000000, "+2": 200,
	}
	for in, want := range good {
		if got, err := store.ParseCents(in); err != nil || got != want {
			t.Errorf("ParseCents(%q) = %v, %v; want %v", in, int64(got), err, int64(want))
		}
	}
	for _, in := range []string{"abc", "1.2.3", "-", "$", "12a", "1,2.3,4", "99999999999999999999", "()", "NaN", "1e99", "--5"} {
		if got, err := store.ParseCents(in); !errors.Is(err, store.ErrAmount) {
			t.Errorf("ParseCents(%q) = %v, %v; want ErrAmount", in, got, err)
		}
	}
}

func TestCentsRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := store.Cents(rapid.Int64Range(-1e15, 1e15).Draw(t, "cents"))
		for _, text := range []string{c.String(), c.Decimal(), "$" + c.String()} {
			if got, err := store.ParseCents(text); err != nil || got != c {
				t.Fatalf("%q read back as %v, %v", text, got, err)
			}
		}
	})
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	good := map[string]store.Date{
		"": "", "20241024": "2024-10-24", "2024-10-24": "2024-10-24", "2024-10-24T10:00:00": "2024-10-24",
		"10/24/2024": "2024-10-24", "1/5/2024 12:00:00 AM": "2024-01-05", "02/29/2024": "2024-02-29",
	}
	for in, want := range good {
		if got, err := store.ParseDate(in); err != nil || got != want {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"2/30/2024", "20241399", "0001-01-01", "yesterday", "1/2/24", "//2024", "43000"} {
		if got, err := store.ParseDate(in); !errors.Is(err, store.ErrDate) {
			t.Errorf("ParseDate(%q) = %q, %v; want ErrDate", in, got, err)
		}
	}
}

func TestDonorIDRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		id := store.DonorID(rapid.Int64Range(1, 1<<62).Draw(t, "id"))
		if got, err := store.ParseDonorID(id.String()); err != nil || got != id {
			t.Fatalf("%s read back as %v, %v", id, got, err)
		}
	})
	for _, bad := range []string{"", "d", "d0000000000000", "x123", "dzzzzzzzzzzzzz", "d\x00"} {
		if _, err := store.ParseDonorID(bad); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("ParseDonorID(%q) = %v; want ErrNotFound", bad, err)
		}
	}
}
