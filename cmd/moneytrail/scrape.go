package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/scraper"
	"moneytrail/scraper/format/netfilejson"
	"moneytrail/scraper/sources"
	"moneytrail/scraper/sources/netfile"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

type scrapeFlags struct {
	contact, archive, agency, committee, since string
	years                                      []int
	full                                       bool
	metrics                                    string                 // file to write figures to; empty: none
	list                                       []scraper.Source       // in place of the public portals, for tests
	options                                    func(*scraper.Options) // changes those of the session, for tests
}

func scrapeCommand(a *app, list []scraper.Source) *cobra.Command { return scrapeWith(a, list, nil) }

// scrapeWith is scrape with other settings of the session, for tests.
func scrapeWith(a *app, list []scraper.Source, options func(*scraper.Options)) *cobra.Command {
	f := scrapeFlags{list: list, options: options}
	var all string
	cmd := &cobra.Command{
		Use:   "scrape (SOURCE... | --all FILE)",
		Short: "Fetch filings from portals, archive every byte, and load them",
		Long: `Fetches what a portal publishes for an agency, a committee or some years, keeps
every response in the archive under its hash, and loads the filings. Portals are
asked politely: robots.txt, one request at a time, delays, and a User-Agent with
your contact, which you must give. A block is never evaded: the run stops and
says so. What was loaded before a failure stays, and a source that fails does not
keep the others from being fetched.

What the archive has is asked for on condition that it has changed; --full asks
for everything anew.

Sources: ` + strings.Join(sourceNames(list), ", ") + `.`,
		Example: `  moneytrail scrape netfile --agency LACO --years 2021,2022 --contact you@newsroom.example
  moneytrail scrape calaccess --committee 1392842 --years 2021 --contact you@newsroom.example
  moneytrail scrape calaccess fec --contact you@newsroom.example
  moneytrail scrape netfile-public --agency LACO --committee 1392842 --full --contact you@newsroom.example
  moneytrail scrape --all jobs.toml --metrics-file /var/lib/node_exporter/moneytrail.prom`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if (len(args) > 0) == (all != "") {
				return usagef("scrape: name sources, or a configuration with --all FILE")
			}
			if err := errors.Join(a.checkFormat(), a.checkLog()); err != nil {
				return err
			}
			config, err := f.config(a, args, all)
			if err != nil {
				return err
			}
			return a.scrapeJobs(cmd.Context(), config, &f)
		},
	}
	cmd.Flags().StringVar(&f.contact, "contact", os.Getenv("MONEYTRAIL_CONTACT"), "mail or web `address` that is sent to the portal (environment: MONEYTRAIL_CONTACT)")
	cmd.Flags().BoolVar(&a.noResolve, "no-resolve", false, noResolveText)
	cmd.Flags().StringVar(&all, "all", "", "run every job of this configuration `file` (docs/jobs.md)")
	cmd.Flags().StringVar(&f.archive, "archive", "", "`folder` of the archive (default: beside the database)")
	cmd.Flags().StringVar(&f.agency, "agency", "", "agency `code` as the portal has it: LACO, SFO, BRK..")
	cmd.Flags().StringVar(&f.committee, "committee", "", "one committee only (`id`)")
	cmd.Flags().StringVar(&f.since, "since", "", "what was filed on or after a `day`, where the portal can tell (2026-01-31)")
	cmd.Flags().IntSliceVar(&f.years, "years", nil, "calendar `years`, such as 2021,2022")
	cmd.Flags().BoolVar(&f.full, "full", false, "ask for everything anew, whatever the archive has")
	cmd.Flags().StringVar(&f.metrics, "metrics-file", "", "write figures of the runs to this `file`, for the textfile collector of Prometheus' node exporter")
	return cmd
}

