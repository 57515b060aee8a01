package api_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/store"
)

// changed is a sample with n changes, latest first.
func changed(n int) *apitest.Reader {
	r := apitest.Sample()
	for id := n; id > 0; id-- {
		r.Log = append(r.Log, store.Change{
			ID: int64(id), Version: int64(id + 1), At: time.Date(2031, 1, id, 0, 0, 0, 0, time.UTC), Cause: "merge", Text: fmt.Sprint("merge ", id), Reason: "invented",
			Entries: []int64{int64(id)}, Donors: 2, Committees: 1, Figures: 2,
			Moves: []store.FigureMove{{Scope: store.ScopeCommittee, ID: apitest.CommitteeID, Donor: 7, Before: 1_00, After: -2_50, ClassBefore: "unknown", ClassAfter: "fire"}},
		})
	}
	return r
}

func TestChangesPageByPage(t *testing.T) {
	t.Parallel()
	h := newHandler(changed(5))
	var ids []int64
	path := "/api/v1/changes?limit=2"
	for next := ""; ; {
		page := decode[api.ChangeList](t, call(t, h, http.MethodGet, path+next))
		if page.Total != 5 || page.Notice == "" || page.DataVersion != 7 {
			t.Errorf("page %+v", page)
		}
		for _, c := range page.Changes {
			ids = append(ids, c.ID)
		}
		if page.Next == nil {
			break
		}
		next = fmt.Sprint("&cursor=", *page.Next)
	}
	if diff := cmp.Diff([]int64{5, 4, 3, 2, 1}, ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

func TestChangeAsPublished(t *testing.T) {
	t.Parallel()
	page := decode[api.ChangeList](t, call(t, newHandler(changed(1)), http.MethodGet, "/api/v1/changes"))
	want := []api.FigureChange{{
		ID: 1, DataVersion: 2, At: "2031-01-01T00:00:00Z", Cause: "merge", What: "merge 1", Reason: "invented", Entries: []int64{1}, Donors: 2, Committees: 1, Figures: 2,
		Moves: []api.FigureMove{{
			Scope: "committee", ID: apitest.CommitteeID, Donor: store.DonorID(7).String(), BeforeCents: 1_00, Before: "1.00", AfterCents: -2_50, After: "-2.50",
			PendingBefore: "0.00", PendingAfter: "0.00", ClassBefore: "unknown", ClassAfter: "fire",
		}},
	}}
	if diff := cmp.Diff(want, page.Changes); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	empty := decode[api.ChangeList](t, call(t, newHandler(apitest.Sample()), http.MethodGet, "/api/v1/changes"))
	if empty.Changes == nil || len(empty.Changes) != 0 || empty.Next != nil {
		t.Errorf("no changes: %+v", empty)
	}
}

func TestChangesRefused(t *testing.T) {
	t.Parallel()
	h := newHandler(changed(1))
	for path, param := range map[string]string{"?limit=0": "limit", "?cursor=x": "cursor", "?before=1": "before", "?moves=0": "moves"} {
		if p := decode[api.Problem](t, call(t, h, http.MethodGet, "/api/v1/changes"+path)); p.Status != http.StatusBadRequest || p.Parameter != param {
			t.Errorf("%s: %+v", path, p)
		}
	}
}
