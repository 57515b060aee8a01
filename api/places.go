package api

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"moneytrail/store"
)

// PlacesRequest asks where money came from.
type PlacesRequest struct {
	ScopeRequest
	DaysRequest
	By     string `query:"by" enum:"state,city,zip" default:"state" doc:"Size of a place. A city is written with its state." example:"city"`
	Home   string `query:"home" maxLength:"60" doc:"The place that counts as home, as the answer names places: CA of states, LOS ANGELES, CA of cities, the beginning of a ZIP code of zips." example:"CA"`
	Limit  int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Places on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in PlacesRequest) list() string {
	in.Cursor, in.Limit = "", 0
	return fmt.Sprintf("places %+v", in)
}

func (in PlacesRequest) check(*Service) error { return errors.Join(in.named(), in.ordered()) }

// Places is money by the contributor's place as filed, largest first.
type Places struct {
	Meta
	ScopeAnswer
	By     string       `json:"by" doc:"Size of a place."`
	Home   *InOut       `json:"home" doc:"Money from home and from elsewhere; null when no home was named."`
	Count  int          `json:"count" doc:"Exact number of places."`
	Next   *Cursor      `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Places []MoneyPlace `json:"places" doc:"The page of places, by net money, largest first, then by name."`
	MoneySum
}

// InOut divides money by home, elsewhere and not known.
type InOut struct {
	Place   string     `json:"place" doc:"The place that counts as home."`
	In      MoneyGroup `json:"in" doc:"Gifts from home. Donors of several places are counted in each."`
	Out     MoneyGroup `json:"out" doc:"Gifts from elsewhere."`
	Unknown MoneyGroup `json:"unknown" doc:"Gifts without a place."`
}

// MoneyPlace is the money from one place.
type MoneyPlace struct {
	Place string `json:"place" doc:"The place as filed, in capitals; empty when none was filed."`
	MoneyGroup
}

// Places says where the money of a scope came from.
func (s *Service) Places(ctx context.Context, in PlacesRequest) (*Places, error) {
	q := store.BreakdownQuery{Scope: in.scope(), By: in.By, From: in.From, Thru: in.Thru}
	b, page, next, err := s.breakdownPage(ctx, q, in.list(), in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &Places{Meta: s.newMeta(b.Version, b.Coverage), ScopeAnswer: in.answer(), By: in.By, Count: len(b.Slices), Places: []MoneyPlace{}, MoneySum: s.newMoneySum(b)}
	out.Next = next
	for _, x := range page {
		out.Places = append(out.Places, MoneyPlace{x.Key, newMoneyGroup(x, b.Total.Net)})
	}
	if in.Home != "" {
		out.Home = inOut(b, in.By, strings.ToUpper(in.Home))
	}
	return out, nil
}

func inOut(b *store.Breakdown, by, home string) *InOut {
	var in, out, unknown store.Slice
	for _, x := range b.Slices {
		to := &out
		switch {
		case x.Key == "":
			to = &unknown
		case x.Key == home, by == store.ByZip && strings.HasPrefix(x.Key, home):
			to = &in
		}
		addSlice(to, x)
	}
	whole := b.Total.Net
	return &InOut{home, newMoneyGroup(in, whole), newMoneyGroup(out, whole), newMoneyGroup(unknown, whole)}
}

func addSlice(to *store.Slice, x store.Slice) {
	to.Gross += x.Gross
	to.Returned += x.Returned
	to.Net += x.Net
	to.Gifts += x.Gifts
	to.Donors += x.Donors
	to.Pending += x.Pending
	to.PendingGifts += x.PendingGifts
}
