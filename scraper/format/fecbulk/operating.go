package fecbulk

import "moneytrail/store"

// operating takes a row of oppexp: CMTE_ID, AMNDT_IND, RPT_YR, RPT_TP,
// IMAGE_NUM, LINE_NUM, FORM_TP_CD, SCHED_TP_CD, NAME, CITY, STATE, ZIP_CODE,
// TRANSACTION_DT, TRANSACTION_AMT, TRANSACTION_PGI, PURPOSE, CATEGORY,
// CATEGORY_DESC, MEMO_CD, MEMO_TEXT, ENTITY_TP, SUB_ID, FILE_NUM, TRAN_ID,
// BACK_REF_TRAN_ID, and an empty one that no description names. Amounts may
// have cents here. Schedule is "FECSB" and the line of the form.
func (m *member) operating(r *row) error {
	filer := r.at(0)
	amount, ok := dollars(r.at(13))
	if !ok {
		return noAmount
	}
	record, ok := recordNumber(r.at(21))
	switch {
	case !isCommittee(filer):
		return continuation
	case !ok:
		return noRecord
	}
	o := origin{file: "oppexp", committee: filer, number: r.at(22), image: r.at(4), report: r.at(3), form: r.at(6)}
	if o.form != "" && o.form[0] != 'F' {
		o.form = "F" + o.form
	}
	key, err := m.filing(o)
	if err != nil {
		return err
	}
	t := &m.tx
	*t = store.Transaction{
		Filing: key, Table: store.TableExpenditures, Schedule: "FECSB" + r.at(5), Line: record, TranID: r.at(23),
		Kind: store.KindExpenditure, Direction: store.Made, Entity: r.at(20), Amount: amount, BackRef: r.at(24),
		Address: store.Address{City: r.at(9), State: r.at(10), Zip: r.at(11)},
		Code:    r.at(16), Description: store.JoinFilled("; ", r.at(15), r.at(19)), Memo: isMemo(r.at(18)), Pos: r.pos,
	}
	t.Date = m.dates.date(r.at(12), &t.InferredNote)
	t.Counterparty = counterparty(r.at(8), t.Entity)
	return m.sink.Transaction(t)
}
