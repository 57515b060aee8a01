package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
)

// asProgram makes the test binary behave as the program, so that tests can
// kill it and run it as another user.
const asProgram = "MONEYTRAIL_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	if base := os.Getenv(asScraper); base != "" {
		os.Exit(scrapeAsChild(base))
	}
	code := m.Run()
	stopBrowser()
	os.Exit(code)
}

// command runs the program in dir as a process of its own.
func command(ctx context.Context, t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// answer is what one call of the program gave.
type answer struct {
	code     int
	out, err string
}

// call runs the program in this process.
func call(t *testing.T, args ...string) answer {
	t.Helper()
	var out, errOut bytes.Buffer
	code := run(t.Context(), args, streams{in: strings.NewReader(""), out: &out, err: &errOut})
	return answer{code, out.String(), errOut.String()}
}

// must runs the program and expects success.
func must(t *testing.T, args ...string) answer {
	t.Helper()
	a := call(t, args...)
	if a.code != exitOK {
		t.Fatalf("moneytrail %s: exit %d\n%s%s", strings.Join(args, " "), a.code, a.out, a.err)
	}
	return a
}

func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %.300s", err, text)
	}
	return v
}

// files are invented filings, one of each format, by file name.
func files(t *testing.T) map[string][]byte {
	t.Helper()
	county := invented.County()
	book, err := portal.Workbook(county, county.Years()[0])
	if err != nil {
		t.Fatal(err)
	}
	state, err := portal.StateExport(county)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{
		fmt.Sprintf("efile_newest_INVC_%d.xlsx", county.Years()[0]): book,
		"dbwebexport.zip":                         state,
		"9910001_2025_contributions_received.tsv": portal.CommitteeExport(county, "9910001", 2025),
		"typed.csv": []byte("committee_id,committee_name,form,schedule,from,thru,contributor_last,date,amount,source_note\n" +
			"9900020,Invented paper committee,F460,A,2031-01-01,2031-06-30,Example,2031-02-01,250.00,page 3 of an invented PDF\n"),
	}
	for _, r := range county.Local {
		if !r.Paper {
			if out["efile_INVC_1.txt"], err = portal.EFile(r); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	return out
}

// write puts a file into dir.
func write(t *testing.T, dir, name string, body []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// rezip copies a zip with each member changed by edit; nil drops it.
func rezip(t *testing.T, body []byte, edit func(name string, text []byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range in.File {
		r, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if text = edit(m.Name, text); text == nil {
			continue
		}
		member, err := w.Create(m.Name)
		if err == nil {
			_, err = member.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func fixedNow() time.Time { return time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC) }
