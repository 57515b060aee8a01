package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/BurntSushi/toml"

	"moneytrail/scraper"
	"moneytrail/store"
)

// jobsToExtend reads the configuration that a job will be added to, which may
// not be there yet, and says whom portals may reach.
func (a *app) jobsToExtend(f *trackFlags) (*scraper.Config, error) {
	config := &scraper.Config{Contact: f.contact}
	_, err := os.Stat(f.jobs)
	switch {
	case err == nil:
		if config, err = a.readJobs(f.jobs, f.list); err != nil {
			return nil, err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("read %s: %w", f.jobs, err)
	case f.contact == "":
		return nil, usagef("track: give a mail or web address at which the publishers reach you: --contact (or MONEYTRAIL_CONTACT)")
	}
	probe := scraper.Config{Contact: config.Contact, TimeZone: config.TimeZone, Jobs: []scraper.Job{{Source: f.sources()[0].Info().Name, Schedule: f.schedule}}}
	if problems := probe.Validate(sourceNames(f.list), a.now()); len(problems) > 0 {
		return nil, usagef("track: %s", problems[0].Text)
	}
	return config, nil
}

// extendJobs adds a job to the configuration, or makes one, in one step. A job
// that is there already is not added again. It says what was done.
func (a *app) extendJobs(work *fetching, f *trackFlags, config *scraper.Config, job *scraper.Job) (string, error) {
	lock, _, err := work.kept.Lock("configuration", f.jobs)
	if err != nil {
		return "", err
	}
	if lock == nil {
		return "", fmt.Errorf("add to %s: another moneytrail is changing it: run again", f.jobs)
	}
	defer func() { _ = lock.Release() }() // it goes with the process at the latest
	text, err := os.ReadFile(f.jobs)      // again: another may have added to it meanwhile
	switch {
	case errors.Is(err, fs.ErrNotExist):
		text = fmt.Appendf(nil, "# Jobs of moneytrail; docs/jobs.example.toml shows all that can stand here.\ncontact = %q\n", config.Contact)
	case err != nil:
		return "", fmt.Errorf("read %s: %w", f.jobs, err)
	default:
		if config, err = a.parseJobs(f.jobs, string(text), f.list); err != nil {
			return "", err
		}
		if _, ok := config.Covers(*job); ok {
			return fmt.Sprintf("%s brings it already; the file stays as it is", f.jobs), nil
		}
	}
	if job.Schedule = f.schedule; job.Schedule == "" && config.Schedules[job.Source] == "" {
		job.Schedule = nightly
	}
	extended, err := extendTOML(string(text), job)
	if err != nil {
		return "", err
	}
	after, err := a.parseJobs(f.jobs, extended, f.list)
	if err != nil || len(after.Jobs) != len(config.Jobs)+1 {
		return "", &store.InputError{File: f.jobs, Problem: "a job cannot be added at its end", Hint: "write its jobs as [[job]] tables, one after the other, at the end of the file"}
	}
	if err := replaceFile(f.jobs, []byte(extended)); err != nil {
		return "", err
	}
	when, _ := after.ScheduleOf(*job)
	return fmt.Sprintf("added to %s: %s, %s", f.jobs, jobName(*job), when), nil
}

// extendTOML puts a job at the end of a configuration. Everything before it
// stays, line ends too.
func extendTOML(text string, job *scraper.Job) (string, error) {
	end := "\n"
	if strings.Contains(text, "\r\n") {
		end = "\r\n"
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += end
	}
	added, err := jobTOML(job)
	return text + end + strings.ReplaceAll(added, "\n", end), err
}

// addedJob is a job as it is added to a configuration.
type addedJob struct {
	Source      string `toml:"source"`
	Agency      string `toml:"agency,omitempty"`
	Committee   string `toml:"committee,omitempty"`
	RecentYears int    `toml:"recent_years,omitzero"`
	Schedule    string `toml:"schedule,omitempty"`
}

func jobTOML(job *scraper.Job) (string, error) {
	var b strings.Builder
	encoder := toml.NewEncoder(&b)
	encoder.Indent = ""
	err := encoder.Encode(struct {
		Job []addedJob `toml:"job"`
	}{[]addedJob{{job.Source, job.Agency, job.Committee, job.RecentYears, job.Schedule}}})
	if err != nil {
		return "", fmt.Errorf("write job: %w", err)
	}
	return b.String(), nil
}
