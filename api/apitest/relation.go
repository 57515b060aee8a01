package apitest

import (
	"context"

	"moneytrail/store"
)

func (r Relations) find(id string) (*store.CommitteeReport, error) {
	report := r.Of.Reports[id]
	if r.Of.Err != nil || report == nil {
		return nil, r.Of.failure(id)
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
	out := &store.Overlap{Version: r.Of.Data, A: a.Committee, B: b.Committee, CoverageA: a.Coverage, CoverageB: b.Coverage, Total: 2}
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
	hostile := r.Of.Reports[HostileID]
	out := &store.LookThrough{
		Version: r.Of.Data, Committee: a.Committee, Coverage: a.Coverage, Whole: 1_000_00, Total: 4,
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

// Newcomers gives a new donor and one new at this level.
func (r Receipts) Newcomers(_ context.Context, q store.NewcomersQuery) (*store.Newcomers, error) {
	a, h := r.Of.Reports[CommitteeID], r.Of.Reports[HostileID]
	return &store.Newcomers{Version: r.Of.Data, DataFrom: "2025-01-31", Total: 2, Items: []store.Newcomer{
		{Donor: a.Standings[0].Donor, Date: "2026-02-01", Amount: 50_000_01, Committee: a.Committee},
		{Donor: h.Standings[1].Donor, Date: "2026-02-02", Amount: 50_000_00, Committee: h.Committee, Pending: true, Earlier: "2025-03-04"},
	}}, r.scope(q.Scope)
}

// Clusters gives one cluster of two gifts.
func (r Receipts) Clusters(_ context.Context, q store.ClustersQuery) (*store.Clusters, error) {
	h := r.Of.Reports[HostileID]
	gift := store.ClusterGift{Donor: h.Standings[0].Donor, Amount: 500_00, Committee: h.Committee, Pending: true}
	return &store.Clusters{Version: r.Of.Data, Total: 1, Items: []store.Cluster{{
		Date: "2026-03-04", Employer: Hostile, City: Hostile, State: "CA", Zip5: "90000", Amount: 1_000_00, Rows: []int64{1, 2}, Gifts: []store.ClusterGift{gift, gift},
	}}}, r.scope(q.Scope)
}

func (r Receipts) scope(s store.Scope) error {
	if r.Of.Err != nil || s.Committee != "" && r.Of.Reports[s.Committee] == nil || s.Contest != "" && r.Of.Groups[s.Contest] == nil {
		return r.Of.failure(s.Committee)
	}
	return nil
}
