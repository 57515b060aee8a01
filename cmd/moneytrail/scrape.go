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
	"moneytrail/scraper/sources"
	"moneytrail/store/sqlite"
)

type scrapeFlags struct {
	contact, archive, agency, committee string
	years                               []int
	list                                []scraper.Source // in place of the public portals, for tests
}

func scrapeCommand(a *app, list []scraper.Source) *cobra.Command {
	f := scrapeFlags{list: list}
	cmd := &cobra.Command{
		Use:   "scrape SOURCE",
		Short: "Fetch filings from a portal, archive every byte, and load them",
		Long: `Fetches what a portal publishes for an agency, a committee or some years, keeps
every response in the archive under its hash, and loads the filings. Portals are
asked politely: robots.txt, one request at a time, delays, and a User-Agent with
your contact, which you must give. A block is never evaded: the run stops and
says so. What was loaded before a failure stays.

Sources: ` + strings.Join(sourceNames(list), ", ") + `.`,
		Example: `  moneytrail scrape netfile --agency LACO --years 2021,2022 --contact you@newsroom.example
  moneytrail scrape calaccess --committee 1392842 --years 2021 --contact you@newsroom.example
  moneytrail scrape calaccess --contact you@newsroom.example`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
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
	cmd.Flags().StringVar(&f.archive, "archive", "", "`folder` of the archive (default: beside the database)")
	cmd.Flags().StringVar(&f.agency, "agency", "", "agency `code` as the portal has it: LACO, SFO, BRK..")
	cmd.Flags().StringVar(&f.committee, "committee", "", "one committee only (`id`)")
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
	db, err := a.openToWrite(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
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
	request := scraper.Request{Agency: f.agency, Committee: f.committee, Years: f.years}
	var totals scrapeTotals
	report, err := scraper.Run(ctx, source, request, session, func(ctx context.Context, doc scraper.Document) error {
		return a.scraped(ctx, db, doc, &totals)
	})
	for _, n := range report.Notes {
		a.say("note: %s: %s", n.About, n.Text)
	}
	fmt.Fprintf(a.out, "%s: %s fetched with %s, %s; %s loaded, %s new; %s already known; %s kept in the archive unread\n",
		report.Source, count(report.Documents, "document"), count(report.Requests, "request"), size(report.Bytes),
		count(totals.loaded, "document"), count(totals.rows, "row"), thousands(totals.known), thousands(totals.unread))
	return err
}

// scrapeTotals counts what became of fetched documents.
type scrapeTotals struct{ loaded, known, unread, rows int }

// scraped loads a document. One in no known format is kept in the archive for
// the reader that may come; one that should be a filing and is not ends the
// run.
func (a *app) scraped(ctx context.Context, db *sqlite.DB, doc scraper.Document, totals *scrapeTotals) error {
	result, err := a.loadDocument(ctx, db, doc)
	switch {
	case errors.Is(err, format.ErrUnknown):
		totals.unread++
		return nil
	case err != nil:
		return err
	case result.Unchanged:
		totals.known++
		return nil
	}
	totals.loaded++
	totals.rows += result.NewRows
	if a.format == "table" {
		a.describe(&result)
	}
	return nil
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
