package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/scraper"
	"moneytrail/scraper/format/netfilejson"
	"moneytrail/scraper/sources"
	"moneytrail/scraper/sources/netfile"
	"moneytrail/store"
)

type trackFlags struct {
	scrapeFlags
	jobs, schedule, address string
}

// nightly is when a followed committee is fetched unless told otherwise.
const nightly = "30 5 * * *"

func trackCommand(a *app, list []scraper.Source) *cobra.Command { return trackWith(a, list, nil) }

// trackWith is track with other settings of the session, for tests.
func trackWith(a *app, list []scraper.Source, options func(*scraper.Options)) *cobra.Command {
	f := trackFlags{scrapeFlags: scrapeFlags{list: list, options: options}}
	cmd := &cobra.Command{
		Use:   "track NAME|ID",
		Short: "Find a committee, fetch it, and fetch it again on a schedule from now on",
		Long: `Looks a committee up by its id or by words of its name, fetches and loads what the
publisher has of it, adds it to the configuration of jobs (docs/jobs.md), and
prints its donors. What stands in that file stays as it is.

Asked are NetFile within the agency that is given (without --agency: within those
that the configuration or the database has), the state's pages of committees and
of this session's measures, and the FEC. When several committees fit, they are
listed and nothing is fetched or written.`,
		Example: `  moneytrail track 1392842 --contact you@newsroom.example
  moneytrail track "police officers association" --agency LACO
  moneytrail track C00000001 --jobs jobs.toml --schedule "15 * * * *"`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(a.checkFormat(), a.checkLog()); err != nil {
				return err
			}
			return a.track(cmd.Context(), strings.Join(strings.Fields(strings.Join(args, " ")), " "), &f)
		},
	}
	cmd.Flags().StringVar(&f.contact, "contact", os.Getenv("MONEYTRAIL_CONTACT"), "mail or web `address` that is sent to the portals; that of the configuration when it has one (environment: MONEYTRAIL_CONTACT)")
	cmd.Flags().StringVar(&f.agency, "agency", "", "agency `code` as NetFile has it: LACO, SFO, BRK..")
	cmd.Flags().StringVar(&f.jobs, "jobs", "", "configuration `file`; made when it is not there (default: jobs.toml beside the database)")
	cmd.Flags().StringVar(&f.schedule, "schedule", "", "when to fetch it, in cron's five fields (default: as the configuration says for the source, else "+nightly+")")
	cmd.Flags().StringVar(&f.archive, "archive", "", "`folder` of the archive (default: beside the database)")
	cmd.Flags().StringVar(&f.address, "site", "http://127.0.0.1:8080", "`address` under which serve stands, for the link to the page")
	return cmd
}

// track goes from a name to a watched committee. The configuration is changed
// last: after the committee was found and fetched.
func (a *app) track(ctx context.Context, text string, f *trackFlags) (err error) {
	if f.jobs == "" {
		f.jobs = filepath.Join(filepath.Dir(a.db), "jobs.toml")
	}
	config, err := a.jobsToExtend(f)
	if err != nil {
		return err
	}
	told := *a
	if a.format != "table" {
		told.out = a.err // the answer alone is for a program
	}
	work, err := told.openFetching(ctx, fetchingOptions{contact: config.Contact, archive: f.archive, options: f.options})
	if err != nil {
		return err
	}
	defer closeInto(work, &err)
	match, err := a.find(ctx, work, config, text, f)
	if err != nil {
		return err
	}
	fmt.Fprintf(told.out, "found %s (%s) with %s\n", match.Name, match.ID, jobName(match.Job))
	job, err := chooseJob(ctx, work, config, match)
	if err != nil {
		return err
	}
	if err := work.firstRuns(ctx, f.sources(), job, match.Once); err != nil {
		return err
	}
	added, err := a.extendJobs(work, f, config, &job)
	if err != nil {
		return err
	}
	fmt.Fprintf(told.out, "%s\n\n", added)
	return a.showTracked(ctx, match, f.address, &told)
}

// firstRuns runs the job of a committee, and what says who it is. A committee
// that has filed nothing yet can be followed all the same.
func (f *fetching) firstRuns(ctx context.Context, list []scraper.Source, job scraper.Job, once []scraper.Job) error {
	for _, j := range append(once, job) {
		source, ok := sources.Find(list, j.Source)
		if !ok {
			return fmt.Errorf("run job of %s: there is no such source", j.Source)
		}
		request, err := j.Request(f.app.now())
		if err != nil {
			return err
		}
		_, err = f.run(ctx, source, request)
		if errors.Is(err, scraper.ErrNothingFound) {
			f.app.say("%s has no filings of it yet", j.Source)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// chooseJob gives the job that follows a committee: one that is there already
// and brings it, or that of the source that found it. An agency is followed
// through one of NetFile's services only.
func chooseJob(ctx context.Context, f *fetching, config *scraper.Config, match scraper.Match) (scraper.Job, error) {
	job := match.Job
	if job.Source == netfile.PublicName {
		byYear := scraper.Job{Source: netfile.Name, Agency: job.Agency, Committee: job.Committee, RecentYears: 2}
		if have, ok := config.Covers(byYear); ok {
			return have, nil
		}
		held, err := f.db.HasFilingsOf(ctx, job.Agency, store.SystemCAL)
		if err != nil {
			return job, err
		}
		if public, err := f.db.HasFilingsOf(ctx, job.Agency, netfilejson.System, netfilejson.SystemKeyed); err != nil || (held && !public) {
			byYear.Committee = "" // the workbooks are of the whole agency
			return byYear, err
		}
	}
	if have, ok := config.Covers(job); ok {
		return have, nil
	}
	return job, nil
}

// showTracked prints what is known of the committee by now.
func (a *app) showTracked(ctx context.Context, match scraper.Match, address string, told *app) error {
	public := store.PublicCommitteeID(match.ID)
	err := a.topCommittee(ctx, public, api.Page{Limit: api.DefaultLimit}, api.Filter{})
	if errors.Is(err, store.ErrNotFound) {
		fmt.Fprintf(told.out, "No filing of it has been loaded yet; its page comes with the first: %s/committees/%s\n", strings.TrimSuffix(address, "/"), public)
		return nil
	}
	if err == nil {
		fmt.Fprintf(told.out, "\nIts page: %s/committees/%s (moneytrail serve)\n", strings.TrimSuffix(address, "/"), public)
	}
	return err
}
