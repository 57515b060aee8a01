package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"moneytrail/api"
)

func TestWrongServerSettingsAreRefused(t *testing.T) {
	t.Parallel()
	db := filepath.Join(t.TempDir(), "x.db")
	must(t, "import", "--db", db, write(t, t.TempDir(), "typed.csv", files(t)["typed.csv"]))
	for _, args := range [][]string{{"--rate", "-1"}, {"--burst", "-1"}, {"--cache-mb", "-5"}, {"--trust-proxy", "everyone"}, {"--trust-proxy", "10.0.0.1"}} {
		a := call(t, append([]string{"serve", "--db", db, "--listen", "127.0.0.1:0"}, args...)...)
		if a.code != exitUsage || !strings.Contains(a.err, args[0]) {
			t.Errorf("%v: exit %d, %s", args, a.code, a.err)
		}
	}
}

func TestAuditFileKeepsEveryRecord(t *testing.T) {
	t.Parallel()
	f := &auditFile{path: filepath.Join(t.TempDir(), "x.db.audit.jsonl")}
	want := []api.AuditRecord{{Client: "192.0.2.1", Operation: "merge", Outcome: "asked", SHA256: "ab"}, {Operation: "merge", Outcome: "done", Status: 200}}
	for _, r := range want {
		if err := f.write(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if got := decode[api.AuditRecord](t, line); i >= len(want) || got != want[i] {
			t.Errorf("line %d: %s", i, line)
		}
	}
	if err := (&auditFile{path: t.TempDir()}).write(t.Context(), want[0]); err == nil {
		t.Error("a record that cannot be kept goes unnoticed")
	}
}

// A server that is told to stop gives running answers their time.
func TestServingEndsGracefully(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	asked, release := make(chan struct{}), make(chan struct{})
	server := api.NewServer("", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(asked)
		<-release
		_ = json.NewEncoder(w).Encode("whole")
	}), nil)
	out := &announced{said: make(chan string, 1)}
	a := &app{streams: streams{out: out, err: io.Discard}, now: time.Now}
	served := make(chan error, 1)
	go func() { served <- a.listenAndServe(ctx, server, "127.0.0.1:0") }()
	_, rest, _ := strings.Cut(<-out.said, "http://")
	address, _, _ := strings.Cut(rest, "/")
	answered := make(chan error, 1)
	go func() {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address+"/", nil)
		if err != nil {
			answered <- err
			return
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			var body []byte
			body, err = io.ReadAll(resp.Body)
			err = errors.Join(err, resp.Body.Close())
			if !bytes.Contains(body, []byte("whole")) {
				err = errors.Join(err, errors.New("answer cut: "+string(body)))
			}
		}
		answered <- err
	}()
	<-asked
	stop()
	close(release)
	if err := errors.Join(<-answered, <-served); err != nil {
		t.Error(err)
	}
}

// announced passes on the first thing that is printed.
type announced struct{ said chan string }

func (a *announced) Write(p []byte) (int, error) {
	select {
	case a.said <- string(p):
	default:
	}
	return len(p), nil
}
