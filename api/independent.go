package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// IndependentRequest asks for independent spending.
type IndependentRequest struct {
	Search    string `query:"q" maxLength:"200" doc:"Words of the candidate's or measure's name as filed." example:"district attorney"`
	Committee string `query:"committee" maxLength:"300" doc:"Spending of this committee only, by its id." example:"fppc-9900001"`
	Limit     int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Lines on a page." example:"10"`
	Cursor    Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in IndependentRequest) list() string {
	in.Cursor, in.Limit = "", 0
	return fmt.Sprintf("independent %+v", in)
}

// IndependentNotice says what outside spending is.
const IndependentNotice = "Spending that was not made with the candidate or the measure's committee. It is no gift to anybody and in no total of gifts. " +
	"Federal 24-hour reports that a periodic report repeats are counted once. Californian 24-hour reports (Form 496) are repeated by Forms 450, 461 and " +
	"465, often with other days and words, so that they are added up apart: the notices."

// Independent is spending for and against candidates and measures by others.
type Independent struct {
	Meta
	Explanation string            `json:"explanation" doc:"What independent spending is."`
	For         StanceSum         `json:"for" doc:"All lines that support."`
	Against     StanceSum         `json:"against" doc:"All lines that oppose."`
	NotSaid     StanceSum         `json:"not_said" doc:"All lines whose report does not say for or against."`
	Spenders    int               `json:"spenders" doc:"Exact number of committees that spent."`
	Total       int               `json:"total" doc:"Exact number of lines."`
	Next        *Cursor           `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Lines       []IndependentLine `json:"lines" doc:"The page of lines, by amount, largest first."`
}

// StanceSum adds up the lines of one stance.
type StanceSum struct {
	AmountCents  store.Cents `json:"amount_cents" doc:"Spending in cents, without the notices."`
	Amount       string      `json:"amount"`
	NoticesCents store.Cents `json:"notices_cents" doc:"Spending on Californian 24-hour reports, in cents; never add it to amount, which may repeat it."`
	Notices      string      `json:"notices"`
	Lines        int         `json:"lines" doc:"Number of lines."`
}

// IndependentLine is what one committee spent for or against one target.
type IndependentLine struct {
	SpenderID   string      `json:"spender_id" doc:"Public id of the committee that spent." example:"fppc-9900001"`
	SpenderName string      `json:"spender_name" doc:"Its name." example:"Invented committee"`
	Candidate   string      `json:"candidate" doc:"The candidate as filed; empty of a measure." example:"Placeholder, Marlow"`
	Office      string      `json:"office" doc:"The office as filed; may be empty." example:"District Attorney"`
	Measure     string      `json:"measure" doc:"The measure as filed; empty of a candidate." example:"Measure X (invented)"`
	Stance      string      `json:"stance" doc:"for, against, or empty when the report does not say." example:"against"`
	Notice      bool        `json:"notice" doc:"True of Californian 24-hour reports, which other forms repeat." example:"false"`
	AmountCents store.Cents `json:"amount_cents" doc:"Spending in cents." example:"1250000"`
	Amount      string      `json:"amount" example:"12500.00"`
	Rows        int         `json:"rows" doc:"Number of rows." example:"3"`
	First       store.Date  `json:"first" doc:"Day of the first of them, or empty." example:"2031-02-01"`
	Last        store.Date  `json:"last" doc:"Day of the last of them, or empty." example:"2031-03-01"`
	Payers      []Standing  `json:"payers" doc:"The largest donors of the spender, at most three; of all its money, not of this spending; without shares."`
}

// Independent adds up independent spending by spender and target.
func (s *Service) Independent(ctx context.Context, in IndependentRequest) (*Independent, error) {
	seen, err := in.Cursor.seen(in.list())
	if err != nil {
		return nil, err
	}
	r, err := s.reader.Independent(ctx, store.IndependentQuery{Search: in.Search, Committee: in.Committee, Limit: in.Limit, Offset: seen})
	if err != nil {
		return nil, err
	}
	out := &Independent{
		Meta: s.newMeta(r.Version, store.Coverage{}), Explanation: IndependentNotice, For: newStanceSum(r.For),
		Against: newStanceSum(r.Against), NotSaid: newStanceSum(r.NotSaid),
		Spenders: r.Spenders, Total: r.Total, Next: nextPage(in.list(), seen, len(r.Items), r.Total), Lines: make([]IndependentLine, 0, len(r.Items)),
	}
	for i := range r.Items {
		l := &r.Items[i]
		out.Lines = append(out.Lines, IndependentLine{
			l.Spender.Public, l.Spender.Name, l.Candidate, l.Office, l.Measure, stance(l.Support), l.Notice, l.Amount, l.Amount.Decimal(), l.Rows, l.First, l.Last,
			s.newStandings(l.Payers, &store.Totals{}),
		})
	}
	return out, nil
}

func newStanceSum(s store.StanceSum) StanceSum {
	return StanceSum{s.Amount, s.Amount.Decimal(), s.Notices, s.Notices.Decimal(), s.Lines}
}

func stance(support string) string {
	switch support {
	case "S":
		return "for"
	case "O":
		return "against"
	}
	return ""
}
