package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/format"
	"moneytrail/scraper/sources"
	"moneytrail/store"
)

func checkCommand(a *app, list []scraper.Source) *cobra.Command { return checkWith(a, list, nil) }

// checkWith is check with other settings of the session, for tests.
func checkWith(a *app, list []scraper.Source, options func(*scraper.Options)) *cobra.Command {
	f := scrapeFlags{list: list, options: options}
	cmd := &cobra.Command{
		Use:   "check SOURCE...",
		Short: "Look whether portals are still laid out as their readers expect",
		Long: `Fetches one page of each source and compares it with what the reader knows its way
by: keys of JSON, columns, anchors of pages. Nothing is written: no archive, no
database, no history. One line for each source says whether it is as expected, or
what changed; the exit code is 0 when all are, else 1.

calaccess needs a --committee that has received something lately, fec-api too;
netfile looks at Los Angeles County unless told of another --agency.

Sources: ` + strings.Join(sourceNames(list), ", ") + `.`,
		Example: `  moneytrail check netfile fec lacity --contact you@newsroom.example
  moneytrail check calaccess --committee 1392842 --years 2025`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.years == nil {
				f.years = []int{a.now().UTC().Year()}
			}
			if err := a.checkLog(); err != nil {
				return err
			}
			config, err := f.config(a, args, "")
			if err != nil {
				return err
			}
			return a.check(cmd.Context(), config, &f)
		},
	}
	cmd.Flags().StringVar(&f.contact, "contact", os.Getenv("MONEYTRAIL_CONTACT"), "mail or web `address` that is sent to the portal (environment: MONEYTRAIL_CONTACT)")
	cmd.Flags().StringVar(&f.agency, "agency", "", "agency `code` as the portal has it: LACO, SFO, BRK..")
	cmd.Flags().StringVar(&f.committee, "committee", "", "committee (`id`) to look at, where one is needed")
	cmd.Flags().IntSliceVar(&f.years, "years", nil, "calendar `years` to look at (default: this one)")
	return cmd
}

// How far back filings are looked for: long enough that there are some in any
// agency; for the first document of a run, which must be recent.
const (
	lookBack  = 180 * 24 * time.Hour
	firstBack = 7 * 24 * time.Hour
)

// check looks at one source after the other, with an archive that is thrown
// away.
func (a *app) check(ctx context.Context, config *scraper.Config, f *scrapeFlags) (err error) {
	dir, err := os.MkdirTemp("", "moneytrail-check-")
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	kept, err := archive.Open(dir)
	if err != nil {
		return err
	}
	defer closeInto(kept, &err)
	o := scraper.Options{Contact: config.Contact, Archive: kept, Now: a.now, Log: a.logger()}
	if f.options != nil {
		f.options(&o)
	}
	session, err := scraper.NewSession(o)
	if err != nil {
		return usageError{err}
	}
	var failed []string
	for _, job := range config.Jobs {
		source, _ := sources.Find(f.sources(), job.Source) // checked with the jobs
		request, err := job.Request(a.now())
		if err != nil {
			return err
		}
		url, err := a.look(ctx, session, kept, source, request)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, scraper.ErrNotAsked):
			return usagef("check %s: %w", job.Source, err)
		case err != nil:
			failed = append(failed, job.Source)
			fmt.Fprintf(a.out, "%s: %s: %s\n", job.Source, verdict(err), oneLine(err))
		default:
			fmt.Fprintf(a.out, "%s: as expected: %s\n", job.Source, url)
		}
	}
	if len(failed) > 0 {
		return fmt.Errorf("%s not as expected, see above: look at the page in a browser before the next scrape", strings.Join(failed, ", "))
	}
	return nil
}

// verdict tells a page that has changed from one that could not be had.
func verdict(err error) string {
	if errors.Is(err, scraper.ErrNotData) || errors.Is(err, store.ErrInput) {
		return "CHANGED"
	}
	return "NOT SEEN"
}

// look fetches a page and lets the source and the format's reader compare it.
func (a *app) look(ctx context.Context, session *scraper.Session, kept *archive.Archive, source scraper.Source, request scraper.Request) (string, error) {
	var doc scraper.Document
	checker, ok := source.(scraper.Checker)
	if ok {
		bound, err := session.For(source.Info())
		if err != nil {
			return "", err
		}
		defer bound.Close()
		request.Since = a.now().Add(-lookBack)
		if doc, err = checker.Check(ctx, bound, request); err != nil || doc.Name == "" {
			return doc.URL, err
		}
	} else {
		var err error
		request.Since = a.now().Add(-firstBack)
		if doc, err = session.FirstDocument(ctx, source, request); err != nil {
			return "", err
		}
	}
	return doc.URL, a.readOnly(ctx, kept, doc, !ok)
}

// readOnly has a document's reader read it for nothing. A format that no reader
// takes is an error unless that is normal for the source.
func (a *app) readOnly(ctx context.Context, kept *archive.Archive, doc scraper.Document, mayBeUnread bool) (err error) {
	file, err := kept.Open(doc.SHA256)
	if err != nil {
		return err
	}
	defer closeInto(file, &err)
	kind, err := format.Detect(file, doc.Size, doc.Name)
	if errors.Is(err, format.ErrUnknown) && mayBeUnread {
		return nil
	}
	if err != nil {
		return err
	}
	sink := &looking{}
	if err := kind.Read(ctx, file, doc.Size, doc.Name, sink); err != nil {
		return err
	}
	if sink.quarantined > 0 && sink.typed == 0 {
		return &store.InputError{File: doc.URL, Problem: fmt.Sprintf("none of %d lines could be read, the first because %s", sink.quarantined, sink.reason)}
	}
	return nil
}
