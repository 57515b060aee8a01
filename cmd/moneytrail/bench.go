package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"moneytrail/scraper/format"
	"moneytrail/scraper/format/caltsv/caltsvtest"
	"moneytrail/scraper/format/fecbulk/fecbulktest"
	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
)

// bench is one run of the benchmark command.
type bench struct {
	*app
	dir      string
	receipts int
	queries  int
	federal  bool
	on       string
	db       *sqlite.DB
}

func benchCommand(a *app) *cobra.Command {
	b := &bench{app: a}
	var keep bool
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure loading, counting, ranking and queries on generated data",
		Long: `Generates an invented CAL-ACCESS export, loads it into an empty database, loads
the same reports again from other bytes, adds one report of 500 rows, and asks
for the top donors of the largest committee, from stored ranks and by adding up.
Then lists rows by filters, from columns in memory and by SQL, and searches.
Files are loaded as import does, which decides who is one donor.
Prints time per stage and the peak memory of the process (Linux).`,
		Example: `  moneytrail bench --receipts 5000000
  moneytrail bench --receipts 5000000 --no-resolve
  moneytrail bench --federal --receipts 2000000`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if b.on != "" {
				return b.runOn(cmd.Context())
			}
			if b.dir, err = os.MkdirTemp("", "moneytrail-bench-"); err != nil {
				return fmt.Errorf("make folder: %w", err)
			}
			if !keep {
				defer func() { _ = os.RemoveAll(b.dir) }() // a leftover in the temporary folder
			}
			return b.run(cmd.Context())
		},
	}
	cmd.Flags().IntVar(&b.receipts, "receipts", 1_000_000, "number of receipts to generate")
	cmd.Flags().BoolVar(&b.federal, "federal", false, "load a generated federal itcont.txt instead, and stop there")
	cmd.Flags().StringVar(&b.on, "on", "", "only ask questions of this database `file`, such as one that --keep left")
	cmd.Flags().IntVar(&b.queries, "queries", 2000, "number of queries to time")
	cmd.Flags().BoolVar(&b.noResolve, "no-resolve", false, noResolveText)
	cmd.Flags().BoolVar(&keep, "keep", false, "keep the generated files and the database")
	return cmd
}

func (b *bench) run(ctx context.Context) (err error) {
	frugal()
	fmt.Fprintf(b.out, "%d receipts, files in %s\n\n", b.receipts, b.dir)
	if b.federal {
		return b.runFederal(ctx)
	}
	first, second := filepath.Join(b.dir, "dbwebexport.zip"), filepath.Join(b.dir, "again.zip")
	config := caltsvtest.Config{Receipts: b.receipts, Donors: b.receipts / 5, Committees: max(b.receipts/625, 10), Seed: 1, Amendments: true, Late: true}
	for _, path := range []string{first, second} {
		if err := b.generate(path, config); err != nil {
			return err
		}
		config.Stored = true // the same rows in other bytes
	}
	if b.db, err = b.open(ctx); err != nil {
		return err
	}
	defer closeInto(b.db, &err)
	if err := b.load(ctx, "load into an empty database", first); err != nil {
		return err
	}
	if err := b.load(ctx, "the same reports again, other bytes", second); err != nil {
		return err
	}
	largest, err := b.largest(ctx)
	if err != nil {
		return err
	}
	if err := b.addReports(ctx, largest); err != nil {
		return err
	}
	if err := b.top(ctx, largest); err != nil {
		return err
	}
	return b.filters(ctx, largest)
}

// runOn asks questions of a database that is there, and changes nothing.
func (b *bench) runOn(ctx context.Context) (err error) {
	b.db, err = sqlite.Open(ctx, b.on, sqlite.Options{ReadOnly: true, Now: b.now, Rules: rules.InForce{}})
	if err != nil {
		return err
	}
	defer closeInto(b.db, &err)
	largest, err := b.largest(ctx)
	if err != nil {
		return err
	}
	if err := b.top(ctx, largest); err != nil {
		return err
	}
	return b.filters(ctx, largest)
}

// runFederal loads the federal file of individual contributions.
func (b *bench) runFederal(ctx context.Context) (err error) {
	path := filepath.Join(b.dir, "itcont.txt")
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("generate: %w", err)
	}
	err = fecbulktest.WriteItcont(f, fecbulktest.Config{Rows: b.receipts, Committees: max(b.receipts/500, 10), Seed: 1})
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("generate: %w", err)
	}
	if b.db, err = b.open(ctx); err != nil {
		return err
	}
	defer closeInto(b.db, &err)
	return b.load(ctx, "load itcont.txt into an empty database", path)
}

func (b *bench) open(ctx context.Context) (*sqlite.DB, error) {
	return sqlite.Open(ctx, filepath.Join(b.dir, "bench.db"), sqlite.Options{
		Now: b.now, Rules: rules.InForce{}, StreetKey: make([]byte, 32), Match: !b.noResolve,
	})
}

func (b *bench) generate(path string, config caltsvtest.Config) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("generate: %w", err)
	}
	defer closeInto(f, &err)
	return caltsvtest.WriteExport(f, config)
}

