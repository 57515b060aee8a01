package caltsv

import (
	"strings"

	"moneytrail/store"
)

// bindMemo reads TEXT_MEMO_CD: free text that rows point to by reference
// number, redacted. Texts of lobbying reports are kept by place only.
func bindMemo(h *header, sink store.Sink) reader {
	key, form, ref, text := bindKey(h), h.col("FORM_TYPE"), h.col("REF_NO"), h.col("TEXT4000")
	return reader{need: text, row: func(r *row) error {
		k, err := key.read(r)
		if err != nil {
			return err
		}
		schedule := r.at(form)
		if lobbying(schedule) {
			return reference("TEXT_MEMO_CD lobbying")
		}
		return sink.Memo(&store.Memo{Filing: k, Schedule: schedule, Ref: r.at(ref), Text: redact(r.at(text)), Pos: r.pos})
	}}
}

// redact spares the patterns those texts, most of them, that hold neither a
// digit nor an @ nor the word box.
func redact(text string) string {
	if !strings.ContainsAny(text, "0123456789@") && !strings.Contains(strings.ToLower(text), "box") {
		return text
	}
	return store.Redact(text)
}
