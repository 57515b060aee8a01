package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
	"moneytrail/scraper/sources/netfile"
	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
)

func demoCommand(a *app) *cobra.Command {
	var listen string
	var once bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Fetch, count, rank and serve an invented county, without a network",
		Long: `Starts a replica of the portals on this machine with an invented county (no
person, committee or union in it is real), fetches it as real portals are
fetched, counts and ranks it, prints the top donors and serves the pages until
interrupted. Nothing is kept.`,
		Example: `  moneytrail demo
  moneytrail demo --listen 127.0.0.1:9000
  moneytrail demo --once`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			dir, err := os.MkdirTemp("", "moneytrail-demo-")
			if err != nil {
				return fmt.Errorf("make folder: %w", err)
			}
			defer func() { _ = os.RemoveAll(dir) }() // a leftover in the temporary folder
			d := *a
			d.db, d.format = filepath.Join(dir, "demo.db"), "table"
			return d.demo(cmd.Context(), filepath.Join(dir, "archive"), listen, once)
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", "`address` to serve on; another free one is taken when it is in use")
	cmd.Flags().BoolVar(&once, "once", false, "print and stop, without serving")
	return cmd
}

func (a *app) demo(ctx context.Context, archiveDir, listen string, once bool) (err error) {
	fmt.Fprintln(a.out, "INVENTED DATA: no person, committee or union below is real.")
	db, err := a.openToWrite(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	if err := a.fetchInvented(ctx, db, archiveDir); err != nil {
		return err
	}
	contest, err := parseContest("contest.toml", invented.Contest())
	if err != nil {
		return err
	}
	if err := db.SaveContest(ctx, contest); err != nil {
		return err
	}
	if err := a.printDemo(ctx, db, contest.Slug); err != nil || once {
		return err
	}
	if err := a.keepVersion(ctx, db); err != nil {
		return err
	}
	server, err := a.newServer(db, true, newMetrics(a.now))
	if err != nil {
		return err
	}
	defer closeInto(a.past, &err)
	fmt.Fprintln(a.out)
	return a.listenAndServe(ctx, server, freeAddress(ctx, listen))
}

// fetchInvented crawls the replica with the sources that crawl the real
// portals, and loads every document.
func (a *app) fetchInvented(ctx context.Context, db *sqlite.DB, archiveDir string) (err error) {
	county := invented.County()
	replica := portal.New(county)
	base, err := replica.Start()
	if err != nil {
		return err
	}
	defer closeInto(replica, &err)
	kept, err := archive.Open(archiveDir)
	if err != nil {
		return err
	}
	defer closeInto(kept, &err)
	session, err := scraper.NewSession(scraper.Options{Contact: "https://example.org/moneytrail-demo", Archive: kept, Now: a.now})
	if err != nil {
		return err
	}
	start := a.now()
	documents, rows := 0, 0
	for _, source := range sources.Replica(base) {
		request := scraper.Request{} // the state's whole export
		if source.Info().Name == netfile.Name {
			request = scraper.Request{Agency: county.Code, Years: county.Years()}
		}
		days := &filedDays{until: store.DateOf(start)}
		report, err := scraper.Run(ctx, source, request, session, func(ctx context.Context, doc scraper.Document) error {
			result, err := a.loadDocument(ctx, db, doc, days)
			rows += result.NewRows
			return err
		})
		if err != nil {
			return err
		}
		ended := a.now()
		record := scraper.RunRecord{Source: source.Info().Name, Request: request, Ended: &ended, Outcome: scraper.Succeeded}
		record.Newest, record.Through = days.newest(), days.thru
		if err := db.SaveSourceRun(ctx, sourceRun(source.Info().Title, &record)); err != nil {
			return err
		}
		documents += report.Documents
		for _, n := range report.Notes {
			fmt.Fprintf(a.out, "note: %s: %s\n", n.About, n.Text)
		}
	}
	fmt.Fprintf(a.out, "Fetched %s from the replica at %s and loaded %s in %s.\n\n", count(documents, "document"), base, count(rows, "row"), a.now().Sub(start).Round(time.Millisecond))
	return nil
}

func (a *app) printDemo(ctx context.Context, db *sqlite.DB, slug string) error {
	service := api.NewService(db, rules.InForce{})
	committees, err := service.Committees(ctx, api.CommitteesRequest{Limit: 50})
	if err != nil {
		return err
	}
	if err := committeesTable(committees.Committees).aligned(a.out); err != nil {
		return err
	}
	contest, err := service.Contest(ctx, api.ContestRequest{Slug: slug, Page: api.Page{Limit: 10}})
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	return a.contestText(contest)
}
