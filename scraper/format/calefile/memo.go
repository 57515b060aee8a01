package calefile

import (
	"strings"

	"moneytrail/store"
)

// memo reads TEXT: form or schedule, reference, free text. Unquoted commas
// belong to the text.
func (rd *reader) memo(rec *record) error {
	m := store.Memo{Filing: rd.filing.Key, Schedule: rec.text(1), Ref: rec.text(2), Pos: rec.pos}
	if len(rec.fields) > 3 {
		m.Text = strings.TrimSpace(strings.TrimRight(strings.Join(rec.fields[3:], ","), ","))
	}
	m.Text = store.Redact(m.Text)
	return rd.sink.Memo(&m)
}
