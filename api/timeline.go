package api

import (
	"context"
	"errors"

	"moneytrail/store"
)

// TimelineRequest asks when money was given.
type TimelineRequest struct {
	ScopeRequest
	DaysRequest
	By string `query:"by" enum:"day,week,month,quarter,year" default:"week" doc:"Length of a period; weeks begin on Monday." example:"month"`
}

func (in TimelineRequest) check(*Service) error { return errors.Join(in.named(), in.ordered()) }

// Timeline is money by the day it was given on, oldest first. Periods in which
// nothing was given are left out.
type Timeline struct {
	Meta
	ScopeAnswer
	By         string     `json:"by" doc:"Length of a period."`
	Periods    []Period   `json:"periods" doc:"The periods, oldest first."`
	Undated    MoneyGroup `json:"undated" doc:"Gifts without a day; in no period."`
	CommonThru store.Date `json:"common_thru" doc:"Compare sides up to this day: the last one that the periodic reports of every side cover. Empty when a side has none."`
	MoneySum
}

// Period is a day, a week, a month, a quarter or a year.
type Period struct {
	Start store.Date `json:"start" doc:"First day of the period."`
	MoneyGroup
	CumulativeCents store.Cents `json:"cumulative_cents" doc:"Net money of this period and all before it, in cents; late money left out."`
	Cumulative      string      `json:"cumulative"`
}

// Timeline says when the money of a scope was given.
func (s *Service) Timeline(ctx context.Context, in TimelineRequest) (*Timeline, error) {
	b, err := s.reader.Breakdown(ctx, store.BreakdownQuery{Scope: in.scope(), By: in.By, From: in.From, Thru: in.Thru})
	if err != nil {
		return nil, err
	}
	out := &Timeline{
		Meta: s.newMeta(b.Version, b.Coverage), ScopeAnswer: in.answer(), By: in.By, Periods: []Period{}, CommonThru: b.CommonThru, MoneySum: s.newMoneySum(b),
		Undated: newMoneyGroup(store.Slice{}, b.Total.Net),
	}
	var sum store.Cents
	for _, x := range b.Slices {
		if x.Key == "" {
			out.Undated = newMoneyGroup(x, b.Total.Net)
			continue
		}
		sum += x.Net
		out.Periods = append(out.Periods, Period{store.Date(x.Key), newMoneyGroup(x, b.Total.Net), sum, sum.Decimal()})
	}
	return out, nil
}
