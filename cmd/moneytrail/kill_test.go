package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"moneytrail/scraper/format/caltsv/caltsvtest"
)

// state is everything a reader of the database sees of files and figures.
func state(t *testing.T, db string) string {
	t.Helper()
	out := ""
	for _, args := range [][]string{{"sources"}, {"committees", "--limit", "200"}, {"reconcile"}} {
		a := call(t, append(args, "--db", db, "--format", "csv")...)
		if a.code == exitDatabase {
			return "no database" // killed before the first tables were made
		}
		if a.code != exitOK {
			t.Fatalf("%v: exit %d: %s", args, a.code, a.err)
		}
		out += a.out
	}
	return out
}

var timePattern = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`)

// emptyState is the state of a database without filings.
const emptyState = "file,format,lines,typed,references,quarantined,loaded,sha256\n" +
	"committee,name,itemized,with small gifts,late,donors,from,through\n" +
	"committee,report,schedule,line,rows,itemized,summary,gap,reason\n"

// withoutTimes leaves out when files were loaded, which differs between runs.
func withoutTimes(t *testing.T, db string) string {
	t.Helper()
	full := state(t, db)
	if full == "no database" {
		return full
	}
	return timePattern.ReplaceAllString(full, "TIME")
}

// A process that is killed at any moment leaves, for every reader of files,
// the database as before the file or as after it; and the file loads then.
func TestKilledImport(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts many processes")
	}
	inputs := files(t)
	big := filepath.Join(t.TempDir(), "big.zip")
	f, err := os.Create(big)
	if err == nil {
		err = caltsvtest.WriteExport(f, caltsvtest.Config{Receipts: 20_000, Seed: 3, Amendments: true, Late: true})
	}
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	inputs["generated-export.zip"] = read(t, big)
	for name, body := range inputs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := write(t, dir, name, body)
			whole := filepath.Join(dir, "whole.db")
			started := time.Now()
			if out, err := command(t.Context(), t, dir, "import", "--db", whole, path).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			took := time.Since(started)
			after := withoutTimes(t, whole)
			outcomes := map[string]int{}
			const rounds = 12
			for i := range rounds {
				db := filepath.Join(dir, fmt.Sprintf("killed-%d.db", i))
				cmd := command(t.Context(), t, dir, "import", "--db", db, path)
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				<-time.After(took * time.Duration(i+1) / rounds)
				_ = cmd.Process.Kill() // it may have ended by itself
				_ = cmd.Wait()
				switch got := withoutTimes(t, db); got {
				case after:
					outcomes["after"]++
				case "no database", emptyState:
					outcomes["before"]++
				default:
					t.Fatalf("killed after %s of %s, the database is neither as before nor as after:\n%.2000s", took*time.Duration(i+1)/rounds, took, got)
				}
				must(t, "import", "--db", db, path)
				if got := withoutTimes(t, db); got != after {
					t.Fatalf("loading after the kill gives other figures:\n%.2000s", got)
				}
			}
			t.Logf("%d kills: %v", rounds, outcomes)
		})
	}
}
