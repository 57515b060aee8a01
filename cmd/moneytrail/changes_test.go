package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/store/sqlite"
)

const testToken = "a-token-for-tests"

// changeable is a server that takes changes for a database.
type changeable struct {
	*httptest.Server
	db string
}

func newChangeable(t *testing.T, path, token string) *changeable {
	t.Helper()
	a := &app{streams: streams{out: io.Discard, err: io.Discard}, db: path, now: fixedNow, http: httpSettings{token: token}}
	db, err := a.openToServe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return serveChanges(t, a, db, nil)
}

func serveChanges(t *testing.T, a *app, db *sqlite.DB, jobs *schedule) *changeable {
	t.Helper()
	s, err := a.newServer(db, false, newMetrics(fixedNow), changes(db, jobs)...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler)
	t.Cleanup(server.Close)
	return &changeable{server, a.db}
}

// post sends a change with a token and gives status and body.
func (c *changeable) post(t *testing.T, path, token, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	resp, err := c.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

func (c *changeable) correct(t *testing.T, corrections string) correctionAnswer {
	t.Helper()
	status, body := c.post(t, correctionsPath, testToken, `{"corrections":[`+corrections+`],"reason":"invented","author":"test","link":"https://example.org/note"}`)
	if status != http.StatusOK {
		t.Fatalf("%s: status %d: %s", corrections, status, body)
	}
	return decode[correctionAnswer](t, body)
}

func (c *changeable) records(t *testing.T) (out []api.AuditRecord) {
	t.Helper()
	text, err := os.ReadFile(c.db + ".audit.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		out = append(out, decode[api.AuditRecord](t, line))
	}
	return out
}

const (
	correctionsPath = "/api/v1/corrections"
	startPath       = "/api/v1/jobs/start"
)

// version gives the data version that a server answers from.
func version(t *testing.T, server *httptest.Server) int64 {
	t.Helper()
	var out struct {
		DataVersion int64 `json:"data_version"`
	}
	if err := json.Unmarshal([]byte(fetch(t, server, "/readyz")), &out); err != nil {
		t.Fatal(err)
	}
	return out.DataVersion
}

// A correction over the network does what the command does; undone, everything
// is as it was. Another server, which only reads, sees each.
func TestCorrectionsOverTheNetwork(t *testing.T) {
	t.Parallel()
	path, ids := correctable(t)
	c, reader := newChangeable(t, path, testToken), newChangeable(t, path, "")
	before, first := contentHash(t, path), version(t, c.Server)
	ada, adah, hats := ids["Ada Quillfeather"], ids["Adah Quillfeather"], ids["Invented Hat Works"]
	for i, correction := range []string{
		`{"action":"merge","donor":"` + adah + `","target":"` + ada + `"}`,
		`{"action":"rename","donor":"Invented Hat Works","target":"Invented Hat Works, Inc."}`,
		`{"action":"class","donor":"` + hats + `","target":"le_union:sheriff"}`,
		`{"action":"affiliate","donor":"` + ada + `","target":"` + hats + `"}`,
		`{"action":"never-merge","donor":"Bram Oxblood","target":"Bramwell Oxblood"}`,
	} {
		got := c.correct(t, correction)
		if len(got.Entries) != 1 || got.Entries[0].Entry != int64(i+1) || got.Change == nil || got.Change.DataVersion <= first {
			t.Errorf("%s: %+v", correction, got)
		}
		if i == 0 {
			continue // by today's ids the two are one already
		}
		if again := c.correct(t, correction); again.Repeated != 1 || again.Change != nil {
			t.Errorf("%s again: %+v", correction, again)
		}
	}
	if got := version(t, reader.Server); got != version(t, c.Server) || got < first+5 {
		t.Errorf("a reader is at version %d, after %d", got, first)
	}
	for _, server := range []*changeable{c, reader} {
		page := fetch(t, server.Server, "/api/v1/committees/fppc-9900020")
		for _, want := range []string{"Invented Hat Works, Inc.", `"net_cents":150000,`} {
			if !strings.Contains(page, want) {
				t.Errorf("the committee does not show %s: %s", want, page)
			}
		}
	}
	if log := must(t, "donor", "log", "--db", path).out; strings.Count(log, "invented") < 5 || !strings.Contains(log, "never merge") {
		t.Errorf("log:\n%s", log)
	}
	if got := c.correct(t, `{"action":"undo","entry":1},{"action":"undo","entry":2},{"action":"undo","entry":3},{"action":"undo","entry":4},{"action":"undo","entry":5}`); len(got.Entries) != 5 {
		t.Errorf("undo: %+v", got)
	}
	if contentHash(t, path) != before {
		t.Error("undone, the content is another")
	}
}

// Names that the rules join are split over the network; a split against a merge
// of people's is refused.
func TestSplitOverTheNetwork(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "test.db")
	text := "committee_id,committee_name,form,schedule,from,thru,contributor_last,zip,date,amount,source_note\n"
	for _, row := range []string{"Exampleville Police Officers Association,90001,2031-02-01,1000.00", "EXAMPLEVILLE POLICE OFFICERS ASSN.,90001,2031-02-01,200.00"} {
		text += "9900020,Invented paper committee,F460,A,2031-01-01,2031-06-30," + row + ",page 3 of an invented PDF\n"
	}
	must(t, "import", "--db", path, write(t, t.TempDir(), "typed.csv", []byte(text)))
	must(t, "resolve", "--db", path)
	joined := contentHash(t, path)
	var donor string
	for _, donor = range donorIDs(t, path) {
	}
	whole := decode[profileLine](t, must(t, "donor", "show", donor, "--db", path, "--format", "json").out)
	if len(whole.Names) != 2 {
		t.Fatalf("the rules made %+v of two spellings", whole)
	}
	out := whole.Names[0].ID
	if out == donor {
		out = whole.Names[1].ID
	}
	c := newChangeable(t, path, testToken)
	got := c.correct(t, fmt.Sprintf(`{"action":"split","donor":%q,"target":%q}`, out, donor))
	if len(got.Entries) != 1 || len(donorIDs(t, path)) != 2 {
		t.Errorf("split: %+v; donors %v", got, donorIDs(t, path))
	}
	merge := fmt.Sprintf(`{"corrections":[{"action":"merge","donor":%q,"target":%q}],"reason":"one"}`, out, donor)
	if status, body := c.post(t, correctionsPath, testToken, merge); status != http.StatusConflict || !strings.Contains(body, "undo 1") {
		t.Errorf("a merge against a split: status %d: %s", status, body)
	}
	c.correct(t, `{"action":"undo","entry":1}`)
	if contentHash(t, path) != joined {
		t.Error("undone, the content is another")
	}
}

