package scraper

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Schedule is a set of minutes, as cron writes it.
type Schedule struct {
	minutes, hours, days, months, weekdays uint64
	// Cron runs on days that match either field when both are given.
	anyDay, anyWeekday bool
}

var shorthands = map[string]string{
	"@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *",
}

var (
	monthNames   = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	weekdayNames = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
)

// ParseSchedule reads the five fields of cron: minute, hour, day of the month,
// month, day of the week. A field is "*", a number, a range "1-5", any of these
// with a step "*/15", or a list of them; months and weekdays may be named by
// three letters, Sunday is 0 or 7. @hourly, @daily, @weekly and @monthly stand
// for the usual ones. A schedule that never comes (30 February) is refused.
func ParseSchedule(text string) (Schedule, error) {
	if long, ok := shorthands[strings.TrimSpace(text)]; ok {
		text = long
	}
	fields := strings.Fields(text)
	if len(fields) != 5 {
		return Schedule{}, fmt.Errorf("%q has %d fields, cron has 5: minute hour day month weekday", text, len(fields))
	}
	var s Schedule
	for i, f := range []struct {
		into     *uint64
		name     string
		min, max int
		names    []string
	}{
		{&s.minutes, "minute", 0, 59, nil}, {&s.hours, "hour", 0, 23, nil}, {&s.days, "day", 1, 31, nil},
		{&s.months, "month", 1, 12, monthNames}, {&s.weekdays, "weekday", 0, 7, weekdayNames},
	} {
		set, err := parseField(strings.ToLower(fields[i]), f.min, f.max, f.names)
		if err != nil {
			return Schedule{}, fmt.Errorf("%s %q: %w", f.name, fields[i], err)
		}
		*f.into = set
	}
	if s.weekdays&(1<<7) != 0 {
		s.weekdays |= 1
	}
	s.anyDay, s.anyWeekday = strings.HasPrefix(fields[2], "*"), strings.HasPrefix(fields[4], "*")
	if s.Next(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return Schedule{}, fmt.Errorf("%q never comes", text)
	}
	return s, nil
}

func parseField(text string, least, most int, names []string) (set uint64, err error) {
	for item := range strings.SplitSeq(text, ",") {
		span, stepText, hasStep := strings.Cut(item, "/")
		step := 1
		if hasStep {
			if step, err = strconv.Atoi(stepText); err != nil || step < 1 || step > most {
				return 0, fmt.Errorf("step %q is not between 1 and %d", stepText, most)
			}
		}
		first, last := least, most
		if span != "*" {
			from, to, isRange := strings.Cut(span, "-")
			if first, err = parseValue(from, least, most, names); err != nil {
				return 0, err
			}
			switch {
			case isRange:
				if last, err = parseValue(to, least, most, names); err != nil {
					return 0, err
				}
			case !hasStep:
				last = first
			}
		}
		if first > last {
			return 0, errors.New("range runs backwards")
		}
		for v := first; v <= last; v += step {
			set |= 1 << v
		}
	}
	return set, nil
}

func parseValue(text string, least, most int, names []string) (int, error) {
	for i, name := range names {
		if text == name {
			return i + least, nil
		}
	}
	v, err := strconv.Atoi(text)
	if err != nil || v < least || v > most {
		return 0, fmt.Errorf("%q is not between %d and %d", text, least, most)
	}
	return v, nil
}

// horizon is how far ahead a schedule is looked for: 29 February on a given
// weekday comes every 28 years, and 40 over a century without a leap day.
const horizon = 41

// Next gives the first minute of the schedule after a moment, in UTC; zero when
// there is none.
func (s Schedule) Next(after time.Time) time.Time {
	t := after.UTC().Truncate(time.Minute).Add(time.Minute)
	for end := t.AddDate(horizon, 0, 0); t.Before(end); {
		switch {
		case s.months&(1<<int(t.Month())) == 0:
			t = time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC)
		case !s.onDay(t):
			t = time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, time.UTC)
		case s.hours&(1<<t.Hour()) == 0:
			t = t.Truncate(time.Hour).Add(time.Hour)
		case s.minutes&(1<<t.Minute()) == 0:
			t = t.Add(time.Minute)
		default:
			return t
		}
	}
	return time.Time{}
}

func (s Schedule) onDay(t time.Time) bool {
	day, weekday := s.days&(1<<t.Day()) != 0, s.weekdays&(1<<int(t.Weekday())) != 0
	if s.anyDay || s.anyWeekday {
		return day && weekday
	}
	return day || weekday
}
