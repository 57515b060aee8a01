package api

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"moneytrail/store"
)

// TransactionFilter has everything that a column of the list shows. Lists are
// separated by commas; one of them must hold.
type TransactionFilter struct {
	Committee string        `query:"committee" maxLength:"2000" doc:"Rows of filings of these committees only: ids with their numbering or bare, separated by commas." example:"fppc-9900002"`
	Contest   string        `query:"contest" maxLength:"200" doc:"Rows of members of this contest only. What members gave each other is among them: rows are listed as filed." example:"invented-recall"`
	Side      string        `query:"side" maxLength:"200" doc:"Rows of this side of the contest only." example:"For the recall"`
	Donor     store.DonorID `query:"donor" doc:"Rows of this donor only, under all its names." example:"d0000000000001"`
	Filter
	Kind       string     `query:"kind" maxLength:"200" doc:"Rows of these kinds of money only, separated by commas." example:"monetary,in-kind"`
	Schedule   string     `query:"schedule" maxLength:"200" doc:"Rows of these schedules only, as filed, separated by commas." example:"A,C"`
	Status     string     `query:"status" maxLength:"200" doc:"Rows of these statuses only, separated by commas." example:"counted"`
	Reason     string     `query:"reason" maxLength:"400" doc:"Rows with these reasons of their status only, separated by commas: the codes of by_status." example:"newer-version"`
	Direction  string     `query:"direction" enum:"received,made" doc:"Money that the filer received, or made." example:"received"`
	Form       string     `query:"form" maxLength:"200" doc:"Rows of these forms only, separated by commas." example:"F460"`
	Late       string     `query:"late" enum:"yes,no" doc:"Late money that no periodic report covers yet, or none of it." example:"no"`
	Notice     string     `query:"notice" enum:"yes,no" doc:"Rows of 24-hour and 48-hour notices, or of other reports only." example:"no"`
	From       store.Date `query:"from" doc:"Rows dated on this day or later." example:"2026-01-01"`
	Thru       store.Date `query:"thru" doc:"Rows dated on this day or earlier." example:"2026-06-30"`
	FiledFrom  store.Date `query:"filed_from" doc:"Rows of reports filed on this day or later." example:"2026-01-01"`
	FiledThru  store.Date `query:"filed_thru" doc:"Rows of reports filed on this day or earlier." example:"2026-12-31"`
	Min        string     `query:"min" maxLength:"30" doc:"Amounts of at least this many dollars; returns are negative." example:"1000"`
	Max        string     `query:"max" maxLength:"30" doc:"Amounts of at most this many dollars." example:"99999.99"`
	Name       string     `query:"name" maxLength:"200" doc:"The other party's name as filed has words that begin so, in any order." example:"guild"`
	City       string     `query:"city" maxLength:"100" doc:"City as filed, whatever its case." example:"Port Imaginary"`
	State      string     `query:"state" maxLength:"20" doc:"State as filed." example:"CA"`
	Zip        string     `query:"zip" maxLength:"5" doc:"ZIP code without its extension." example:"90001"`
	Entity     string     `query:"entity" maxLength:"20" doc:"Kind of the other party as filed: IND, COM, OTH, PTY or SCC." example:"IND"`
	Employer   string     `query:"employer" maxLength:"200" doc:"Employer as filed has words that begin so." example:"harbor"`
	Occupation string     `query:"occupation" maxLength:"200" doc:"Occupation as filed has words that begin so." example:"attorney"`
}

// TransactionsRequest asks for a page of rows.
type TransactionsRequest struct {
	TransactionFilter
	Sort   string `query:"sort" enum:"-amount,amount,-date,date" default:"-amount" doc:"Order: by amount or by day; with a minus the largest or the latest first." example:"-date"`
	Limit  int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Rows on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in TransactionsRequest) check(s *Service) error {
	_, err := s.transactionQuery(in)
	return err
}

