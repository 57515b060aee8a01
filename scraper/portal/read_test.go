package portal_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// read reads a rendered document as anyone would who is handed it: by content.
func read(t *testing.T, name, wantFormat string, body []byte) *storetest.Records {
	t.Helper()
	r := bytes.NewReader(body)
	f, err := format.Detect(r, r.Size(), name)
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != wantFormat {
		t.Errorf("%s is taken for %s, want %s", name, f.Name, wantFormat)
	}
	var records storetest.Records
	if err := f.Read(t.Context(), r, r.Size(), name, &records); err != nil {
		t.Fatal(err)
	}
	for _, tally := range records.Tallies {
		if !tally.Balanced() {
			t.Errorf("%s: tally %+v", name, tally)
		}
	}
	return &records
}

// comparable gives what a row says, without where it stands in a file, in an
// order of its own.
func comparable(rows []store.Transaction, version bool) []store.Transaction {
	out := slices.Clone(rows)
	for i := range out {
		t := &out[i]
		t.Pos, t.Line, t.Filing.System, t.Filing.Report, t.Target = store.Position{}, 0, "", "", store.Target{}
		if !version {
			t.Filing.Version = 0
		}
		if t.Table == store.TableDebts {
			t.Loan = store.Loan{} // balances of a bill: readers may leave them
		}
		if t.Loan.Due != "" || t.Schedule == "B1" {
			t.Cumulative = 0 // the lender's, not the loan's
		}
	}
	slices.SortFunc(out, func(a, b store.Transaction) int {
		return cmp.Or(cmp.Compare(a.Schedule, b.Schedule), cmp.Compare(a.TranID, b.TranID), cmp.Compare(a.Filing.Version, b.Filing.Version),
			cmp.Compare(a.Counterparty.Last, b.Counterparty.Last), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Amount, b.Amount))
	})
	return out
}

func rowsOf(reports []portal.Report, keep func(portal.Report) bool) []store.Transaction {
	var rows []store.Transaction
	for _, r := range reports {
		if !keep(r) {
			continue
		}
		for _, row := range r.Rows {
			row.Filing.Version = r.Key.Version
			rows = append(rows, row)
		}
	}
	return rows
}

func TestWorkbookReadsBack(t *testing.T) {
	t.Parallel()
	for _, year := range []int{2025, 2026} {
		records := read(t, "efile_newest_INVC_2025.xlsx", "netfile-workbook", workbook(t, year))
		want := rowsOf(invented.County().Local, func(r portal.Report) bool {
			return strings.HasPrefix(string(cmp.Or(r.From, r.Filed)), strconv.Itoa(year))
		})
		if diff := gocmp.Diff(comparable(want, true), comparable(records.Transactions, true)); diff != "" {
			t.Errorf("%d: rows (-defined +read):\n%s", year, diff)
		}
		if len(records.Quarantines) != 0 {
			t.Errorf("%d: quarantined %+v", year, records.Quarantines)
		}
	}
}

// TestEFileIsTheWorkbooksReport holds every e-filing against its definition,
// and its key against the one that the workbook gives the same report.
func TestEFileIsTheWorkbooksReport(t *testing.T) {
	t.Parallel()
	inWorkbook := map[store.FilingKey]bool{}
	for _, year := range []int{2025, 2026} {
		for _, f := range read(t, "efile_newest_INVC_2025.xlsx", "netfile-workbook", workbook(t, year)).Filings {
			inWorkbook[f.Key] = true
		}
	}
	for _, r := range invented.County().Local {
		if r.Paper {
			continue
		}
		text, err := portal.EFile(r)
		if err != nil {
			t.Fatal(err)
		}
		records := read(t, "efile_INVC_"+r.ID+".zip", "cal-efile", zipped(t, "Efile.txt", text))
		want := rowsOf([]portal.Report{r}, func(portal.Report) bool { return true })
		if diff := gocmp.Diff(comparable(want, true), comparable(records.Transactions, true)); diff != "" {
			t.Errorf("%s: rows (-defined +read):\n%s", r.ID, diff)
		}
		for _, f := range records.Filings {
			if !inWorkbook[f.Key] && r.Filer.Scheme == store.SchemeFPPC {
				t.Errorf("%s: key %+v is in no workbook", r.ID, f.Key)
			}
		}
		if len(records.Summaries) != len(r.Summary) {
			t.Errorf("%s: %d summary lines, want %d", r.ID, len(records.Summaries), len(r.Summary))
		}
	}
}

func zipped(t *testing.T, name string, body []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	w, err := archive.Create(name)
	if err == nil {
		_, err = w.Write(body)
	}
	if err == nil {
		err = archive.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestStateExportReadsBack(t *testing.T) {
	t.Parallel()
	body, err := portal.StateExport(invented.County())
	if err != nil {
		t.Fatal(err)
	}
	records := read(t, "dbwebexport.zip", "calaccess-bulk", body)
	want := rowsOf(invented.County().State, func(portal.Report) bool { return true })
	want = slices.DeleteFunc(want, func(row store.Transaction) bool { return row.TranID == "E2" }) // the damaged line
	if diff := gocmp.Diff(comparable(want, true), comparable(records.Transactions, true)); diff != "" {
		t.Errorf("rows (-defined +read):\n%s", diff)
	}
	if len(records.Quarantines) != 1 || len(records.FilerAliases) != 4 {
		t.Errorf("%d quarantined %+v, %d aliases", len(records.Quarantines), records.Quarantines, len(records.FilerAliases))
	}
}

func TestCommitteeExportReadsBack(t *testing.T) {
	t.Parallel()
	body := portal.CommitteeExport(invented.County(), "9910001", 2025)
	records := read(t, "9910001_2025_contributions_received.tsv", "calaccess-export", body)
	var sum store.Cents
	for _, row := range records.Transactions {
		sum += row.Amount
	}
	if len(records.Transactions) != 3 || sum != 48_058_00 {
		t.Errorf("%d rows, %s", len(records.Transactions), sum)
	}
}