// load loads a file and prints its stages.
func (b *bench) load(ctx context.Context, title, path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer closeInto(f, &err)
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	kind, err := format.Detect(f, info.Size(), path)
	if err != nil {
		return err
	}
	resetPeak()
	stage := stageWatch{now: b.now}
	start := b.now()
	result, err := b.db.Load(ctx, store.SourceFile{SHA256: hexSum(h), Name: filepath.Base(path), Format: kind.Name, Bytes: info.Size()},
		func(ctx context.Context, sink store.Sink) error { return kind.Read(ctx, f, info.Size(), path, sink) }, stage.progress)
	if err != nil {
		return err
	}
	took := b.now().Sub(start)
	t := &table{columns: []string{"stage", "seconds", "peak MB so far"}, right: map[int]bool{1: true, 2: true}}
	for i, s := range result.Stages {
		t.add(s.Name, fmt.Sprintf("%.2f", s.Took.Seconds()), stage.peak(i, result.Stages))
	}
	t.add("all", fmt.Sprintf("%.2f", took.Seconds()), peakText())
	fmt.Fprintf(b.out, "%s: %d lines, %d new rows, %s lines/s\n", title, result.Total().Lines, result.NewRows, thousands(int(float64(result.Total().Lines)/took.Seconds())))
	if err := t.aligned(b.out); err != nil {
		return err
	}
	fmt.Fprintln(b.out)
	return nil
}

func (b *bench) largest(ctx context.Context) (store.CommitteeItem, error) {
	items, _, _, err := b.db.Committees(ctx, store.CommitteeQuery{Limit: 200})
	if err != nil || len(items) == 0 {
		return store.CommitteeItem{}, fmt.Errorf("find the largest committee: %w", err)
	}
	slices.SortFunc(items, func(x, y store.CommitteeItem) int { return y.Donors - x.Donors })
	return items[0], nil
}

// addReports adds one report of 500 rows to the largest committee and one to
// a small one.
func (b *bench) addReports(ctx context.Context, largest store.CommitteeItem) error {
	items, _, _, err := b.db.Committees(ctx, store.CommitteeQuery{Limit: 1, Offset: 100})
	if err != nil {
		return err
	}
	for i, c := range append([]store.CommitteeItem{largest}, items...) {
		path := filepath.Join(b.dir, fmt.Sprintf("report-%d.csv", i))
		if err := os.WriteFile(path, []byte(handReport(c.Committee.Natives[0].ID, i)), 0o600); err != nil {
			return err
		}
		if err := b.load(ctx, fmt.Sprintf("one report of 500 rows for a committee of %d donors", c.Donors), path); err != nil {
			return err
		}
	}
	return nil
}

func handReport(committee string, seed int) string {
	var out strings.Builder
	out.WriteString("committee_id,committee_name,form,schedule,from,thru,filed,contributor_last,contributor_first,zip,date,amount,tran_id,source_note\n")
	for i := range 500 {
		fmt.Fprintf(&out, "%s,Invented committee,F460,A,2031-01-01,2031-06-30,2031-07-31,Newcomer%d,Ada,90001,2031-02-%02d,%d.25,H%d,invented for a benchmark\n",
			committee, i+seed*1000, i%28+1, 100+i, i)
	}
	return out.String()
}

// top times the page that every reader asks for, and the same answer without
// stored ranks.
func (b *bench) top(ctx context.Context, c store.CommitteeItem) error {
	explanation, err := b.db.Explain(ctx, c.Committee.Public, store.ExplainQuery{Limit: 1})
	if err != nil {
		return err
	}
	rows := 0
	for _, s := range explanation.Sums {
		rows += s.Rows
	}
	stored, err := b.time(b.queries, func() error {
		_, _, err := b.db.Donors(ctx, c.Committee.Public, store.StandingQuery{Limit: 25})
		return err
	})
	if err != nil {
		return err
	}
	added, err := b.time(max(b.queries/40, 5), func() error { return b.db.AddUpDonors(ctx, c.Committee.ID, 25) })
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "top 25 of a committee with %d rows and %d donors\n", rows, c.Donors)
	t := &table{columns: []string{"way", "queries", "p50 ms", "p99 ms"}, right: map[int]bool{1: true, 2: true, 3: true}}
	for _, way := range []struct {
		name  string
		times []time.Duration
	}{{"stored ranks, with names", stored}, {"GROUP BY over the covering index", added}} {
		slices.Sort(way.times)
		t.add(way.name, fmt.Sprint(len(way.times)), millis(way.times[len(way.times)/2]), millis(way.times[len(way.times)*99/100]))
	}
	return t.aligned(b.out)
}

func (b *bench) time(n int, fn func() error) ([]time.Duration, error) {
	out := make([]time.Duration, 0, n)
	for range n {
		start := b.now()
		if err := fn(); err != nil {
			return nil, err
		}
		out = append(out, b.now().Sub(start))
	}
	return out, nil
}

func millis(d time.Duration) string { return fmt.Sprintf("%.3f", float64(d.Microseconds())/1000) }
