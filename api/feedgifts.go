package api

import (
	"context"
	"fmt"
	"strings"

	"moneytrail/store"
)

// FeedGiftsRequest asks for the gifts that were filed last.
type FeedGiftsRequest struct {
	ScopeRequest
	Donor  store.DonorID `query:"donor" doc:"Gifts of this donor only." example:"d0000000000001"`
	Class  string        `query:"class" maxLength:"60" doc:"Gifts of donors of this class only; law_enforcement stands for all of law enforcement." example:"law_enforcement"`
	Least  int64         `query:"min" default:"1" minimum:"1" maximum:"1000000000" doc:"The least gift, in whole dollars." example:"1000"`
	Late   bool          `query:"late" doc:"Gifts only that were reported within 24 hours and are in no periodic report yet." example:"true"`
	Limit  int           `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Gifts on a page." example:"10"`
	Cursor Cursor        `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in FeedGiftsRequest) check(s *Service) error {
	switch {
	case in.Class == notClassified[0] || in.Class == notClassified[1]:
		return &ParamError{"class", "must be a class that somebody is known to be of"}
	case in.ScopeRequest == (ScopeRequest{}) && in.Donor == 0 && in.Class == "" && !in.Late:
		return &ParamError{"late", "is missing; ask for late gifts, or name a committee, a contest, a donor or a class"}
	}
	if err := s.check(Filter{Class: in.Class}); err != nil {
		return err
	}
	return in.one()
}

func (in FeedGiftsRequest) list() string {
	return fmt.Sprintf("feed gifts %q %d %q %d %v", in.ScopeRequest, in.Donor, in.Class, in.Least, in.Late)
}

// FeedGifts are counted and late gifts, newest filing first.
type FeedGifts struct {
	Meta
	ScopeAnswer
	Donor     string      `json:"donor" doc:"The donor, as asked, or empty." example:"d0000000000001"`
	Class     string      `json:"class" doc:"The class, as asked, or empty."`
	ClassName string      `json:"class_name" doc:"Name of the class, or empty."`
	MinCents  store.Cents `json:"min_cents" doc:"The least gift listed, in cents."`
	Min       string      `json:"min"`
	Late      bool        `json:"late" doc:"Whether only late gifts are listed."`
	Next      *Cursor     `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Gifts     []FeedGift  `json:"gifts" doc:"The page of gifts: by day of filing, then by row, each descending; undated ones last. Returns are left out."`
}

// FeedGift is a gift with who gave it and who received it.
type FeedGift struct {
	ID            string `json:"id" doc:"Permanent id of the gift within its report: the same in every version that gives it the same number."`
	CommitteeID   string `json:"committee_id" doc:"Public id of the committee that received it."`
	CommitteeName string `json:"committee_name" doc:"Its name."`
	Donor         Donor  `json:"donor" doc:"Who gave."`
	Row           Row    `json:"row" doc:"The row of the filing."`
}

// FeedGifts lists the gifts that were filed last.
func (s *Service) FeedGifts(ctx context.Context, in FeedGiftsRequest) (*FeedGifts, error) {
	least := store.Cents(in.Least * 100)
	q := store.FeedGiftsQuery{Scope: in.scope(), Donor: in.Donor, Least: least, Late: in.Late, Limit: in.Limit}
	of, filter, err := s.standings(Page{}, Filter{Class: in.Class})
	if err != nil {
		return nil, err
	}
	q.Classes = of.Classes
	if in.Cursor != "" {
		q.After = &store.GiftPlace{}
		if err := in.Cursor.Read(in.list(), q.After); err != nil {
			return nil, err
		}
	}
	r, err := s.reader.FeedGifts(ctx, q)
	if err != nil {
		return nil, err
	}
	out := &FeedGifts{
		Meta: s.newMeta(r.Version, store.Coverage{}), ScopeAnswer: in.answer(), Class: in.Class, MinCents: least, Min: least.Decimal(),
		Late: in.Late, Gifts: make([]FeedGift, 0, len(r.Items)),
	}
	if in.Donor != 0 {
		out.Donor = in.Donor.String()
	}
	if filter != nil {
		out.ClassName = filter.ClassName
	}
	for i := range r.Items {
		g := &r.Items[i]
		out.Gifts = append(out.Gifts, FeedGift{RowID(&g.Row), g.Committee.Public, g.Committee.Name, s.newDonor(&g.Donor), s.row(g.Row)})
	}
	if n := len(r.Items); n > 0 {
		last, first := &r.Items[n-1].Row, &r.Items[0].Row
		if first.Filing.Filed != "" && in.Cursor == "" {
			out.AsOf, out.AsOfBasis = first.Filing.Filed, AsOfFiled
		}
		if r.More {
			next := NewCursor(in.list(), store.GiftPlace{Filed: last.Filing.Filed, Row: last.ID})
			out.Next = &next
		}
	}
	return out, nil
}

// RowID is the permanent id of a row: its report, schedule and transaction id.
// Rows without a transaction id are named by their line of the source file.
func RowID(r *store.RowView) string {
	k := r.Filing.Key
	return rowID(string(k.System), k.Report, k.Version, r.Schedule, r.TranID, r.Filing.Source.SHA256, r.Pos.Part, r.Pos.Line)
}

// PermanentID names a row for good, as [RowID] gives it.
func (r *Row) PermanentID() string {
	return rowID(r.Filing.System, r.Filing.Report, r.Filing.Version, r.Schedule, r.TranID, r.Filing.Source.SHA256, r.Place.Part, r.Place.Line)
}

func rowID(system, report string, version int, schedule, tran, sum, part string, line int) string {
	id := []string{system, report, schedule, tran}
	if tran == "" {
		id = append(id, fmt.Sprint(version), sum[:min(12, len(sum))], part, fmt.Sprint(line))
	}
	return strings.Join(id, "/")
}
