package api_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"moneytrail/api"
	"moneytrail/api/apitest"
	"moneytrail/store"
)

type noteRequest struct {
	ID   string `path:"id" doc:"Id of the committee." example:"fppc-1"`
	Body struct {
		Reason string `json:"reason" doc:"Why." example:"typed wrongly"`
		Donors []string
	}
}

type noteAnswer struct {
	Reason string `json:"reason" doc:"Why."`
}

// notes is a server with one change; done are the reasons that were accepted.
type notes struct {
	handler http.Handler
	done    []string
	records []api.AuditRecord
	lost    error // what keeping a record fails with
}

func newNotes(token string) *notes {
	n := &notes{}
	change := api.Change(api.Operation{ID: "add-note", Path: "/committees/{id}/notes", Tag: "Changes", Summary: "Add a note", Text: "Invented for a test."},
		func(_ context.Context, in noteRequest) (noteAnswer, error) {
			if in.ID == "fppc-0" {
				return noteAnswer{}, store.ErrNotFound
			}
			n.done = append(n.done, in.Body.Reason)
			return noteAnswer{in.Body.Reason}, nil
		})
	n.handler = newHandlerWith(apitest.Sample(), api.Options{
		Token: token, More: []api.Operation{change},
		Audit: func(_ context.Context, r api.AuditRecord) error {
			n.records = append(n.records, r)
			return n.lost
		},
	})
	return n
}

func (n *notes) post(t *testing.T, path, authorization, kind string, body io.Reader) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, body)
	r.Header.Set("Authorization", authorization)
	r.Header.Set("Content-Type", kind)
	r.RemoteAddr = "192.0.2.1:99"
	w := httptest.NewRecorder()
	n.handler.ServeHTTP(w, r)
	return w
}

const (
	notePath = "/api/v1/committees/fppc-1/notes"
	goodNote = `{"reason":"typed wrongly"}`
)

// slowBody never ends.
type slowBody struct{}

func (slowBody) Read([]byte) (int, error) { return 0, errors.New("deadline exceeded") }

func TestChangesAreGuarded(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		server, path, authorization, kind string
		body                              io.Reader
		status                            int
		outcomes                          string
	}{
		"right":             {"secret", notePath, "Bearer secret", "application/json; charset=utf-8", strings.NewReader(goodNote), 200, "asked done"},
		"scheme in small":   {"secret", notePath, "bearer secret", "application/json", strings.NewReader(goodNote), 200, "asked done"},
		"no token here":     {"", notePath, "Bearer secret", "application/json", strings.NewReader(goodNote), 403, "refused"},
		"empty is no token": {"", notePath, "Bearer ", "application/json", strings.NewReader(goodNote), 403, "refused"},
		"none sent":         {"secret", notePath, "", "application/json", strings.NewReader(goodNote), 401, "refused"},
		"wrong":             {"secret", notePath, "Bearer Secret", "application/json", strings.NewReader(goodNote), 401, "refused"},
		"shorter":           {"secret", notePath, "Bearer secre", "application/json", strings.NewReader(goodNote), 401, "refused"},
		"other scheme":      {"secret", notePath, "Basic secret", "application/json", strings.NewReader(goodNote), 401, "refused"},
		"a form":            {"secret", notePath, "Bearer secret", "application/x-www-form-urlencoded", strings.NewReader("reason=x"), 415, "refused"},
		"no JSON":           {"secret", notePath, "Bearer secret", "application/json", strings.NewReader("reason"), 400, "asked failed"},
		"two values":        {"secret", notePath, "Bearer secret", "application/json", strings.NewReader(goodNote + goodNote), 400, "asked failed"},
		"unknown field":     {"secret", notePath, "Bearer secret", "application/json", strings.NewReader(`{"reson":"x"}`), 400, "asked failed"},
		"wrong type":        {"secret", notePath, "Bearer secret", "application/json", strings.NewReader(`{"reason":7}`), 400, "asked failed"},
		"unknown parameter": {"secret", notePath + "?dry=1", "Bearer secret", "application/json", strings.NewReader(goodNote), 400, "asked failed"},
		"too large":         {"secret", notePath, "Bearer secret", "application/json", strings.NewReader(`{"reason":"` + strings.Repeat("x", 2<<20)), 413, "refused"},
		"too slow":          {"secret", notePath, "Bearer secret", "application/json", slowBody{}, 408, "refused"},
		"no committee":      {"secret", "/api/v1/committees/fppc-0/notes", "Bearer secret", "application/json", strings.NewReader(goodNote), 404, "asked failed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newNotes(tt.server)
			w := n.post(t, tt.path, tt.authorization, tt.kind, tt.body)
			if w.Code != tt.status || (len(n.done) == 1) != (tt.status == 200) {
				t.Errorf("status %d, changes %v; %s", w.Code, n.done, w.Body)
			}
			if tt.status != 200 {
				if p := decode[api.Problem](t, w); p.Status != tt.status || strings.Contains(p.Detail, "secret") {
					t.Errorf("problem %+v", p)
				}
			}
			if got := w.Header().Get("WWW-Authenticate"); (got != "") != (tt.status == 401) {
				t.Errorf("WWW-Authenticate %q", got)
			}
			var outcomes []string
			for _, r := range n.records {
				outcomes = append(outcomes, r.Outcome)
			}
			if got := strings.Join(outcomes, " "); got != tt.outcomes {
				t.Errorf("records %q, want %q", got, tt.outcomes)
			}
		})
	}
}

