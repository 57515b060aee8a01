package caltsv

import "moneytrail/store"

// bindIndependent reads S496_CD, the spending of Form 496. The candidate or
// measure it is for stands on the cover of the filing.
func bindIndependent(h *header, sink store.Sink) reader {
	key, line, tranID := bindKey(h), h.col("LINE_ITEM"), h.col("TRAN_ID")
	amount, date, thru := h.col("AMOUNT"), h.col("EXP_DATE"), h.opt("DATE_THRU")
	description, memo, memoRef := h.col("EXPN_DSCR"), h.col("MEMO_CODE"), h.col("MEMO_REFNO")
	dates := &dateCache{}
	var tx store.Transaction
	return reader{need: amount, row: func(r *row) error {
		k, err := key.read(r)
		if err != nil {
			return err
		}
		money, ok := cents(r.at(amount))
		if !ok {
			return unreadable
		}
		tx = store.Transaction{
			Filing: k, Table: store.TableIndependent, Schedule: "S496", Line: number(r.at(line)), TranID: r.at(tranID),
			Kind: store.KindIndependent, Direction: store.Made, Amount: money,
			Description: r.at(description), Memo: isMemo(r.at(memo)), MemoRef: r.at(memoRef), Pos: r.pos,
		}
		tx.Date = dates.date(r.at(date), &tx.InferredNote)
		tx.DateThru = dates.date(r.at(thru), &tx.InferredNote)
		return sink.Transaction(&tx)
	}}
}
