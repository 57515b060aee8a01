package sqlite

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"moneytrail/scraper/format/caltsv"
	"moneytrail/scraper/format/caltsv/caltsvtest"
	"moneytrail/store/rules"
)

// receiptsForBench is small enough for a look; -benchreceipts 2000000 is the
// figure in docs/benchmarks.md.
const receiptsVariable = "MONEYTRAIL_BENCH_RECEIPTS"

// BenchmarkReceiptsIntoTable loads the RCPT_CD of one generated export from
// its zip into a table, in turns: through the virtual table, through prepared
// statements in transactions of 50,000 rows, and with unzip -p | sqlite3
// .import (all columns as text) where these programs exist. It reports rows
// per second of each and the ratios of the medians.
func BenchmarkReceiptsIntoTable(b *testing.B) {
	receipts := 200_000
	if text := os.Getenv(receiptsVariable); text != "" {
		if _, err := fmt.Sscan(text, &receipts); err != nil {
			b.Fatalf("%s: %v", receiptsVariable, err)
		}
	}
	path := filepath.Join(b.TempDir(), "export.zip")
	writeExport(b, path, receipts)
	ways := []struct {
		name string
		load func(*testing.B, string) time.Duration
	}{{"vtab", loadVtab}, {"prepared", loadPrepared}, {"import", loadImport}}
	times := make(map[string][]time.Duration)
	for b.Loop() {
		for _, way := range ways {
			runtime.GC()
			if took := way.load(b, path); took > 0 {
				times[way.name] = append(times[way.name], took)
			}
		}
	}
	median := func(name string) float64 {
		t := times[name]
		if len(t) == 0 {
			return 0
		}
		slices.Sort(t)
		return t[len(t)/2].Seconds()
	}
	for name := range times {
		b.ReportMetric(float64(receipts)/median(name), name+"-rows/s")
	}
	b.ReportMetric(median("prepared")/median("vtab"), "x-of-prepared")
	if median("import") > 0 {
		b.ReportMetric(median("import")/median("vtab"), "x-of-import")
	}
	b.ReportMetric(0, "ns/op") // the loop's own time means nothing here
}

func writeExport(b *testing.B, path string, receipts int) {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := caltsvtest.WriteExport(f, caltsvtest.Config{Receipts: receipts, Donors: receipts / 5, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

// receiptsMember hands the RCPT_CD table of the zip to the reader as a single
// file, inflated on the way.
func receiptsMember(b *testing.B, path string) []byte {
	z, err := zip.OpenReader(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range z.File {
		if !strings.HasSuffix(m.Name, "RCPT_CD.TSV") {
			continue
		}
		if err := w.Copy(m); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// benchLoad reads the receipts through the real reader and collector and hands
// each chunk to store.
func benchLoad(b *testing.B, path string, store func(*loader, context.Context, *chunk) error) time.Duration {
	ctx := b.Context()
	data := receiptsMember(b, path)
	db, err := Open(ctx, filepath.Join(b.TempDir(), "bench.db"), Options{Now: time.Now, Rules: rules.InForce{}})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	conn, err := db.write.Conn(ctx)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	l := &loader{db: db, conn: conn, survey: newSurvey(), progress: func(string, int) {}}
	if err := l.attachSources(ctx); err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	out, free := make(chan *chunk), make(chan *chunk, 3)
	for range 3 {
		free <- &chunk{}
	}
	c := &collector{
		ctx: ctx, out: out, free: free, cur: <-free, rules: db.opts.Rules, identity: db.opts.Rules.Identity(), survey: l.survey,
		seen: newSeenSet(), repeats: newRepeatFinder(),
	}
	failed := make(chan error, 1)
	go func() {
		defer close(out)
		err := caltsv.Read(ctx, bytes.NewReader(data), int64(len(data)), "RCPT_CD.zip", c)
		if err == nil {
			err = c.flush()
		}
		failed <- err
	}()
	pending := 0
	for ch := range out {
		if pending == 0 {
			if l.tx, err = conn.BeginTx(ctx, nil); err != nil {
				b.Fatal(err)
			}
			l.stmts = statements{tx: l.tx, cache: make(map[string]*sql.Stmt)}
		}
		l.inserts.cur, l.inserts.fresh = ch, l.inserts.fresh[:0]
		for i := range ch.rows {
			l.nextRow++
			ch.rows[i].id, ch.rows[i].filing, ch.rows[i].part = l.nextRow, 1, 1
			l.inserts.fresh = append(l.inserts.fresh, i)
		}
		if err := store(l, ctx, ch); err != nil {
			b.Fatal(err)
		}
		if pending += len(ch.rows); pending >= 50_000 {
			if err := l.tx.Commit(); err != nil {
				b.Fatal(err)
			}
			pending = 0
		}
		free <- ch
	}
	if pending > 0 {
		if err := l.tx.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	if err := <-failed; err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func loadVtab(b *testing.B, path string) time.Duration {
	return benchLoad(b, path, func(l *loader, ctx context.Context, _ *chunk) error {
		return l.insert(ctx, "src_txn", "INSERT INTO txn ("+columnList(txnColumns)+")", len(l.inserts.fresh))
	})
}

func loadPrepared(b *testing.B, path string) time.Duration {
	query := "INSERT INTO txn (" + columnList(txnColumns) + ") VALUES (" + strings.TrimSuffix(strings.Repeat("?,", len(txnColumns)), ",") + ")"
	args := make([]any, len(txnColumns))
	return benchLoad(b, path, func(l *loader, ctx context.Context, ch *chunk) error {
		stmt, err := l.stmts.prepare(ctx, query)
		if err != nil {
			return err
		}
		for i := range ch.rows {
			for col := range args {
				args[col] = ch.rows[i].txnValue(col)
			}
			if _, err := stmt.ExecContext(ctx, args...); err != nil {
				return err
			}
		}
		return nil
	})
}

func loadImport(b *testing.B, path string) time.Duration {
	for _, program := range []string{"sh", "unzip", "sqlite3"} {
		if _, err := exec.LookPath(program); err != nil {
			return 0
		}
	}
	file := filepath.Join(b.TempDir(), "import.db")
	start := time.Now()
	script := `unzip -p "$1" CalAccess/DATA/RCPT_CD.TSV | sqlite3 -cmd 'PRAGMA journal_mode=WAL' -cmd 'PRAGMA synchronous=NORMAL' -cmd '.mode ascii' -cmd '.separator "\t" "\n"' "$2" '.import /dev/stdin rcpt'`
	cmd := exec.CommandContext(b.Context(), "sh", "-c", script, "sh", path, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("unzip | sqlite3: %v\n%s", err, out)
	}
	return time.Since(start)
}
