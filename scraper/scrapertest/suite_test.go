package scrapertest_test

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
	"moneytrail/store"
)

var plainName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// TestInfo holds what every source says of itself.
func TestInfo(t *testing.T) {
	t.Parallel()
	tested := map[string]bool{}
	for _, j := range jobs() {
		tested[j.source] = true
	}
	seen := map[string]bool{}
	for _, source := range sources.All() {
		info := source.Info()
		if !plainName.MatchString(info.Name) || seen[info.Name] || info.Title == "" || info.Loopback || info.Delay < scraper.MinDelay || len(info.Hosts) == 0 {
			t.Errorf("%+v", info)
		}
		seen[info.Name] = true
		for _, host := range info.Hosts {
			if strings.ContainsAny(host, "/: ") || !strings.Contains(host, ".") {
				t.Errorf("%s: host %q", info.Name, host)
			}
		}
		if diff := cmp.Diff(info, source.Info()); diff != "" {
			t.Errorf("%s: Info changes:\n%s", info.Name, diff)
		}
		if !tested[info.Name] && without[info.Name] == "" {
			t.Errorf("source %s has no job in jobs_test.go", info.Name)
		}
	}
}

// TestRunTwice runs every job two times: the second run must give the same
// documents, and no request may ever be made beside another. Whatever came with
// something to make a condition of is asked for on that condition: answers to
// forms and of APIs that name no version cannot be.
func TestRunTwice(t *testing.T) {
	t.Parallel()
	for _, j := range jobs() {
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, j, invented.County())
			first := b.run(t)
			if first.err != nil || first.refused != nil || len(first.documents) == 0 {
				t.Fatalf("run: %v, reading: %v, %d documents", first.err, first.refused, len(first.documents))
			}
			before := len(b.portal.Visits())
			second := b.run(t)
			if second.err != nil {
				t.Fatal(second.err)
			}
			if diff := cmp.Diff(first.documents, second.documents); diff != "" {
				t.Errorf("documents of the second run (-first +second):\n%s", diff)
			}
			visits := b.portal.Visits()
			conditional, posted := 0, 0
			for i, v := range visits {
				if v.InFlight != 1 {
					t.Errorf("%s was asked beside another", v.URL)
				}
				if v.Agent != "moneytrail (+tests@example.org)" {
					t.Errorf("%s was asked as %q", v.URL, v.Agent)
				}
				if i < before {
					continue
				}
				if v.Method == http.MethodPost {
					posted++
				}
				if v.Conditional {
					conditional++
				} else if _, offered := b.offers.Load(v.URL); offered && v.Method == http.MethodGet {
					t.Errorf("the second run asked for %s without a condition", v.URL)
				}
			}
			// What is asked for with a form has no address of its own.
			if second.report.Changed != 0 || second.report.New > posted {
				t.Errorf("%d of %d documents changed, %d are new", second.report.Changed, len(second.documents), second.report.New)
			}
			t.Logf("%d documents; %d requests, then %d of which %d conditional", len(first.documents), before, len(visits)-before, conditional)
		})
	}
}

// TestNeverFasterThanTheDelay holds the replica's own log against the delay of
// every source, when all is well and when requests must be repeated.
func TestNeverFasterThanTheDelay(t *testing.T) {
	t.Parallel()
	const delay = 3 * time.Second
	for _, j := range jobs() {
		for _, f := range []portal.Fault{{Kind: portal.FaultUnavailable, Times: 2, Path: "nowhere"}, {Kind: portal.FaultUnavailable, Times: 2, Path: j.path}, {Kind: portal.FaultCut, Times: 2, Path: j.path}} {
			t.Run(fmt.Sprint(j.name, f.Kind, f.Path), func(t *testing.T) {
				t.Parallel()
				now := &clock{now: time.Date(2026, 5, 20, 12, 0, 0, 0, time.UTC)}
				replica := portal.New(invented.County(), append(j.always, f)...)
				replica.Clock = now.Now
				visits := runSlowly(t, j, replica, now, delay)
				for i, v := range visits {
					if v.InFlight != 1 {
						t.Errorf("%s was asked beside another", v.URL)
					}
					if i == 0 {
						continue
					}
					if gap := v.At.Sub(visits[i-1].At); gap < delay {
						t.Errorf("%s came %s after %s", v.URL, gap, visits[i-1].URL)
					}
				}
			})
		}
	}
}

