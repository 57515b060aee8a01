package caltsv

import (
	"strings"

	"moneytrail/store"
)

// bindFilingLog reads FILER_FILINGS_CD, the state's log of who filed what.
// FILING_SEQUENCE is the amendment number. Only campaign forms (F4..) are
// taken; registrations, lobbying and candidates' statements are kept by place.
func bindFilingLog(h *header, sink store.Sink) reader {
	filer, filing, form, sequence := h.col("FILER_ID"), h.col("FILING_ID"), h.col("FORM_ID"), h.col("FILING_SEQUENCE")
	filed, statement, from, thru := h.col("FILING_DATE"), h.col("STMNT_TYPE"), h.col("RPT_START"), h.col("RPT_END")
	dates := &dateCache{}
	var f store.FilingFiler
	return reader{need: sequence, row: func(r *row) error {
		id := r.at(filer)
		if !digits(id) {
			return continuation
		}
		name := r.at(form)
		if !strings.HasPrefix(name, "F4") {
			return reference("FILER_FILINGS_CD " + name)
		}
		key, err := filingKey(r.at(filing), r.at(sequence))
		if err != nil {
			return err
		}
		var unread string // the log has no place for the note
		f = store.FilingFiler{
			Key: key, Filer: store.FilerRef{Scheme: store.SchemeCalAccess, ID: id}, Form: name, Statement: r.at(statement),
			Filed: dates.date(r.at(filed), &unread),
			From:  dates.date(r.at(from), &unread), Thru: dates.date(r.at(thru), &unread),
		}
		return sink.FilingFiler(&f)
	}}
}
