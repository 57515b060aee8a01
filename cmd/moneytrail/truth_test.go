package main

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/portal/invented"
	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
)

// inventedCounty fetches the invented county from its replica, as the demo
// does, and groups it into the contest. Donors are decided, or left as filed.
func inventedCounty(t *testing.T, noResolve bool) *sqlite.DB {
	t.Helper()
	var out bytes.Buffer
	a := &app{noResolve: noResolve, streams: streams{out: &out, err: &out}, db: filepath.Join(t.TempDir(), "county.db"), format: "table", now: fixedNow}
	db, err := a.openToWrite(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := a.fetchInvented(t.Context(), db, filepath.Join(t.TempDir(), "archive")); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	contest, err := parseContest("contest.toml", invented.Contest())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.SaveContest(t.Context(), contest); err != nil {
		t.Fatal(err)
	}
	return db
}

// From the portal to the figures: what the program counts against the answers
// that were worked out by hand from the invented filings.
func TestInventedCountyIsCountedRight(t *testing.T) {
	t.Parallel()
	db := inventedCounty(t, true)
	truth := invented.Expected()
	for _, want := range truth.Committees {
		report, err := db.Committee(t.Context(), store.PublicCommitteeID(want.Filer), store.StandingQuery{Limit: 50})
		if err != nil {
			t.Error(err)
			continue
		}
		checkDonors(t, &want, report.Standings)
		sums := report.Totals
		got := invented.CommitteeTruth{
			Filer: want.Filer, Gross: sums.Gross, Returned: sums.Returned, Monetary: sums.ItemizedMonetary, InKind: sums.ItemizedInKind,
			Itemized: sums.Itemized, SmallMonetary: sums.UnitemizedMonetary, SmallInKind: sums.UnitemizedInKind, Total: sums.Total,
			Pending: sums.Pending, LoansReceived: sums.LoansReceived, OtherReceipts: sums.OtherReceipts, Donors: want.Donors,
		}
		for _, f := range report.Filings {
			got.EmptyAmendment = got.EmptyAmendment || f.EmptyAmendment
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-by hand +counted):\n%s", want.Filer, diff)
		}
	}
	contest, err := db.Contest(t.Context(), invented.Slug, store.StandingQuery{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	checkSides(t, &truth, contest)
	checkUnionAndBigDonor(t, &truth, contest)
}

// One union under five spellings is one donor with one total, without a word to
// the program; the person and the companies stay apart.
func TestInventedUnionHasOneTotal(t *testing.T) {
	t.Parallel()
	db := inventedCounty(t, false)
	truth := invented.Expected()
	contest, err := db.Contest(t.Context(), invented.Slug, store.StandingQuery{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	checkSides(t, &truth, contest)
	union := 0
	for _, s := range contest.Sides[0].Standings {
		if s.Donor.CommitteeID == truth.Union.Spellings[0].CommitteeID {
			union++
			if s.Net != truth.Union.Net {
				t.Errorf("the union gave %s, by hand %s", s.Net, truth.Union.Net)
			}
		}
		for _, spelling := range truth.Union.Spellings {
			if s.Donor.Name == spelling.Name && s.Donor.CommitteeID == "" {
				t.Errorf("%s stands apart with %s", s.Donor.Name, s.Net)
			}
		}
		if s.Donor.Name == "Marlow Q. Placeholder" && s.Net != truth.BigDonor.Person {
			t.Errorf("the big donor in person: %s, by hand %s", s.Net, truth.BigDonor.Person)
		}
	}
	if union != 1 {
		t.Errorf("the union is %d donors", union)
	}
}

func checkDonors(t *testing.T, want *invented.CommitteeTruth, standings []store.Standing) {
	t.Helper()
	donors := map[invented.DonorTruth]int{}
	for _, d := range want.Donors {
		d.Name = ""
		donors[d]++
	}
	for _, s := range standings {
		donors[invented.DonorTruth{CommitteeID: s.Donor.CommitteeID, Net: s.Net, Pending: s.Pending}]--
	}
	for d, n := range donors {
		if n != 0 {
			t.Errorf("%s: donor %+v, %+d", want.Filer, d, n)
		}
	}
}

func checkSides(t *testing.T, truth *invented.Truth, contest *store.ContestReport) {
	t.Helper()
	for i, want := range truth.Sides {
		side := contest.Sides[i]
		got := invented.SideTruth{
			Name: side.Side, Members: want.Members, Itemized: side.Totals.Itemized, Small: side.Totals.Unitemized, Total: side.Totals.Total, Pending: side.Totals.Pending,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("side (-by hand +counted):\n%s", diff)
		}
	}
	var transfers []invented.TransferTruth
	for _, tr := range contest.Transfers {
		transfers = append(transfers, invented.TransferTruth{From: tr.From.Natives[0].ID, To: tr.To.Natives[0].ID, Amount: tr.Amount})
	}
	if diff := cmp.Diff(truth.Transfers, transfers); diff != "" {
		t.Errorf("transfers (-by hand +counted):\n%s", diff)
	}
}

func checkUnionAndBigDonor(t *testing.T, truth *invented.Truth, contest *store.ContestReport) {
	t.Helper()
	byName := map[string]store.Cents{}
	byID := map[string]store.Cents{}
	for _, s := range contest.Sides[0].Standings {
		byName[s.Donor.Name] += s.Net
		byID[s.Donor.CommitteeID] += s.Net
	}
	if got := byName["Marlow Q. Placeholder"]; got != truth.BigDonor.Person {
		t.Errorf("the big donor in person: %s, by hand %s", got, truth.BigDonor.Person)
	}
	for _, spelling := range truth.Union.Spellings {
		if spelling.CommitteeID != "" && byID[spelling.CommitteeID] != truth.Union.WithID {
			t.Errorf("the union under its id: %s, by hand %s", byID[spelling.CommitteeID], truth.Union.WithID)
		}
	}
}

// The one report of the county whose own line does not tie is the one that
// reconciling finds.
func TestInventedCountyReconciles(t *testing.T) {
	t.Parallel()
	db := inventedCounty(t, false)
	gap := invented.Expected().Gap
	found := 0
	err := db.ReportSums(t.Context(), "", func(r *store.ReportSums) error {
		for _, line := range (rules.InForce{}).Reconcile(r) {
			if line.Gap == 0 {
				continue
			}
			found++
			if line.Reported != gap.Reported || line.Itemized != gap.Itemized || line.Filing.From != gap.From || line.Filing.Thru != gap.Thru {
				t.Errorf("%s %s: itemized %s, reported %s (%s)", line.Committee.Public, line.Filing.Label(), line.Itemized, line.Reported, line.Reason)
			}
		}
		return nil
	})
	if err != nil || found != 1 {
		t.Errorf("%d gaps, %v; the county has one", found, err)
	}
}
