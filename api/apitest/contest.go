package apitest

import (
	"slices"

	"moneytrail/store"
)

func contestReport(v store.DataVersion, yes, no *store.CommitteeReport) *store.ContestReport {
	totals := yes.Totals
	totals.Pending, totals.PendingGifts = totals.Pending+no.Totals.Pending, totals.PendingGifts+no.Totals.PendingGifts
	return &store.ContestReport{
		Version: v,
		Contest: store.Contest{
			Slug: ContestSlug, Title: "Measure Q: the harbor bridge", Note: "An invented contest.",
			Members: []store.ContestMember{
				{Side: "Support", Filer: yes.Committee.Natives[0]},
				{Side: "Oppose", Filer: no.Committee.Natives[0]},
				{Side: "Oppose", Filer: store.FilerRef{Scheme: store.SchemeFPPC, ID: "9000009"}},
			},
		},
		Sides: []store.SideReport{
			{Side: "Oppose", Committees: []store.CommitteeItem{itemOf(no)}, Totals: no.Totals, Classes: no.Classes},
			{Side: "Support", Committees: []store.CommitteeItem{itemOf(yes)}, Totals: yes.Totals, Standings: yes.Standings[:10], Classes: yes.Classes},
		},
		Transfers:  []store.TransferTotal{{From: yes.Committee, To: no.Committee, Amount: 150_025, Rows: 1}},
		Standings:  yes.Standings,
		Totals:     totals,
		Classes:    slices.Concat(yes.Classes, no.Classes),
		Coverage:   yes.Coverage,
		Unresolved: []store.FilerRef{{Scheme: store.SchemeFPPC, ID: "9000009"}},
	}
}

// rowsOf gives three rows: counted, superseded and a return.
func rowsOf(r *store.CommitteeReport, name string) *store.Explanation {
	row := func(id int64, status store.Status, reason store.Reason, amount store.Cents) store.RowView {
		return store.RowView{
			ID: id, Schedule: "A", TranID: "INC1", Line: int(id), Kind: store.KindMonetary, Direction: store.Received,
			Donor: r.Standings[0].Donor.ID, Counterparty: name, Entity: "IND", City: "Port Imaginary", State: "CA", Zip5: "90000",
			Employer: "Self", Occupation: "Lamplighter", Date: "2026-03-04", Amount: amount,
			Description: "Lunch at 12 Invented Street, call 213-555-0100",
			Status:      status, Reason: reason, Filing: r.Filings[1], Pos: store.Position{Part: "A-Contributions", Line: 10 + int(id)},
		}
	}
	old := row(2, store.StatusSuperseded, store.ReasonNewerVersion, 80_000)
	old.Cause = "F460 amendment 1"
	back := row(3, store.StatusCounted, store.ReasonGift, -40_000)
	back.Kind, back.Target = store.KindReturn, store.Target{Measure: "Measure Q", Support: "S"}
	return &store.Explanation{
		Version: r.Version, Committee: r.Committee, Donor: &r.Standings[0].Donor,
		Sums: []store.ScheduleTotal{
			{Schedule: "A", Status: store.StatusCounted, Reason: store.ReasonGift, Rows: 2, Amount: 60_001},
			{Schedule: "A", Status: store.StatusSuperseded, Reason: store.ReasonNewerVersion, Rows: 1, Amount: 80_000},
		},
		Rows: []store.RowView{row(1, store.StatusCounted, store.ReasonGift, 100_001), old, back},
	}
}
