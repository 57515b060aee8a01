package fecfile

import (
	"strings"

	"moneytrail/store"
)

// ratios takes a row of Schedule H1 or H2: by which share the costs of
// activities are split between accounts. It moves no money and is kept as a
// memo, every filled field as "name: value" with the FEC's label for a name.
func (f *filing) ratios(r *Row) error {
	var parts []string
	for i, c := range r.Layout.Columns {
		if i < 2 || i == int(r.Layout.places[atTranID]) || r.Field(i) == "" {
			continue // form type and filer come first
		}
		parts = append(parts, ratioLabel(c.Name)+": "+clip(r.Field(i), maxShown))
	}
	for _, field := range extraFields(r) {
		if field != "" {
			parts = append(parts, "beyond the layout: "+clip(field, maxShown))
		}
	}
	if len(parts) == 0 {
		f.refer(f.rawName(r), f.position(r))
		return nil
	}
	f.typed()
	return f.sink.Memo(&store.Memo{
		Filing: f.head.Key, Schedule: r.Layout.Form, Ref: r.at(atTranID), Text: store.Redact(clip(strings.Join(parts, "; "), maxText)), Pos: f.position(r),
	})
}

func ratioLabel(name string) string {
	for _, word := range [...]string{"yesno_", "yes_no_", "ind_name_"} {
		name = strings.TrimPrefix(name, word)
	}
	return strings.ReplaceAll(name, "_", " ")
}
