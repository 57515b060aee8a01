package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/format"
	"moneytrail/store"
)

// archiveFolder is where the archive stands when the command line does not
// say: beside the database.
func (a *app) archiveFolder(flag string) string {
	if flag != "" {
		return flag
	}
	return filepath.Join(filepath.Dir(a.db), "archive")
}

// openArchive opens an archive that stands, so that a mistyped folder is told
// and not made.
func (a *app) openArchive(flag string) (*archive.Archive, error) {
	folder := a.archiveFolder(flag)
	if _, err := os.Stat(folder); err != nil {
		return nil, &store.InputError{File: folder, Problem: "there is no archive", Hint: "scrape first, or name its folder with --archive (" + err.Error() + ")"}
	}
	return archive.Open(folder)
}

func runsCommand(a *app) *cobra.Command {
	var folder string
	var limit int
	cmd := &cobra.Command{
		Use:     "runs",
		Short:   "List the runs of scrape: what each fetched and how it ended",
		Example: "  moneytrail runs --limit 10",
		Args:    cobra.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) (err error) {
			if err := a.checkFormat(); err != nil {
				return err
			}
			kept, err := a.openArchive(folder)
			if err != nil {
				return err
			}
			defer closeInto(kept, &err)
			history, err := scraper.OpenHistory(kept)
			if err != nil {
				return err
			}
			defer closeInto(history, &err)
			runs := history.Runs()
			slices.Reverse(runs) // latest first
			if len(runs) > limit {
				runs = runs[:limit]
			}
			return a.print(runsTable(runs), runs)
		},
	}
	cmd.Flags().StringVar(&folder, "archive", "", "`folder` of the archive (default: beside the database)")
	cmd.Flags().IntVar(&limit, "limit", 50, "number of runs, latest first")
	return cmd
}

// runsTable shows runs. New, changed and unchanged are documents.
func runsTable(runs []scraper.RunRecord) *table {
	t := &table{
		columns: []string{"run", "outcome", "started", "ended", "documents", "new", "changed", "unchanged", "filings", "rows", "quarantined", "errors", "bytes", "requests", "error"},
		right:   map[int]bool{4: true, 5: true, 6: true, 7: true, 8: true, 9: true, 10: true, 11: true, 12: true, 13: true},
	}
	for i := range runs {
		r := &runs[i]
		ended := ""
		if r.Ended != nil {
			ended = r.Ended.UTC().Format(time.RFC3339)
		}
		cells := []string{r.ID, string(r.Outcome), r.Started.UTC().Format(time.RFC3339), ended}
		for _, n := range []int{r.Documents, r.DocumentsNew, r.DocumentsChanged, r.DocumentsUnchanged, r.Filings, r.New, r.Quarantined, r.Errors, int(r.Bytes), r.Requests} {
			cells = append(cells, fmt.Sprint(n))
		}
		t.add(append(cells, r.Error)...)
	}
	return t
}

func archiveCommand(a *app) *cobra.Command {
	var folder string
	var verify bool
	cmd := &cobra.Command{
		Use:   "archive",
		Short: "Show what the archive holds; --verify reads every byte again",
		Example: `  moneytrail archive
  moneytrail archive --verify`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			kept, err := a.openArchive(folder)
			if err != nil {
				return err
			}
			defer closeInto(kept, &err)
			if verify {
				return a.verifyArchive(cmd.Context(), kept)
			}
			s, err := kept.Stats(cmd.Context())
			if err != nil {
				return err
			}
			if a.format == "json" {
				return printJSON(a.out, s)
			}
			t := &table{columns: []string{"source", "fetches", "unchanged", "bodies", "bytes as sent", "first", "latest"}, right: map[int]bool{1: true, 2: true, 3: true, 4: true}}
			for _, src := range s.Sources {
				t.add(src.Source, fmt.Sprint(src.Fetches), fmt.Sprint(src.Unchanged), fmt.Sprint(src.Blobs), fmt.Sprint(src.Original), src.First.UTC().Format(time.RFC3339), src.Latest.UTC().Format(time.RFC3339))
			}
			if err := a.print(t, s); err != nil {
				return err
			}
			if a.format == "table" {
				fmt.Fprintf(a.out, "\n%s, %s on disk for %s as sent; %s unfinished\n", count(s.Blobs, "blob"), size(s.Stored), size(s.Original), count(s.Partial, "download"))
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&folder, "archive", "", "`folder` of the archive (default: beside the database)")
	cmd.Flags().BoolVar(&verify, "verify", false, "read every blob and compare it with its hash")
	return cmd
}

var errDamaged = errors.New("the archive is damaged: restore the files named above from a backup, or fetch them again")

func (a *app) verifyArchive(ctx context.Context, kept *archive.Archive) error {
	v, err := kept.Verify(ctx, nil)
	if err != nil {
		return err
	}
	for _, d := range v.Missing {
		fmt.Fprintf(a.out, "missing: %+v\n", d)
	}
	for _, d := range v.Corrupt {
		fmt.Fprintf(a.out, "corrupt: %+v\n", d)
	}
	for _, line := range v.BadLines {
		fmt.Fprintf(a.out, "unreadable record: %v\n", line)
	}
	if !v.OK() {
		return errDamaged
	}
	fmt.Fprintf(a.out, "%s, %s as sent: all whole\n", count(v.Blobs, "blob"), size(v.Bytes))
	return nil
}

func reparseCommand(a *app) *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use:   "reparse",
		Short: "Build a database from the archive alone",
		Long: `Reads every archived document again, in the order in which it was handed over.
Into an empty database this gives the content that scraping gave; content-hash
shows it. Documents that are loaded already change nothing.

Corrections of donors are no part of the archive. Those in the database that is
rebuilt into stay in force; bring those of another with moneytrail corrections
export --db OLD.db > corrections.csv and, after this, corrections import.`,
		Example: "  moneytrail reparse --db rebuilt.db --archive archive",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			kept, err := a.openArchive(folder)
			if err != nil {
				return err
			}
			defer closeInto(kept, &err)
			documents, rows, refused := 0, 0, 0
			for doc, err := range kept.Documents() {
				if err != nil {
					return err
				}
				result, err := a.reparse(cmd.Context(), db, kept, doc)
				switch {
				case errors.Is(err, store.ErrInput):
					if !errors.Is(err, format.ErrUnknown) {
						a.say("refused: %s", message(err))
						refused++
					}
				case err != nil:
					return err
				}
				documents++
				rows += result.NewRows
			}
			fmt.Fprintf(a.out, "%s read from the archive: %s, %s refused\n", count(documents, "document"), count(rows, "new row"), thousands(refused))
			if documents == 0 {
				return &store.InputError{File: a.archiveFolder(folder), Problem: "the archive holds no document", Hint: "name another with --archive, or scrape first"}
			}
			return rememberAll(cmd.Context(), db, kept, publicSources(os.Getenv))
		},
	}
	cmd.Flags().BoolVar(&a.noResolve, "no-resolve", false, noResolveText)
	cmd.Flags().StringVar(&folder, "archive", "", "`folder` of the archive (default: beside the database)")
	return cmd
}

func contentHashCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "content-hash",
		Short:   "Print a hash of what the database says, whatever the order and time of loading",
		Example: "  moneytrail content-hash",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			db, _, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			sum, err := db.ContentHash(cmd.Context())
			if err == nil {
				fmt.Fprintln(a.out, sum)
			}
			return err
		},
	}
}
