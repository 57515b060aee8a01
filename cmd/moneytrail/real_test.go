package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// scheduleTotal is what top prints as counted on a schedule.
func counted(t *testing.T, db, committee, schedule string) store.Cents {
	t.Helper()
	answer := decode[api.Committee](t, must(t, "top", "--committee", committee, "--format", "json", "--db", db).out)
	var sum store.Cents
	for _, l := range answer.Accounting {
		if l.Counted && l.Schedule == schedule {
			sum += l.AmountCents
		}
	}
	return sum
}

func TestRealWorkbooks(t *testing.T) {
	t.Parallel()
	folder := storetest.SharedData(t, "california", "netfile_excel")
	db := filepath.Join(t.TempDir(), "real.db")
	must(t, "import", "--db", db, filepath.Join(folder, "efile_BRK_2017.xlsx"))
	for committee, want := range map[string]store.Cents{
		"1392842": 31_640_00, "1383020": 4_350_00, "1359384": 8_898_09, "1381022": 1_500_00, "1392578": 10_899_00, "1387136": 200_00,
	} {
		if got := counted(t, db, committee, "A"); got != want {
			t.Errorf("%s: Schedule A %s, want %s", committee, got, want)
		}
	}
	must(t, "import", "--db", db, filepath.Join(folder, "efile_BRK_2018.xlsx"))
	lines := decode[[]reconcileLine](t, must(t, "reconcile", "--format", "json", "--db", db).out)
	if len(lines) < 4*95 {
		t.Errorf("%d lines reconciled", len(lines))
	}
	for _, l := range lines {
		known := l.Committee == "fppc-1249144" && l.GapCents == 1_000_00 && l.Reason != ""
		if l.GapCents != 0 && !known {
			t.Errorf("%s %s %s: gap %s (%s)", l.Committee, l.Report, l.Schedule, l.GapCents, l.Reason)
		}
	}
	if a := call(t, "reconcile", "--strict", "--format", "json", "--db", db); a.code != exitGap {
		t.Errorf("--strict: exit %d", a.code)
	}
}

func TestRealAmendmentPairInEitherOrder(t *testing.T) {
	t.Parallel()
	folder := storetest.SharedData(t, "california", "cal_efile")
	first, second := filepath.Join(folder, "F460-212406069.txt"), filepath.Join(folder, "F460-212408156-amendment.txt")
	for i, order := range [][]string{{first, second}, {second, first}} {
		db := filepath.Join(t.TempDir(), fmt.Sprint(i, ".db"))
		for _, f := range order {
			must(t, "import", "--db", db, f)
		}
		if got := counted(t, db, "1474607", "A"); got != 30_000_00 {
			t.Errorf("order %d: %s", i, got)
		}
	}
}

// Every line of the state's sample is typed, kept as a reference or
// quarantined; the counts are printed and stored.
func TestRealStateSample(t *testing.T) {
	t.Parallel()
	zip := storetest.SharedData(t, "california", "calaccess_bulk", "dbwebexport_sample_20170712.zip")
	db := filepath.Join(t.TempDir(), "state.db")
	line := decode[[]importLine](t, must(t, "import", "--db", db, "--format", "json", zip).out)[0]
	if line.Lines != line.Typed+line.References+line.Quarantined || line.Lines < 60_000 || line.Quarantined == 0 || line.NoFiler == 0 {
		t.Errorf("%+v", line)
	}
	for _, reason := range line.Reasons {
		t.Log("quarantined:", reason)
	}
	quarantine := must(t, "sources", "--quarantine", "--format", "csv", "--db", db).out
	if got := strings.Count(quarantine, "\n") - 1; got != line.Quarantined {
		t.Errorf("%d lines listed, %d quarantined", got, line.Quarantined)
	}
	if out := must(t, "sources", "--unassigned", "--limit", "100000", "--format", "csv", "--db", db).out; strings.Count(out, "\n") < 1000 {
		t.Errorf("unassigned reports are not listed: %.200s", out)
	}
	again := decode[[]importLine](t, must(t, "import", "--db", db, "--format", "json", zip).out)[0]
	if !again.Unchanged {
		t.Errorf("second import: %+v", again)
	}
}

func TestRealFolderImports(t *testing.T) {
	t.Parallel()
	folder := storetest.SharedData(t, "california", "cal_efile")
	db := filepath.Join(t.TempDir(), "folder.db")
	a := must(t, "import", "--db", db, folder)
	if strings.Count(a.out, "(cal-efile)") != 8 {
		t.Errorf("output: %s", a.out)
	}
	export := storetest.SharedData(t, "california", "calaccess_committee_export")
	must(t, "import", "--db", db, export)
	if got := counted(t, db, "1343619", "A"); got != 107_412_00 {
		t.Errorf("monetary %s", got)
	}
	if got := counted(t, db, "1343619", "C"); got != 16_929_11 {
		t.Errorf("in kind %s", got)
	}
}

// The same figure from the command line, as CSV and JSON, and by adding up
// the rows that explain it.
func TestFigureAndItsRowsAgree(t *testing.T) {
	t.Parallel()
	folder := storetest.SharedData(t, "california", "netfile_excel")
	db := filepath.Join(t.TempDir(), "rows.db")
	must(t, "import", "--db", db, filepath.Join(folder, "efile_BRK_2017.xlsx"))
	answer := decode[api.Committee](t, must(t, "top", "--committee", "1392842", "--format", "json", "--db", db).out)
	var sum store.Cents
	after := int64(0)
	for {
		rows := decode[api.RowList](t, must(t, "explain", "--committee", "1392842", "--status", "counted", "--limit", "200", "--after", fmt.Sprint(after), "--format", "json", "--db", db).out)
		for _, r := range rows.Items {
			sum += r.AmountCents
			if r.Why == "" || r.Filing.Source.SHA256 == "" || r.Place.Line == 0 {
				t.Errorf("row %d does not lead to its source: %+v", r.ID, r.Place)
			}
		}
		if rows.Next == nil {
			break
		}
		after = rows.Items[len(rows.Items)-1].ID
	}
	if sum != answer.Figures.ItemizedCents {
		t.Errorf("rows add up to %s, the figure is %s", sum, answer.Figures.ItemizedCents)
	}
}
