package main

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"moneytrail/scraper"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
)

const contact = "https://example.org/contact"

// office is a folder with a database, an archive and a configuration, beside a
// replica of all portals.
type office struct {
	dir, db string
	replica *portal.Portal
	base    string
	sources []scraper.Source
}

func newOffice(t *testing.T, misbehave ...portal.Fault) *office {
	t.Helper()
	o := &office{dir: t.TempDir(), replica: portal.New(invented.County(), misbehave...)}
	o.db = filepath.Join(o.dir, "office.db")
	base, err := o.replica.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.replica.Close() })
	o.base, o.sources = base, sources.EveryReplica(base, sources.Keys{})
	return o
}

// app is the program in the office, writing to out and errOut.
func (o *office) app(out, errOut *bytes.Buffer) *app {
	return &app{streams: streams{out: out, err: errOut}, db: o.db, format: "table", now: fixedNow}
}

// do runs a verb in the office.
func (o *office) do(ctx context.Context, verb func(*app, []scraper.Source) *cobra.Command, args ...string) answer {
	var out, errOut bytes.Buffer
	cmd := verb(o.app(&out, &errOut), o.sources)
	cmd.SetArgs(args)
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	err := cmd.ExecuteContext(ctx)
	if err != nil {
		errOut.WriteString(message(err))
	}
	return answer{exitCode(err), out.String(), errOut.String()}
}

func (o *office) must(t *testing.T, verb func(*app, []scraper.Source) *cobra.Command, args ...string) answer {
	t.Helper()
	a := o.do(t.Context(), verb, args...)
	if a.code != exitOK {
		t.Fatalf("%v: exit %d\n%s%s", args, a.code, a.out, a.err)
	}
	return a
}

// runs gives the history, latest first.
func (o *office) runs(t *testing.T) []scraper.RunRecord {
	t.Helper()
	return decode[[]scraper.RunRecord](t, must(t, "runs", "--db", o.db, "--format", "json").out)
}

// quick has a session wait for nothing.
func quick(o *scraper.Options) {
	o.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
}
