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
	GrossCents               store.Cents `json:"gross_cents"`
	Gross                    string      `json:"gross"`
	ReturnedCents            store.Cents `json:"returned_cents"`
	Returned                 string      `json:"returned"`
	ItemizedMonetaryCents    store.Cents `json:"itemized_monetary_cents"`
	ItemizedMonetary         string      `json:"itemized_monetary"`
	ItemizedInKindCents      store.Cents `json:"itemized_in_kind_cents"`
	ItemizedInKind           string      `json:"itemized_in_kind"`
	ItemizedCents            store.Cents `json:"itemized_cents"`
	Itemized                 string      `json:"itemized"`
	UnitemizedMonetaryCents  store.Cents `json:"unitemized_monetary_cents"`
	UnitemizedMonetary       string      `json:"unitemized_monetary"`
	UnitemizedInKindCents    store.Cents `json:"unitemized_in_kind_cents"`
	UnitemizedInKind         string      `json:"unitemized_in_kind"`
	UnitemizedCents          store.Cents `json:"unitemized_cents"`
	Unitemized               string      `json:"unitemized"`
	TotalCents               store.Cents `json:"total_cents"`
	Total                    string      `json:"total"`
	PendingCents             store.Cents `json:"pending_cents"`
	Pending                  string      `json:"pending"`
	IncludingLateCents       store.Cents `json:"including_late_cents"` // total + pending
	IncludingLate            string      `json:"including_late"`
	AttributedCents          store.Cents `json:"attributed_cents"` // shares of joint fundraising; no part of total
	Attributed               string      `json:"attributed"`
	LoansReceivedCents       store.Cents `json:"loans_received_cents"`
	LoansReceived            string      `json:"loans_received"`
	OtherReceiptsCents       store.Cents `json:"other_receipts_cents"`
	OtherReceipts            string      `json:"other_receipts"`
	ExpendituresCents        store.Cents `json:"expenditures_cents"`
	Expenditures             string      `json:"expenditures"`
	IndependentSpendingCents store.Cents `json:"independent_spending_cents"`
	IndependentSpending      string      `json:"independent_spending"`
	Gifts                    int         `json:"gifts"`
	DistinctDonors           int         `json:"distinct_donors"`
	PendingGifts             int         `json:"pending_gifts"`
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
