package main

// Proposed for cmd/moneytrail/truth_test.go: the counted result of the whole
// path against the answers worked out by hand in portal/invented.

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
)

func TestInventedCountyIsCountedRight(t *testing.T) {
	t.Parallel()
	now := func() time.Time { return time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC) }
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), sqlite.Options{Rules: rules.InForce{}, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	load := func(name string, body []byte, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		r := bytes.NewReader(body)
		f, err := format.Detect(r, r.Size(), name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(body)
		src := store.SourceFile{SHA256: hex.EncodeToString(sum[:]), Name: name, Format: f.Name, Bytes: r.Size(), Fetched: now()}
		if _, err := db.Load(t.Context(), src, func(ctx context.Context, sink store.Sink) error { return f.Read(ctx, r, r.Size(), name, sink) }, nil); err != nil {
			t.Fatal(err)
		}
	}
	c := invented.County()
	for _, year := range c.Years() {
		body, err := portal.Workbook(c, year)
		load(fmt.Sprintf("efile_newest_INVC_%d.xlsx", year), body, err)
	}
	for _, r := range c.Local {
		if !r.Paper {
			body, err := portal.EFile(r)
			load("efile_INVC_"+r.ID+".txt", body, err)
		}
	}
	body, err := portal.StateExport(c)
	load("dbwebexport.zip", body, err)
	for _, want := range invented.Expected().Committees {
		report, err := db.Committee(t.Context(), store.PublicCommitteeID(want.Filer), store.StandingQuery{Limit: 50})
		if err != nil {
			t.Error(err)
			continue
		}
		sums := report.Totals
		got := invented.CommitteeTruth{
			Filer: want.Filer, Gross: sums.Gross, Returned: sums.Returned, Monetary: sums.ItemizedMonetary, InKind: sums.ItemizedInKind,
			Itemized: sums.Itemized, SmallMonetary: sums.UnitemizedMonetary, SmallInKind: sums.UnitemizedInKind, Total: sums.Total,
			Pending: sums.Pending, LoansReceived: sums.LoansReceived, OtherReceipts: sums.OtherReceipts,
		}
		for _, f := range report.Filings {
			got.EmptyAmendment = got.EmptyAmendment || f.EmptyAmendment
		}
		donors := map[invented.DonorTruth]int{}
		for _, d := range want.Donors {
			d.Name = ""
			donors[d]++
		}
		for _, s := range report.Standings {
			donors[invented.DonorTruth{CommitteeID: s.Donor.CommitteeID, Net: s.Net, Pending: s.Pending}]--
		}
		for d, n := range donors {
			if n != 0 {
				t.Errorf("%s: donor %+v, %+d", want.Filer, d, n)
			}
		}
		want.Donors = nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-by hand +counted):\n%s", want.Filer, diff)
		}
	}
}
