package storetest

import (
	"fmt"

	"moneytrail/store"
)

// Report builds an invented report of Californian form, version by version.
type Report struct {
	Filer      string // FPPC id; use 99xxxxx
	Name       string
	Form       string // "F460", "F497"
	From, Thru store.Date
	ID         string // Rpt_ID_Num of a notice
	Version    int
	Gifts      []Gift
	Unitemized store.Cents
	Line1      *store.Cents // summary line A 1; nil: the sum of the gifts
}

// Gift is one row of a [Report]. Schedule is "A" (or "F497P1" on a notice)
// when empty.
type Gift struct {
	Schedule, TranID, Donor, Zip, Committee, TranType string
	Date                                              store.Date
	Amount                                            store.Cents
	Memo                                              bool
}

// Records gives the report as a reader would.
func (r Report) Records() *Records {
	filer := store.CALFiler(r.Filer, r.Name)
	key := store.FilingKey{System: store.SystemCAL, Report: store.CALReport(filer, r.Form, r.ID, r.From, r.Thru, ""), Version: r.Version}
	out := &Records{Filings: []store.Filing{{
		Key: key, Form: r.Form, Filer: filer, FilerName: r.Name, Agency: "INVC", From: r.From, Thru: r.Thru, ReportID: r.ID,
	}}}
	var sum store.Cents
	for i, g := range r.Gifts {
		t := r.transaction(key, i, g)
		if t.Schedule == "A" && !t.Memo {
			sum += t.Amount
		}
		out.Transactions = append(out.Transactions, t)
	}
	if r.Form == "F460" {
		if r.Line1 != nil {
			sum = *r.Line1
		}
		out.Summaries = []store.SummaryLine{
			{Filing: key, Schedule: "A", Line: "1", A: sum}, {Filing: key, Schedule: "A", Line: "2", A: r.Unitemized},
		}
	}
	return out
}

func (r Report) transaction(key store.FilingKey, i int, g Gift) store.Transaction {
	t := store.Transaction{
		Filing: key, Table: store.TableReceipts, Schedule: g.Schedule, TranID: g.TranID, Kind: store.KindMonetary, Direction: store.Received,
		Counterparty: store.Name{Last: g.Donor}, Address: store.Address{Zip: g.Zip}, CommitteeID: g.Committee, TranType: g.TranType,
		Date: g.Date, Amount: g.Amount, Memo: g.Memo, Pos: store.Position{Part: "invented", Line: i + 2},
	}
	if t.TranID == "" {
		t.TranID = fmt.Sprintf("INC%d", i+1)
	}
	if t.Schedule == "" {
		t.Schedule = "A"
		if r.Form == "F497" {
			t.Schedule = "F497P1"
		}
	}
	switch t.Schedule {
	case "F497P1":
		t.Table = store.TableLateContributions
	case "F497P2":
		t.Table, t.Direction = store.TableLateContributions, store.Made
	case "C":
		t.Kind = store.KindInKind
	case "B1":
		t.Table, t.Kind = store.TableLoans, store.KindLoan
	}
	if g.TranType == "F" {
		t.Kind = store.KindForgiveness
	}
	return t
}

// Join puts the records of several reports into one file.
func Join(reports ...*Records) *Records {
	out := &Records{}
	for _, r := range reports {
		out.Filings = append(out.Filings, r.Filings...)
		out.Transactions = append(out.Transactions, r.Transactions...)
		out.Summaries = append(out.Summaries, r.Summaries...)
		out.FilerAliases = append(out.FilerAliases, r.FilerAliases...)
		out.FilingFilers = append(out.FilingFilers, r.FilingFilers...)
		out.FilerNames = append(out.FilerNames, r.FilerNames...)
	}
	return out
}
