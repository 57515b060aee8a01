package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/format"
	"moneytrail/scraper/format/netfilejson"
	"moneytrail/scraper/sources"
	"moneytrail/scraper/sources/netfile"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

type scrapeFlags struct {
	contact, archive, agency, committee, since string
	years                                      []int
	list                                       []scraper.Source // in place of the public portals, for tests
}

func scrapeCommand(a *app, list []scraper.Source) *cobra.Command {
	f := scrapeFlags{list: list}
	var all string
	cmd := &cobra.Command{
		Use:   "scrape (SOURCE | --all FILE)",
		Short: "Fetch filings from a portal, archive every byte, and load them",
		Long: `Fetches what a portal publishes for an agency, a committee or some years, keeps
every response in the archive under its hash, and loads the filings. Portals are
asked politely: robots.txt, one request at a time, delays, and a User-Agent with
your contact, which you must give. A block is never evaded: the run stops and
says so. What was loaded before a failure stays.

Sources: ` + strings.Join(sourceNames(list), ", ") + `.`,
		Example: `  moneytrail scrape netfile --agency LACO --years 2021,2022 --contact you@newsroom.example
  moneytrail scrape calaccess --committee 1392842 --years 2021 --contact you@newsroom.example
  moneytrail scrape calaccess --contact you@newsroom.example
  moneytrail scrape --all jobs.toml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (len(args) == 1) == (all != "") {
				return usagef("scrape: name one source, or a configuration with --all FILE")
			}
			if all != "" {
				return a.scrapeAll(cmd.Context(), all, &f)
			}
			source, ok := sources.Find(f.sources(), args[0])
			if !ok {
				return usagef("scrape: no source %q; there are %s", args[0], strings.Join(sourceNames(f.sources()), ", "))
			}
			if f.contact == "" {
				return usagef("scrape: give a mail or web address at which the publisher reaches you: --contact (or MONEYTRAIL_CONTACT)")
			}
			return a.scrape(cmd.Context(), source, &f)
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
	return cmd
}

func (f *scrapeFlags) sources() []scraper.Source {
	if f.list != nil {
		return f.list
	}
	return sources.All()
}

func sourceNames(list []scraper.Source) []string {
	if list == nil {
		list = sources.All()
	}
	var names []string
	for _, s := range list {
		names = append(names, s.Info().Name)
	}
	return names
}

func (a *app) scrape(ctx context.Context, source scraper.Source, f *scrapeFlags) (err error) {
	request, err := scraper.Job{Agency: f.agency, Committee: f.committee, Years: f.years, Since: f.since}.Request()
	if err != nil {
		return usagef("scrape: --since %q is no day as in 2026-01-31", f.since)
	}
	db, err := a.openToWrite(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	if err := oneNetFile(ctx, db, source.Info().Name, f.agency); err != nil {
		return err
	}
	if f.archive == "" {
		f.archive = filepath.Join(filepath.Dir(a.db), "archive")
	}
	kept, err := archive.Open(f.archive)
	if err != nil {
		return err
	}
	defer closeInto(kept, &err)
	session, err := scraper.NewSession(scraper.Options{
		Contact: f.contact, Archive: kept, Now: a.now, Log: slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if errors.Is(err, scraper.ErrNoContact) {
		return usagef("scrape: %w", err)
	}
	if err != nil {
		return err
	}
	history, err := scraper.OpenHistory(kept)
	if err != nil {
		return err
	}
	defer closeInto(history, &err)
	runner := scraper.Runner{Session: session, History: history}
	unread := 0
	record, err := runner.Run(ctx, source, request, func(ctx context.Context, doc scraper.Document) (scraper.Loaded, error) {
		loaded, err := a.scraped(ctx, db, doc)
		if errors.Is(err, format.ErrUnknown) {
			unread++
			return loaded, nil // kept in the archive for the reader that may come
		}
		return loaded, err
	})
	fmt.Fprintf(a.out, "run %s: %s with %s, %s; %s, %s in quarantine; %s kept in the archive unread\n",
		record.ID, count(record.Documents, "document"), count(record.Requests, "request"), size(record.Bytes),
		count(record.New, "new row"), count(record.Quarantined, "line"), thousands(unread))
	return err
}

// oneNetFile refuses to load an agency through a second of NetFile's doors:
// they number reports differently, so that the same notice would count twice.
func oneNetFile(ctx context.Context, db *sqlite.DB, source, agency string) error {
	var other []store.System
	switch source {
	case netfile.Name:
		other = []store.System{netfilejson.System}
	case "netfile-public", "netfile-keyed":
		other = []store.System{store.SystemCAL}
	default:
		return nil
	}
	held, err := db.HasFilingsOf(ctx, agency, other...)
	if err != nil || !held {
		return err
	}
	return usagef("scrape: the database holds filings of %s from another of NetFile's services, which numbers reports differently: notices would count twice; use a database of its own (--db)", agency)
}

// scraped loads a document. A reader's refusal ends nothing but the document:
// the run goes on and fails at its end.
func (a *app) scraped(ctx context.Context, db *sqlite.DB, doc scraper.Document) (scraper.Loaded, error) {
	result, err := a.loadDocument(ctx, db, doc)
	if errors.Is(err, store.ErrInput) && !errors.Is(err, format.ErrUnknown) {
		return scraper.Loaded{}, &scraper.RefusedError{Err: err}
	}
	if err != nil {
		return scraper.Loaded{}, err
	}
	if a.format == "table" && !result.Unchanged {
		a.describe(&result)
	}
	return scraper.Loaded{Filings: result.Filings, New: result.NewRows, Quarantined: result.Total().Quarantined}, nil
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