func TestChangesThatAreRefused(t *testing.T) {
	t.Parallel()
	path, ids := correctable(t)
	c, before := newChangeable(t, path, testToken), contentHash(t, path)
	good := `{"action":"merge","donor":"` + ids["Adah Quillfeather"] + `","target":"` + ids["Ada Quillfeather"] + `"}`
	whole := func(corrections string) string { return `{"corrections":[` + corrections + `],"reason":"invented"}` }
	for name, tt := range map[string]struct {
		path, token, body string
		status            int
		says              string
	}{
		"no token":          {correctionsPath, "", whole(good), 401, "token"},
		"wrong token":       {correctionsPath, "another", whole(good), 401, "token"},
		"unknown donor":     {correctionsPath, testToken, whole(`{"action":"merge","donor":"Nobody Invented","target":"Ada Quillfeather"}`), 404, "Nobody Invented"},
		"all or none":       {correctionsPath, testToken, whole(good + `,{"action":"rename","donor":"Nobody Invented","target":"X"}`), 404, "Nobody Invented"},
		"cycle":             {correctionsPath, testToken, whole(good + `,{"action":"merge","donor":"Ada Quillfeather","target":"Adah Quillfeather"}`), 409, ""},
		"unknown class":     {correctionsPath, testToken, whole(`{"action":"class","donor":"Ada Quillfeather","target":"nonsense"}`), 409, "nonsense"},
		"unknown entry":     {correctionsPath, testToken, whole(`{"action":"undo","entry":99}`), 404, "99"},
		"no reason":         {correctionsPath, testToken, `{"corrections":[` + good + `],"reason":" "}`, 400, "reason"},
		"nothing":           {correctionsPath, testToken, `{"corrections":[],"reason":"x"}`, 400, "1 to 1000"},
		"unknown action":    {correctionsPath, testToken, whole(`{"action":"delete","donor":"a","target":"b"}`), 400, "delete"},
		"no target":         {correctionsPath, testToken, whole(`{"action":"merge","donor":"Ada Quillfeather"}`), 400, "target"},
		"entry of a merge":  {correctionsPath, testToken, whole(`{"action":"merge","donor":"a","target":"b","entry":1}`), 400, "undo"},
		"donor of an undo":  {correctionsPath, testToken, whole(`{"action":"undo","donor":"a","entry":1}`), 400, "undo"},
		"too long a name":   {correctionsPath, testToken, whole(`{"action":"rename","donor":"Ada Quillfeather","target":"` + strings.Repeat("x", 201) + `"}`), 400, "too long"},
		"no schedule":       {startPath, testToken, `{"source":"netfile"}`, 400, "--schedule"},
		"job, no token":     {startPath, "", `{"source":"netfile"}`, 401, "token"},
		"unknown parameter": {correctionsPath + "?dry=1", testToken, whole(good), 400, "dry"},
	} {
		status, body := c.post(t, tt.path, tt.token, tt.body)
		if status != tt.status || !strings.Contains(body, tt.says) {
			t.Errorf("%s: status %d: %s", name, status, body)
		}
		if records := c.records(t); len(records) == 0 || records[len(records)-1].Status != tt.status {
			t.Errorf("%s: last of %d records has another status", name, len(records))
		}
	}
	if contentHash(t, path) != before {
		t.Error("what was refused changed the content")
	}
	reader := newChangeable(t, path, "")
	if status, body := reader.post(t, correctionsPath, testToken, whole(good)); status != http.StatusForbidden {
		t.Errorf("a server without a token: status %d: %s", status, body)
	}
}

