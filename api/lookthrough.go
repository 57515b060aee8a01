package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// LookThroughRequest asks who stands behind the money of a committee.
type LookThroughRequest struct {
	ID     string `path:"id" doc:"Id of the committee, with its numbering or bare." example:"fppc-9900001"`
	Depth  int    `query:"depth" default:"3" minimum:"1" maximum:"3" doc:"Committees to look through, one behind the other." example:"2"`
	Limit  int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Origins on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in LookThroughRequest) list() string {
	in.Cursor, in.Limit = "", 0
	return fmt.Sprintf("lookthrough %+v", in)
}

// LookThroughMethod says how money is attributed.
const LookThroughMethod = "Money has no marks: what a committee gave is divided among its own donors in proportion to all that they gave it, net, at any time, " +
	"and its gifts too small to itemize. Whole cents, which add up to what the committee received. Money that leads back to the committee is a loop " +
	"and stays one."

// LookThrough attributes counted money to its origins.
type LookThrough struct {
	Meta
	CommitteeID   string         `json:"committee_id" doc:"Public id of the committee."`
	CommitteeName string         `json:"committee_name" doc:"Its name."`
	Method        string         `json:"method" doc:"How money is attributed."`
	Depth         int            `json:"depth" doc:"Committees that were looked through, one behind the other, at most."`
	WholeCents    store.Cents    `json:"whole_cents" doc:"Net money of donors whose net is positive, and gifts too small to itemize, in cents: what the origins add up to."`
	Whole         string         `json:"whole"`
	Through       []ThroughLine  `json:"through" doc:"The committees that were looked through, nearest first, then by amount."`
	Total         int            `json:"total" doc:"Exact number of origins."`
	Next          *Cursor        `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Origins       []OriginOfGift `json:"origins" doc:"The page of origins, by amount, largest first."`
	Coverage      Coverage       `json:"coverage" doc:"The filings of the committee that the figures rest on."`
}

// ThroughLine is a committee that was looked through.
type ThroughLine struct {
	ID          string      `json:"id" doc:"Public id of the committee."`
	Name        string      `json:"name" doc:"Its name."`
	Depth       int         `json:"depth" doc:"1: it gave to the asked committee itself."`
	AmountCents store.Cents `json:"amount_cents" doc:"What reached the asked committee through it, in cents."`
	Amount      string      `json:"amount"`
}

// OriginOfGift is where money comes from.
type OriginOfGift struct {
	Kind            string      `json:"kind" doc:"donor; unitemized: gifts to the committee too small to itemize; loop: money that leads back to the asked committee; deeper: a committee beyond the depth."`
	Donor           *Donor      `json:"donor" doc:"The donor; null of unitemized gifts."`
	CommitteeID     string      `json:"committee_id" doc:"Of unitemized gifts the committee that received them; else empty." example:"fppc-9900002"`
	CommitteeName   string      `json:"committee_name" doc:"Its name." example:"Invented committee"`
	AttributedCents store.Cents `json:"attributed_cents" doc:"Money attributed to the origin, in cents."`
	Attributed      string      `json:"attributed"`
	DirectCents     store.Cents `json:"direct_cents" doc:"The part that was given to the asked committee itself, in cents."`
	Direct          string      `json:"direct"`
	Share           *Share      `json:"share" doc:"Attributed as a part of the whole; null when that is not positive."`
}

// WholeMoney names the denominator of attributed shares.
const WholeMoney = "net money of donors and gifts too small to itemize"

// LookThrough says who stands behind the money of a committee.
func (s *Service) LookThrough(ctx context.Context, in LookThroughRequest) (*LookThrough, error) {
	seen, err := in.Cursor.seen(in.list())
	if err != nil {
		return nil, err
	}
	r, err := s.reader.LookThrough(ctx, store.LookThroughQuery{Committee: in.ID, Depth: in.Depth, Limit: in.Limit, Offset: seen})
	if err != nil {
		return nil, err
	}
	out := &LookThrough{
		Meta: s.newMeta(r.Version, r.Coverage), CommitteeID: r.Committee.Public, CommitteeName: r.Committee.Name, Method: LookThroughMethod, Depth: in.Depth,
		WholeCents: r.Whole, Whole: r.Whole.Decimal(), Through: make([]ThroughLine, 0, len(r.Through)), Total: r.Total,
		Next: nextPage(in.list(), seen, len(r.Items), r.Total), Origins: make([]OriginOfGift, 0, len(r.Items)), Coverage: newCoverage(r.Coverage),
	}
	for i := range r.Through {
		t := &r.Through[i]
		out.Through = append(out.Through, ThroughLine{t.Committee.Public, t.Committee.Name, t.Depth, t.Amount, t.Amount.Decimal()})
	}
	for i := range r.Items {
		o := &r.Items[i]
		line := OriginOfGift{
			Kind: o.Kind, CommitteeID: o.Committee.Public, CommitteeName: o.Committee.Name, AttributedCents: o.Attributed, Attributed: o.Attributed.Decimal(),
			DirectCents: o.Direct, Direct: o.Direct.Decimal(), Share: newShare(o.Attributed, r.Whole, WholeMoney),
		}
		if o.Donor.ID != 0 {
			donor := s.newDonor(&o.Donor)
			line.Donor = &donor
		}
		out.Origins = append(out.Origins, line)
	}
	return out, nil
}
