package sqlite_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
)

func TestSourceRuns(t *testing.T) {
	t.Parallel()
	db := open(t)
	hash, err := db.ContentHash(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	first := time.Date(2031, 1, 2, 3, 4, 5, 0, time.UTC)
	good := store.SourceRun{Source: "netfile", Title: "NetFile", Agency: "INVC", AsOf: first, FiledThrough: "2031-01-01", Through: "2030-12-31", LastRun: first, Outcome: "ok"}
	failed := store.SourceRun{Source: "netfile", Title: "NetFile", Agency: "INVC", LastRun: first.Add(time.Hour), Outcome: "failed", Reason: "blocked"}
	older := store.SourceRun{Source: "netfile", Title: "NetFile", Agency: "INVC", AsOf: first.Add(2 * time.Hour), FiledThrough: "2030-06-01", LastRun: first.Add(2 * time.Hour), Outcome: "ok"}
	other := store.SourceRun{Source: "calaccess", Title: "The state", LastRun: first, Outcome: "canceled", Reason: "the run was stopped"}
	for _, step := range []struct {
		name string
		run  store.SourceRun
		want []store.SourceRun
	}{
		{"the first run", good, []store.SourceRun{good}},
		{"a failed run leaves what is known", failed, []store.SourceRun{{
			Source: "netfile", Title: "NetFile", Agency: "INVC", AsOf: first, FiledThrough: "2031-01-01", Through: "2030-12-31", LastRun: failed.LastRun, Outcome: "failed", Reason: "blocked",
		}}},
		{"what was filed does not go back", older, []store.SourceRun{{
			Source: "netfile", Title: "NetFile", Agency: "INVC", AsOf: older.AsOf, FiledThrough: "2031-01-01", Through: "2030-12-31", LastRun: older.LastRun, Outcome: "ok",
		}}},
		{"another source", other, []store.SourceRun{other, {
			Source: "netfile", Title: "NetFile", Agency: "INVC", AsOf: older.AsOf, FiledThrough: "2031-01-01", Through: "2030-12-31", LastRun: older.LastRun, Outcome: "ok",
		}}},
	} {
		if err := db.SaveSourceRun(t.Context(), step.run); err != nil {
			t.Fatal(err)
		}
		got, err := db.SourceRuns(t.Context())
		if diff := cmp.Diff(step.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v, (-want +got):\n%s", step.name, err, diff)
		}
	}
	if again, err := db.ContentHash(t.Context()); again != hash || err != nil {
		t.Errorf("a run is no content: %s, before %s, %v", again, hash, err)
	}
	if v, err := db.Version(t.Context()); v.ID != 0 || err != nil {
		t.Errorf("a run made data version %d, %v", v.ID, err)
	}
}
