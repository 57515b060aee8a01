package main

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
)

// withKeys runs verbs of scrape against one replica.
type withKeys struct {
	replica *portal.Portal
	base    string
	db      string
}

func newWithKeys(t *testing.T) *withKeys {
	t.Helper()
	w := &withKeys{replica: portal.New(invented.County()), db: filepath.Join(t.TempDir(), "keys.db")}
	base, err := w.replica.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.replica.Close() })
	w.base = base
	return w
}

func (w *withKeys) scrape(t *testing.T, env map[string]string, args ...string) answer {
	t.Helper()
	var out, errOut bytes.Buffer
	a := &app{streams: streams{out: &out, err: &errOut}, db: w.db, format: "table", now: fixedNow}
	cmd := scrapeCommand(a, sources.EveryReplica(w.base, sources.KeysFrom(func(name string) string { return env[name] })))
	cmd.SetArgs(append(args, "--contact", "https://example.org/contact"))
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	err := cmd.ExecuteContext(t.Context())
	text := errOut.String()
	if err != nil {
		text += message(err)
	}
	return answer{exitCode(err), out.String(), text}
}

func TestScrapeWithKeys(t *testing.T) {
	t.Parallel()
	w := newWithKeys(t)
	keyed := []string{"netfile-keyed", "--agency", invented.Code}
	env := map[string]string{
		"MONEYTRAIL_NETFILE_KEY": portal.KeyedUser, "MONEYTRAIL_NETFILE_PASSWORD": portal.KeyedPassword + "\n", "MONEYTRAIL_FEC_KEY": portal.FederalKey,
	}
	none := w.scrape(t, nil, keyed...)
	if none.code == exitOK || !strings.Contains(none.err, "MONEYTRAIL_NETFILE_KEY") || !strings.Contains(none.err, "MONEYTRAIL_NETFILE_PASSWORD") || len(w.replica.Visits()) != 0 {
		t.Errorf("without a key: exit %d, %d visits: %s", none.code, len(w.replica.Visits()), none.err)
	}
	wrong := w.scrape(t, map[string]string{"MONEYTRAIL_NETFILE_KEY": portal.KeyedUser, "MONEYTRAIL_NETFILE_PASSWORD": "wr0ng-password"}, keyed...)
	if wrong.code == exitOK || !strings.Contains(wrong.err, "MONEYTRAIL_NETFILE_PASSWORD") || strings.Contains(wrong.err, "wr0ng") {
		t.Errorf("with a wrong one: exit %d: %s", wrong.code, wrong.err)
	}
	if a := w.scrape(t, env, keyed...); a.code != exitOK || !strings.Contains(a.out, "107 new rows") {
		t.Fatalf("exit %d: %s%s", a.code, a.out, a.err)
	}
	if a := w.scrape(t, env, keyed...); a.code != exitOK || !strings.Contains(a.out, "0 documents") {
		t.Errorf("second run: exit %d: %s%s", a.code, a.out, a.err)
	}
	if a := w.scrape(t, env, "netfile", "--agency", invented.Code, "--years", "2026"); a.code != exitUsage {
		t.Errorf("another of NetFile's services: exit %d: %s", a.code, a.err)
	}
	if a := w.scrape(t, env, "fec-api", "--committee", portal.FederalCommittee, "--years", "2026"); a.code != exitOK {
		t.Errorf("fec-api: exit %d: %s%s", a.code, a.out, a.err)
	}
	archive := filepath.Join(filepath.Dir(w.db), "archive")
	basic := base64.StdEncoding.EncodeToString([]byte(portal.KeyedUser + ":" + portal.KeyedPassword))
	for _, secret := range []string{portal.KeyedPassword, portal.FederalKey, "wr0ng", basic} {
		holdsNowhere(t, filepath.Dir(w.db), secret)
	}
	rebuilt := filepath.Join(t.TempDir(), "rebuilt.db")
	must(t, "reparse", "--db", rebuilt, "--archive", archive)
	if a, b := must(t, "content-hash", "--db", w.db).out, must(t, "content-hash", "--db", rebuilt).out; a != b || len(a) < 64 {
		t.Errorf("rebuilt from the archive: %s, scraped: %s", b, a)
	}
}

func holdsNowhere(t *testing.T, dir, secret string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if bytes.Contains(body, []byte(secret)) {
			t.Errorf("%s holds a key", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestDocsNameTheVariables holds docs/keys.md against the variables that are
// read.
func TestDocsNameTheVariables(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "keys.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources.KeyVariables() {
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("docs/keys.md does not name %s", name)
		}
	}
}
