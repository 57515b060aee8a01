package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"moneytrail/scraper"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
)

func quickTrack(a *app, list []scraper.Source) *cobra.Command { return trackWith(a, list, quick) }

func jobsOf(t *testing.T, o *office) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(o.dir, "jobs.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTrack(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		args []string
		id   string // as cited
		job  string // as added
	}{
		"state id within an agency": {[]string{"9900001", "--agency", invented.Code}, "fppc-9900001", "source = \"netfile-public\"\nagency = \"INVC\"\ncommittee = \"9900001\"\nschedule = \"30 5 * * *\"\n"},
		"as cited":                  {[]string{"fppc-9900001", "--agency", invented.Code}, "fppc-9900001", "committee = \"9900001\"\n"},
		"name within an agency":     {[]string{"recall", "second", "attempt", "--agency", invented.Code}, "netfile-", "source = \"netfile-public\"\nagency = \"INVC\"\n"},
		"state id":                  {[]string{"9910001", "--schedule", "@daily"}, "fppc-9910001", "source = \"calaccess\"\ncommittee = \"9910001\"\nrecent_years = 2\nschedule = \"@daily\"\n"},
		"federal id":                {[]string{portal.FederalCommittee}, "fec-c99900001", "source = \"fec\"\ncommittee = \"C99900001\"\n"},
		"number, as printed":        {[]string{"netfile:800000002", "--agency", invented.Code}, "netfile-800000002", "committee = \"800000002\"\n"},
		"federal name":              {[]string{"nobody's invented pac"}, "fec-c99900001", "source = \"fec\"\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			a := o.must(t, quickTrack, append(tt.args, "--contact", contact)...)
			jobs := jobsOf(t, o)
			if !strings.Contains(jobs, tt.job) || strings.Count(jobs, "[[job]]") != 1 {
				t.Errorf("configuration:\n%s\nwant\n%s", jobs, tt.job)
			}
			if !strings.Contains(a.out, "http://127.0.0.1:8080/committees/"+tt.id) {
				t.Errorf("no address of the page of %s:\n%s%s", tt.id, a.out, a.err)
			}
			again := o.must(t, quickTrack, append(tt.args, "--contact", contact)...)
			if jobsOf(t, o) != jobs || !strings.Contains(again.out, "brings it already") {
				t.Errorf("followed twice:\n%s\n%s", jobsOf(t, o), again.out)
			}
			if a := o.do(t.Context(), scrapeCommand, "--all", filepath.Join(o.dir, "jobs.toml")); a.code != exitOK {
				t.Errorf("the configuration cannot be run: exit %d, %s", a.code, a.err)
			}
		})
	}
}

func TestTrackPrintsTheDonors(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	a := o.must(t, quickTrack, "9900002", "--agency", invented.Code, "--contact", contact)
	for _, want := range []string{"found ", "(fppc:9900002)", "added to ", "rank", "Itemized $"} {
		if !strings.Contains(a.out, want) {
			t.Errorf("no %q in\n%s", want, a.out)
		}
	}
}

// The words that stand in a configuration stay as they are: comments, order,
// line ends.
func TestTrackKeepsTheConfiguration(t *testing.T) {
	t.Parallel()
	const jobs = "# ours\r\ncontact = \"" + contact + "\"   # desk\r\n\r\n[schedule]\r\nfec = \"15 * * * *\" # hourly\r\n\r\n[[job]] # all of it\r\nsource   =   \"calaccess-pages\"\r\nyears = [2025,\r\n  2026] # end"
	o := newOffice(t)
	file := write(t, o.dir, "jobs.toml", []byte(jobs))
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	o.must(t, quickTrack, portal.FederalCommittee)
	want := jobs + "\r\n\r\n[[job]]\r\nsource = \"fec\"\r\ncommittee = \"C99900001\"\r\n"
	if got := jobsOf(t, o); got != want {
		t.Errorf("configuration %q\nwant %q", got, want)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("rights %v, %v", info.Mode(), err)
	}
}

