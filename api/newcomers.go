package api

import (
	"context"
	"errors"
	"fmt"

	"moneytrail/store"
)

// NewcomersRequest asks for first-time large donors.
type NewcomersRequest struct {
	ScopeRequest
	From   store.Date `query:"from" required:"true" doc:"The first gift of that size was given on this day or later." example:"2031-01-01"`
	Thru   store.Date `query:"thru" required:"true" doc:"The first gift of that size was given on this day or earlier." example:"2031-12-31"`
	Level  int64      `query:"level" default:"100000" minimum:"1" maximum:"1000000000" doc:"The least gift, in whole dollars." example:"10000"`
	Limit  int        `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Donors on a page." example:"10"`
	Cursor Cursor     `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in NewcomersRequest) list() string {
	in.Cursor, in.Limit = "", 0
	return fmt.Sprintf("newcomers %+v", in)
}

func (in NewcomersRequest) check(*Service) error {
	return errors.Join(in.one(), DaysRequest{in.From, in.Thru}.ordered())
}

// Newcomers are donors whose first gift of a size in all of the data fell into
// a window.
type Newcomers struct {
	Meta
	ScopeAnswer
	LevelCents store.Cents `json:"level_cents" doc:"The least gift, in cents."`
	Level      string      `json:"level"`
	From       store.Date  `json:"from" doc:"First day of the window."`
	Thru       store.Date  `json:"thru" doc:"Last day of the window."`
	DataFrom   store.Date  `json:"data_from" doc:"The earliest day of a gift in the data: nothing is known of gifts before."`
	Total      int         `json:"total" doc:"Exact number of such donors."`
	Next       *Cursor     `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Donors     []Newcomer  `json:"donors" doc:"The page of donors, by the gift, largest first, then by day."`
}

// Newcomer is a donor with the first gift of the size.
type Newcomer struct {
	Donor         Donor       `json:"donor" doc:"The donor."`
	Date          store.Date  `json:"date" doc:"Day of the first gift of the size."`
	AmountCents   store.Cents `json:"amount_cents" doc:"That gift, in cents."`
	Amount        string      `json:"amount"`
	Pending       bool        `json:"pending" doc:"True when it is in no periodic report yet."`
	CommitteeID   string      `json:"committee_id" doc:"Public id of the committee that received it."`
	CommitteeName string      `json:"committee_name" doc:"Its name."`
	Kind          string      `json:"kind" doc:"new: no earlier gift in the data. new_at_level: earlier gifts were smaller." example:"new_at_level"`
	Earlier       store.Date  `json:"earlier" doc:"Day of the first gift of any size when it was before; else empty." example:"2030-05-01"`
}

// Kinds of newcomers.
const (
	NewDonor   = "new"
	NewAtLevel = "new_at_level"
)

// Newcomers lists first-time large donors.
func (s *Service) Newcomers(ctx context.Context, in NewcomersRequest) (*Newcomers, error) {
	seen, err := in.Cursor.seen(in.list())
	if err != nil {
		return nil, err
	}
	level := store.Cents(in.Level * 100)
	r, err := s.reader.Newcomers(ctx, store.NewcomersQuery{Scope: in.scope(), Level: level, From: in.From, Thru: in.Thru, Limit: in.Limit, Offset: seen})
	if err != nil {
		return nil, err
	}
	out := &Newcomers{
		Meta: s.newMeta(r.Version, store.Coverage{}), ScopeAnswer: in.answer(), LevelCents: level, Level: level.Decimal(), From: in.From, Thru: in.Thru,
		DataFrom: r.DataFrom, Total: r.Total, Next: nextPage(in.list(), seen, len(r.Items), r.Total), Donors: make([]Newcomer, 0, len(r.Items)),
	}
	for i := range r.Items {
		n := &r.Items[i]
		item := Newcomer{
			Donor: s.newDonor(&n.Donor), Date: n.Date, AmountCents: n.Amount, Amount: n.Amount.Decimal(), Pending: n.Pending,
			CommitteeID: n.Committee.Public, CommitteeName: n.Committee.Name, Kind: NewDonor, Earlier: n.Earlier,
		}
		if n.Earlier != "" {
			item.Kind = NewAtLevel
		}
		out.Donors = append(out.Donors, item)
	}
	return out, nil
}
