package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/format"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// fetching is what the runs of one command share: the database, the archive,
// and the session, which remembers between runs when a host was last asked. All
// verbs that fetch use it. Several sources may run at the same time.
type fetching struct {
	app     *app
	db      *sqlite.DB
	kept    *archive.Archive
	history *scraper.History
	session *scraper.Session
	log     *slog.Logger
	contact string
}

// fetchingOptions are the settings of a command that fetches.
type fetchingOptions struct {
	contact string
	archive string // folder; empty: beside the database
	meter   scraper.Meter
	options func(*scraper.Options) // changes the session's; nil for tests that need none
}

// openFetching opens or creates the database and the archive.
func (a *app) openFetching(ctx context.Context, o fetchingOptions) (_ *fetching, err error) {
	f := &fetching{app: a, log: a.logger(), contact: o.contact}
	defer func() {
		if err != nil {
			_ = f.Close() // the first error is the one to report
		}
	}()
	if f.db, err = a.openToWrite(ctx); err != nil {
		return nil, err
	}
	if f.kept, err = archive.Open(a.archiveFolder(o.archive)); err != nil {
		return nil, err
	}
	bars := &downloads{app: a}
	options := scraper.Options{Contact: o.contact, Archive: f.kept, Now: a.now, Log: f.log, Meter: o.meter, Progress: bars.show}
	if o.options != nil {
		o.options(&options)
	}
	f.session, err = scraper.NewSession(options)
	if errors.Is(err, scraper.ErrNoContact) {
		return nil, usageError{err}
	}
	if err != nil {
		return nil, err
	}
	f.history, err = scraper.OpenHistory(f.kept)
	return f, err
}

// Close closes what was opened.
func (f *fetching) Close() error {
	var errs []error
	if f.history != nil {
		errs = append(errs, f.history.Close())
	}
	if f.kept != nil {
		errs = append(errs, f.kept.Close())
	}
	if f.db != nil {
		errs = append(errs, f.db.Close())
	}
	return errors.Join(errs...)
}

// run lets a source crawl, loads what it finds, and writes down how fresh the
// database is then. What was loaded before a failure stays.
func (f *fetching) run(ctx context.Context, source scraper.Source, request scraper.Request) (scraper.RunRecord, error) {
	if err := oneNetFile(ctx, f.db, source.Info().Name, request.Agency); err != nil {
		return scraper.RunRecord{}, err
	}
	runner := scraper.Runner{Session: f.session, History: f.history}
	unread := 0
	record, err := runner.Run(ctx, source, request, func(ctx context.Context, doc scraper.Document) (scraper.Loaded, error) {
		loaded, err := f.load(ctx, doc)
		if errors.Is(err, format.ErrUnknown) {
			unread++
			return loaded, nil // kept in the archive for the reader that may come
		}
		return loaded, err
	})
	if errors.Is(err, scraper.ErrRunning) {
		return record, err // it is the other run that writes down how fresh things are
	}
	if f.app.format == "table" {
		fmt.Fprintf(f.app.out, "run %s: %s with %s, %s; %s, %s in quarantine; %s kept in the archive unread\n",
			record.ID, count(record.Documents, "document"), count(record.Requests, "request"), size(record.Bytes),
			count(record.New, "new row"), count(record.Quarantined, "line"), thousands(unread))
	}
	return record, errors.Join(err, f.remember(context.WithoutCancel(ctx), source.Info(), record), f.app.keepVersion(ctx, f.db))
}

// load reads a document into the database. A reader's refusal ends nothing but
// the document: the run goes on and fails at its end.
func (f *fetching) load(ctx context.Context, doc scraper.Document) (scraper.Loaded, error) {
	days := &filedDays{until: store.DateOf(doc.Fetched.AddDate(0, 0, 1))}
	result, err := f.app.loadDocument(ctx, f.db, doc, days)
	if errors.Is(err, store.ErrInput) && !errors.Is(err, format.ErrUnknown) {
		return scraper.Loaded{}, &scraper.RefusedError{Err: err}
	}
	if err != nil {
		return scraper.Loaded{}, err
	}
	if f.app.format == "table" && !result.Unchanged {
		f.app.describe(&result)
	}
	return scraper.Loaded{
		Filings: result.Filings, New: result.NewRows, Changed: result.ReplacedFilings,
		Unchanged:   max(0, result.Filings-result.NewFilings-result.ReplacedFilings),
		Quarantined: result.Total().Quarantined, Newest: days.newest(), Through: days.thru,
	}, nil
}