// TestNothingFails runs every job against a portal that has nothing: a run
// must fail, or the reader refuse what came.
func TestNothingFails(t *testing.T) {
	t.Parallel()
	for _, j := range jobs() {
		if strings.HasPrefix(j.source, "fec") {
			continue // the replica's federal filings belong to no county
		}
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			got := newBench(t, j, portal.County{Name: "Nowhere", Code: invented.Code, Stamp: time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)}).run(t)
			if got.err == nil && got.refused == nil {
				t.Errorf("success with %d documents", len(got.documents))
			}
		})
	}
}

// TestFaults runs every job with every fault. Either the run recovers to the
// same documents, or it fails and says what to do, or the reader refuses what
// came: nothing else is right. The table of outcomes is printed.
func TestFaults(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	table := map[string]string{}
	t.Run("jobs", func(t *testing.T) {
		for _, j := range jobs() {
			t.Run(j.name, func(t *testing.T) {
				t.Parallel()
				right := newBench(t, j, invented.County()).run(t)
				if right.err != nil {
					t.Fatal(right.err)
				}
				for _, f := range faults() {
					f.Path = j.path
					got := newBench(t, j, invented.County(), f.Fault).run(t)
					says, ok := outcome(right, got)
					if !ok && !accepted[j.name+"/"+f.name] {
						t.Errorf("%s: %s; run: %v, reading: %v", f.name, says, got.err, got.refused)
					}
					mu.Lock()
					table[j.name+"/"+f.name] = says
					mu.Unlock()
				}
			})
		}
	})
	got := print(table)
	t.Log("\n" + got)
	if *update {
		if err := os.WriteFile(goldenTable, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(goldenTable)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("outcomes have changed; look at them, then write %s with -update (-want +got):\n%s", goldenTable, diff)
	}
}

var update = flag.Bool("update", false, "write the table of outcomes anew")

// goldenTable says what came of every job with every fault.
const goldenTable = "testdata/faults.txt"

// accepted lists what the suite knows to go unnoticed.
var accepted = map[string]bool{}

// outcome says in a word or two how a run ended.
func outcome(right, got result) (string, bool) {
	runErr := (*scraper.RunError)(nil)
	input := (*store.InputError)(nil)
	switch {
	case got.err != nil && (!errors.As(got.err, &runErr) || runErr.Hint == ""):
		return "failed without a hint", false
	case got.err != nil:
		return "fails: " + reason(got.err), true
	case cmp.Equal(right.documents, got.documents):
		return "same", true
	case errors.As(got.refused, &input):
		return "refused by reader", true
	case got.refused == nil && cmp.Equal(right.content, got.content):
		return "same, reordered", true
	case len(got.documents) < len(right.documents) && len(got.report.Notes) > len(right.report.Notes) && subset(right, got):
		return fmt.Sprintf("noted: %d missing", len(right.documents)-len(got.documents)), true
	}
	return fmt.Sprintf("UNNOTICED: %d of %d documents", len(got.documents), len(right.documents)), false
}

func subset(right, got result) bool {
	for name, sum := range got.documents {
		if right.documents[name] != sum {
			return false
		}
	}
	return true
}

func reason(err error) string {
	for _, known := range []struct {
		err  error
		text string
	}{
		{scraper.ErrBlocked, "blocked"}, {scraper.ErrRobots, "robots"}, {scraper.ErrHost, "foreign host"}, {scraper.ErrTooLarge, "too large"},
		{scraper.ErrNotData, "not data"}, {scraper.ErrNothingFound, "nothing found"}, {scraper.ErrBusy, "busy"},
	} {
		if errors.Is(err, known.err) {
			return known.text
		}
	}
	if status := (*scraper.StatusError)(nil); errors.As(err, &status) {
		return fmt.Sprint(status.Status)
	}
	return "broken off"
}

// print lays the table out: a row per job, a column per fault, in blocks.
func print(table map[string]string) string {
	var b strings.Builder
	for block := range slices.Chunk(faults(), 6) {
		fmt.Fprintf(&b, "%-28s", "")
		for _, f := range block {
			fmt.Fprintf(&b, "%-24s", f.name)
		}
		endLine(&b)
		for _, j := range jobs() {
			fmt.Fprintf(&b, "%-28s", j.name)
			for _, f := range block {
				fmt.Fprintf(&b, "%-24s", table[j.name+"/"+f.name])
			}
			endLine(&b)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// endLine ends a line without blanks at its end.
func endLine(b *strings.Builder) {
	text := strings.TrimRight(b.String(), " ")
	b.Reset()
	b.WriteString(text + "\n")
}
