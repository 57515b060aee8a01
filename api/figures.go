package api

import "moneytrail/store"

// Figures are the totals of a committee, a side or a contest. Each amount is
// cents with decimal dollars beside it.
//
// Itemized is the net of counted rows; unitemized comes from the filers'
// summary pages; total is both. Loans, other receipts, spending and pending
// late money are never part of total. Returned is positive: net = gross -
// returned.
type Figures struct {
	GrossCents               store.Cents `json:"gross_cents" doc:"Gifts before returns, in cents."`
	Gross                    string      `json:"gross"`
	ReturnedCents            store.Cents `json:"returned_cents" doc:"What was given back, in cents, as a positive amount."`
	Returned                 string      `json:"returned"`
	ItemizedMonetaryCents    store.Cents `json:"itemized_monetary_cents" doc:"Itemized gifts of money, net, in cents."`
	ItemizedMonetary         string      `json:"itemized_monetary"`
	ItemizedInKindCents      store.Cents `json:"itemized_in_kind_cents" doc:"Itemized gifts of goods and services, net, in cents."`
	ItemizedInKind           string      `json:"itemized_in_kind"`
	ItemizedCents            store.Cents `json:"itemized_cents" doc:"Gifts that name their donor, net of returns, in cents."`
	Itemized                 string      `json:"itemized"`
	UnitemizedMonetaryCents  store.Cents `json:"unitemized_monetary_cents" doc:"Gifts of money too small to itemize, from summary pages, in cents."`
	UnitemizedMonetary       string      `json:"unitemized_monetary"`
	UnitemizedInKindCents    store.Cents `json:"unitemized_in_kind_cents" doc:"Gifts of goods and services too small to itemize, in cents."`
	UnitemizedInKind         string      `json:"unitemized_in_kind"`
	UnitemizedCents          store.Cents `json:"unitemized_cents" doc:"All gifts too small to itemize, in cents."`
	Unitemized               string      `json:"unitemized"`
	TotalCents               store.Cents `json:"total_cents" doc:"Itemized and unitemized money, net of returns, in cents."`
	Total                    string      `json:"total"`
	PendingCents             store.Cents `json:"pending_cents" doc:"Late money that is in no periodic report yet, in cents; no part of the total."`
	Pending                  string      `json:"pending"`
	IncludingLateCents       store.Cents `json:"including_late_cents" doc:"Total + pending."`
	IncludingLate            string      `json:"including_late"`
	AttributedCents          store.Cents `json:"attributed_cents" doc:"Shares of joint fundraising; no part of total."`
	Attributed               string      `json:"attributed"`
	LoansReceivedCents       store.Cents `json:"loans_received_cents" doc:"Loans received in cents; no part of the total."`
	LoansReceived            string      `json:"loans_received"`
	OtherReceiptsCents       store.Cents `json:"other_receipts_cents" doc:"Other receipts in cents; no part of the total."`
	OtherReceipts            string      `json:"other_receipts"`
	ExpendituresCents        store.Cents `json:"expenditures_cents" doc:"Spending in cents."`
	Expenditures             string      `json:"expenditures"`
	IndependentSpendingCents store.Cents `json:"independent_spending_cents" doc:"Independent spending in cents."`
	IndependentSpending      string      `json:"independent_spending"`
	Gifts                    int         `json:"gifts" doc:"Number of gifts; returns are not counted."`
	DistinctDonors           int         `json:"distinct_donors" doc:"Number of distinct donors of counted rows."`
	PendingGifts             int         `json:"pending_gifts" doc:"Number of late gifts that are in no periodic report yet."`
}

func newFigures(t store.Totals) Figures {
	late := t.Total + t.Pending
	return Figures{
		GrossCents: t.Gross, Gross: t.Gross.Decimal(),
		ReturnedCents: t.Returned, Returned: t.Returned.Decimal(),
		ItemizedMonetaryCents: t.ItemizedMonetary, ItemizedMonetary: t.ItemizedMonetary.Decimal(),
		ItemizedInKindCents: t.ItemizedInKind, ItemizedInKind: t.ItemizedInKind.Decimal(),
		ItemizedCents: t.Itemized, Itemized: t.Itemized.Decimal(),
		UnitemizedMonetaryCents: t.UnitemizedMonetary, UnitemizedMonetary: t.UnitemizedMonetary.Decimal(),
		UnitemizedInKindCents: t.UnitemizedInKind, UnitemizedInKind: t.UnitemizedInKind.Decimal(),
		UnitemizedCents: t.Unitemized, Unitemized: t.Unitemized.Decimal(),
		TotalCents: t.Total, Total: t.Total.Decimal(),
		PendingCents: t.Pending, Pending: t.Pending.Decimal(),
		IncludingLateCents: late, IncludingLate: late.Decimal(),
		AttributedCents: t.Attributed, Attributed: t.Attributed.Decimal(),
		LoansReceivedCents: t.LoansReceived, LoansReceived: t.LoansReceived.Decimal(),
		OtherReceiptsCents: t.OtherReceipts, OtherReceipts: t.OtherReceipts.Decimal(),
		ExpendituresCents: t.Expenditures, Expenditures: t.Expenditures.Decimal(),
		IndependentSpendingCents: t.IndependentSpending, IndependentSpending: t.IndependentSpending.Decimal(),
		Gifts: t.Gifts, DistinctDonors: t.Donors, PendingGifts: t.PendingGifts,
	}
}
