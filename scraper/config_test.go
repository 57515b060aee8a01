package scraper_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
)

func TestConfigValidate(t *testing.T) {
	t.Parallel()
	good := scraper.Job{Source: "netfile", Agency: "INVC", Committee: "9910001", Years: []int{2025, 2026}, Since: "2026-01-01", Schedule: "30 4 * * *"}
	with := func(change func(*scraper.Job)) []scraper.Job { j := good; change(&j); return []scraper.Job{j} }
	tests := map[string]struct {
		config scraper.Config
		want   []string // paths
	}{
		"good":          {scraper.Config{Contact: "desk@example.org", Jobs: []scraper.Job{good}}, nil},
		"least":         {scraper.Config{Contact: "https://example.org", Jobs: []scraper.Job{{Source: "fec"}}}, nil},
		"empty":         {scraper.Config{}, []string{"contact", "jobs"}},
		"contact":       {scraper.Config{Contact: "me", Jobs: []scraper.Job{good}}, []string{"contact"}},
		"no source":     {scraper.Config{Contact: "a@b.org", Jobs: with(func(j *scraper.Job) { j.Source = "" })}, []string{"jobs[0].source"}},
		"other source":  {scraper.Config{Contact: "a@b.org", Jobs: with(func(j *scraper.Job) { j.Source = "netfiel" })}, []string{"jobs[0].source"}},
		"blank agency":  {scraper.Config{Contact: "a@b.org", Jobs: with(func(j *scraper.Job) { j.Agency = " LACO" })}, []string{"jobs[0].agency"}},
		"committee":     {scraper.Config{Contact: "a@b.org", Jobs: with(func(j *scraper.Job) { j.Committee = "1\n2" })}, []string{"jobs[0].committee"}},
		"years":         {scraper.Config{Contact: "a@b.org", Jobs: with(func(j *scraper.Job) { j.Years = []int{2026, 26, 2030} })}, []string{"jobs[0].years[1]", "jobs[0].years[2]"}},
		"since":         {scraper.Config{Contact: "a@b.org", Jobs: with(func(j *scraper.Job) { j.Since = "1/2/2026" })}, []string{"jobs[0].since"}},
		"future":        {scraper.Config{Contact: "a@b.org", Jobs: with(func(j *scraper.Job) { j.Since = "2026-07-01" })}, []string{"jobs[0].since"}},
		"schedule":      {scraper.Config{Contact: "a@b.org", Jobs: with(func(j *scraper.Job) { j.Schedule = "nightly" })}, []string{"jobs[0].schedule"}},
		"time zone":     {scraper.Config{Contact: "a@b.org", TimeZone: "Los Angeles", Jobs: []scraper.Job{good}}, []string{"timezone"}},
		"local time":    {scraper.Config{Contact: "a@b.org", TimeZone: "Local", Jobs: []scraper.Job{good}}, []string{"timezone"}},
		"of a source":   {scraper.Config{Contact: "a@b.org", Schedules: map[string]string{"fec": "x", "nowhere": "@daily", "netfile": "@daily"}, Jobs: []scraper.Job{good}}, []string{"schedule.fec", "schedule.nowhere"}},
		"recent years":  {scraper.Config{Contact: "a@b.org", Jobs: []scraper.Job{{Source: "fec", RecentYears: -1}, {Source: "netfile", RecentYears: 2, Years: []int{2026}}}}, []string{"jobs[0].recent_years", "jobs[1].recent_years"}},
		"twice":         {scraper.Config{Contact: "a@b.org", Jobs: []scraper.Job{{Source: "fec"}, good, good}}, []string{"jobs[2]"}},
		"many, sorted":  {scraper.Config{Jobs: []scraper.Job{{Since: "x", Schedule: "x", Agency: " "}}}, []string{"contact", "jobs[0].agency", "jobs[0].schedule", "jobs[0].since", "jobs[0].source"}},
		"case of codes": {scraper.Config{Contact: "a@b.org", Jobs: []scraper.Job{{Source: "netfile", Agency: "laco"}, {Source: "netfile", Agency: "LACO"}}}, []string{"jobs[1]"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, p := range tt.config.Validate([]string{"calaccess", "fec", "netfile"}, time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)) {
				got = append(got, p.Path)
				if p.Text == "" || p.String() != p.Path+": "+p.Text {
					t.Errorf("problem %+v", p)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestJobRequest(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	got, err := scraper.Job{Source: "netfile", Agency: "INVC", Committee: "9910001", Years: []int{2026}, Since: "2026-01-31", Full: true}.Request(now)
	want := scraper.Request{Agency: "INVC", Committee: "9910001", Years: []int{2026}, Since: time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC), Full: true}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, request (-want +got):\n%s", err, diff)
	}
	if _, err := (scraper.Job{Since: "x"}).Request(now); err == nil {
		t.Error("a day that is none")
	}
	recent, err := scraper.Job{RecentYears: 3}.Request(now)
	if diff := cmp.Diff([]int{2024, 2025, 2026}, recent.Years); diff != "" || err != nil {
		t.Errorf("%v, recent years (-want +got):\n%s", err, diff)
	}
}

func TestConfigScheduleOf(t *testing.T) {
	t.Parallel()
	config := scraper.Config{
		Contact: "a@b.org", TimeZone: "America/Los_Angeles", Schedules: map[string]string{"netfile": "30 5 * * *"},
		Jobs: []scraper.Job{{Source: "netfile"}, {Source: "netfile", Agency: "INVC", Schedule: "0 6 * * 1"}, {Source: "fec"}},
	}
	if problems := config.Validate([]string{"fec", "netfile"}, time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)); len(problems) > 0 {
		t.Fatal(problems)
	}
	var got []string
	for _, job := range config.Jobs {
		s, ok := config.ScheduleOf(job)
		if !ok {
			got = append(got, "by hand")
			continue
		}
		got = append(got, s.String())
	}
	want := []string{"CRON_TZ=America/Los_Angeles 30 5 * * *", "CRON_TZ=America/Los_Angeles 0 6 * * 1", "by hand"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("schedules (-want +got):\n%s", diff)
	}
}

func TestConfigCovers(t *testing.T) {
	t.Parallel()
	config := scraper.Config{Jobs: []scraper.Job{{Source: "netfile", Agency: "INVC", RecentYears: 2}, {Source: "calaccess", Committee: "9910001"}}}
	for name, tt := range map[string]struct {
		job  scraper.Job
		want bool
	}{
		"its agency":        {scraper.Job{Source: "netfile", Agency: "invc", Committee: "9900001"}, true},
		"another agency":    {scraper.Job{Source: "netfile", Agency: "INVD", Committee: "9900001"}, false},
		"the committee":     {scraper.Job{Source: "calaccess", Committee: "9910001", RecentYears: 2}, true},
		"another committee": {scraper.Job{Source: "calaccess", Committee: "9910002"}, false},
		"everything":        {scraper.Job{Source: "calaccess"}, false},
		"another source":    {scraper.Job{Source: "fec", Committee: "9910001"}, false},
	} {
		if _, got := config.Covers(tt.job); got != tt.want {
			t.Errorf("%s: covered %v, want %v", name, got, tt.want)
		}
	}
}
