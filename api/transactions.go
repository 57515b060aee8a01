package api

import (
	"context"
	"errors"

	"moneytrail/store"
)

// TransactionList answers GET /api/v1/transactions.
type TransactionList struct {
	Meta
	Sort            string        `json:"sort" doc:"Order of the rows: -amount, amount, -date or date; ties go by id."`
	Limit           int           `json:"limit" doc:"Rows on a page at most."`
	Rows            int           `json:"rows" doc:"Rows of the whole filter, whatever their status."`
	SumCents        store.Cents   `json:"sum_cents" doc:"Sum over all rows of the filter, whatever their status, in cents."`
	Sum             string        `json:"sum"`
	CountedRows     int           `json:"counted_rows" doc:"Counted rows of the whole filter."`
	CountedCents    store.Cents   `json:"counted_cents" doc:"Sum over the counted rows of the filter, net of returns, in cents."`
	Counted         string        `json:"counted"`
	ReturnedCents   store.Cents   `json:"returned_cents" doc:"Money given back among the counted rows, as a positive amount, in cents."`
	Returned        string        `json:"returned"`
	DistinctDonors  int           `json:"distinct_donors" doc:"Distinct donors among the counted rows."`
	DistinctParties int           `json:"distinct_parties" doc:"Distinct other parties among all rows of the filter."`
	ByStatus        []StatusLine  `json:"by_status" doc:"The rows of the filter by status, schedule and reason; they add up to rows and sum."`
	Next            *Cursor       `json:"next" doc:"What to ask for as cursor to get the following page; null at the end."`
	Items           []Transaction `json:"items" doc:"The page of rows in the order asked for."`
}

// StatusLine is what became of the rows of one schedule for one reason.
type StatusLine struct {
	Status        string      `json:"status" doc:"Status of the rows."`
	Counted       bool        `json:"counted" doc:"Whether they are in totals."`
	Reason        string      `json:"reason" doc:"Reason of the status, as the parameter reason takes it."`
	Why           string      `json:"why" doc:"The reason in words."`
	Schedule      string      `json:"schedule" doc:"Schedule as filed."`
	Rows          int         `json:"rows" doc:"Number of rows."`
	AmountCents   store.Cents `json:"amount_cents" doc:"Their sum in cents."`
	Amount        string      `json:"amount"`
	ReturnedCents store.Cents `json:"returned_cents" doc:"The part of it below zero, as a positive amount, in cents."`
	Returned      string      `json:"returned"`
}

// Transaction is a row as filed beside the filer, and the donor that its other
// party is taken for.
type Transaction struct {
	Row
	Filer CommitteeName `json:"filer" doc:"The committee whose report holds the row; empty when it is not known."`
	Donor Donor         `json:"donor" doc:"Who the other party is taken for, with its class and what the class rests on."`
	Match Match         `json:"match" doc:"Why the other party is taken for the donor."`
}

// CommitteeName is a committee in a few words.
type CommitteeName struct {
	ID   string `json:"id" doc:"Id with its numbering, or empty."`
	Name string `json:"name" doc:"Name as last filed, or empty."`
}

// Match says why a party as filed is taken for a donor.
type Match struct {
	PartyID  string   `json:"party_id" doc:"Id of the party as filed: name and ZIP code, or committee id."`
	Basis    string   `json:"basis" doc:"as-filed: the party is the donor; joined: it was joined with other spellings or places."`
	Weight   float64  `json:"weight" doc:"Weight of the strongest evidence that joins it; 0 when as filed, or joined by a correction or by way of others."`
	Evidence []string `json:"evidence" doc:"The evidence in words." example:"same name"`
}

// Transactions lists rows of any filings with the totals of the whole filter.
func (s *Service) Transactions(ctx context.Context, in TransactionsRequest) (*TransactionList, error) {
	q, err := s.transactionQuery(in)
	if err != nil {
		return nil, err
	}
	page, err := s.reader.Transactions(ctx, q)
	if err != nil {
		return nil, filterMistake(err)
	}
	out := &TransactionList{
		Meta: s.newMeta(page.Version, store.Coverage{}), Sort: q.Order.String(), Limit: q.Limit,
		DistinctDonors: page.Totals.Donors, DistinctParties: page.Totals.Parties,
		ByStatus: []StatusLine{}, Items: make([]Transaction, 0, len(page.Rows)),
	}
	s.addUp(out, page.Totals.Sums)
	for i := range page.Rows {
		out.Items = append(out.Items, s.transaction(&page.Rows[i]))
	}
	if page.More && len(page.Rows) > 0 {
		last := page.Rows[len(page.Rows)-1]
		next := NewCursor(in.list(), store.TransactionPlace{Amount: last.Amount, Date: last.Date, ID: last.ID})
		out.Next = &next
	}
	return out, nil
}

func (s *Service) addUp(out *TransactionList, sums []store.TransactionSum) {
	for _, sum := range sums {
		counted := sum.Status == store.StatusCounted
		out.Rows += sum.Rows
		out.SumCents += sum.Amount
		if counted {
			out.CountedRows += sum.Rows
			out.CountedCents += sum.Amount
			out.ReturnedCents += sum.Returned
		}
		out.ByStatus = append(out.ByStatus, StatusLine{
			sum.Status.String(), counted, sum.Reason.String(), s.rules.Sentence(sum.Status, sum.Reason, ""), sum.Schedule,
			sum.Rows, sum.Amount, sum.Amount.Decimal(), sum.Returned, sum.Returned.Decimal(),
		})
	}
	out.Sum, out.Counted, out.Returned = out.SumCents.Decimal(), out.CountedCents.Decimal(), out.ReturnedCents.Decimal()
}

func (s *Service) transaction(v *store.TransactionView) Transaction {
	out := Transaction{
		Row: s.row(v.RowView), Filer: CommitteeName{v.Committee.Public, v.Committee.Name}, Donor: s.newDonor(&v.Giver),
		Match: Match{PartyID: v.Match.Contributor.String(), Basis: "as-filed", Weight: v.Match.Weight, Evidence: []string{}},
	}
	if v.Match.Joined {
		out.Match.Basis = "joined"
		out.Match.Evidence = append(out.Match.Evidence, v.Match.Evidence...)
	}
	return out
}

// filterMistake names the parameter of a filter that nobody knows.
func filterMistake(err error) error {
	var f *store.FilterError
	switch {
	case !errors.As(err, &f):
		return err
	case errors.Is(err, store.ErrNotFound):
		return &ParamError{f.Field, "names nothing here: " + Short(f.Value, 60)}
	case errors.Is(err, store.ErrAmbiguous):
		return &ParamError{f.Field, "names more than one; give the id with its numbering, such as fppc-1234567"}
	}
	return err
}
