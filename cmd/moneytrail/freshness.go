package main

import (
	"context"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// remember writes down in the database how a run ended.
func (f *fetching) remember(ctx context.Context, info scraper.Info, record scraper.RunRecord) error {
	if record.Ended == nil {
		return nil
	}
	return f.db.SaveSourceRun(ctx, sourceRun(info.Title, &record))
}

// sourceRun says what a run that has ended tells of freshness.
func sourceRun(title string, r *scraper.RunRecord) store.SourceRun {
	run := store.SourceRun{
		Source: r.Source, Title: title, Agency: r.Request.Agency, Committee: r.Request.Committee,
		Through: r.Through, LastRun: *r.Ended, Outcome: string(r.Outcome), Reason: r.Reason,
	}
	if !r.Newest.IsZero() {
		run.FiledThrough = store.Date(r.Newest.UTC().Format(time.DateOnly))
	}
	if r.Outcome == scraper.Succeeded {
		run.AsOf = *r.Ended
	}
	return run
}

// rememberAll gives a database that was built from the archive alone what the
// history of runs knows.
func rememberAll(ctx context.Context, db *sqlite.DB, kept *archive.Archive, list []scraper.Source) (err error) {
	history, err := scraper.OpenHistory(kept)
	if err != nil {
		return err
	}
	defer closeInto(history, &err)
	titles := map[string]string{}
	for _, s := range list {
		titles[s.Info().Name] = s.Info().Title
	}
	for _, r := range history.Runs() {
		if r.Ended == nil {
			continue
		}
		if err := db.SaveSourceRun(ctx, sourceRun(titles[r.Source], &r)); err != nil {
			return err
		}
	}
	return nil
}
