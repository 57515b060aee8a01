package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/BurntSushi/toml"

	"moneytrail/scraper"
	"moneytrail/store"
)

// jobsFile is the configuration of scrape --all and serve --schedule, as
// docs/jobs.example.toml shows it.
type jobsFile struct {
	Contact  string
	Timezone string
	Schedule map[string]string // by source
	Job      []struct {
		Source, Agency, Committee, Since, Schedule string

		Years       []int
		RecentYears int `toml:"recent_years"`
	}
}

const jobsHint = "docs/jobs.example.toml shows the format"

// readJobs reads and checks a configuration file. All errors are
// [store.InputError], each problem with its line where it is known.
func (a *app) readJobs(path string, list []scraper.Source) (*scraper.Config, error) {
	text, err := readText(path)
	if err != nil {
		return nil, err
	}
	return a.parseJobs(path, text, list)
}

func readText(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", &store.InputError{File: path, Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
	}
	return string(text), nil
}

func (a *app) parseJobs(path, text string, list []scraper.Source) (*scraper.Config, error) {
	var file jobsFile
	meta, err := toml.Decode(text, &file)
	if err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return nil, &store.InputError{File: path, Line: parse.Position.Line, Problem: parse.Message, Hint: jobsHint}
		}
		return nil, &store.InputError{File: path, Problem: err.Error(), Hint: jobsHint}
	}
	lines := linesOf(text)
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		key := unknown[0].String()
		return nil, &store.InputError{
			File: path, Line: lines.firstOf(key), Problem: fmt.Sprintf("unknown key %q", key),
			Hint: "known are contact, timezone, schedule, job.source, job.agency, job.committee, job.years, job.recent_years, job.since, job.schedule",
		}
	}
	config := &scraper.Config{Contact: file.Contact, TimeZone: file.Timezone, Schedules: file.Schedule}
	for _, j := range file.Job {
		config.Jobs = append(config.Jobs, scraper.Job{
			Source: j.Source, Agency: j.Agency, Committee: j.Committee, Since: j.Since, Schedule: j.Schedule, Years: j.Years, RecentYears: j.RecentYears,
		})
	}
	problems := config.Validate(sourceNames(list), a.now())
	if len(problems) == 0 {
		return config, nil
	}
	var words []string
	for _, p := range problems {
		words = append(words, lines.name(p.Path)+": "+p.Text)
	}
	return nil, &store.InputError{File: path, Line: lines.of(problems[0].Path), Problem: strings.Join(words, "; "), Hint: jobsHint}
}
