package fecfile

import (
	"strings"

	"moneytrail/store"
)

// maxText bounds what is kept of a text block: a letter has some pages.
const maxText = 64 << 10

// text takes a TEXT record: a remark on the report, or on the row whose
// transaction id it names.
func (f *filing) text(r *Row) error {
	schedule := r.at(atBackSchedule)
	if schedule == "" {
		schedule = named(r, "form_type") // versions up to 5
	}
	f.typed()
	return f.sink.Memo(&store.Memo{
		Filing: f.head.Key, Schedule: strings.ToUpper(schedule), Ref: r.at(atBackRef), Text: store.Redact(clip(r.at(atText), maxText)), Pos: f.position(r),
	})
}

// textLine gathers a line of a text block; Form 99 is little else.
func (f *filing) textLine(r *Row) error {
	if isMark(r.Raw, "[BEGIN") {
		if err := f.closeText(); err != nil {
			return err
		}
	}
	if f.opened.Line == 0 {
		f.opened = f.position(r)
	}
	f.typed()
	if isMark(r.Raw, "[END") {
		return f.closeText()
	}
	if !isMark(r.Raw, "[BEGIN") && f.block.Len() < maxText {
		f.block.WriteString(clip(r.Raw, maxText))
		f.block.WriteByte('\n')
	}
	return nil
}

// closeText gives the gathered block as one memo, redacted.
func (f *filing) closeText() error {
	if f.opened.Line == 0 {
		return nil
	}
	m := store.Memo{Filing: f.head.Key, Schedule: f.form, Text: store.Redact(strings.TrimSpace(f.block.String())), Pos: f.opened}
	f.opened, f.block = store.Position{}, strings.Builder{}
	return f.sink.Memo(&m)
}
