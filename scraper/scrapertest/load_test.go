package scrapertest_test

import (
	"context"
	"path/filepath"
	"testing"

	"moneytrail/api"
	"moneytrail/scraper"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
)

// load runs a job and stores what it hands over.
func (b *bench) load(t *testing.T, db *sqlite.DB) (rows, replaced int) {
	t.Helper()
	rows, replaced, err := b.tryLoad(t, db)
	if err != nil {
		t.Fatal(err)
	}
	return rows, replaced
}

// tryLoad is load for a run that may fail.
func (b *bench) tryLoad(t *testing.T, db *sqlite.DB) (rows, replaced int, err error) {
	t.Helper()
	_, err = scraper.Run(t.Context(), b.source, b.job.request, b.session, func(ctx context.Context, doc scraper.Document) error {
		result, err := b.store(ctx, db, doc)
		rows, replaced = rows+result.NewRows, replaced+result.ReplacedFilings
		return err
	})
	return rows, replaced, err
}

// store reads a document from the archive into a database.
func (b *bench) store(ctx context.Context, db *sqlite.DB, doc scraper.Document) (result store.LoadResult, err error) {
	file, err := b.session.Open(doc)
	if err != nil {
		return result, err
	}
	defer func() { _ = file.Close() }()
	take, err := readerOf(file, doc)
	if err != nil {
		return result, err
	}
	source := store.SourceFile{SHA256: doc.SHA256, Name: doc.Name, URL: doc.URL, Bytes: doc.Size, Fetched: doc.Fetched}
	return db.Load(ctx, source, func(ctx context.Context, sink store.Sink) error {
		return take(ctx, file, doc.Size, doc.Name, sink)
	}, nil)
}

func newDatabase(t *testing.T) *sqlite.DB {
	t.Helper()
	return openDatabase(t, filepath.Join(t.TempDir(), "test.db"))
}

func openDatabase(t *testing.T, path string) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{Rules: rules.InForce{}, Now: (&clock{}).Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// TestIntoTheDatabase stores what every job hands over, two times: the second
// time must bring nothing.
func TestIntoTheDatabase(t *testing.T) {
	t.Parallel()
	for _, j := range jobs() {
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			b, db := newBench(t, j, invented.County()), newDatabase(t)
			rows, replaced := b.load(t, db)
			content := contentHash(t, db)
			again, replacedAgain := b.load(t, db)
			t.Logf("%d rows", rows)
			if now := contentHash(t, db); now != content {
				t.Errorf("content %s became %s", content, now)
			}
			if replaced != 0 || again != 0 || replacedAgain != 0 {
				t.Errorf("%d filings replaced at first; %d rows and %d filings replaced the second time", replaced, again, replacedAgain)
			}
		})
	}
}

// TestWaysAgree takes the county through the yearly workbooks, through the keyed
// interface, through the newer portal and through a city's data set: what the
// committees received must be the same. The two latter do not mark memo lines,
// so that these count there (one of 300 dollars).
func TestWaysAgree(t *testing.T) {
	t.Parallel()
	const memo = "INVENTED – Recall the Example District Attorney (first attempt)"
	var want map[string]store.Cents
	for _, name := range []string{"netfile", "netfile-keyed", "netfile-public, recent", "lacity"} {
		for _, j := range jobs() {
			if j.name != name {
				continue
			}
			db := newDatabase(t)
			newBench(t, j, invented.County()).load(t, db)
			got := itemized(t, db)
			if name == "netfile" {
				want = got
				want[memo] += 300_00
				continue
			}
			for committee, cents := range want {
				if name == "netfile-keyed" && committee == memo {
					cents -= 300_00
				}
				if got[committee] != cents {
					t.Errorf("%s: %s received %s, by the workbooks %s", name, committee, got[committee], cents)
				}
			}
		}
	}
	if len(want) != 5 {
		t.Errorf("%d committees", len(want))
	}
}

func itemized(t *testing.T, db *sqlite.DB) map[string]store.Cents {
	t.Helper()
	list, err := api.NewService(db, rules.InForce{}).Committees(t.Context(), api.CommitteesRequest{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]store.Cents{}
	for _, c := range list.Committees {
		sums[c.Name] = c.ItemizedCents
	}
	return sums
}
