package scraper

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Config says what an operator wants fetched, and when. Who reads it from a
// file hands it here to be checked.
type Config struct {
	Contact string // mail or web address at which a publisher reaches the operator
	// TimeZone is that of the schedules, as the IANA names it:
	// "America/Los_Angeles"; empty is UTC.
	TimeZone string
	// Schedules are those of a source's jobs without one of their own, by the
	// source's name.
	Schedules map[string]string
	Jobs      []Job
}

// Job is one request that is made again and again.
type Job struct {
	Source    string // name of a source: "netfile"
	Agency    string // publisher's code: "LACO"; empty where a source has none
	Committee string // id as the publisher knows it; empty for all
	Years     []int  // calendar years; empty leaves it to the source
	// RecentYears asks for the running calendar year and those before it, so
	// many in all, in place of Years: a job that goes on needs no new year in it.
	RecentYears int
	Since       string // ISO day, "2026-01-01"; empty for everything
	Full        bool   // ask for everything anew
	Schedule    string // cron text, see ParseSchedule; empty for that of the source
}

// Problem is something wrong in a [Config].
type Problem struct {
	Path string // "contact", "jobs[2].schedule"
	Text string
}

func (p Problem) String() string { return p.Path + ": " + p.Text }

// firstYear is before any electronic filing that a source has.
const firstYear = 1975

// Validate gives all that is wrong with a configuration, in its order; nothing
// when it can be used. sources are the names of the known ones; now bounds the
// years.
func (c Config) Validate(sources []string, now time.Time) []Problem {
	var problems []Problem
	if err := checkContact(c.Contact); err != nil {
		problems = append(problems, Problem{"contact", "must be a mail or web address at which a publisher reaches you"})
	}
	zone, err := c.zone()
	if err != nil {
		problems, zone = append(problems, Problem{"timezone", fmt.Sprintf("%q is no time zone as in America/Los_Angeles", c.TimeZone)}), time.UTC
	}
	problems = append(problems, c.scheduleProblems(sources, zone)...)
	if len(c.Jobs) == 0 {
		problems = append(problems, Problem{"jobs", "there is none"})
	}
	seen := map[string]int{}
	for i, job := range c.Jobs {
		at := fmt.Sprintf("jobs[%d]", i)
		for _, p := range job.problems(sources, zone, now) {
			problems = append(problems, Problem{at + "." + p.Path, p.Text})
		}
		key := job.key()
		if first, again := seen[key]; again {
			problems = append(problems, Problem{at, fmt.Sprintf("is the same as jobs[%d]", first)})
			continue
		}
		seen[key] = i
	}
	return problems
}

func (c Config) zone() (*time.Location, error) {
	if c.TimeZone == "Local" {
		return nil, errors.New("the machine's own time zone is not taken") // the same file would mean another thing elsewhere
	}
	return time.LoadLocation(c.TimeZone)
}

func (c Config) scheduleProblems(sources []string, zone *time.Location) (problems []Problem) {
	for _, source := range slices.Sorted(maps.Keys(c.Schedules)) {
		if !slices.Contains(sources, source) {
			problems = append(problems, Problem{"schedule." + source, "is none of " + strings.Join(sources, ", ")})
		} else if _, err := ParseSchedule(c.Schedules[source], zone); err != nil {
			problems = append(problems, Problem{"schedule." + source, err.Error()})
		}
	}
	return problems
}

// ScheduleOf gives when a job comes; false when it is run by hand only. The
// configuration must be valid.
func (c Config) ScheduleOf(j Job) (Schedule, bool) {
	text := j.Schedule
	if text == "" {
		text = c.Schedules[j.Source]
	}
	zone, err := c.zone()
	if err != nil || text == "" {
		return Schedule{}, false
	}
	s, err := ParseSchedule(text, zone)
	return s, err == nil
}

// Covers gives the first job that already follows what another asks for: the
// same committee of the same agency and source, or all of them.
func (c Config) Covers(j Job) (Job, bool) {
	for _, have := range c.Jobs {
		if have.Source == j.Source && strings.EqualFold(have.Agency, j.Agency) && (have.Committee == j.Committee || have.Committee == "") {
			return have, true
		}
	}
	return Job{}, false
}

func (j Job) key() string {
	return fmt.Sprint(j.Source, "|", strings.ToUpper(j.Agency), "|", j.Committee, "|", j.Years, "|", j.RecentYears, "|", j.Since)
}

func (j Job) problems(sources []string, zone *time.Location, now time.Time) (problems []Problem) {
	add := func(path, format string, args ...any) {
		problems = append(problems, Problem{path, fmt.Sprintf(format, args...)})
	}
	switch {
	case j.Source == "":
		add("source", "is missing; one of %s", strings.Join(sources, ", "))
	case !slices.Contains(sources, j.Source):
		add("source", "%q is none of %s", j.Source, strings.Join(sources, ", "))
	}
	for name, text := range map[string]string{"agency": j.Agency, "committee": j.Committee} {
		if text != strings.TrimSpace(text) || strings.ContainsFunc(text, isControl) {
			add(name, "%q has blanks around it or control characters in it", text)
		}
	}
	for i, year := range j.Years {
		if year < firstYear || year > now.Year()+1 {
			add(fmt.Sprintf("years[%d]", i), "%d is not between %d and %d", year, firstYear, now.Year()+1)
		}
	}
	switch {
	case j.RecentYears < 0 || j.RecentYears > now.Year()-firstYear:
		add("recent_years", "%d is no number of years", j.RecentYears)
	case j.RecentYears > 0 && len(j.Years) > 0:
		add("recent_years", "stands beside years: give one of them")
	}
	if since, err := j.since(); err != nil {
		add("since", "%q is no day as in 2026-01-31", j.Since)
	} else if since.After(now) {
		add("since", "%s is in the future", j.Since)
	}
	if j.Schedule != "" {
		if _, err := ParseSchedule(j.Schedule, zone); err != nil {
			add("schedule", "%v", err)
		}
	}
	slices.SortStableFunc(problems, func(x, y Problem) int { return strings.Compare(x.Path, y.Path) })
	return problems
}

func (j Job) since() (time.Time, error) {
	if j.Since == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.DateOnly, j.Since)
}

// Request gives what a job asks of its source at a moment. The job must be
// valid.
func (j Job) Request(now time.Time) (Request, error) {
	since, err := j.since()
	if err != nil {
		return Request{}, fmt.Errorf("job of %s: since: %w", j.Source, err)
	}
	years := slices.Clone(j.Years)
	for i := j.RecentYears - 1; i >= 0; i-- {
		years = append(years, now.UTC().Year()-i)
	}
	return Request{Agency: j.Agency, Committee: j.Committee, Years: years, Since: since, Full: j.Full}, nil
}

// checkContact returns an error for what is no mail or web address.
func checkContact(contact string) error {
	contact = strings.TrimSpace(contact)
	web := strings.HasPrefix(contact, "http://") || strings.HasPrefix(contact, "https://")
	if (!web && !strings.Contains(contact, "@")) || strings.ContainsFunc(contact, isControl) {
		return errors.New("no mail or web address")
	}
	return nil
}
