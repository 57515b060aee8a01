package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/BurntSushi/toml"

	"moneytrail/scraper"
	"moneytrail/scraper/sources"
	"moneytrail/store"
)

// jobsFile is the configuration of scrape --all, as docs/jobs.md shows it.
type jobsFile struct {
	Contact string
	Job     []struct {
		Source, Agency, Committee, Since string
		Years                            []int
	}
}

// readJobs reads and checks a configuration file. All errors are
// [store.InputError], with the line where it is known.
func (a *app) readJobs(path string, list []scraper.Source) (*scraper.Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, &store.InputError{File: path, Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
	}
	var file jobsFile
	meta, err := toml.Decode(string(text), &file)
	if err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return nil, &store.InputError{File: path, Line: parse.Position.Line, Problem: parse.Message, Hint: "docs/jobs.md shows the format"}
		}
		return nil, &store.InputError{File: path, Problem: err.Error(), Hint: "docs/jobs.md shows the format"}
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, &store.InputError{File: path, Problem: fmt.Sprintf("unknown key %q", unknown[0]), Hint: "known are contact, job.source, job.agency, job.committee, job.years, job.since"}
	}
	config := &scraper.Config{Contact: file.Contact}
	for _, j := range file.Job {
		config.Jobs = append(config.Jobs, scraper.Job{Source: j.Source, Agency: j.Agency, Committee: j.Committee, Since: j.Since, Years: j.Years})
	}
	if problems := config.Validate(sourceNames(list), a.now()); len(problems) > 0 {
		var words []string
		for _, p := range problems {
			words = append(words, p.String())
		}
		return nil, &store.InputError{File: path, Problem: strings.Join(words, "; "), Hint: "docs/jobs.md shows the format"}
	}
	return config, nil
}

// scrapeAll runs every job of a configuration, one after the other. A job that
// fails does not keep the others from running; the run as a whole then fails.
func (a *app) scrapeAll(ctx context.Context, path string, f *scrapeFlags) error {
	config, err := a.readJobs(path, f.sources())
	if err != nil {
		return err
	}
	failed := 0
	var last error
	for _, job := range config.Jobs {
		source, _ := sources.Find(f.sources(), job.Source) // checked with the file
		one := *f
		one.contact, one.agency, one.committee, one.years, one.since = config.Contact, job.Agency, job.Committee, job.Years, job.Since
		if err := a.scrape(ctx, source, &one); err != nil {
			if ctx.Err() != nil {
				return err
			}
			a.say("job %s %s %s failed: %s", job.Source, job.Agency, job.Committee, message(err))
			failed, last = failed+1, err
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d jobs failed, see above; what was loaded stays: %w", failed, len(config.Jobs), last)
	}
	return nil
}
