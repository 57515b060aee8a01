package scraper_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"moneytrail/scraper"
)

func TestScheduleNext(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, after, want string }{
		"every quarter":      {"*/15 * * * *", "2026-01-02T03:04:05Z", "2026-01-02T03:15:00Z"},
		"nightly":            {"30 4 * * *", "2026-01-02T04:30:00Z", "2026-01-03T04:30:00Z"},
		"just before":        {"30 4 * * *", "2026-01-02T04:29:59Z", "2026-01-02T04:30:00Z"},
		"shorthand":          {"@daily", "2026-12-31T12:00:00Z", "2027-01-01T00:00:00Z"},
		"weekdays by name":   {"0 6 * * mon-fri", "2026-01-02T07:00:00Z", "2026-01-05T06:00:00Z"},
		"Sunday as 7":        {"0 0 * * 7", "2026-01-02T00:00:00Z", "2026-01-04T00:00:00Z"},
		"months by name":     {"0 0 1 jul,OCT *", "2026-08-02T00:00:00Z", "2026-10-01T00:00:00Z"},
		"day or weekday":     {"0 0 13 * fri", "2026-01-02T00:00:00Z", "2026-01-09T00:00:00Z"},
		"day, any weekday":   {"0 0 13 * *", "2026-01-02T00:00:00Z", "2026-01-13T00:00:00Z"},
		"leap day":           {"0 0 29 2 *", "2026-01-02T00:00:00Z", "2028-02-29T00:00:00Z"},
		"step from a number": {"10/20 * * * *", "2026-01-02T00:31:00Z", "2026-01-02T00:50:00Z"},
		"range with a step":  {"0 8-18/5 * * *", "2026-01-02T09:00:00Z", "2026-01-02T13:00:00Z"},
		"another zone":       {"0 12 * * *", "2026-01-02T03:00:00-08:00", "2026-01-02T12:00:00Z"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := scraper.ParseSchedule(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			after, err := time.Parse(time.RFC3339, tt.after)
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Next(after).Format(time.RFC3339); got != tt.want {
				t.Errorf("next %s, want %s", got, tt.want)
			}
		})
	}
}

func TestScheduleRefusals(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *",
		"*/x * * * *", "5/9223372036854775807 * * * *", "a * * * *", "1,,2 * * * *", "0 0 30 feb *", "@yearly", "-1 * * * *",
	} {
		if _, err := scraper.ParseSchedule(text); err == nil {
			t.Errorf("%q is taken for a schedule", text)
		}
	}
}

// TestScheduleComesInOrder draws schedules; what they give lies after the
// moment asked about, and nothing lies between.
func TestScheduleComesInOrder(t *testing.T) {
	t.Parallel()
	field := rapid.SampledFrom([]string{"*", "0", "*/7", "3-9", "1,4"})
	rapid.Check(t, func(rt *rapid.T) {
		text := field.Draw(rt, "minute") + " " + field.Draw(rt, "hour") + " " +
			rapid.SampledFrom([]string{"*", "1", "*/7", "3-9"}).Draw(rt, "day") + " * " + rapid.SampledFrom([]string{"*", "0", "1-5"}).Draw(rt, "weekday")
		s, err := scraper.ParseSchedule(text)
		if err != nil {
			rt.Fatal(err)
		}
		start := time.Date(2026, 1, 1, 0, rapid.IntRange(0, 500_000).Draw(rt, "minutes"), 0, 0, time.UTC)
		next := s.Next(start)
		if !next.After(start) || next.Second() != 0 {
			rt.Fatalf("%s after %s", next, start)
		}
		between := start.Add(next.Sub(start) / 2)
		if got := s.Next(between); !got.Equal(next) {
			rt.Fatalf("%s after %s, but %s after %s", next, start, got, between)
		}
	})
}

func FuzzParseSchedule(f *testing.F) {
	for _, text := range []string{"*/15 * * * *", "0 0 29 2 mon", "@daily", "1-5/2,7 * 1 jan-mar 0,7"} {
		f.Add(text)
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := scraper.ParseSchedule(text)
		if err == nil && !s.Next(start).After(start) {
			t.Errorf("%q is accepted and never comes", text)
		}
	})
}
