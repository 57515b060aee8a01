package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// Row is a line of a filing with its conclusion and its evidence. DonorID is
// empty when the row is nobody's gift.
type Row struct {
	ID           int64       `json:"id" doc:"Id of the row in this data version."`
	Schedule     string      `json:"schedule" doc:"Schedule of the form, as filed."`
	TranID       string      `json:"tran_id" doc:"Transaction id as filed."`
	Line         int         `json:"line,string" doc:"Line of the schedule as text: it has up to 19 digits in federal bulk files."`
	Kind         string      `json:"kind" doc:"Kind of money: monetary, in-kind, loan, return and others."`
	Direction    string      `json:"direction" doc:"received or given, as seen from the filer."`
	DonorID      string      `json:"donor_id" doc:"Id of the donor; empty when the row is nobody's gift."`
	AsFiled      string      `json:"as_filed" doc:"The other party's name."`
	Entity       string      `json:"entity" doc:"Kind of the other party as filed: IND, COM, OTH, PTY or SCC."`
	City         string      `json:"city" doc:"City as filed."`
	State        string      `json:"state" doc:"State as filed."`
	Zip5         string      `json:"zip5" doc:"ZIP code without its extension."`
	Employer     string      `json:"employer" doc:"Employer as filed."`
	Occupation   string      `json:"occupation" doc:"Occupation as filed."`
	CommitteeID  string      `json:"committee_id" doc:"The other party's own committee id, as filed; may be empty."`
	GivenOn      store.Date  `json:"given_on" doc:"Day of the transaction as filed, or empty."`
	FiledOn      store.Date  `json:"filed_on" doc:"Day of filing, or empty."`
	AmountCents  store.Cents `json:"amount_cents" doc:"Amount in cents; negative for money back."`
	Amount       string      `json:"amount"`
	Intermediary string      `json:"intermediary" doc:"Who passed the money on, as filed."`
	Description  string      `json:"description" doc:"Description as filed, without private details."`
	Target       *Target     `json:"target" doc:"What the money was spent for or against; null when nothing is named."`
	Note         string      `json:"note" doc:"What the reader inferred rather than read."`
	Status       string      `json:"status" doc:"Status of the row."`
	Counted      bool        `json:"counted" doc:"Whether the row is in totals."`
	Why          string      `json:"why" doc:"Why it is counted or not, in words."`
	Cause        string      `json:"cause" doc:"The filing that led to the status; may be empty."`
	Filing       Filing      `json:"filing" doc:"The version of the report that holds the row."`
	Place        Place       `json:"place" doc:"Where the row stands in its source file."`
}

// Target is what money was spent for or against.
type Target struct {
	Candidate    string `json:"candidate" doc:"Candidate as filed." example:"Peregrine Saltmarsh"`
	Office       string `json:"office" doc:"Office sought as filed." example:"Harbor Master"`
	Jurisdiction string `json:"jurisdiction" doc:"Jurisdiction as filed." example:"Port Imaginary"`
	Measure      string `json:"measure" doc:"Ballot measure as filed." example:"Measure Q"`
	Stance       string `json:"stance" doc:"support, oppose, or empty." example:"support"`
}

// Place is where a row stands in its source file: Part is the sheet or member,
// Line counts from 1.
type Place struct {
	Part string `json:"part" doc:"Sheet or member of the source file."`
	Line int    `json:"line" doc:"Line in it, counted from 1."`
}

// RowList answers GET /api/v1/committees/:id/rows. Sums are over all rows of
// the query, not only of the page; so are Rows, SumCents (whatever the status)
// and CountedCents. Next is the row id to ask for as "after", null at the end.
type RowList struct {
	Meta
	Committee    CommitteeIdentity `json:"committee" doc:"The committee whose rows these are."`
	Donor        *Donor            `json:"donor" doc:"The donor asked for; null when none was."`
	Query        RowsQuery         `json:"query" doc:"What was asked for."`
	Rows         int               `json:"rows" doc:"Rows of the whole query, whatever their status."`
	SumCents     store.Cents       `json:"sum_cents" doc:"Sum over all rows of the query, whatever their status, in cents."`
	Sum          string            `json:"sum"`
	CountedCents store.Cents       `json:"counted_cents" doc:"Sum over the counted rows of the query, in cents."`
	Counted      string            `json:"counted"`
	Accounting   []AccountLine     `json:"accounting" doc:"What became of every row, by status and schedule."`
	Excluded     []Excluded        `json:"excluded" doc:"Money that is in no total, by status and reason."`
	Next         *Cursor           `json:"next" doc:"What to ask for as cursor to get the following page; null at the end."`
	Items        []Row             `json:"items" doc:"The page of rows, by id."`
}

// RowsQuery repeats what was asked for; empty fields do not filter.
type RowsQuery struct {
	Donor    string     `json:"donor" doc:"Donor id asked for, or empty."`
	Schedule string     `json:"schedule" doc:"Schedule asked for, or empty."`
	Status   string     `json:"status" doc:"Status asked for, or empty."`
	From     store.Date `json:"from" doc:"First day asked for, or empty."`
	Thru     store.Date `json:"thru" doc:"Last day asked for, or empty."`
	Limit    int        `json:"limit" doc:"Items on a page at most, as asked or the default."`
	After    int64      `json:"after" doc:"Row id after which the page begins."`
}

// rowKey is the key of lists of rows: whose they are and the last id seen.
type rowKey struct {
	Of  string
	Row int64
}

func (in RowsRequest) list() string {
	return fmt.Sprintf("rows %d %q %d %s %s", in.Donor, in.Schedule, in.Status, in.From, in.Thru)
}

// Rows gives the rows behind a figure, counted and not.
func (s *Service) Rows(ctx context.Context, in RowsRequest) (*RowList, error) {
	var key rowKey
	if in.Cursor != "" {
		if err := in.Cursor.Read(in.list(), &key); err != nil {
			return nil, err
		}
		in.After = key.Row
	}
	answer, err := s.reader.Explain(ctx, in.ID, in.explain())
	if err != nil {
		return nil, err
	}
	if key.Of != "" && key.Of != answer.Committee.Public {
		return nil, &ParamError{"cursor", "is of another list or other parameters; repeat those it was given for"}
	}
	out := &RowList{
		Meta:       s.newMeta(answer.Version, store.Coverage{}),
		Committee:  newIdentity(answer.Committee),
		Query:      newRowsQuery(in.explain()),
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
		next := NewCursor(in.list(), rowKey{answer.Committee.Public, answer.Rows[len(answer.Rows)-1].ID})
		out.Next = &next
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
