package netfilexlsx

import (
	"strings"

	"moneytrail/store"
)

// receipt reads sheets A, C, I and F496P3: contributions and other receipts.
func (rd *reader) receipt(r *row) error {
	schedule := r.scheduleOf()
	t := store.Transaction{
		Table: store.TableReceipts, Schedule: schedule, TranID: r.text("Tran_ID"),
		Kind: store.ReceiptKind(schedule, r.text("Tran_Type")), Direction: store.Received,
		Entity: r.text("Entity_Cd"), Counterparty: r.name("Tran"), Address: r.address("Tran", "_State"),
		Employer: r.text("Tran_Emp"), Occupation: r.text("Tran_Occ"), SelfEmployed: yes(r.text("Tran_Self")),
		CommitteeID: r.text("Cmte_ID"), TranType: r.text("Tran_Type"),
		Date: r.date("Tran_Date"), DateThru: r.date("Tran_Date1"),
		Amount: r.amount("Tran_Amt1"), Cumulative: r.toDate("Tran_Amt2"), Description: r.text("Tran_Dscr"),
		Intermediary: r.name("Intr"), IntermediaryCommitteeID: r.text("Int_CmteId"),
		Target: r.target("tblDetlTran_Office_Cd", "tblDetlTran_Offic_Dscr"),
	}
	r.links(&t)
	return rd.finish(r, &t, store.Target{})
}

// finish names the row's report and emits both.
func (rd *reader) finish(r *row, t *store.Transaction, target store.Target) error {
	key, err := rd.filing(r, r.form, target)
	if err != nil {
		return err
	}
	t.Filing = key
	return rd.emit(r, t)
}

// links reads the columns that tie a row to others.
func (r *row) links(t *store.Transaction) {
	t.Memo, t.MemoRef = r.memo(), r.text("Memo_RefNo")
	t.BackRef, t.CrossRef = r.optional("BakRef_TID"), r.optional("XRef_SchNm")
}

// memo: only X marks a memo; vendors have put other things there.
func (r *row) memo() bool {
	code := r.text("Memo_Code")
	if code != "" && !strings.EqualFold(code, "X") {
		r.note("memo code as filed: %q; only X marks a memo", shorten(store.Redact(code), 20))
	}
	return strings.EqualFold(code, "X")
}
