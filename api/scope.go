package api

import (
	"context"

	"moneytrail/store"
)

// ScopeRequest says whose receipts a question is about.
type ScopeRequest struct {
	Committee string `query:"committee" maxLength:"300" doc:"Receipts of this committee, by its id, with its numbering or bare. Name either a committee or a contest." example:"fppc-9900002"`
	Contest   string `query:"contest" maxLength:"100" doc:"Receipts of the members of this contest, without what they gave each other." example:"invented-recall"`
	Side      string `query:"side" maxLength:"100" doc:"Receipts of one side of the contest only." example:"support"`
}

func (in ScopeRequest) scope() store.Scope {
	return store.Scope{Committee: in.Committee, Contest: in.Contest, Side: in.Side}
}

// named checks that the request names a committee or a contest.
func (in ScopeRequest) named() error {
	if in.Committee == "" && in.Contest == "" {
		return &ParamError{"committee", "is missing; name a committee or a contest"}
	}
	return in.one()
}

// one checks that the request does not contradict itself.
func (in ScopeRequest) one() error {
	switch {
	case in.Committee != "" && in.Contest != "":
		return &ParamError{"contest", "contradicts committee; name one of them"}
	case in.Side != "" && in.Contest == "":
		return &ParamError{"side", "needs a contest"}
	}
	return nil
}

// ScopeAnswer repeats what was asked about.
type ScopeAnswer struct {
	Committee string `json:"committee" doc:"The committee, as asked, or empty." example:"fppc-9900002"`
	Contest   string `json:"contest" doc:"The contest, as asked, or empty." example:"invented-recall"`
	Side      string `json:"side" doc:"The side of the contest, as asked, or empty." example:"support"`
}

func (in ScopeRequest) answer() ScopeAnswer { return ScopeAnswer(in) }

// MoneyGroup is the money of one group of gifts.
type MoneyGroup struct {
	NetCents      store.Cents `json:"net_cents" doc:"Gifts less returns, of counted rows, in cents."`
	Net           string      `json:"net"`
	GrossCents    store.Cents `json:"gross_cents" doc:"Gifts before returns, in cents."`
	Gross         string      `json:"gross"`
	ReturnedCents store.Cents `json:"returned_cents" doc:"What was given back, in cents, as a positive amount."`
	Returned      string      `json:"returned"`
	Gifts         int         `json:"gifts" doc:"Number of gifts; returns are not counted."`
	Donors        int         `json:"distinct_donors" doc:"Number of distinct donors, late ones too."`
	PendingCents  store.Cents `json:"pending_cents" doc:"Late money that is in no periodic report yet, in cents; no part of net."`
	Pending       string      `json:"pending"`
	PendingGifts  int         `json:"pending_gifts" doc:"Number of late gifts."`
	Share         *Share      `json:"share" doc:"Net as a part of all itemized money of the answer; null when that is not positive."`
}

func newMoneyGroup(x store.Slice, whole store.Cents) MoneyGroup {
	return MoneyGroup{
		x.Net, x.Net.Decimal(), x.Gross, x.Gross.Decimal(), x.Returned, x.Returned.Decimal(), x.Gifts, x.Donors,
		x.Pending, x.Pending.Decimal(), x.PendingGifts, newShare(x.Net, whole, ItemizedMoney),
	}
}

// MoneySum repeats what all groups add up to, and what is in none.
type MoneySum struct {
	Total           MoneyGroup  `json:"total" doc:"All gifts of the question: what the groups add up to."`
	UnitemizedCents store.Cents `json:"unitemized_cents" doc:"Gifts too small to itemize, in cents: in no group, since only their sum was filed. Of all time, whatever days were asked for."`
	Unitemized      string      `json:"unitemized"`
	ScopeFacts
}

func (s *Service) newMoneySum(b *store.Breakdown) MoneySum {
	return MoneySum{newMoneyGroup(b.Total, b.Total.Net), b.Unitemized, b.Unitemized.Decimal(), s.newScopeFacts(&b.ScopeFacts)}
}

// ScopeFacts say what the figures rest on, whatever days were asked for.
type ScopeFacts struct {
	Coverage   Coverage   `json:"coverage" doc:"The filings that the figures rest on."`
	Classified *Share     `json:"classified" doc:"Part of the itemized money whose donors have a known class, confirmed or probable; null when there is none."`
	Excluded   []Excluded `json:"excluded" doc:"Money that is in no total, by status and reason."`
}

func (s *Service) newScopeFacts(f *store.ScopeFacts) ScopeFacts {
	none := s.classification(f.Classes, &f.Totals).NotClassified.Cents
	return ScopeFacts{newCoverage(f.Coverage), newShare(f.Totals.Itemized-none, f.Totals.Itemized, ItemizedMoney), s.excluded(f.Totals.Schedules)}
}

// DaysRequest narrows a question to days.
type DaysRequest struct {
	From store.Date `query:"from" doc:"Gifts given on this day or later." example:"2026-01-01"`
	Thru store.Date `query:"thru" doc:"Gifts given on this day or earlier." example:"2026-06-30"`
}

func (in DaysRequest) ordered() error {
	if in.From != "" && in.Thru != "" && in.From > in.Thru {
		return &ParamError{"from", "is later than thru"}
	}
	return nil
}

// offsetKey is the key of lists that are put in order whole for each answer:
// how many items were seen. Their order is total.
type offsetKey struct {
	Seen int `json:"s"`
}

// seen gives how many items of a list the pages before have.
func (c Cursor) seen(list string) (int, error) {
	if c == "" {
		return 0, nil
	}
	var key offsetKey
	if err := c.Read(list, &key); err != nil {
		return 0, err
	}
	if key.Seen < 0 || key.Seen > 1<<40 {
		return 0, &ParamError{"cursor", "is not one that was given as next"}
	}
	return key.Seen, nil
}

// pageAfter is the cursor of the page after items, nil at the end.
func pageAfter(list string, seen, items, total int) *Cursor {
	if items == 0 || seen+items >= total {
		return nil
	}
	next := NewCursor(list, offsetKey{seen + items})
	return &next
}

// pageOf gives the items after seen, at most limit.
func pageOf[T any](all []T, seen, limit int) []T {
	from := min(max(seen, 0), len(all))
	return all[from:min(from+limit, len(all))]
}

// breakdownPage divides the money of a scope and gives a page of the groups
// with where the next one begins.
func (s *Service) breakdownPage(ctx context.Context, q store.BreakdownQuery, list string, cursor Cursor, limit int) (b *store.Breakdown, page []store.Slice, next *Cursor, err error) {
	seen, err := cursor.seen(list)
	if err != nil {
		return nil, nil, nil, err
	}
	if b, err = s.reader.Breakdown(ctx, q); err != nil {
		return nil, nil, nil, err
	}
	page = pageOf(b.Slices, seen, limit)
	return b, page, pageAfter(list, seen, len(page), len(b.Slices)), nil
}