func TestRecordsOfChanges(t *testing.T) {
	t.Parallel()
	n := newNotes("secret")
	n.post(t, notePath, "Bearer secret", "application/json", strings.NewReader(goodNote))
	want := []api.AuditRecord{
		{Client: "192.0.2.1", Operation: "add-note", Path: notePath, Outcome: "asked"},
		{Client: "192.0.2.1", Operation: "add-note", Path: notePath, Outcome: "done", Status: 200},
	}
	if diff := cmp.Diff(want, n.records, cmpopts.IgnoreFields(api.AuditRecord{}, "SHA256", "At")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(n.records[0].SHA256) != 64 || n.records[0].SHA256 != n.records[1].SHA256 {
		t.Errorf("hashes %q and %q", n.records[0].SHA256, n.records[1].SHA256)
	}
	n = newNotes("secret")
	n.lost = errors.New("disk full: secret")
	w := n.post(t, notePath, "Bearer secret", "application/json", strings.NewReader(goodNote))
	if w.Code != http.StatusInternalServerError || len(n.done) != 0 || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("a change without a record: %d, %v, %s", w.Code, n.done, w.Body)
	}
}

// Other sites may read, never write, and nothing that reads takes a POST.
func TestChangesStayOnThisSite(t *testing.T) {
	t.Parallel()
	n := newNotes("secret")
	w := call(t, n.handler, http.MethodOptions, notePath, "Origin", "https://other.example", "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization")
	if got := w.Header().Get("Access-Control-Allow-Methods") + w.Header().Get("Access-Control-Allow-Headers"); strings.Contains(got, "POST") || strings.Contains(strings.ToLower(got), "authorization") {
		t.Errorf("other sites may send %q", got)
	}
	for _, path := range []string{base, "/api/v1/contests", "/api/v1/openapi.json", "/healthz"} {
		if w := n.post(t, path, "Bearer secret", "application/json", strings.NewReader(goodNote)); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") == "" {
			t.Errorf("POST %s gives %d, Allow %q", path, w.Code, w.Header().Get("Allow"))
		}
	}
}

func TestChangesAreDescribed(t *testing.T) {
	t.Parallel()
	n := newNotes("secret")
	text := call(t, n.handler, http.MethodGet, "/api/v1/openapi.json").Body.String()
	for _, want := range []string{`"operationId":"add-note"`, `"token":[]`, `"scheme":"bearer"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the description lacks %s", want)
		}
	}
}
