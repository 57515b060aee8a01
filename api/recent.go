package api

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"moneytrail/store"
)

// RecentScope narrows what was filed lately.
type RecentScope struct {
	Days      int    `query:"days" default:"14" minimum:"1" maximum:"3660" doc:"Days of filing up to the latest one in the data." example:"7"`
	Committee string `query:"committee" maxLength:"300" doc:"Reports of this committee only, by its id." example:"fppc-9900002"`
	Contest   string `query:"contest" maxLength:"100" doc:"Reports of members of this contest only." example:"invented-recall"`
}

func (in RecentScope) one() error {
	return ScopeRequest{Committee: in.Committee, Contest: in.Contest}.one()
}

// LateRequest asks for gifts on 24-hour and 48-hour notices of the last days.
type LateRequest struct {
	RecentScope
	Min    int64  `query:"min" default:"1000" minimum:"0" maximum:"1000000000" doc:"The least gift, in whole dollars." example:"5000"`
	Show   string `query:"show" enum:"pending,all" default:"all" doc:"pending: only those that are in no periodic report yet." example:"pending"`
	Sort   string `query:"sort" enum:"-amount,-date" default:"-amount" doc:"Largest or latest first." example:"-date"`
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"200" doc:"Gifts on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in LateRequest) check(*Service) error { return in.one() }

// RecentAnswer repeats the days that an answer is about.
type RecentAnswer struct {
	Days      int        `json:"days" doc:"Days of filing, as asked or the default."`
	From      store.Date `json:"from" doc:"First day of filing; empty when no report says when it was filed."`
	Thru      store.Date `json:"thru" doc:"Last day of filing: the latest in the data."`
	Committee string     `json:"committee" doc:"The committee asked for, or empty." example:"fppc-9900002"`
	Contest   string     `json:"contest" doc:"The contest asked for, or empty." example:"invented-recall"`
	Name      string     `json:"committee_name" doc:"Name of the committee asked for, or empty." example:"Invented committee"`
}

// LateList answers GET /api/v1/late.
type LateList struct {
	Meta
	RecentAnswer
	MinCents     store.Cents   `json:"min_cents" doc:"The least gift, in cents."`
	Min          string        `json:"min"`
	Gifts        int           `json:"gifts" doc:"Exact number of gifts of the whole filter."`
	SumCents     store.Cents   `json:"sum_cents" doc:"Their sum, in cents."`
	Sum          string        `json:"sum"`
	PendingGifts int           `json:"pending_gifts" doc:"Those that are in no periodic report yet."`
	PendingCents store.Cents   `json:"pending_cents" doc:"Their sum, in cents: in no total yet."`
	Pending      string        `json:"pending"`
	CoveredGifts int           `json:"covered_gifts" doc:"Those that a periodic report repeats, which counts them."`
	CoveredCents store.Cents   `json:"covered_cents" doc:"Their sum, in cents: in totals by way of that report."`
	Covered      string        `json:"covered"`
	Sort         string        `json:"sort" doc:"Order of the gifts."`
	Limit        int           `json:"limit" doc:"Gifts on a page at most."`
	Next         *Cursor       `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AQzY1w"`
	Items        []Transaction `json:"items" doc:"The page of gifts in the order asked for."`
}

// Late lists late money by when it was filed.
func (s *Service) Late(ctx context.Context, in LateRequest) (*LateList, error) {
	least := store.Cents(in.Min * 100)
	q := store.RecentQuery{
		Days: in.Days, Committee: in.Committee, Contest: in.Contest, Min: least, Limit: in.Limit, Notices: true,
		Statuses: []store.Status{store.StatusPending, store.StatusCovered}, Order: store.LargestFirst,
	}
	if in.Show == "pending" {
		q.Statuses = q.Statuses[:1]
	}
	if in.Sort == store.NewestFirst.String() {
		q.Order = store.NewestFirst
	}
	named := in
	named.Cursor, named.Limit = "", 0
	list := fmt.Sprintf("late %+v", named)
	if in.Cursor != "" {
		q.After = &store.TransactionPlace{}
		if err := in.Cursor.Read(list, q.After); err != nil {
			return nil, err
		}
	}
	r, err := s.reader.Recent(ctx, q)
	if err != nil {
		return nil, filterMistake(err)
	}
	out := &LateList{
		Meta: s.newMeta(r.Version, store.Coverage{FiledThrough: r.Thru}), RecentAnswer: newRecentAnswer(in.RecentScope, r),
		MinCents: least, Min: least.Decimal(), Sort: in.Sort, Limit: in.Limit, Items: make([]Transaction, 0, len(r.Rows.Rows)),
	}
	for _, sum := range r.Rows.Totals.Sums {
		if sum.Status == store.StatusPending {
			out.PendingGifts += sum.Rows
			out.PendingCents += sum.Amount
		} else {
			out.CoveredGifts += sum.Rows
			out.CoveredCents += sum.Amount
		}
	}
	out.Gifts, out.SumCents = out.PendingGifts+out.CoveredGifts, out.PendingCents+out.CoveredCents
	out.Sum, out.Pending, out.Covered = out.SumCents.Decimal(), out.PendingCents.Decimal(), out.CoveredCents.Decimal()
	for i := range r.Rows.Rows {
		out.Items = append(out.Items, s.transaction(&r.Rows.Rows[i]))
	}
	if n := len(r.Rows.Rows); r.Rows.More && n > 0 {
		last := r.Rows.Rows[n-1]
		next := NewCursor(list, store.TransactionPlace{Amount: last.Amount, Date: last.Date, ID: last.ID})
		out.Next = &next
	}
	return out, nil
}

func newRecentAnswer(in RecentScope, r *store.Recent) RecentAnswer {
	out := RecentAnswer{in.Days, r.From, r.Thru, in.Committee, in.Contest, r.Committee.Name}
	if r.Committee.Public != "" {
		out.Committee = r.Committee.Public
	}
	return out
}

// NewsRequest asks what was filed in the last days.
type NewsRequest struct {
	RecentScope
	Limit int `query:"limit" default:"50" minimum:"1" maximum:"200" doc:"Reports at most." example:"5"`
	Gifts int `query:"gifts" default:"10" minimum:"1" maximum:"50" doc:"Largest gifts at most." example:"2"`
}

func (in NewsRequest) check(*Service) error { return in.one() }

// News is what the reports of the last days brought: gifts that are counted
// from them, and late ones that wait.
type News struct {
	Meta
	RecentAnswer
	CountedGifts int           `json:"counted_gifts" doc:"Rows that are counted and stand in reports of these days. A gift that a notice told of before is among them when its periodic report came."`
	CountedCents store.Cents   `json:"counted_cents" doc:"Their sum, net of returns, in cents."`
	Counted      string        `json:"counted"`
	PendingGifts int           `json:"pending_gifts" doc:"Late gifts told of in these days that are in no periodic report yet."`
	PendingCents store.Cents   `json:"pending_cents" doc:"Their sum, in cents: in no total yet."`
	Pending      string        `json:"pending"`
	Largest      []Transaction `json:"largest" doc:"The largest of both, largest first."`
	Reports      int           `json:"reports" doc:"Exact number of report versions filed in these days."`
	Filings      []FoundFiling `json:"filings" doc:"The latest of them, latest first."`
}

// News says what was filed lately and what money it brought.
func (s *Service) News(ctx context.Context, in NewsRequest) (*News, error) {
	r, err := s.reader.Recent(ctx, store.RecentQuery{
		Days: in.Days, Committee: in.Committee, Contest: in.Contest, Min: -1 << 60, Limit: in.Gifts, Filings: in.Limit,
		Statuses: []store.Status{store.StatusCounted, store.StatusPending}, Order: store.LargestFirst,
	})
	if err != nil {
		return nil, filterMistake(err)
	}
	out := &News{
		Meta: s.newMeta(r.Version, store.Coverage{FiledThrough: r.Thru}), RecentAnswer: newRecentAnswer(in.RecentScope, r),
		Largest: make([]Transaction, 0, len(r.Rows.Rows)), Reports: r.Total, Filings: make([]FoundFiling, 0, len(r.Filings)),
	}
	for _, sum := range r.Rows.Totals.Sums {
		if sum.Status == store.StatusCounted {
			out.CountedGifts += sum.Rows
			out.CountedCents += sum.Amount
		} else {
			out.PendingGifts += sum.Rows
			out.PendingCents += sum.Amount
		}
	}
	out.Counted, out.Pending = out.CountedCents.Decimal(), out.PendingCents.Decimal()
	for i := range r.Rows.Rows {
		out.Largest = append(out.Largest, s.transaction(&r.Rows.Rows[i]))
	}
	for _, f := range r.Filings {
		out.Filings = append(out.Filings, FoundFiling{s.filing(f.Filing), CommitteeName{f.Committee.Public, f.Committee.Name}})
	}
	return out, nil
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// filingOperations are the questions about reports and what they brought.
func filingOperations() []Operation {
	return []Operation{
		ask(Operation{
			ID: "get-filing", Path: "/filings/{id}", Tag: "Filings",
			Summary: "A report, its versions and what an amendment changed",
			Text: "All versions of a report, one of them with its rows, its source file and the comparison of its rows with the filer's own summary; with compare " +
				"also the rows that differ from another version and what that did to each schedule.",
			Example: "/filings/cal.9900002~F460~2026-01-01~2026-04-18?compare=previous&limit=2",
		}, (*Service).Filing),
		ask(Operation{
			ID: "list-late", Path: "/late", Tag: "Filings",
			Summary: "Late money of the last days",
			Text: "Gifts on 24-hour and 48-hour notices by the day of filing, counted back from the latest day of filing in the data. Pending ones are in no periodic report yet; " +
				"covered ones are, which counts them.",
			Example: "/late?days=60&min=1000&limit=2",
		}, (*Service).Late),
		ask(Operation{
			ID: "get-news", Path: "/news", Tag: "Filings",
			Summary: "What the reports of the last days brought",
			Text: "Reports by day of filing, counted back from the latest day of filing in the data, with the money that is counted from them and the late " +
				"gifts that wait for a periodic report; of everything, a committee or a contest.",
			Example: "/news?days=30&committee=fppc-9900002&limit=2&gifts=2",
		}, (*Service).News),
	}
}
