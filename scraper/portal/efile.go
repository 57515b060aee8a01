package portal

import (
	"bytes"
	"encoding/csv"
	"fmt"

	"moneytrail/store"
)

// record is one line of an e-filing by position.
type record []string

func newRecord(length int, first ...string) record {
	r := make(record, length)
	copy(r, first)
	return r
}

// put sets consecutive fields.
func (r record) put(at int, values ...string) { copy(r[at:], values) }

// EFile renders a report as an e-filing in CAL 2.01: comma-separated records,
// CRLF, quotes only where needed. The positions are those of the format's
// description and of real filings; street lines, phones and mails are empty.
func EFile(r Report) ([]byte, error) {
	records := []record{{"HDR", "CAL", "CA", "2.01", "Invented", "1.0", ""}, coverRecord(r)}
	for _, line := range r.Summary {
		fields := record{"SMRY", line.Schedule, line.Line, line.A.Decimal()}
		if line.Schedule == r.Form && line.B != 0 {
			fields = append(fields, line.B.Decimal())
		}
		records = append(records, fields)
	}
	for i := range r.Rows {
		records = append(records, transactionRecord(&r.Rows[i]))
	}
	for _, memo := range r.Memos {
		records = append(records, record{"TEXT", memo.Schedule, memo.Ref, memo.Text})
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for _, fields := range records {
		if err := w.Write(fields); err != nil {
			return nil, fmt.Errorf("render e-filing %s: %w", r.ID, err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("render e-filing %s: %w", r.ID, err)
	}
	return out.Bytes(), nil
}

const calDay = "20060102"

func coverRecord(r Report) record {
	length := 70
	if r.Form == "F497" {
		length = 48
	}
	c := newRecord(length, "CVR", r.Form, r.filerID(), r.CommitteeType, r.FilerName)
	c.put(8, r.reportNumber(), day(r.Filed, calDay), r.Statement, r.ReportID, day(r.From, calDay), day(r.Thru, calDay), day(r.Election, calDay))
	c.put(17, "Exampleville", "CA", "00001")
	if r.Form == "F497" {
		return c
	}
	c.put(28, r.Treasurer.Last, r.Treasurer.First)
	c.put(40, "P", "N", "N", "Y", "N")
	last, first := splitCandidate(r.Target.Candidate)
	c.put(48, last, first)
	c.put(60, r.Target.Measure, "", r.Target.Jurisdiction, r.Target.Office)
	c.put(69, r.Target.Support)
	return c
}

func transactionRecord(t *store.Transaction) record {
	switch t.Table {
	case store.TableReceipts:
		return receiptRecord(t)
	case store.TableLoans:
		return loanRecord(t)
	case store.TableDebts:
		return debtRecord(t)
	case store.TableLateContributions:
		return lateRecord(t)
	case store.TableIndependent:
		return newRecord(9, "S496", "F496", t.TranID, t.Amount.Decimal(), day(t.Date, calDay), day(t.DateThru, calDay), t.Description, memoCode(t), t.MemoRef)
	default:
		return expenditureRecord(t)
	}
}

func memoCode(t *store.Transaction) string {
	if t.Memo {
		return "X"
	}
	return ""
}

func selfCode(t *store.Transaction) string {
	if t.SelfEmployed {
		return "y"
	}
	return ""
}

// party sets a name, two street lines and a place: nine fields.
func (r record) party(at int, n store.Name, a store.Address) {
	r.put(at, n.Last, n.First, n.Title, n.Suffix, "", "", a.City, a.State, a.Zip)
}

func receiptRecord(t *store.Transaction) record {
	f := newRecord(66, "RCPT", t.Schedule, t.TranID, t.Entity)
	f.party(4, t.Counterparty, t.Address)
	f.put(13, t.Employer, t.Occupation, selfCode(t), t.TranType, day(t.Date, calDay), day(t.DateThru, calDay))
	f.put(19, t.Amount.Decimal(), t.Cumulative.Decimal(), "", t.Description, t.CommitteeID)
	f.party(33, t.Intermediary, store.Address{})
	f.put(59, memoCode(t), t.MemoRef, t.BackRef, t.CrossRef)
	f.put(65, t.IntermediaryCommitteeID)
	return f
}

func loanRecord(t *store.Transaction) record {
	f := newRecord(52, "LOAN", t.Schedule, t.TranID, "", t.Entity)
	f.party(5, t.Counterparty, t.Address)
	f.put(14, day(t.Date, calDay), day(t.Loan.Due, calDay))
	f.put(16, t.Amount.Decimal(), t.Loan.BalanceEnd.Decimal(), t.Cumulative.Decimal(), t.Loan.BalanceStart.Decimal(), "0.00")
	f.put(21, t.Employer, t.Occupation, selfCode(t), t.CommitteeID)
	f.put(43, memoCode(t), t.MemoRef)
	f.put(48, t.Loan.Repaid.Decimal(), t.Loan.Forgiven.Decimal(), t.Loan.Interest.Decimal(), t.Loan.Original.Decimal())
	return f
}

func debtRecord(t *store.Transaction) record {
	f := newRecord(34, "DEBT", t.Schedule, t.TranID, t.Entity)
	f.party(4, t.Counterparty, t.Address)
	f.put(13, t.Loan.BalanceStart.Decimal(), t.Amount.Decimal(), t.Loan.Repaid.Decimal(), t.Loan.BalanceEnd.Decimal())
	f.put(17, t.Code, t.Description, t.CommitteeID)
	f.put(29, memoCode(t), t.MemoRef)
	return f
}

func lateRecord(t *store.Transaction) record {
	f := newRecord(36, "S497", t.Schedule, t.TranID, t.Entity)
	f.party(4, t.Counterparty, t.Address)
	f.put(13, t.Employer, t.Occupation, selfCode(t), "", day(t.Date, calDay), day(t.DateThru, calDay), t.Amount.Decimal(), t.CommitteeID)
	f.put(34, memoCode(t), t.MemoRef)
	return f
}

func expenditureRecord(t *store.Transaction) record {
	f := newRecord(54, "EXPN", t.Schedule, t.TranID, t.Entity)
	f.party(4, t.Counterparty, t.Address)
	f.put(13, day(t.Date, calDay), t.Amount.Decimal(), t.Cumulative.Decimal(), "", "", t.Code, t.Description)
	f.put(24, t.CommitteeID)
	f.put(44, t.Target.Measure, "", t.Target.Jurisdiction, t.Target.Support)
	f.put(48, memoCode(t), t.MemoRef, t.BackRef, "", t.CrossRef)
	return f
}
