package api

import "moneytrail/store"

// GivenMoney is what was given to committees. Late money is no part of net.
type GivenMoney struct {
	NetCents      store.Cents `json:"net_cents" doc:"Gifts less returns, in cents."`
	Net           string      `json:"net"`
	GrossCents    store.Cents `json:"gross_cents" doc:"Gifts before returns, in cents."`
	Gross         string      `json:"gross"`
	ReturnedCents store.Cents `json:"returned_cents" doc:"What was given back, in cents, as a positive amount."`
	Returned      string      `json:"returned"`
	Gifts         int         `json:"gifts" doc:"Number of gifts; returns are not counted."`
	PendingCents  store.Cents `json:"pending_cents" doc:"Late money that is in no periodic report yet, in cents; no part of net."`
	Pending       string      `json:"pending"`
	PendingGifts  int         `json:"pending_gifts" doc:"Number of late gifts."`
	First         store.Date  `json:"first" doc:"Day of the first counted gift, or empty."`
	Last          store.Date  `json:"last" doc:"Day of the last counted gift, or empty."`
}

func newGivenMoney(t *store.GivenTotals) GivenMoney {
	return GivenMoney{
		t.Net, t.Net.Decimal(), t.Gross, t.Gross.Decimal(), t.Returned, t.Returned.Decimal(), t.Gifts,
		t.Pending, t.Pending.Decimal(), t.PendingGifts, t.First, t.Last,
	}
}

// GivenTo is what one committee was given by a donor or a group of donors.
type GivenTo struct {
	CommitteeID   string `json:"committee_id" doc:"Public id of the committee."`
	CommitteeName string `json:"committee_name" doc:"Its name as last filed."`
	Donors        int    `json:"distinct_donors" doc:"Distinct donors of the question who gave it anything."`
	GivenMoney
	Share *Share `json:"share" doc:"Net as a part of all that was given; null when that is not positive."`
}

// AllGiven names the denominator of the shares of recipients.
const AllGiven = "all that was given to any committee, net of returns"

func newGivenTo(all []store.Given, whole store.Cents) []GivenTo {
	out := make([]GivenTo, 0, len(all))
	for i := range all {
		g := &all[i]
		out = append(out, GivenTo{g.Committee.Public, g.Committee.Name, g.Donors, newGivenMoney(&g.GivenTotals), newShare(g.Net, whole, AllGiven)})
	}
	return out
}

// GivenPeriod is what was given in a year or month.
type GivenPeriod struct {
	Period       string      `json:"period" doc:"2026 or 2026-03; empty for gifts without a day."`
	NetCents     store.Cents `json:"net_cents" doc:"Counted gifts of the period less returns, in cents."`
	Net          string      `json:"net"`
	Gifts        int         `json:"gifts" doc:"Number of gifts; returns are not counted."`
	PendingCents store.Cents `json:"pending_cents" doc:"Late money of the period that is in no periodic report yet, in cents."`
	Pending      string      `json:"pending"`
}

func newGivenPeriods(all []store.GivenPeriod) []GivenPeriod {
	out := make([]GivenPeriod, 0, len(all))
	for _, p := range all {
		out = append(out, GivenPeriod{p.Period, p.Net, p.Net.Decimal(), p.Gifts, p.Pending, p.Pending.Decimal()})
	}
	return out
}
