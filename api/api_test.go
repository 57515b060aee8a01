package api_test

import (
	"context"
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with testdata/name, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func newHandler(reader api.Reader) http.Handler {
	return newHandlerWith(reader, api.Options{Build: "test"})
}

func newHandlerWith(reader api.Reader, options api.Options) http.Handler {
	service := api.NewService(reader, apitest.Rules{})
	e := api.NewEcho(options)
	if err := api.Register(e, service, options); err != nil {
		panic(err)
	}
	h, err := api.NewHandler(e, service, options)
	if err != nil {
		panic(err)
	}
	return h
}

// call asks for a path; headers come in pairs.
func call(t *testing.T, h http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func decode[T any](t *testing.T, w *httptest.ResponseRecorder) T {
	t.Helper()
	var out T
	d := json.NewDecoder(w.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		t.Fatalf("status %d: %v", w.Code, err)
	}
	return out
}

func TestCommitteeGolden(t *testing.T) {
	t.Parallel()
	w := call(t, newHandler(apitest.Sample()), http.MethodGet, "/api/v1/committees/"+apitest.CommitteeID+"?limit=3")
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	var pretty strings.Builder
	enc := json.NewEncoder(&pretty)
	enc.SetIndent("", "  ")
	if err := enc.Encode(json.RawMessage(w.Body.Bytes())); err != nil {
		t.Fatal(err)
	}
	golden(t, "committee.json", pretty.String())
}

func TestDonorPagesFollowNext(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	seen, path := 0, "/api/v1/committees/"+apitest.CommitteeID+"/donors?limit=7"
	for after := ""; ; {
		page := decode[api.DonorList](t, call(t, h, http.MethodGet, path+after))
		for _, st := range page.Items {
			if seen++; st.Rank != seen {
				t.Fatalf("rank %d follows %d", st.Rank, seen-1)
			}
		}
		if page.Next == nil {
			break
		}
		after = "&cursor=" + string(*page.Next)
	}
	if seen != 30 {
		t.Errorf("saw %d donors, want 30", seen)
	}
}

func TestTopTenDoesNotDependOnTheLimit(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	path := "/api/v1/committees/" + apitest.CommitteeID + "?limit="
	two := decode[api.Committee](t, call(t, h, http.MethodGet, path+"2"))
	all := decode[api.Committee](t, call(t, h, http.MethodGet, path+"200"))
	if diff := cmp.Diff(all.TopTen, two.TopTen); diff != "" || two.TopTen == nil {
		t.Errorf("top ten (-200 +2):\n%s", diff)
	}
	if len(two.Donors.Items) != 2 || two.Donors.Next == nil {
		t.Errorf("limit 2 gave %d donors, next %v", len(two.Donors.Items), two.Donors.Next)
	}
	if all.Donors.Next != nil {
		t.Errorf("next after the last donor is %s, want null", *all.Donors.Next)
	}
}

// The accounting must hold every row once, whichever way it is grouped.
func TestAccountingAddsUp(t *testing.T) {
	t.Parallel()
	s := api.NewService(apitest.Sample(), apitest.Rules{})
	c, err := s.Committee(context.Background(), api.DonorsRequest{ID: apitest.CommitteeID, Page: api.Page{Limit: 25}})
	if err != nil {
		t.Fatal(err)
	}
	var counted, others, excluded store.Cents
	for _, line := range c.Accounting {
		var why store.Cents
		for _, w := range line.Why {
			why += w.AmountCents
		}
		if why != line.AmountCents {
			t.Errorf("%s %s: reasons add up to %d, line says %d", line.Status, line.Schedule, why, line.AmountCents)
		}
		if line.Counted {
			counted += line.AmountCents
		} else {
			others += line.AmountCents
		}
	}
	for _, x := range c.Excluded {
		excluded += x.AmountCents
	}
	if counted != c.Figures.ItemizedCents || others != excluded {
		t.Errorf("counted %d, itemized %d; not counted %d, excluded %d", counted, c.Figures.ItemizedCents, others, excluded)
	}
}

func TestNothingPrivateIsPublished(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	for _, path := range []string{"", "/rows", "/donors"} {
		body := call(t, h, http.MethodGet, "/api/v1/committees/"+apitest.CommitteeID+path).Body.String()
		for _, secret := range []string{"Invented Street", "555-0100", "/home/x", "javascript:"} {
			if strings.Contains(body, secret) {
				t.Errorf("%q is in the answer of %q", secret, path)
			}
		}
	}
}
