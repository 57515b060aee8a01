package api

import (
	"context"
	"errors"
	"fmt"

	"moneytrail/store"
)

// JobsRequest asks for whom donors work, or as what.
type JobsRequest struct {
	ScopeRequest
	DaysRequest
	By     string `query:"by" enum:"employer,occupation" default:"employer" doc:"What to group by." example:"occupation"`
	Limit  int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Lines on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in JobsRequest) list() string {
	in.Cursor, in.Limit = "", 0
	return fmt.Sprintf("jobs %+v", in)
}

func (in JobsRequest) check(*Service) error { return errors.Join(in.named(), in.ordered()) }

// Jobs is money by employer or occupation as filed, capitals and spaces apart:
// two spellings of one employer are two lines.
type Jobs struct {
	Meta
	ScopeAnswer
	By    string     `json:"by" doc:"What the lines are."`
	Count int        `json:"count" doc:"Exact number of lines."`
	Next  *Cursor    `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Jobs  []MoneyJob `json:"jobs" doc:"The page of lines, by net money, largest first, then by name."`
	MoneySum
}

// MoneyJob is the money of donors of one employer or occupation.
type MoneyJob struct {
	Name string `json:"name" doc:"The employer or occupation as filed, in capitals; empty when none was filed, as of organizations."`
	MoneyGroup
}

// Jobs says for whom the donors of a scope work, or as what.
func (s *Service) Jobs(ctx context.Context, in JobsRequest) (*Jobs, error) {
	q := store.BreakdownQuery{Scope: in.scope(), By: in.By, From: in.From, Thru: in.Thru}
	b, page, next, err := s.breakdownPage(ctx, q, in.list(), in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &Jobs{Meta: s.newMeta(b.Version, b.Coverage), ScopeAnswer: in.answer(), By: in.By, Count: len(b.Slices), Jobs: []MoneyJob{}, MoneySum: s.newMoneySum(b)}
	out.Next = next
	for _, x := range page {
		out.Jobs = append(out.Jobs, MoneyJob{x.Key, newMoneyGroup(x, b.Total.Net)})
	}
	return out, nil
}
