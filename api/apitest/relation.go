package apitest

import (
	"context"

	"moneytrail/store"
)

// Relations answers about the sample's committees; Reader gives its names.
type Relations struct{ of *Reader }

func (r Relations) find(id string) (*store.CommitteeReport, error) {
	report := r.of.Reports[id]
	if r.of.Err != nil || report == nil {
		return nil, r.of.failure(id)
	}
	return report, nil
}

// Overlap gives two donors, one of them by joined names.
func (r Relations) Overlap(_ context.Context, q store.OverlapQuery) (*store.Overlap, error) {
	a, err := r.find(q.A)
	if err != nil {
		return nil, err
	}
	b, err := r.find(q.B)
	if err != nil {
		return nil, err
	}
	out := &store.Overlap{Version: r.of.Data, A: a.Committee, B: b.Committee, CoverageA: a.Coverage, CoverageB: b.Coverage, Total: 2}
	for i, s := range a.Standings[:2] {
		out.Items = append(out.Items, store.OverlapItem{Donor: s.Donor, A: s, B: store.Standing{Pending: 4_000, Net: -5}, Joined: i == 1})
		out.SumA += s.Net
	}
	return out, nil
}

// LookThrough gives one origin of each kind.
func (r Relations) LookThrough(_ context.Context, q store.LookThroughQuery) (*store.LookThrough, error) {
	a, err := r.find(q.Committee)
	if err != nil {
		return nil, err
	}
	hostile := r.of.Reports[HostileID]
	out := &store.LookThrough{
		Version: r.of.Data, Committee: a.Committee, Coverage: a.Coverage, Whole: 1_000_00, Total: 4,
		Through: []store.LookedThrough{{Committee: hostile.Committee, Depth: 1, Amount: 50_00}},
	}
	for i, kind := range []string{store.OriginDonor, store.OriginUnitemized, store.OriginLoop, store.OriginDeeper} {
		o := store.Origin{Kind: kind, Attributed: store.Cents(400_00 - 100_00*i), Direct: 1_00}
		if kind == store.OriginUnitemized {
			o.Committee = hostile.Committee
		} else {
			o.Donor = hostile.Standings[0].Donor
		}
		out.Items = append(out.Items, o)
	}
	return out, nil
}

// Independent gives one line for and one that says nothing.
func (r Relations) Independent(context.Context, store.IndependentQuery) (*store.Independent, error) {
	a := r.of.Reports[CommitteeID]
	return &store.Independent{
		Version: r.of.Data, Total: 2, Spenders: 1, For: store.StanceSum{Amount: 700, Lines: 1}, NotSaid: store.StanceSum{Notices: 300, Lines: 1},
		Items: []store.IndependentLine{
			{Spender: a.Committee, Measure: "Measure Q", Support: "S", Amount: 700, Rows: 1, First: "2026-03-01", Last: "2026-03-01", Payers: a.Standings[:3]},
			{Spender: r.of.Reports[HostileID].Committee, Candidate: Hostile, Office: Hostile, Notice: true, Amount: 300, Rows: 2},
		},
	}, r.of.Err
}

// Receipts answers about what the sample's committees received.
type Receipts struct{ of *Reader }

func (r Receipts) scope(s store.Scope) error {
	if r.of.Err != nil || s.Committee != "" && r.of.Reports[s.Committee] == nil || s.Contest != "" && r.of.Groups[s.Contest] == nil {
		return r.of.failure(s.Committee)
	}
	return nil
}

// Breakdown gives one slice with a hostile name and one without any.
func (r Receipts) Breakdown(_ context.Context, q store.BreakdownQuery) (*store.Breakdown, error) {
	one := store.Slice{Key: Hostile, Gross: 900, Returned: 100, Net: 800, Gifts: 3, Donors: 2, Pending: 50, PendingGifts: 1}
	none := store.Slice{Gross: 200, Net: 200, Gifts: 1, Donors: 1}
	total := store.Slice{Gross: 1_100, Returned: 100, Net: 1_000, Gifts: 4, Donors: 3, Pending: 50, PendingGifts: 1}
	return &store.Breakdown{Version: r.of.Data, Slices: []store.Slice{one, none}, Total: total, Unitemized: 77}, r.scope(q.Scope)
}

// Concentration gives the first committee's largest donor alone.
func (r Receipts) Concentration(_ context.Context, q store.Scope) (*store.Concentration, error) {
	return &store.Concentration{Version: r.of.Data}, r.scope(q)
}

// Newcomers gives a new donor and one new at this level.
func (r Receipts) Newcomers(_ context.Context, q store.NewcomersQuery) (*store.Newcomers, error) {
	a, h := r.of.Reports[CommitteeID], r.of.Reports[HostileID]
	return &store.Newcomers{Version: r.of.Data, DataFrom: "2025-01-31", Total: 2, Items: []store.Newcomer{
		{Donor: a.Standings[0].Donor, Date: "2026-02-01", Amount: 50_000_01, Committee: a.Committee},
		{Donor: h.Standings[1].Donor, Date: "2026-02-02", Amount: 50_000_00, Committee: h.Committee, Pending: true, Earlier: "2025-03-04"},
	}}, r.scope(q.Scope)
}

// Clusters gives one cluster of two gifts.
func (r Receipts) Clusters(_ context.Context, q store.ClustersQuery) (*store.Clusters, error) {
	h := r.of.Reports[HostileID]
	gift := store.ClusterGift{Donor: h.Standings[0].Donor, Amount: 500_00, Committee: h.Committee, Pending: true}
	return &store.Clusters{Version: r.of.Data, Total: 1, Items: []store.Cluster{{
		Date: "2026-03-04", Employer: Hostile, City: Hostile, State: "CA", Zip5: "90000", Amount: 1_000_00, Rows: []int64{1, 2}, Gifts: []store.ClusterGift{gift, gift},
	}}}, r.scope(q.Scope)
}
