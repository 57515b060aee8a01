package api

import (
	"context"

	"moneytrail/store"
)

// Row is a line of a filing with its conclusion and its evidence. DonorID is
// empty when the row is nobody's gift.
type Row struct {
	ID           int64       `json:"id"`
	Schedule     string      `json:"schedule"`
	TranID       string      `json:"tran_id"`
	Line         int         `json:"line,string"` // a number of 19 digits in federal bulk files
	Kind         string      `json:"kind"`
	Direction    string      `json:"direction"`
	DonorID      string      `json:"donor_id"`
	AsFiled      string      `json:"as_filed"` // the other party's name
	Entity       string      `json:"entity"`
	City         string      `json:"city"`
	State        string      `json:"state"`
	Zip5         string      `json:"zip5"`
	Employer     string      `json:"employer"`
	Occupation   string      `json:"occupation"`
	CommitteeID  string      `json:"committee_id"`
	GivenOn      store.Date  `json:"given_on"`
	FiledOn      store.Date  `json:"filed_on"`
	AmountCents  store.Cents `json:"amount_cents"`
	Amount       string      `json:"amount"`
	Intermediary string      `json:"intermediary"`
	Description  string      `json:"description"`
	Target       *Target     `json:"target"`
	Note         string      `json:"note"` // what the reader inferred rather than read
	Status       string      `json:"status"`
	Counted      bool        `json:"counted"`
	Why          string      `json:"why"`
	Cause        string      `json:"cause"`
	Filing       Filing      `json:"filing"`
	Place        Place       `json:"place"`
}

// Target is what money was spent for or against.
type Target struct {
	Candidate    string `json:"candidate"`
	Office       string `json:"office"`
	Jurisdiction string `json:"jurisdiction"`
	Measure      string `json:"measure"`
	Stance       string `json:"stance"` // "support", "oppose" or ""
}

// Place is where a row stands in its source file: Part is the sheet or member,
// Line counts from 1.
type Place struct {
	Part string `json:"part"`
	Line int    `json:"line"`
}

// RowList answers GET /api/v1/committees/:id/rows. Sums are over all rows of
// the query, not only of the page; so are Rows, SumCents (whatever the status)
// and CountedCents. Next is the row id to ask for as "after", null at the end.
type RowList struct {
	Meta
	Committee    CommitteeIdentity `json:"committee"`
	Donor        *Donor            `json:"donor"`
	Query        RowsQuery         `json:"query"`
	Rows         int               `json:"rows"`
	SumCents     store.Cents       `json:"sum_cents"`
	Sum          string            `json:"sum"`
	CountedCents store.Cents       `json:"counted_cents"`
	Counted      string            `json:"counted"`
	Accounting   []AccountLine     `json:"accounting"`
	Excluded     []Excluded        `json:"excluded"`
	Next         *int64            `json:"next"`
	Items        []Row             `json:"items"`
}

// RowsQuery repeats what was asked for; empty fields do not filter.
type RowsQuery struct {
	Donor    string     `json:"donor"`
	Schedule string     `json:"schedule"`
	Status   string     `json:"status"`
	From     store.Date `json:"from"`
	Thru     store.Date `json:"thru"`
	Limit    int        `json:"limit"`
	After    int64      `json:"after"`
}

// Rows gives the rows behind a figure, counted and not.
func (s *Service) Rows(ctx context.Context, in RowsRequest) (*RowList, error) {
	answer, err := s.reader.Explain(ctx, in.ID, in.Explain)
	if err != nil {
		return nil, err
	}
	out := &RowList{
		Meta:       newMeta(answer.Version, store.Coverage{}),
		Committee:  newIdentity(answer.Committee),
		Query:      newRowsQuery(in.Explain),
		Accounting: s.accounting(answer.Sums),
		Excluded:   s.excluded(answer.Sums),
		Items:      make([]Row, 0, len(answer.Rows)),
	}
	if answer.Donor != nil {
		donor := s.newDonor(answer.Donor)
		out.Donor = &donor
	}
	for _, sum := range answer.Sums {
		out.Rows += sum.Rows
		out.SumCents += sum.Amount
		if sum.Status == store.StatusCounted {
			out.CountedCents += sum.Amount
		}
	}
	out.Sum, out.Counted = out.SumCents.Decimal(), out.CountedCents.Decimal()
	for _, row := range answer.Rows {
		out.Items = append(out.Items, s.row(row))
	}
	if answer.More && len(answer.Rows) > 0 {
		out.Next = &answer.Rows[len(answer.Rows)-1].ID
	}
	return out, nil
}

func newRowsQuery(q store.ExplainQuery) RowsQuery {
	out := RowsQuery{Schedule: q.Schedule, From: q.From, Thru: q.Thru, Limit: q.Limit, After: q.After}
	if q.Donor != 0 {
		out.Donor = q.Donor.String()
	}
	if q.Status != store.StatusUnset {
		out.Status = q.Status.String()
	}
	return out
}

// row redacts free text once more: it is the last place before publication.
func (s *Service) row(r store.RowView) Row {
	out := Row{
		ID: r.ID, Schedule: r.Schedule, TranID: r.TranID, Line: r.Line,
		Kind: r.Kind.String(), Direction: r.Direction.String(),
		AsFiled: r.Counterparty, Entity: r.Entity, City: r.City, State: r.State, Zip5: r.Zip5,
		Employer: r.Employer, Occupation: r.Occupation, CommitteeID: r.CommitteeID,
		GivenOn: r.Date, FiledOn: r.Filing.Filed,
		AmountCents: r.Amount, Amount: r.Amount.Decimal(),
		Intermediary: r.Intermediary, Description: store.Redact(r.Description), Note: store.Redact(r.Note),
		Status: r.Status.String(), Counted: r.Status == store.StatusCounted,
		Why: s.rules.Sentence(r.Status, r.Reason, r.Cause), Cause: r.Cause,
		Filing: s.filing(r.Filing),
		Place:  Place{r.Pos.Part, r.Pos.Line},
	}
	if r.Donor > 0 {
		out.DonorID = r.Donor.String()
	}
	if !r.Target.IsZero() {
		out.Target = newTarget(r.Target)
	}
	return out
}

func newTarget(t store.Target) *Target {
	out := &Target{t.Candidate, t.Office, t.Jurisdiction, t.Measure, ""}
	switch t.Support {
	case "S":
		out.Stance = "support"
	case "O":
		out.Stance = "oppose"
	}
	return out
}
