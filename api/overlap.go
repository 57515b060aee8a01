package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// OverlapRequest asks who gave to both of two committees.
type OverlapRequest struct {
	A      string `query:"a" required:"true" maxLength:"300" doc:"Id of the one committee, with its numbering or bare." example:"fppc-9900001"`
	B      string `query:"b" required:"true" maxLength:"300" doc:"Id of the other committee." example:"fppc-9900002"`
	Limit  int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Donors on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in OverlapRequest) list() string {
	in.Cursor, in.Limit = "", 0
	return fmt.Sprintf("overlap %+v", in)
}

func (in OverlapRequest) check(*Service) error {
	if in.A == in.B {
		return &ParamError{"b", "is the same committee as a"}
	}
	return nil
}

// Overlap is the donors of both committees. Money that the two gave each other
// makes neither a shared donor.
type Overlap struct {
	Meta
	A      OverlapSide   `json:"a" doc:"The one committee."`
	B      OverlapSide   `json:"b" doc:"The other committee."`
	Total  int           `json:"total" doc:"Exact number of shared donors."`
	Next   *Cursor       `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Donors []SharedDonor `json:"donors" doc:"The page of donors, by what they gave to both, late money too, largest first."`
}

// OverlapSide is one of the committees.
type OverlapSide struct {
	ID       string      `json:"id" doc:"Public id of the committee."`
	Name     string      `json:"name" doc:"Its name."`
	NetCents store.Cents `json:"net_cents" doc:"What all shared donors gave it, net, in cents."`
	Net      string      `json:"net"`
	Coverage Coverage    `json:"coverage" doc:"The filings that its figures rest on."`
}

// SharedDonor is a donor of both.
type SharedDonor struct {
	Donor Donor      `json:"donor" doc:"The donor."`
	Match string     `json:"match" doc:"as_filed: one name as filed, with its ZIP code or committee id, stands in both. joined: only that several names as filed are taken for one donor makes the overlap."`
	ToA   SharedGift `json:"to_a" doc:"What went to the one."`
	ToB   SharedGift `json:"to_b" doc:"What went to the other."`
}

// SharedGift is what a shared donor gave one committee.
type SharedGift struct {
	NetCents     store.Cents `json:"net_cents" doc:"Gifts less returns, of counted rows, in cents."`
	Net          string      `json:"net"`
	PendingCents store.Cents `json:"pending_cents" doc:"Late money that is in no periodic report yet, in cents; no part of net."`
	Pending      string      `json:"pending"`
	Gifts        int         `json:"gifts" doc:"Number of gifts, late ones left out."`
	First        store.Date  `json:"first" doc:"Day of the first counted gift, or empty."`
	Last         store.Date  `json:"last" doc:"Day of the last counted gift, or empty."`
}

// Ways in which a donor matches on both sides.
const (
	MatchAsFiled = "as_filed"
	MatchJoined  = "joined"
)

// Overlap lists who gave to both of two committees.
func (s *Service) Overlap(ctx context.Context, in OverlapRequest) (*Overlap, error) {
	seen, err := in.Cursor.seen(in.list())
	if err != nil {
		return nil, err
	}
	r, err := s.reader.Overlap(ctx, store.OverlapQuery{A: in.A, B: in.B, Limit: in.Limit, Offset: seen})
	if err != nil {
		return nil, err
	}
	out := &Overlap{
		Meta:  s.newMeta(r.Version, latestCoverage(r.CoverageA, r.CoverageB)),
		A:     OverlapSide{r.A.Public, r.A.Name, r.SumA, r.SumA.Decimal(), newCoverage(r.CoverageA)},
		B:     OverlapSide{r.B.Public, r.B.Name, r.SumB, r.SumB.Decimal(), newCoverage(r.CoverageB)},
		Total: r.Total, Next: nextPage(in.list(), seen, len(r.Items), r.Total), Donors: make([]SharedDonor, 0, len(r.Items)),
	}
	for i := range r.Items {
		item := &r.Items[i]
		d := SharedDonor{s.newDonor(&item.Donor), MatchAsFiled, newSharedGift(&item.A), newSharedGift(&item.B)}
		if item.Joined {
			d.Match = MatchJoined
		}
		out.Donors = append(out.Donors, d)
	}
	return out, nil
}

func newSharedGift(s *store.Standing) SharedGift {
	return SharedGift{s.Net, s.Net.Decimal(), s.Pending, s.Pending.Decimal(), s.Gifts, s.First, s.Last}
}

// latestCoverage dates an answer about two committees.
func latestCoverage(a, b store.Coverage) store.Coverage {
	return store.Coverage{Thru: max(a.Thru, b.Thru), FiledThrough: max(a.FiledThrough, b.FiledThrough)}
}
