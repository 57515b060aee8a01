package sqlite_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

func everyRow(ctx context.Context, t rapid.TB, db *sqlite.DB, f *store.TransactionFilter) []store.TransactionView {
	var out []store.TransactionView
	if err := db.EachTransaction(ctx, f, func(views []store.TransactionView) error {
		out = append(out, views...)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// Whatever the filter, an export has the rows of the list, each with the same
// evidence, and their sum is the filter's to the cent.
func TestExportIsTheList(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "rows.db"), sqlite.Options{Now: fixedNow, Rules: rules.InForce{}})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		first := firstHalf
		first.Filer = "9900002"
		files := []*storetest.Records{placed(rt, first.Records()), placed(rt, notice.Records())}
		for _, r := range randomReports(rt) {
			files = append(files, placed(rt, r.Records()))
		}
		load(t, db, "all", storetest.Join(files...))
		for range 3 {
			f := randomFilter(rt)
			exported := everyRow(t.Context(), rt, db, &f)
			page, err := db.Transactions(t.Context(), &store.TransactionQuery{TransactionFilter: f, Limit: 100_000})
			if err != nil {
				rt.Fatal(err)
			}
			slices.SortFunc(page.Rows, func(a, b store.TransactionView) int { return int(a.ID - b.ID) })
			if diff := gocmp.Diff(page.Rows, exported); diff != "" {
				rt.Fatalf("%+v: (-list +export):\n%s", f, diff)
			}
			var sum store.Cents
			for i := range exported {
				sum += exported[i].Amount
			}
			if rows, want := rowsOf(&page.Totals); rows != len(exported) || sum != want {
				rt.Fatalf("%+v: %d rows, %s exported; the list says %d, %s", f, len(exported), sum, rows, want)
			}
		}
	})
}

// A pinned context answers of its version, whatever is loaded meanwhile.
func TestPinnedAnswersStay(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "a", firstHalf.Records())
	pinned, release, err := db.Pin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before := everyRow(pinned, t, db, &store.TransactionFilter{})
	other := firstHalf
	other.Filer = "9900002"
	load(t, db, "b", other.Records())
	if diff := gocmp.Diff(before, everyRow(pinned, t, db, &store.TransactionFilter{})); diff != "" {
		t.Errorf("a pinned answer moved:\n%s", diff)
	}
	v, err := db.Version(pinned)
	if err != nil || v.ID != 1 {
		t.Errorf("pinned to data version %d: %v", v.ID, err)
	}
	release()
	if now := everyRow(t.Context(), t, db, &store.TransactionFilter{}); len(now) <= len(before) {
		t.Errorf("%d rows after, %d before", len(now), len(before))
	}
}

func TestDonorsAndFilingsAreWhole(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "a", firstHalf.Records())
	var sum store.Cents
	donors := 0
	if err := db.EachDonor(t.Context(), func(d *store.DonorItem) error {
		donors, sum = donors+1, sum+d.Net
		if d.Net != d.Gross-d.Returned || d.Spellings < 1 || d.Donor.Name == "" {
			t.Errorf("%+v", d)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	report, err := db.Committee(t.Context(), "9900001", store.StandingQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	if sum != report.Totals.Itemized || donors < report.Totals.Donors {
		t.Errorf("%d donors gave %s; the committee has %d and %s", donors, sum, report.Totals.Donors, report.Totals.Itemized)
	}
	var filings []store.FilingVersion
	if err := db.EachFiling(t.Context(), func(f *store.FilingItem) error {
		if f.Committee.Public != "fppc-9900001" {
			t.Errorf("%+v", f.Committee)
		}
		filings = append(filings, f.Filing)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(report.Filings, filings); diff != "" {
		t.Errorf("(-committee +table):\n%s", diff)
	}
}

// A published copy tells nothing of the operator's disk, describes itself, and
// answers the same.
func TestPublish(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "/home/invented operator/secret folder/efile.xlsx", firstHalf.Records())
	path := filepath.Join(t.TempDir(), "out.sqlite")
	if _, err := db.Publish(t.Context(), path, func(v store.DataVersion) []sqlite.Fact { return []sqlite.Fact{{Name: "notice", Text: "invented"}} }); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"secret folder", "/home/"} {
		if bytes.Contains(file, []byte(secret)) {
			t.Errorf("the copy says %q", secret)
		}
	}
	for _, said := range []string{"efile.xlsx", "One line of a report: a gift, a payment, a loan."} {
		if !bytes.Contains(file, []byte(said)) {
			t.Errorf("the copy does not say %q", said)
		}
	}
	copied, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true, Now: fixedNow, Rules: rules.InForce{}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = copied.Close() }()
	want, got := everyRow(t.Context(), t, db, &store.TransactionFilter{}), everyRow(t.Context(), t, copied, &store.TransactionFilter{})
	for i := range want {
		want[i].Filing.Source.Name = got[i].Filing.Source.Name
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-database +copy):\n%s", diff)
	}
}
