package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/api/apitest"
)

func TestTransactionsRefuseWhatNobodyKnows(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	for query, param := range map[string]string{
		"status=conted": "status", "status=counted,nonsense": "status", "kind=cash": "kind", "reason=because": "reason", "direction=up": "direction", "sort=name": "sort",
		"late=maybe": "late", "late=yes&status=counted": "late", "min=lots": "min", "max=1e999": "max", "min=5&max=4": "min", "from=2026-02-01&thru=2026-01-01": "from",
		"filed_from=2026-02-01&filed_thru=2026-01-01": "filed_from", "from=yesterday": "from", "side=Yes": "side", "zip=9": "zip", "zip=9000a": "zip", "class=cats": "class",
		"tag=none": "tag", "donor=d1": "donor", "committee=nobody": "committee", "cursor=AQ": "cursor", "limit=0": "limit", "limit=201": "limit", "nom=x": "nom",
		"name=%00": "name", "status=unknown": "status", "committee=" + strings.Repeat("1,", 60): "committee",
	} {
		w := call(t, h, http.MethodGet, "/api/v1/transactions?"+query)
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `"`+param+`"`) && !strings.Contains(w.Body.String(), "parameter "+param+" ") {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
	for _, query := range []string{"q=", "", "q=x&limit=51", "words=x"} {
		if w := call(t, h, http.MethodGet, "/api/v1/search?"+query); w.Code != http.StatusBadRequest {
			t.Errorf("search %q: %d %s", query, w.Code, w.Body)
		}
	}
}

// Pages one after the other give every row once, and a cursor serves no list
// of another filter or order.
func TestPagesOfTransactions(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	whole := decode[api.TransactionList](t, call(t, h, http.MethodGet, "/api/v1/transactions?limit=200"))
	if len(whole.Items) < 3 || whole.Next != nil || whole.Rows != len(whole.Items) {
		t.Fatalf("%d rows of %d, next %v", len(whole.Items), whole.Rows, whole.Next)
	}
	seen := map[int64]bool{}
	query := "limit=1"
	for {
		page := decode[api.TransactionList](t, call(t, h, http.MethodGet, "/api/v1/transactions?"+query))
		for _, r := range page.Items {
			if seen[r.ID] {
				t.Fatalf("row %d stands on two pages", r.ID)
			}
			seen[r.ID] = true
		}
		if page.Next == nil {
			break
		}
		cursor := url.QueryEscape(string(*page.Next))
		query = "limit=1&cursor=" + cursor
		for _, other := range []string{"&sort=date", "&min=1", "&committee=" + apitest.CommitteeID} {
			if w := call(t, h, http.MethodGet, "/api/v1/transactions?"+query+other); w.Code != http.StatusBadRequest {
				t.Errorf("cursor of another list, %s: %d", other, w.Code)
			}
		}
	}
	if len(seen) != len(whole.Items) {
		t.Errorf("%d rows on pages of one, %d on one page", len(seen), len(whole.Items))
	}
}

func FuzzTransactions(f *testing.F) {
	for _, seed := range []string{"", "status=counted,memo&late=yes", "min=1&max=2&sort=-date", "committee=a,b,,&zip=90001", "cursor=AQ", "class=fire&tag=megadonor&donor=d0000000000001", "name=%ff&limit=9"} {
		f.Add(seed)
	}
	service := api.NewService(apitest.Sample(), apitest.Rules{})
	binder := api.NewBinder[api.TransactionsRequest]()
	f.Fuzz(func(t *testing.T, raw string) {
		in, err := binder.Bind(service, nil, raw)
		if err == nil {
			_, err = service.Transactions(t.Context(), in)
		}
		if p := api.ProblemOf(err); err != nil && (p.Status < 400 || p.Status > 499) {
			t.Errorf("%q gives %+v", raw, p)
		}
	})
}