// transactionQuery reads a request. It fails with a [ParamError] for values
// that nobody knows and for contradictions.
func (s *Service) transactionQuery(in TransactionsRequest) (*store.TransactionQuery, error) {
	standings, _, err := s.standings(Page{}, in.Filter)
	if err != nil {
		return nil, err
	}
	q := &store.TransactionQuery{Limit: in.Limit, TransactionFilter: store.TransactionFilter{
		Committees: items(in.Committee), Contest: in.Contest, Side: in.Side, Donor: in.Donor, Classes: standings.Classes, Tag: in.Tag, Schedules: items(in.Schedule), Forms: items(in.Form),
		From: in.From, Thru: in.Thru, FiledFrom: in.FiledFrom, FiledThru: in.FiledThru, Name: in.Name, City: in.City, State: in.State, Zip: in.Zip, Entity: in.Entity,
		Employer: in.Employer, Occupation: in.Occupation,
	}}
	var mistakes mistakes
	if s.rules.TagNeedsHistory(in.Tag) {
		mistakes.add("tag", "depends on all that a donor gave; ask for the donors of a committee or contest with it")
	}
	q.Kinds = codes[store.Kind](&mistakes, "kind", in.Kind)
	q.Statuses = codes[store.Status](&mistakes, "status", in.Status)
	q.Reasons = codes[store.Reason](&mistakes, "reason", in.Reason)
	q.Direction = one[store.Direction](&mistakes, "direction", in.Direction)
	q.Order = one[store.TransactionOrder](&mistakes, "sort", in.Sort)
	q.Notice = choice(in.Notice)
	q.Min, q.Max = mistakes.cents("min", in.Min), mistakes.cents("max", in.Max)
	late(q, choice(in.Late), &mistakes)
	mistakes.ranges(in, q)
	if mistakes.first != nil {
		return nil, mistakes.first
	}
	if in.Cursor != "" {
		q.After = &store.TransactionPlace{}
		if err := in.Cursor.Read(in.list(), q.After); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// late narrows the statuses: late money is what is pending.
func late(q *store.TransactionQuery, c store.Choice, m *mistakes) {
	if c == store.Either {
		return
	}
	if len(q.Statuses) > 0 {
		m.add("late", "cannot be combined with status; pending is the status of late money")
	}
	for st := store.StatusCounted; st < store.StatusCount; st++ {
		if c.Admits(st == store.StatusPending) {
			q.Statuses = append(q.Statuses, st)
		}
	}
}

// list names the list for cursors: everything that selects and orders rows.
func (in TransactionsRequest) list() string {
	in.Cursor, in.Limit = "", 0
	return fmt.Sprintf("transactions %+v", in)
}

// mistakes keeps the first mistake of a request.
type mistakes struct{ first error }

func (m *mistakes) add(param, detail string) {
	if m.first == nil {
		m.first = &ParamError{param, detail}
	}
}

func (m *mistakes) cents(param, text string) *store.Cents {
	if text == "" {
		return nil
	}
	c, err := store.ParseCents(text)
	if err != nil {
		m.add(param, "must be an amount in dollars, such as 1000 or 99.50")
	}
	return &c
}

func (m *mistakes) ranges(in TransactionsRequest, q *store.TransactionQuery) {
	switch {
	case in.From != "" && in.Thru != "" && in.From > in.Thru:
		m.add("from", "is later than thru")
	case in.FiledFrom != "" && in.FiledThru != "" && in.FiledFrom > in.FiledThru:
		m.add("filed_from", "is later than filed_thru")
	case q.Min != nil && q.Max != nil && *q.Min > *q.Max:
		m.add("min", "is more than max")
	case in.Side != "" && in.Contest == "":
		m.add("side", "needs contest")
	case in.Zip != "" && (len(in.Zip) != 5 || strings.Trim(in.Zip, "0123456789") != ""):
		m.add("zip", "must be five digits")
	case len(q.Committees) > 50:
		m.add("committee", "names more than 50 committees")
	}
}

// items splits a list at commas; blank items are left out.
func items(list string) []string {
	var out []string
	for item := range strings.SplitSeq(list, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// code is a value of the vocabulary that is written by its name.
type code interface {
	~uint8
	fmt.Stringer
}

// named gives all values of a code by name. Those after the last are called
// unknown, or like the last.
func named[T code]() map[string]T {
	out := make(map[string]T)
	for i := range 64 {
		name := T(i).String()
		if _, taken := out[name]; taken || i > 0 && name == "unknown" {
			break
		}
		out[name] = T(i)
	}
	return out
}

func codes[T code](m *mistakes, param, list string) []T {
	var out []T
	for _, item := range items(list) {
		out = append(out, one[T](m, param, item))
	}
	return out
}

func one[T code](m *mistakes, param, name string) T {
	if name == "" {
		return 0
	}
	known := named[T]()
	value, ok := known[name]
	if !ok {
		var names []string
		for n := range known {
			names = append(names, n)
		}
		slices.Sort(names)
		m.add(param, "must be of "+strings.Join(names, ", ")+meant(name, names)+"; not "+Short(name, 40))
	}
	return value
}

func choice(text string) store.Choice {
	switch text {
	case "yes":
		return store.Yes
	case "no":
		return store.No
	}
	return store.Either
}

// Values gives the filter as parameters of an address, those that are empty
// left out.
func (in TransactionFilter) Values() url.Values {
	out := url.Values{}
	v := reflect.ValueOf(in)
	for _, p := range parametersOf(v.Type(), nil, nil) {
		f := v.FieldByIndex(p.index)
		if f.IsZero() {
			continue
		}
		out.Set(p.name, fmt.Sprint(f.Interface()))
	}
	return out
}

// StatusNames gives the statuses of rows by name, in order.
func StatusNames() []string { return statusNames() }
