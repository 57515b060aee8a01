package main

import (
	"cmp"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"moneytrail/scraper"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources"
)

func quickCheck(a *app, list []scraper.Source) *cobra.Command { return checkWith(a, list, quick) }

// checks are the sources with what a look at them needs.
var checks = map[string][]string{
	"calaccess":       {"--committee", "9910001", "--years", "2025"},
	"calaccess-pages": {},
	"netfile":         {"--agency", invented.Code},
	"netfile-public":  {"--agency", invented.Code},
	"lacity":          {},
	"oakland-a":       {},
	"fec":             {},
	"fec-bulk":        {},
	"fec-daily":       {},
	"fec-api":         {"--committee", portal.FederalCommittee},
}

// changedWords is what a look at another layout says, where it is not what is
// missing.
var changedWords = map[string]string{"fec-bulk": "has changed the layout", "fec-daily": "may have changed its format"}

// unchangeable are sources whose documents the replica does not lay out in
// another way, or breaks: [TestCheckSeesOtherColumns] does.
var unchangeable = []string{"calaccess", "lacity", "oakland-a"}

func TestCheck(t *testing.T) {
	t.Parallel()
	for source, args := range checks {
		t.Run(source, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			args := append([]string{source, "--contact", contact}, args...)
			a := o.do(t.Context(), quickCheck, args...)
			if a.code != exitOK || strings.Count(a.out, "\n") != 1 || !strings.HasPrefix(a.out, source+": as expected: http://127.0.0.1") {
				t.Errorf("exit %d: %s%s", a.code, a.out, a.err)
			}
			wroteNothing(t, o)
			changed := newOffice(t, portal.Fault{Kind: portal.FaultLayout})
			a = changed.do(t.Context(), quickCheck, args...)
			if strings.Contains(strings.Join(unchangeable, " "), source) {
				return
			}
			if a.code != exitFailure || strings.Count(a.out, "\n") != 1 || !strings.HasPrefix(a.out, source+": CHANGED: ") || !strings.Contains(a.out, cmp.Or(changedWords[source], "missing")) {
				t.Errorf("another layout: exit %d: %s%s", a.code, a.out, a.err)
			}
			wroteNothing(t, changed)
		})
	}
}

func wroteNothing(t *testing.T, o *office) {
	t.Helper()
	left, err := os.ReadDir(o.dir)
	if err != nil || len(left) > 0 {
		t.Errorf("check wrote %v, %v", left, err)
	}
}

// Tables whose columns have other names are seen.
func TestCheckSeesOtherColumns(t *testing.T) {
	t.Parallel()
	for source, words := range map[string][3]string{
		"calaccess": {"NAME OF CONTRIBUTOR", "CONTRIBUTOR", "header"},
		"lacity":    {`"con_amount"`, `"amount"`, "column"},
		"oakland-a": {`"filer_naml"`, `"filer"`, "column"},
	} {
		t.Run(source, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				answer := httptest.NewRecorder()
				o.replica.Handler().ServeHTTP(answer, r)
				w.WriteHeader(answer.Code)
				_, _ = io.WriteString(w, strings.ReplaceAll(answer.Body.String(), words[0], words[1]))
			}))
			t.Cleanup(server.Close)
			o.sources = sources.EveryReplica(server.URL, sources.Keys{})
			a := o.do(t.Context(), quickCheck, append([]string{source, "--contact", contact}, checks[source]...)...)
			if a.code != exitFailure || !strings.HasPrefix(a.out, source+": CHANGED: ") || !strings.Contains(a.out, words[2]) {
				t.Errorf("exit %d: %s%s", a.code, a.out, a.err)
			}
		})
	}
}

func TestCheckTellsWhatCouldNotBeSeen(t *testing.T) {
	t.Parallel()
	o := newOffice(t, portal.Fault{Path: "/rss/", Kind: portal.FaultUnavailable})
	a := o.do(t.Context(), quickCheck, "fec", "fec-bulk", "--contact", contact)
	if a.code != exitFailure || !strings.HasPrefix(a.out, "fec: NOT SEEN: ") || !strings.Contains(a.out, "\nfec-bulk: as expected: ") || !strings.Contains(a.err, "fec not as expected") {
		t.Errorf("exit %d: %s%s", a.code, a.out, a.err)
	}
	for _, args := range [][]string{{"calaccess"}, {"fec-api"}, {"nowhere"}} {
		if a := o.do(t.Context(), quickCheck, append(args, "--contact", contact)...); a.code != exitUsage {
			t.Errorf("%v: exit %d: %s%s", args, a.code, a.out, a.err)
		}
	}
}
