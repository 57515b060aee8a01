package caltsv

import "moneytrail/store"

// bindAlias reads FILER_XREF_CD: which public ids belong to an internal filer
// id. A committee's public id is its XREF_ID, leading zeros and letters kept.
func bindAlias(h *header, sink store.Sink) reader {
	filer, alias := h.col("FILER_ID"), h.col("XREF_ID")
	return reader{need: alias, row: func(r *row) error {
		id, other := r.at(filer), r.at(alias)
		if id == "" || other == "" {
			return badRow("one of the two ids is missing")
		}
		if !digits(id) {
			return continuation
		}
		return sink.FilerAlias(&store.FilerAlias{
			Filer: store.FilerRef{Scheme: store.SchemeCalAccess, ID: id},
			Alias: store.FilerRef{Scheme: store.SchemeFPPC, ID: other},
		})
	}}
}

// bindFilerName reads FILERNAME_CD: the names that a filer carried, each from
// a date on. Its XREF_FILER_ID repeats what FILER_XREF_CD says, so only names
// are taken. Street, phone and e-mail are passed over.
func bindFilerName(h *header, sink store.Sink) reader {
	filer := h.col("FILER_ID")
	kind, status, effective := h.col("FILER_TYPE"), h.col("STATUS"), h.col("EFFECT_DT")
	name := [4]int(h.cols("", "NAML", "NAMF", "NAMT", "NAMS"))
	dates := &dateCache{}
	return reader{need: name[0], row: func(r *row) error {
		id := r.at(filer)
		if !digits(id) {
			return continuation
		}
		full := readName(r, name).Full()
		if full == "" {
			return reference("FILERNAME_CD without a name")
		}
		var unread string // a name has no place for the note
		return sink.FilerName(&store.FilerName{
			Filer: store.FilerRef{Scheme: store.SchemeCalAccess, ID: id}, Name: full,
			Effective: dates.date(r.at(effective), &unread), Type: r.at(kind), Status: r.at(status),
		})
	}}
}
