package scrapertest_test

import (
	"fmt"
	"testing"

	"moneytrail/scraper/portal/invented"
)

// TestFaultsLeaveTheDataUntouched runs every job into a database, then again
// with each fault, one after the other with the same archive. After each the
// content must be what it was, whether the run recovered or failed, and when
// the portal is well again a run must come through to the same content.
func TestFaultsLeaveTheDataUntouched(t *testing.T) {
	t.Parallel()
	for number, j := range jobs() {
		strike := faults()
		if testing.Short() { // a third of them, others for each job
			strike = third(strike, number)
		}
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			b, db := newBench(t, j, invented.County()), newDatabase(t)
			b.load(t, db)
			want, failed := contentHash(t, db), 0
			check := func(after string, err error) {
				if got := contentHash(t, db); got != want {
					t.Errorf("after %s (%v) the content is %s, was %s", after, err, got, want)
				}
			}
			for _, f := range strike {
				f.Path = j.path
				b.serve(invented.County(), f.Fault)
				b.openSession(t)
				_, _, err := b.tryLoad(t, db)
				if err != nil {
					failed++
				}
				check(f.name, err)
			}
			b.serve(invented.County())
			b.openSession(t)
			_, replaced, err := b.tryLoad(t, db)
			check("a good run", err)
			if err != nil || replaced != 0 || failed == 0 {
				t.Errorf("a good run at the end: %v, %d filings replaced; %d faults made runs fail", err, replaced, failed)
			}
			if v, err := b.archive.Verify(t.Context(), nil); err != nil || !v.OK() {
				t.Errorf("archive: %+v, %v", v, err)
			}
			t.Log(fmt.Sprint(failed, " of ", len(strike), " runs failed"))
		})
	}
}

// third gives every third fault, from another one on for each job.
func third(list []fault, from int) (some []fault) {
	for i := from % 3; i < len(list); i += 3 {
		some = append(some, list[i])
	}
	return some
}