// config gives the jobs of the command line, or those of a file.
func (f *scrapeFlags) config(a *app, names []string, all string) (*scraper.Config, error) {
	if all != "" {
		config, err := a.readJobs(all, f.sources())
		if err != nil {
			return nil, err
		}
		for i := range config.Jobs {
			config.Jobs[i].Full = f.full
		}
		return config, nil
	}
	config := &scraper.Config{Contact: f.contact}
	for _, name := range names {
		if _, ok := sources.Find(f.sources(), name); !ok {
			return nil, usagef("no source %q; there are %s", name, strings.Join(sourceNames(f.sources()), ", "))
		}
		config.Jobs = append(config.Jobs, scraper.Job{Source: name, Agency: f.agency, Committee: f.committee, Years: f.years, Since: f.since, Full: f.full})
	}
	if f.contact == "" {
		return nil, usagef("scrape: give a mail or web address at which the publisher reaches you: --contact (or MONEYTRAIL_CONTACT)")
	}
	if problems := config.Validate(sourceNames(f.sources()), a.now()); len(problems) > 0 {
		return nil, usagef("scrape: %s", problems[0].Text)
	}
	return config, nil
}

// scrapeJobs runs jobs one after the other. One that fails does not keep the
// others from running; the command as a whole then fails.
func (a *app) scrapeJobs(ctx context.Context, config *scraper.Config, f *scrapeFlags) (err error) {
	frugal()
	meter := newMetrics(a.now)
	work, err := a.openFetching(ctx, fetchingOptions{contact: config.Contact, archive: f.archive, meter: meter, options: f.options})
	if err != nil {
		return err
	}
	defer closeInto(work, &err)
	defer func() {
		if f.metrics != "" {
			err = errors.Join(err, meter.writeFile(f.metrics, work.db))
		}
	}()
	records, failures := []scraper.RunRecord{}, []error{}
	for _, job := range config.Jobs {
		source, _ := sources.Find(f.sources(), job.Source) // checked with the jobs
		request, err := job.Request(a.now())
		if err != nil {
			return err
		}
		record, err := work.run(ctx, source, request)
		if record.ID != "" {
			records = append(records, record)
		}
		if err != nil && ctx.Err() != nil {
			return err
		}
		if err != nil && len(config.Jobs) > 1 {
			a.say("job %s failed: %s", jobName(job), message(err))
		}
		if err != nil {
			failures = append(failures, err)
		}
	}
	if a.format != "table" {
		if err := a.print(runsTable(records), records); err != nil {
			return err
		}
	}
	switch {
	case len(failures) > 0 && len(config.Jobs) == 1:
		return failures[0]
	case len(failures) > 0:
		return fmt.Errorf("%d of %d jobs failed, see above; what was loaded stays: %w", len(failures), len(config.Jobs), failures[len(failures)-1])
	}
	return nil
}

// jobName names a job for a person: "netfile LACO 1392842".
func jobName(j scraper.Job) string {
	return strings.Join(strings.Fields(j.Source+" "+j.Agency+" "+j.Committee), " ")
}

func (f *scrapeFlags) sources() []scraper.Source {
	if f.list != nil {
		return f.list
	}
	return publicSources(os.Getenv)
}

func sourceNames(list []scraper.Source) []string {
	if list == nil {
		list = publicSources(os.Getenv)
	}
	var names []string
	for _, s := range list {
		names = append(names, s.Info().Name)
	}
	return names
}

// oneNetFile refuses to load an agency through a second of NetFile's doors:
// they number reports differently, so that the same notice would count twice.
func oneNetFile(ctx context.Context, db *sqlite.DB, source, agency string) error {
	var other []store.System
	switch source {
	case netfile.Name:
		other = []store.System{netfilejson.System, netfilejson.SystemKeyed}
	case netfile.PublicName:
		other = []store.System{store.SystemCAL, netfilejson.SystemKeyed}
	case netfile.KeyedName:
		other = []store.System{store.SystemCAL, netfilejson.System}
	default:
		return nil
	}
	held, err := db.HasFilingsOf(ctx, agency, other...)
	if err != nil || !held {
		return err
	}
	return usagef("scrape: the database holds filings of %s from another of NetFile's services, which numbers reports differently: notices would count twice; use a database of its own (--db)", agency)
}

func size(bytes int64) string {
	switch {
	case bytes >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(bytes)/(1<<30))
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	}
	return fmt.Sprintf("%d kB", (bytes+1023)>>10)
}