func TestChangesArePutOnRecord(t *testing.T) {
	t.Parallel()
	path, _ := correctable(t)
	c := newChangeable(t, path, testToken)
	c.correct(t, `{"action":"rename","donor":"Invented Hat Works","target":"Invented Hats"}`)
	records := c.records(t)
	var outcomes []string
	for _, r := range records {
		outcomes = append(outcomes, fmt.Sprintf("%s %s %d %t", r.Operation, r.Outcome, r.Status, len(r.SHA256) == 64 && r.Client != "" && r.At.Equal(fixedNow())))
	}
	if got := strings.Join(outcomes, "; "); got != "correct-donors asked 0 true; correct-donors done 200 true" {
		t.Errorf("records: %s", got)
	}
	text, err := os.ReadFile(path + ".audit.jsonl")
	if err != nil || strings.Contains(string(text), testToken) {
		t.Errorf("the record holds the token, or cannot be read: %v", err)
	}
}

func TestStartsOfJobs(t *testing.T) {
	t.Parallel()
	w := newWatch(t, newOffice(t), watchedJobs)
	if run := w.ends.next(t); run != "calaccess ok" {
		t.Fatalf("came %s", run)
	}
	a := &app{streams: streams{out: io.Discard, err: io.Discard}, db: w.office.db, now: fixedNow, http: httpSettings{token: testToken}}
	c := serveChanges(t, a, w.work.db, w.schedule)
	status, body := c.post(t, startPath, testToken, `{"source":"calaccess"}`)
	if got := decode[startAnswer](t, body); status != http.StatusOK || strings.Join(got.Started, ",") != "calaccess" || len(got.Running) != 0 {
		t.Errorf("status %d: %s", status, body)
	}
	if run := w.ends.next(t); run != "calaccess ok" {
		t.Errorf("started, it came as %s", run)
	}
	status, body = c.post(t, startPath, testToken, `{"source":"fec"}`) // without a schedule: by hand
	if got := decode[startAnswer](t, body); status != http.StatusOK || strings.Join(got.Started, ",") != "fec" {
		t.Errorf("status %d: %s", status, body)
	}
	w.ends.next(t)
	for _, wrong := range []string{`{"source":"netfile"}`, `{"source":"calaccess","agency":"ELSE"}`, `{"source":""}`} {
		if status, body := c.post(t, startPath, testToken, wrong); status != http.StatusBadRequest || !strings.Contains(body, "calaccess, fec") {
			t.Errorf("%s: status %d: %s", wrong, status, body)
		}
	}
	w.running.Wait()
	if runs := w.office.runs(t); len(runs) != 3 {
		t.Errorf("%d runs", len(runs))
	}
}

// What was started and goes on is not started again.
func TestNoJobIsStartedTwice(t *testing.T) {
	t.Parallel()
	s := &schedule{}
	s.asked.use(nil)
	if _, _, err := s.start("calaccess", "", ""); err == nil {
		t.Error("a job of no configuration starts")
	}
	w := newWatch(t, newOffice(t), watchedJobs)
	w.ends.next(t)
	alone := w.sources["calaccess"]
	alone.Lock()
	first, _, err := w.start("calaccess", "", "")
	if err != nil || len(first) != 1 {
		t.Errorf("%v, %v", first, err)
	}
	second, running, err := w.start("calaccess", "", "")
	if err != nil || len(second) != 0 || len(running) != 1 {
		t.Errorf("%v, %v, %v", second, running, err)
	}
	alone.Unlock()
	w.ends.next(t)
}
