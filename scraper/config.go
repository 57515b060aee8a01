package scraper

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Config says what an operator wants fetched, and when. Who reads it from a
// file hands it here to be checked.
type Config struct {
	Contact string // mail or web address at which a publisher reaches the operator
	Jobs    []Job
}

// Job is one request that is made again and again.
type Job struct {
	Source    string // name of a source: "netfile"
	Agency    string // publisher's code: "LACO"; empty where a source has none
	Committee string // id as the publisher knows it; empty for all
	Years     []int  // calendar years; empty leaves it to the source
	Since     string // ISO day, "2026-01-01"; empty for everything
	Schedule  string // cron text in UTC, see ParseSchedule; empty for by hand only
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
	if len(c.Jobs) == 0 {
		problems = append(problems, Problem{"jobs", "there is none"})
	}
	seen := map[string]int{}
	for i, job := range c.Jobs {
		at := fmt.Sprintf("jobs[%d]", i)
		for _, p := range job.problems(sources, now) {
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

func (j Job) key() string {
	return fmt.Sprint(j.Source, "|", strings.ToUpper(j.Agency), "|", j.Committee, "|", j.Years, "|", j.Since)
}

func (j Job) problems(sources []string, now time.Time) (problems []Problem) {
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
	if since, err := j.since(); err != nil {
		add("since", "%q is no day as in 2026-01-31", j.Since)
	} else if since.After(now) {
		add("since", "%s is in the future", j.Since)
	}
	if j.Schedule != "" {
		if _, err := ParseSchedule(j.Schedule); err != nil {
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

// Request gives what a job asks of its source. The job must be valid.
func (j Job) Request() (Request, error) {
	since, err := j.since()
	if err != nil {
		return Request{}, fmt.Errorf("job of %s: since: %w", j.Source, err)
	}
	return Request{Agency: j.Agency, Committee: j.Committee, Years: slices.Clone(j.Years), Since: since}, nil
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
