package invented

import (
	"moneytrail/scraper/portal"
	"moneytrail/store"
)

// line is a transaction with what is always the same for a schedule filled in.
func line(schedule string, table store.Table, kind store.Kind, direction store.Direction, id string, who donor, date store.Date, amount store.Cents) store.Transaction {
	return store.Transaction{
		Schedule: schedule, Table: table, Kind: kind, Direction: direction, TranID: id, Date: date, Amount: amount, Cumulative: amount,
		Entity: who.entity, Counterparty: who.name, Address: store.Address{City: who.city, State: "CA", Zip: who.zip},
		CommitteeID: who.committee, Employer: who.employer, Occupation: who.occupation, SelfEmployed: who.selfWorking,
	}
}

// gift is a line of Schedule A.
func gift(id string, who donor, date store.Date, amount store.Cents) store.Transaction {
	return line("A", store.TableReceipts, store.KindMonetary, store.Received, id, who, date, amount)
}

// inKind is a line of Schedule C.
func inKind(id string, who donor, date store.Date, amount store.Cents, what string) store.Transaction {
	t := line("C", store.TableReceipts, store.KindInKind, store.Received, id, who, date, amount)
	t.Description = what
	return t
}

// otherReceipt is a line of Schedule I.
func otherReceipt(id string, who donor, date store.Date, amount store.Cents, what string) store.Transaction {
	t := line("I", store.TableReceipts, store.KindOtherReceipt, store.Received, id, who, date, amount)
	t.Description = what
	return t
}

// late is a line of Form 497 part 1.
func late(id string, who donor, date store.Date, amount store.Cents) store.Transaction {
	t := line("F497P1", store.TableLateContributions, store.KindMonetary, store.Received, id, who, date, amount)
	t.Cumulative = 0
	return t
}

// lateMade is a line of Form 497 part 2: who is the recipient.
func lateMade(id string, who donor, date store.Date, amount store.Cents) store.Transaction {
	t := line("F497P2", store.TableLateContributions, store.KindMonetary, store.Made, id, who, date, amount)
	t.Cumulative = 0
	return t
}

// behind is a receipt behind independent spending, Form 496 part 3.
func behind(id string, who donor, date store.Date, amount store.Cents) store.Transaction {
	return line("F496P3", store.TableReceipts, store.KindMonetary, store.Received, id, who, date, amount)
}

// independent is a line of Form 496.
func independent(id string, date store.Date, amount store.Cents, what string) store.Transaction {
	return store.Transaction{
		Schedule: "S496", Table: store.TableIndependent, Kind: store.KindIndependent, Direction: store.Made,
		TranID: id, Date: date, Amount: amount, Description: what,
	}
}

// spent is a line of Schedule E, made one of D: code says what for.
func spent(schedule, id string, who donor, date store.Date, amount store.Cents, code string) store.Transaction {
	t := line(schedule, store.TableExpenditures, store.KindExpenditure, store.Made, id, who, date, amount)
	t.Employer, t.Occupation, t.Code = "", "", code
	if code == "IND" {
		t.Kind = store.KindIndependent
		t.Target = recall("S")
	}
	return t
}

// debt is a bill incurred and not paid, Schedule F.
func debt(id string, who donor, amount store.Cents, code string) store.Transaction {
	t := line("F", store.TableDebts, store.KindDebt, store.Made, id, who, "", amount)
	t.Cumulative, t.Code, t.Loan.BalanceEnd = 0, code, amount
	return t
}

// loan is a line of Schedule B1: received in the period, and the balances.
func loan(id string, who donor, date store.Date, received store.Cents, balances store.Loan) store.Transaction {
	t := line("B1", store.TableLoans, store.KindLoan, store.Received, id, who, date, received)
	t.Cumulative, t.Loan = 0, balances
	return t
}

// returned makes a gift a returned one (TRAN_TYPE R, negative as filed).
func returned(t store.Transaction) store.Transaction {
	t.TranType, t.Kind, t.Amount, t.Cumulative = "R", store.KindReturn, -t.Amount, 0
	return t
}

// forgiven makes a gift the repetition of a forgiven loan (TRAN_TYPE F).
func forgiven(t store.Transaction) store.Transaction {
	t.TranType, t.Kind = "F", store.KindForgiveness
	return t
}

// memo marks a line as informational (MEMO_CODE X).
func memo(t store.Transaction, ref string) store.Transaction {
	t.Memo, t.MemoRef = true, ref
	return t
}

// through names an intermediary (TRAN_TYPE I).
func through(t store.Transaction, name string) store.Transaction {
	t.TranType, t.Intermediary = "I", store.Name{Last: name}
	return t
}

// filer is who files.
type filer struct {
	ref  store.FilerRef
	name string
}

func numbered(id, name string) filer {
	return filer{ref: store.FilerRef{Scheme: store.SchemeFPPC, ID: id}, name: name}
}

// report makes the head of a version of a report.
func report(id string, f filer, form string, version int, filed store.Date, rows ...store.Transaction) portal.Report {
	r := portal.Report{ID: id, Rows: rows, Treasurer: store.Name{Last: "Ledger", First: "Lottie"}}
	r.Key.Version, r.Form, r.Filer, r.FilerName, r.Filed, r.CommitteeType = version, form, f.ref, f.name, filed, "RCP"
	return r
}

// statement makes a Form 460 for a period, with its summary.
func statement(id string, f filer, version int, kind string, from, thru, filed store.Date, s figures, rows ...store.Transaction) portal.Report {
	r := report(id, f, "F460", version, filed, rows...)
	r.Statement, r.From, r.Thru, r.Summary = kind, from, thru, s.lines()
	return r
}

// notice makes a Form 497 or 496 with its report number.
func notice(id string, f filer, form, number string, version int, filed store.Date, rows ...store.Transaction) portal.Report {
	r := report(id, f, form, version, filed, rows...)
	r.ReportID, r.Election = number, "2026-06-02"
	if form == "F496" {
		r.Target = recall("S")
	}
	return r
}
