package main

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"testing"
	"time"

	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
)

// benchRows is how much of the table is read: enough for a steady rate.
const benchRows = 500_000

// BenchmarkExport asks a server for all transactions of the database that
// MONEYTRAIL_BENCH_DB names (moneytrail bench --keep makes one).
func BenchmarkExport(b *testing.B) {
	path := os.Getenv("MONEYTRAIL_BENCH_DB")
	if path == "" {
		b.Skip("MONEYTRAIL_BENCH_DB names no database")
	}
	db, err := sqlite.Open(b.Context(), path, sqlite.Options{ReadOnly: true, Now: time.Now, Rules: rules.InForce{}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	for _, format := range []string{"csv", "jsonl", "parquet"} {
		b.Run(format, func(b *testing.B) {
			server := benchServer(b, db)
			for b.Loop() {
				first, rows, took := readRows(b, server.Client(), server.URL+"/api/v1/export/transactions."+format, format)
				b.ReportMetric(float64(first.Microseconds())/1000, "ms-first-byte")
				b.ReportMetric(float64(rows)/took.Seconds(), "rows/s")
			}
		})
	}
}

func parquetRows(b *testing.B, resp *http.Response) int {
	b.Helper()
	n, err := strconv.Atoi(resp.Trailer.Get("X-Row-Count"))
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func benchServer(b *testing.B, db *sqlite.DB) *httptest.Server {
	b.Helper()
	a := &app{streams: streams{out: io.Discard, err: io.Discard}, now: time.Now}
	s, err := a.newServer(db, true, newMetrics(fixedNow))
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(s.Handler)
	b.Cleanup(server.Close)
	return server
}

// readRows reads benchRows lines, or all of a Parquet file.
func readRows(b *testing.B, client *http.Client, url, format string) (first time.Duration, rows int, took time.Duration) {
	b.Helper()
	start := time.Now()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, url, nil)
	if err != nil {
		b.Fatal(err)
	}
	resp, err := client.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	in := bufio.NewReaderSize(resp.Body, 1<<20)
	if _, err := in.Peek(1); err != nil {
		b.Fatal(err)
	}
	first = time.Since(start)
	if format == "parquet" {
		n, err := io.Copy(io.Discard, in)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/1e6, "MB")
		return first, parquetRows(b, resp), time.Since(start)
	}
	for rows < benchRows {
		if _, err := in.ReadSlice('\n'); err != nil {
			break
		}
		rows++
	}
	return first, rows, time.Since(start)
}
