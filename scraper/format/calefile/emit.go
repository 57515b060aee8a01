package calefile

import (
	"strings"

	"moneytrail/store"
)

// links reads the fields that tie a row to others: memo_Code, memo_RefNo,
// bakRef_TID, xRef_SchNm.
func (r *record) links(t *store.Transaction, memoCode int) {
	r.memo(t, memoCode)
	t.BackRef, t.CrossRef = r.text(memoCode+2), r.text(memoCode+3)
}

// memo reads memo_Code and memo_RefNo. Only X marks a memo; vendors have put
// other things there.
func (r *record) memo(t *store.Transaction, memoCode int) {
	code := r.text(memoCode)
	t.Memo = strings.EqualFold(code, "X")
	if code != "" && !t.Memo {
		r.note("memo code as filed: %q; only X marks a memo", shorten(store.Redact(code), 20))
	}
	t.MemoRef = r.text(memoCode + 1)
}

// emit hands a transaction over, unless its record turned out to be damaged.
func (rd *reader) emit(rec *record, t *store.Transaction) error {
	if t.Schedule == "" {
		rec.fail("the line names no schedule")
	}
	if rec.bad != "" {
		return nil
	}
	t.Filing, t.Pos, t.InferredNote = rd.filing.Key, rec.pos, strings.Join(rec.notes, "; ")
	return rd.sink.Transaction(t)
}
