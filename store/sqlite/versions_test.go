package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

func keeper(t *testing.T, db *sqlite.DB, now func() time.Time) *sqlite.Versions {
	t.Helper()
	v, err := sqlite.OpenVersions(t.Context(), db.Path(), sqlite.Options{Now: now, Rules: rules.InForce{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
	return v
}

func keep(t *testing.T, v *sqlite.Versions, db *sqlite.DB) int64 {
	t.Helper()
	version, err := v.Keep(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	return version.ID
}

func answers(t *testing.T, db *sqlite.DB, id string) *store.CommitteeReport {
	t.Helper()
	r, err := db.Committee(t.Context(), id, store.StandingQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// numbered gives an invented report with one gift per version, so that each
// changes the figures.
func numbered(version int) *storetest.Records {
	r := amended()
	r.Version = version
	for i := range version + 1 {
		r.Gifts = append(r.Gifts, storetest.Gift{TranID: fmt.Sprintf("N%d", i), Donor: fmt.Sprintf("Invented Donor %d", i), Date: "2031-01-15", Amount: 100_00})
	}
	return r.Records()
}

func TestKeptVersionAnswersAsBefore(t *testing.T) {
	t.Parallel()
	db := open(t)
	v := keeper(t, db, fixedNow)
	load(t, db, "one.cal", numbered(0))
	first := keep(t, v, db)
	before := answers(t, db, "9900001")
	load(t, db, "two.cal", numbered(1))
	second := keep(t, v, db)
	if first == second {
		t.Fatal("the second load made no data version")
	}
	if again := keep(t, v, db); again != second {
		t.Errorf("kept %d again as %d", second, again)
	}
	for id, want := range map[int64]*store.CommitteeReport{first: before, second: answers(t, db, "9900001")} {
		old, release, err := v.At(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, answers(t, old, "9900001")); diff != "" {
			t.Errorf("data version %d answers differently:\n%s", id, diff)
		}
		release()
	}
	if cmp.Equal(before, answers(t, db, "9900001")) {
		t.Error("the second load changed no figure: the test shows nothing")
	}
}

func TestRestoredVersionIsADatabase(t *testing.T) {
	t.Parallel()
	db := open(t)
	v := keeper(t, db, fixedNow)
	load(t, db, "one.cal", numbered(0))
	id := keep(t, v, db)
	path := filepath.Join(t.TempDir(), "restored.db")
	if err := v.Restore(t.Context(), id, path); err != nil {
		t.Fatal(err)
	}
	restored, err := sqlite.Open(t.Context(), path, sqlite.Options{Now: fixedNow, Rules: rules.InForce{}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = restored.Close() }()
	if diff := cmp.Diff(answers(t, db, "9900001"), answers(t, restored, "9900001")); diff != "" {
		t.Error(diff)
	}
	load(t, restored, "two.cal", numbered(1)) // it can be written to
	if err := v.Restore(t.Context(), id, path); !errors.Is(err, os.ErrExist) {
		t.Errorf("restored over a file: %v", err)
	}
}

func TestCitedVersionIsNeverDropped(t *testing.T) {
	t.Parallel()
	db := open(t)
	day := fixedNow()
	v := keeper(t, db, func() time.Time { return day })
	const versions = 54
	for i := range versions {
		load(t, db, fmt.Sprintf("%d.cal", i), numbered(i))
		id := keep(t, v, db)
		if i == 1 {
			if err := v.Cite(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
	}
	dropped, err := v.Drop(t.Context(), 50)
	if err != nil {
		t.Fatal(err)
	}
	if dropped != 3 { // all but the newest 50 and the cited one
		t.Errorf("dropped %d, want 3", dropped)
	}
	list, err := v.Versions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range list {
		place := versions - 1 - i
		gone := place == 0 || place == 2 || place == 3
		if gone != !k.Dropped.IsZero() {
			t.Errorf("version %d (load %d): dropped %v, want %v", k.ID, place, k.Dropped, gone)
		}
		old, release, err := v.At(t.Context(), k.ID)
		if gone {
			if !errors.Is(err, store.ErrGone) {
				t.Errorf("version %d: %v, want ErrGone", k.ID, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := answers(t, old, "9900001"); got.Version.ID != k.ID {
			t.Errorf("asked for %d, got %d", k.ID, got.Version.ID)
		}
		release()
	}
	if err := v.Cite(t.Context(), list[versions-1].ID); !errors.Is(err, store.ErrGone) {
		t.Errorf("cited a dropped version: %v", err)
	}
	if _, _, err := v.At(t.Context(), 9999); !errors.Is(err, store.ErrGone) {
		t.Errorf("version that never was: %v", err)
	}
}

func TestKeepingOfAnEmptyDatabaseKeepsNothing(t *testing.T) {
	t.Parallel()
	db := open(t)
	v := keeper(t, db, fixedNow)
	if id := keep(t, v, db); id != 0 {
		t.Errorf("kept %d", id)
	}
	reader, err := sqlite.OpenVersions(t.Context(), filepath.Join(t.TempDir(), "none.db"), sqlite.Options{ReadOnly: true, Now: fixedNow})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := reader.At(t.Context(), 1); !errors.Is(err, store.ErrGone) {
		t.Errorf("got %v", err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
}
