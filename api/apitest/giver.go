package apitest

import (
	"context"
	"slices"

	"moneytrail/api"
	"moneytrail/store"
)

// Ids of donors of the sample. JoinedID is a name as filed that is taken for
// DonorID; the donor of HostileDonor has hostile text in every field.
const (
	DonorID      = store.DonorID(1_001)
	JoinedID     = store.DonorID(2_001)
	HostileDonor = store.DonorID(6_666)
	SmallDonor   = store.DonorID(1_030)
)

var (
	_ api.DonorReader  = (*Reader)(nil)
	_ api.FilingReader = (*Reader)(nil)
)

func (r *Reader) standing(id store.DonorID) (store.Standing, *store.CommitteeReport) {
	report := r.Reports[CommitteeID]
	if id == HostileDonor {
		report, id = r.Reports[HostileID], DonorID
	}
	i := slices.IndexFunc(report.Standings, func(s store.Standing) bool { return s.Donor.ID == id })
	if i < 0 {
		return store.Standing{}, nil
	}
	return report.Standings[i], report
}

func given(s *store.Standing) store.GivenTotals {
	return store.GivenTotals{
		Gross: s.Gross, Returned: s.Returned, Net: s.Net, Gifts: s.Gifts, Pending: s.Pending, PendingGifts: s.PendingGifts, Committees: 1, First: s.First, Last: s.Last,
	}
}

// Donor gives a donor of the sample, who gave to one committee.
func (r *Reader) Donor(_ context.Context, id store.DonorID, q store.DonorQuery) (*store.DonorReport, error) {
	asked := id
	if id == JoinedID {
		id = DonorID
	}
	s, report := r.standing(id)
	if r.Err != nil || report == nil {
		return nil, r.failure(id.String())
	}
	other, name := report.Standings[1].Donor, s.Donor.Name
	s.Donor.ID = id
	pair := store.DonorPair{A: id, B: JoinedID, Weight: 7.5, Evidence: []string{"same name: " + name, "same employer"}}
	all := given(&s)
	out := &store.DonorReport{
		DonorProfile: store.DonorProfile{
			Version: r.Data, Donor: s.Donor, AskedFor: asked, Net: s.Net, Committees: 1,
			Contributors: []store.ContributorView{
				{ID: id, Name: name, City: s.Donor.City, State: "CA", Zip5: "90000", Employer: name, Occupation: "Lamplighter", Rows: 3, ByRules: id},
				{ID: JoinedID, Name: name, City: s.Donor.City, State: "CA", Zip5: "90001", Rows: 1, ByRules: JoinedID},
			},
			Joins:        []store.DonorPair{pair},
			Possible:     []store.PossiblePair{{DonorPair: pair, Other: other}},
			Affiliations: []store.Affiliation{{Other: other, Reason: name, Link: "https://example.org/note", Net: 700, Pending: 5}},
			Corrections: []store.CorrectionEntry{{
				Correction: store.Correction{ID: 3, Kind: store.CorrectionMerge, SubjectAs: name, ObjectAs: name, Reason: name, Link: "javascript:alert(1)"}, State: store.CorrectionApplied,
			}},
		},
		Given: all, Periods: []store.GivenPeriod{{Period: "2025", Net: 100, Gifts: 1}, {Period: "2026", Net: s.Net - 100, Gifts: s.Gifts - 1, Pending: s.Pending}},
		Together: s.Net + 7, Between: 3,
	}
	if q.Offset == 0 {
		out.To = []store.Given{{Committee: report.Committee, Donors: 1, GivenTotals: all}}
	}
	return out, nil
}

// Givers gives the donors of the sample; of everything as a whole what they
// gave its first committee.
func (r *Reader) Givers(_ context.Context, q store.GiversQuery) (*store.Givers, error) {
	report := r.Reports[CommitteeID]
	all := matching(report.Standings, store.StandingQuery{Classes: q.Classes, Tag: q.Tag})
	out := &store.Givers{Version: r.Data, Total: len(all), Classes: ClassTotals(all)}
	for i := range all {
		g := given(&all[i])
		out.Sum.Net, out.Sum.Gross, out.Sum.Returned = out.Sum.Net+g.Net, out.Sum.Gross+g.Gross, out.Sum.Returned+g.Returned
		out.Sum.Pending, out.Sum.PendingGifts, out.Sum.Gifts = out.Sum.Pending+g.Pending, out.Sum.PendingGifts+g.PendingGifts, out.Sum.Gifts+g.Gifts
		if i >= q.After && i < q.After+q.Limit {
			out.Items = append(out.Items, store.GiverStanding{Rank: i + 1, Donor: all[i].Donor, GivenTotals: g})
		}
	}
	out.Sum.Committees, out.Sum.First, out.Sum.Last, out.Within = 1, "2026-02-01", "2026-06-28", 12_345
	out.To = []store.Given{{Committee: report.Committee, Donors: len(all), GivenTotals: out.Sum}, {Committee: r.Reports[HostileID].Committee, Donors: 1}}
	out.Periods = []store.GivenPeriod{{Period: "2026", Net: out.Sum.Net, Gifts: out.Sum.Gifts, Pending: out.Sum.Pending}}
	if q.Tag != "" {
		out.Looked, out.Least = 2_000, 50_000_00
	}
	return out, r.Err
}

