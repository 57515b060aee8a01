package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// gifts reads one gift of each of a crowd, to one of the committees. The crowd is
// made on the way, so that it takes no memory.
func gifts(n int, seed uint64, report string, committees int) sqlite.ReadFunc {
	return func(_ context.Context, sink store.Sink) error {
		var crowd []store.ContributorFacts
		const part = 10_000
		for i := range n {
			if i%part == 0 {
				crowd = storetest.Crowd(part, seed+uint64(i))
			}
			c := &crowd[i%part]
			filer := fmt.Sprint(9000000 + i%committees)
			key := store.FilingKey{System: store.SystemCAL, Report: report + filer}
			if i < committees {
				f := store.Filing{Key: key, Form: "F460", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: filer}, FilerName: "Invented committee " + filer, From: "2031-01-01", Thru: "2031-06-30"}
				if err := sink.Filing(&f); err != nil {
					return err
				}
			}
			t := store.Transaction{
				Filing: key, Table: store.TableReceipts, Schedule: "A", Kind: store.KindMonetary, Direction: store.Received, TranID: fmt.Sprint("G", i),
				Entity: c.Entity, Counterparty: c.Name, Address: store.Address{Street: fmt.Sprint(c.AddressHash, " Invented Way"), City: c.City, State: c.State, Zip: c.Zip},
				Employer: c.Employer, Occupation: c.Occupation, Date: "2031-02-01", Amount: 100_00, Pos: store.Position{Part: "rows", Line: i + 1},
			}
			if err := sink.Transaction(&t); err != nil {
				return err
			}
		}
		return sink.Tally(&store.Tally{Part: "rows", Lines: n, Typed: n})
	}
}

// A million contributors loaded and matched, then 10,000 more, then 500. The
// stage "donors" is the matching, "ranks" what follows from it. Goals: 90 s for
// the first, 2 s for the second. MONEYTRAIL_BENCH_CONTRIBUTORS sets the million.
func BenchmarkMatchStored(b *testing.B) {
	n := 1_000_000
	if set, err := strconv.Atoi(os.Getenv("MONEYTRAIL_BENCH_CONTRIBUTORS")); err == nil && set > 0 {
		n = set
	}
	db, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"), sqlite.Options{Now: time.Now, Rules: rules.InForce{}, Match: true, StreetKey: make([]byte, 32)})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	debug.SetGCPercent(50) // as the program runs
	// Contributors are told apart by name and ZIP code: about a quarter of a crowd
	// differ from another in street or employer alone.
	load := func(name string, n, committees int, seed uint64) {
		r, err := db.Load(b.Context(), store.SourceFile{SHA256: name, Name: name, Format: "invented"}, gifts(n, seed, name, committees), nil)
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%s: %d rows, %d contributors matched, %d joined, %d committees", name, r.NewRows, r.Matched, r.Joined, r.Committees)
		for _, s := range r.Stages {
			b.Logf("  %-10s %.2f s", s.Name, s.Took.Seconds())
		}
	}
	for range b.N {
		load("million", n+n*3/8, 2000, 1)
		load("10,000 for 20 committees", 13_750, 20, 2_000_000)
		load("10,000 for one", 13_750, 1, 3_000_000)
		load("500 for one", 500, 1, 4_000_000)
	}
	peak, _ := os.ReadFile("/proc/self/status") // Linux alone has it
	b.Logf("%s", peakLine(string(peak)))
}

func peakLine(status string) string {
	for line := range strings.Lines(status) {
		if strings.HasPrefix(line, "VmHWM") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