// A job that brings the whole agency brings the committee too: it is run, and
// nothing is added.
func TestTrackUsesTheJobThatIsThere(t *testing.T) {
	t.Parallel()
	jobs := "contact = \"" + contact + "\"\n[[job]]\nsource = \"netfile\"\nagency = \"INVC\"\nyears = [2025, 2026]\n"
	o := newOffice(t)
	write(t, o.dir, "jobs.toml", []byte(jobs))
	a := o.must(t, quickTrack, "9900002") // the agency is known from the file
	if jobsOf(t, o) != jobs || !strings.Contains(a.out, "brings it already") {
		t.Errorf("%s\n%s", jobsOf(t, o), a.out)
	}
	if runs := o.runs(t); len(runs) != 1 || runs[0].Source != "netfile" {
		t.Errorf("runs %+v", runs)
	}
}

func TestTrackRefusals(t *testing.T) {
	t.Parallel()
	const unreachable = "/api/public/"
	tests := map[string]struct {
		args []string
		jobs string
		code int
		want []string
	}{
		"several":            {args: []string{"recall", "--agency", invented.Code}, code: exitNotFound, want: []string{"(first att", "(second att", "netfile:800000", "name one of them by its id"}},
		"none":               {args: []string{"no such committee", "--agency", invented.Code}, code: exitNotFound, want: []string{`no committee "no such committee"`, "asked were netfile-public INVC"}},
		"none anywhere":      {args: []string{"9999999"}, code: exitNotFound, want: []string{"asked were calaccess-pages"}},
		"another agency":     {args: []string{"9900001", "--agency", "INVD"}, code: exitNotFound, want: []string{"netfile-public INVD"}},
		"schedule":           {args: []string{"9900001", "--agency", invented.Code, "--schedule", "nightly"}, code: exitUsage, want: []string{"no schedule"}},
		"no contact":         {args: []string{"9900001", "--contact", ""}, code: exitUsage, want: []string{"--contact"}},
		"bad file":           {args: []string{"9900001"}, jobs: "contact = 1\n", code: exitInput, want: []string{"line 1"}},
		"jobs in a list":     {args: []string{portal.FederalCommittee}, jobs: "contact = \"" + contact + "\"\njob = [{source = \"calaccess\"}]\n", code: exitInput, want: []string{"[[job]] tables"}},
		"could not be asked": {args: []string{"9900001", "--agency", invented.Code, "--site", unreachable}, code: exitFailure, want: []string{"netfile-public INVC could not be asked", "404"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var faults []portal.Fault
			if name == "could not be asked" {
				faults = []portal.Fault{{Path: unreachable, Kind: portal.FaultMissing}}
			}
			o := newOffice(t, faults...)
			file := filepath.Join(o.dir, "jobs.toml")
			if tt.jobs != "" {
				write(t, o.dir, "jobs.toml", []byte(tt.jobs))
			}
			args := tt.args
			if name != "no contact" {
				args = append(args, "--contact", contact)
			}
			a := o.do(t.Context(), quickTrack, args...)
			for _, want := range tt.want {
				if !strings.Contains(a.out+a.err, want) {
					t.Errorf("no %q in\n%s%s", want, a.out, a.err)
				}
			}
			if strings.Contains(strings.TrimSpace(a.err), "\n") {
				t.Errorf("more than one line: %s", a.err)
			}
			if a.code != tt.code {
				t.Errorf("exit %d, want %d: %s", a.code, tt.code, a.err)
			}
			switch text, err := os.ReadFile(file); {
			case tt.jobs != "" && string(text) != tt.jobs:
				t.Errorf("the configuration was changed to %q", text)
			case tt.jobs == "" && err == nil:
				t.Errorf("a configuration was made: %q", text)
			}
		})
	}
}

// What cannot be fetched is not followed.
func TestTrackFailsBeforeItWrites(t *testing.T) {
	t.Parallel()
	o := newOffice(t, portal.Fault{Path: "/dcdev/", Kind: portal.FaultServerError})
	a := o.do(t.Context(), quickTrack, portal.FederalCommittee, "--contact", contact)
	if a.code != exitFailure || !strings.Contains(a.err, "run again later") {
		t.Errorf("exit %d: %s", a.code, a.err)
	}
	if _, err := os.Stat(filepath.Join(o.dir, "jobs.toml")); err == nil {
		t.Error("a configuration was made")
	}
}
