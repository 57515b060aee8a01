package api

import (
	"context"

	"moneytrail/store"
)

// LatestRequest asks for what came last.
type LatestRequest struct {
	Limit int `query:"limit" default:"10" minimum:"1" maximum:"50" doc:"Filings, and gifts, at most." example:"3"`
}

// Latest answers GET /api/v1/latest.
type Latest struct {
	Meta
	Filings      []LatestFiling `json:"filings" doc:"The reports filed last, by day of filing, the latest first."`
	LateCents    store.Cents    `json:"late_cents" doc:"All gifts that are in no periodic report yet, listed here or not, in cents."`
	Late         string         `json:"late"`
	LateGifts    int            `json:"late_gifts" doc:"Their number."`
	LargestGifts []LateGift     `json:"largest_late_gifts" doc:"The largest of them, largest first."`
}

// LatestFiling is a version of a report with its filer.
type LatestFiling struct {
	CommitteeID   string     `json:"committee_id" doc:"Public id of the filer."`
	CommitteeName string     `json:"committee_name" doc:"Its name."`
	Form          string     `json:"form" doc:"Form number, such as F460."`
	Version       int        `json:"version" doc:"0 original, 1.. amendments."`
	From          store.Date `json:"from" doc:"First day the report covers, or empty." example:"2031-01-01"`
	Thru          store.Date `json:"thru" doc:"Last day the report covers, or empty." example:"2031-06-30"`
	Filed         store.Date `json:"filed" doc:"Day of filing."`
	URL           string     `json:"url" doc:"Web address of the filing at the publisher; may be empty." example:"https://portal.example/filing/1"`
}

// LateGift is a gift that was reported within 24 hours and is in no periodic
// report yet.
type LateGift struct {
	Donor         Donor       `json:"donor" doc:"Who gave."`
	CommitteeID   string      `json:"committee_id" doc:"Public id of the committee that received it."`
	CommitteeName string      `json:"committee_name" doc:"Its name."`
	GivenOn       store.Date  `json:"given_on" doc:"Day of the gift as filed, or empty."`
	FiledOn       store.Date  `json:"filed_on" doc:"Day of filing, or empty."`
	AmountCents   store.Cents `json:"amount_cents" doc:"The gift in cents."`
	Amount        string      `json:"amount"`
}

// LatestReader answers what came last.
type LatestReader interface {
	Latest(ctx context.Context, limit int) (*store.Latest, error)
}

// Latest says what came last.
func (s *Service) Latest(ctx context.Context, in LatestRequest) (*Latest, error) {
	r, err := s.reader.Latest(ctx, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &Latest{
		Meta: s.newMeta(r.Version, store.Coverage{}), Filings: make([]LatestFiling, 0, len(r.Filings)),
		LateCents: r.Pending, Late: r.Pending.Decimal(), LateGifts: r.PendingGifts, LargestGifts: make([]LateGift, 0, len(r.Gifts)),
	}
	for i := range r.Filings {
		f := &r.Filings[i]
		out.Filings = append(out.Filings, LatestFiling{f.Committee.Public, f.Committee.Name, f.Form, f.Version, f.From, f.Thru, f.Filed, publicURL(f.URL)})
	}
	for i := range r.Gifts {
		g := &r.Gifts[i]
		out.LargestGifts = append(out.LargestGifts, LateGift{s.newDonor(&g.Donor), g.Committee.Public, g.Committee.Name, g.Given, g.Filed, g.Amount, g.Amount.Decimal()})
	}
	return out, nil
}

// latestOperations are the questions about what is new.
func latestOperations() []Operation {
	return []Operation{
		ask(Operation{
			ID: "get-latest", Path: "/latest", Tag: "Sources",
			Summary: "What came last",
			Text: "The reports filed last, and the largest gifts that were reported within 24 hours and are in no periodic report yet, with the sum of all " +
				"such gifts.",
			Example: "/latest?limit=2",
		}, (*Service).Latest),
	}
}
