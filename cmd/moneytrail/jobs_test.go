package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
)

func TestExampleOfJobs(t *testing.T) {
	t.Parallel()
	a := &app{now: fixedNow}
	config, err := a.readJobs(filepath.Join("..", "..", "docs", "jobs.example.toml"), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := &scraper.Config{
		Contact: "you@newsroom.example", TimeZone: "America/Los_Angeles",
		Schedules: map[string]string{"netfile": "30 5 * * *", "netfile-public": "0 */4 * * *", "calaccess": "0 6 * * *", "fec": "15 * * * *"},
		Jobs: []scraper.Job{
			{Source: "netfile", Agency: "LACO", RecentYears: 2},
			{Source: "netfile-public", Agency: "SFO", Committee: "9900001", Schedule: "45 7 * * 1-5"},
			{Source: "calaccess", Committee: "9910001", Years: []int{2025, 2026}},
			{Source: "fec", Committee: "C99900001", Since: "2026-01-01"},
		},
	}
	if diff := cmp.Diff(want, config); diff != "" {
		t.Errorf("example (-want +got):\n%s", diff)
	}
}

// Whatever is wrong in a configuration is told with its line, and refuses the
// file before anything is fetched.
func TestJobsProblemsHaveLines(t *testing.T) {
	t.Parallel()
	const head = "contact = \"a@example.org\"\n\n"
	tests := map[string]struct{ text, want string }{
		"language":          {head + "[[job]]\nsource = \n", "line 4"},
		"unknown key":       {"contact = \"a@example.org\"\ncolour = 1\n", `line 2: unknown key "colour"`},
		"unknown job key":   {head + "[[job]]\nsource = \"fec\"\n\n[[job]]\n source = \"calaccess\"\n agencie = \"X\"\n", `line 8: unknown key "job.agencie"`},
		"source":            {head + "[[job]]\nsource = \"fec\"\n[[job]]\nyears = [2026]\nsource = \"nowhere\"\n", `line 7: line 7, source: "nowhere" is none of`},
		"no source":         {head + "[[job]]\nsource = \"fec\"\n[[job]]\nyears = [2026]\n", "line 5: line 5, source: is missing"},
		"year":              {head + "[[job]]\nsource = \"fec\"\nyears = [2026, 26]\n", "line 5: line 5, years[1]: 26 is not"},
		"schedule":          {head + "[[job]]\nsource = \"fec\"\nschedule = \"nightly\"\n", "line 5: line 5, schedule: "},
		"source's":          {head + "[schedule]\nfec = \"61 * * * *\"\n[[job]]\nsource = \"fec\"\n", "line 4: line 4, schedule.fec: "},
		"time zone":         {"timezone = \"Somewhere\"\n" + head + "[[job]]\nsource = \"fec\"\n", "line 1: line 1, timezone: "},
		"twice":             {head + "[[job]]\nsource = \"fec\"\n[[job]]\nsource = \"fec\"\n", "line 5: line 5, job: is the same as"},
		"no contact":        {"[[job]]\nsource = \"fec\"\n", "contact: must be a mail"},
		"no job":            {head, "jobs: there is none"},
		"two kinds of year": {head + "[[job]]\nsource = \"fec\"\nyears = [2026]\nrecent_years = 2\n", "line 6: line 6, recent_years: "},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			file := write(t, o.dir, "jobs.toml", []byte(tt.text))
			a := o.do(t.Context(), scrapeCommand, "--all", file)
			if a.code != exitInput || !strings.Contains(a.err, tt.want) || strings.Count(a.err, "\n") > 1 {
				t.Errorf("exit %d: %s\nwant %s", a.code, a.err, tt.want)
			}
			if len(o.replica.Visits()) > 0 {
				t.Error("something was fetched")
			}
		})
	}
}

func FuzzParseJobs(f *testing.F) {
	for _, text := range []string{"contact = \"a@example.org\"\n[[job]]\nsource = \"fec\"\n", "[schedule]\n\"fec\" = \"@daily\"\n", "[[job]]\n[[job]]\nyears = [1]\n[job.x]\n"} {
		f.Add(text)
	}
	a := &app{streams: streams{out: &bytes.Buffer{}, err: &bytes.Buffer{}}, now: fixedNow}
	f.Fuzz(func(t *testing.T, text string) {
		config, err := a.parseJobs("jobs.toml", text, nil)
		if (config == nil) == (err == nil) {
			t.Errorf("%v, %v from %q", config, err, text)
		}
	})
}
