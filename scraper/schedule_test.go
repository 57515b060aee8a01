package scraper_test

import (
	"testing"
	"time"

	"moneytrail/scraper"
)

func TestScheduleNext(t *testing.T) {
	t.Parallel()
	const la = "America/Los_Angeles"
	tests := map[string]struct{ text, zone, after, want string }{
		"every quarter":       {"*/15 * * * *", "UTC", "2026-01-02T03:04:05Z", "2026-01-02T03:15:00Z"},
		"nightly":             {"30 4 * * *", "UTC", "2026-01-02T04:30:00Z", "2026-01-03T04:30:00Z"},
		"just before":         {"30 4 * * *", "UTC", "2026-01-02T04:29:59Z", "2026-01-02T04:30:00Z"},
		"shorthand":           {"@daily", "UTC", "2026-12-31T12:00:00Z", "2027-01-01T00:00:00Z"},
		"weekdays by name":    {"0 6 * * mon-fri", "UTC", "2026-01-02T07:00:00Z", "2026-01-05T06:00:00Z"},
		"months by name":      {"0 0 1 jul,OCT *", "UTC", "2026-08-02T00:00:00Z", "2026-10-01T00:00:00Z"},
		"day or weekday":      {"0 0 13 * fri", "UTC", "2026-01-02T00:00:00Z", "2026-01-09T00:00:00Z"},
		"leap day":            {"0 0 29 2 *", "UTC", "2026-01-02T00:00:00Z", "2028-02-29T00:00:00Z"},
		"in winter":           {"30 5 * * *", la, "2026-01-02T00:00:00Z", "2026-01-02T13:30:00Z"},
		"in summer":           {"30 5 * * *", la, "2026-07-02T00:00:00Z", "2026-07-02T12:30:00Z"},
		"asked in other zone": {"0 12 * * *", "UTC", "2026-01-02T03:00:00-08:00", "2026-01-02T12:00:00Z"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			zone, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			s, err := scraper.ParseSchedule(tt.text, zone)
			if err != nil {
				t.Fatal(err)
			}
			after, err := time.Parse(time.RFC3339, tt.after)
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Next(after).UTC().Format(time.RFC3339); got != tt.want {
				t.Errorf("next %s, want %s", got, tt.want)
			}
			if want := "CRON_TZ=" + tt.zone + " " + tt.text; s.String() != want {
				t.Errorf("%s, want %s", s, want)
			}
		})
	}
}

func TestScheduleRefusals(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *",
		"*/x * * * *", "a * * * *", "0 0 30 feb *", "@fortnightly", "@every 1s", "-1 * * * *", "TZ=UTC 0 0 * * *", "CRON_TZ=UTC 0 0 * * *",
	} {
		if s, err := scraper.ParseSchedule(text, time.UTC); err == nil {
			t.Errorf("%q is taken for the schedule %s", text, s)
		}
	}
}

func FuzzParseSchedule(f *testing.F) {
	for _, text := range []string{"*/15 * * * *", "0 0 29 2 mon", "@daily", "1-5/2,7 * 1 jan-mar 0,6"} {
		f.Add(text)
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := scraper.ParseSchedule(text, time.UTC)
		if err != nil {
			return
		}
		if next := s.Next(start); !next.IsZero() && !next.After(start) {
			t.Errorf("%q comes at %s, not after %s", text, next, start)
		}
	})
}
