package scraper

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// Schedule says when a job comes, as cron writes it, in a time zone.
type Schedule struct {
	text string
	zone *time.Location
	cron cron.Schedule
}

// schedules reads the five fields of cron and the shorthands, without seconds.
var schedules = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.Descriptor)

// ParseSchedule reads the five fields of cron: minute, hour, day of the month,
// month, day of the week, or @hourly, @daily, @weekly, @monthly. Its hours are
// those of zone. A schedule that never comes (30 February) is refused, and so
// is "@every", which would count from the start of the program.
func ParseSchedule(text string, zone *time.Location) (Schedule, error) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "@every") {
		return Schedule{}, errors.New(`"@every" is not taken: name the minutes and hours`)
	}
	if strings.Contains(text, "TZ=") {
		return Schedule{}, errors.New("the time zone of schedules has a key of its own")
	}
	parsed, err := schedules.Parse("CRON_TZ=" + zone.String() + " " + text)
	if err != nil {
		return Schedule{}, fmt.Errorf("%q is no schedule (minute hour day month weekday): %w", text, err)
	}
	s := Schedule{text: text, zone: zone, cron: parsed}
	if s.Next(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return Schedule{}, fmt.Errorf("%q never comes", text)
	}
	return s, nil
}

// Next gives the first moment of the schedule after another; zero when there
// is none within the next years.
func (s Schedule) Next(after time.Time) time.Time { return s.cron.Next(after) }

// String gives the schedule with its time zone, as cron programs take it:
// "CRON_TZ=America/Los_Angeles 30 5 * * *".
func (s Schedule) String() string { return "CRON_TZ=" + s.zone.String() + " " + s.text }