// Filing gives the report of the sample's committee, or that of the hostile
// one: its number is all that is told apart.
func (r *Reader) Filing(_ context.Context, q store.FilingQuery) (*store.FilingReport, error) {
	id := CommitteeID
	if slices.Contains(q.Reports, "hostile") {
		id = HostileID
	}
	report := r.Reports[id]
	if r.Err != nil || q.System != store.SystemCAL || id == CommitteeID && !slices.Contains(q.Reports, report.Filings[0].Key.Report) {
		return nil, r.failure("filing")
	}
	rows := r.Rows[id].Rows
	out := &store.FilingReport{Version: r.Data, Committee: report.Committee, Versions: slices.Clone(report.Filings[:2]), Sums: r.Rows[id].Sums}
	if err := out.Choose(&q); err != nil {
		return nil, err
	}
	out.Report = store.ReportSums{
		Committee: report.Committee, Filing: out.Versions[out.Shown-1], Rows: out.Sums,
		Summary: []store.SummaryLine{{Schedule: "A", Line: "1", A: 60_000}},
	}
	if out.Compared != 0 {
		later := rows[0]
		later.Amount, later.Counterparty = later.Amount+5, later.Counterparty+" II"
		out.Before, out.After = rows[:2], []store.RowView{later, rows[2]}
	}
	for _, row := range rows {
		if row.ID <= q.After {
			continue
		}
		if out.More = len(out.Rows) == q.Limit; out.More {
			break
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// Recent gives all rows and the first committee's reports, whatever their day.
func (r *Reader) Recent(ctx context.Context, q store.RecentQuery) (*store.Recent, error) {
	out := &store.Recent{Version: r.Data, From: "2026-07-23", Thru: "2026-08-05"}
	if q.Committee != "" {
		report := r.Reports[q.Committee]
		if report == nil {
			return nil, r.failure(q.Committee)
		}
		out.Committee = report.Committee
	}
	page, err := r.Transactions(ctx, &store.TransactionQuery{Limit: q.Limit, After: q.After})
	if err != nil {
		return nil, err
	}
	out.Rows = *page
	for i := range out.Rows.Rows {
		out.Rows.Rows[i].Status = q.Statuses[i%len(q.Statuses)]
	}
	for i := range out.Rows.Totals.Sums {
		out.Rows.Totals.Sums[i].Status = q.Statuses[i%len(q.Statuses)]
	}
	if q.Filings > 0 {
		for _, f := range r.Reports[HostileID].Filings {
			out.Filings = append(out.Filings, store.FoundFiling{Filing: f, Committee: r.Reports[HostileID].Committee})
		}
		out.Total = len(out.Filings)
	}
	return out, nil
}

// Reconcile compares schedule A with its first line.
func (Rules) Reconcile(r *store.ReportSums) []store.Reconciliation {
	var itemized store.Cents
	for _, sum := range r.Rows {
		if sum.Status == store.StatusCounted {
			itemized += sum.Amount
		}
	}
	l := r.Summary[0]
	return []store.Reconciliation{{Schedule: l.Schedule, Line: l.Line, Itemized: itemized, Reported: l.A, Gap: l.A - itemized, Rows: 2, Reason: "unexplained"}}
}

// Diff pairs the rows of the sample by their ids.
func (Rules) Diff(before, after []store.RowView) store.VersionDiff {
	var out store.VersionDiff
	for _, a := range after {
		i := slices.IndexFunc(before, func(b store.RowView) bool { return b.ID == a.ID })
		if i < 0 {
			out.Added = append(out.Added, a)
		} else {
			out.Changed = append(out.Changed, store.RowChange{Before: before[i], After: a, Fields: []string{"amount", "name"}})
		}
	}
	for _, b := range before {
		if !slices.ContainsFunc(after, func(a store.RowView) bool { return a.ID == b.ID }) {
			out.Dropped = append(out.Dropped, b)
		}
	}
	return out
}
