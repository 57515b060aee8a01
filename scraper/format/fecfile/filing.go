package fecfile

import (
	"fmt"
	"regexp"
	"strings"

	"moneytrail/store"
)

// filing turns the rows of one filing into records.
type filing struct {
	part   string
	sink   store.Sink
	scan   *Scanner
	number string // of this filing; empty when the file's name does not say
	own    string // its key when it is not an amendment of another
	form   string // without the letter; empty without a cover
	note   string // what every row of the filing must say

	head   store.Filing
	headed bool
	tx     store.Transaction
	block  strings.Builder // text of a [BEGINTEXT] block
	opened store.Position
	blanks []store.Position // blank lines that may be the end

	tally      store.Tally
	references map[string]*store.Reference
	order      []string
}

func newFiling(name, part string, sink store.Sink, scan *Scanner) *filing {
	f := &filing{part: part, sink: sink, scan: scan, number: filingNumber(name), references: map[string]*store.Reference{}}
	f.tally.Part = part
	if f.own = f.number; f.own == "" {
		f.own = "file:" + name[strings.LastIndexAny(name, `/\`)+1:]
	}
	return f
}

func (f *filing) position(r *Row) store.Position {
	return store.Position{Part: f.part, Line: r.Line, Offset: r.Offset, Length: r.Length}
}

// line takes one line of the filing.
func (f *filing) line(r *Row) error {
	switch r.Kind {
	case KindHeader:
		return nil
	case KindBlank:
		if len(f.blanks) < 64 {
			f.blanks = append(f.blanks, f.position(r))
			return nil
		}
		f.settleBlanks()
		f.refer("(blank line)", f.position(r))
		return nil
	}
	f.settleBlanks()
	if r.Kind == KindRecord {
		return f.record(r)
	}
	if !f.headed {
		if err := f.withoutCover(r); err != nil {
			return err
		}
	}
	return f.textLine(r)
}

// settleBlanks counts blank lines that turned out not to be the end.
func (f *filing) settleBlanks() {
	for _, pos := range f.blanks {
		f.refer("(blank line)", pos)
	}
	f.blanks = f.blanks[:0]
}

func (f *filing) record(r *Row) error {
	if form, letter, ok := coverForm(r.Type); ok {
		if f.headed {
			return f.quarantine(r, "a second cover: one filing has one")
		}
		return f.cover(r, form, letter)
	}
	if !f.headed {
		if err := f.withoutCover(r); err != nil {
			return err
		}
	}
	if r.Layout == nil {
		f.refer(f.rawName(r), f.position(r))
		return nil
	}
	return f.detail(r)
}

// detail takes a row of a schedule or of a form's continuation.
func (f *filing) detail(r *Row) error {
	switch r.Layout.Form {
	case "SA":
		return f.receipt(r)
	case "SB":
		return f.disbursement(r)
	case "SC", "SC1", "SC2":
		return f.loan(r)
	case "SD":
		return f.debt(r)
	case "SE", "F57":
		return f.independent(r)
	case "SF", "F93", "H4", "H6", "F76":
		return f.spending(r)
	case "F65", "F56", "F92", "F132":
		return f.gift(r)
	case "F133":
		return f.refund(r)
	case "F3P31", "F105":
		return f.otherReceipt(r)
	case "SI", "SL", "F3S", "F3PS", "F3Z", "F3Z1", "F3Z2", "F3PZ1", "F3PZ2":
		return f.page(r)
	case "H1", "H2":
		return f.ratios(r)
	case "H3", "H5":
		return f.transferIn(r)
	case "TEXT":
		return f.text(r)
	case "F1S", "F2S", "F91", "F94":
		return f.persons(r)
	}
	f.refer(f.rawName(r), f.position(r))
	return nil
}

var rowTypeShape = regexp.MustCompile(`^[A-Z0-9][A-Z0-9/_.-]{0,15}$`)

// rawName names a row that is kept raw. Anything may stand where a row type
// is due, a person's address too, so only what looks like a type is repeated.
func (f *filing) rawName(r *Row) string {
	switch {
	case !rowTypeShape.MatchString(r.Type):
		return "(no row type)"
	case r.Layout == nil && f.scan.header.Paper:
		return r.Type + " (paper, layout not known)"
	case r.Layout == nil:
		return r.Type + " (row type not known)"
	}
	return r.Type
}

// refer keeps a line by its place. The number of names is bounded, since a
// damaged file may have a name per line.
func (f *filing) refer(record string, pos store.Position) {
	f.tally.Lines++
	f.tally.Referenced++
	ref := f.references[record]
	if ref == nil && len(f.order) >= 500 {
		record = "(other row types)"
		ref = f.references[record]
	}
	if ref == nil {
		ref = &store.Reference{Part: f.part, Record: record, First: pos}
		f.references[record] = ref
		f.order = append(f.order, record)
	}
	ref.Lines++
	ref.Last = pos
}

func (f *filing) typed() {
	f.tally.Lines++
	f.tally.Typed++
}

// finish gives what was gathered, and the tally.
func (f *filing) finish() error {
	if err := f.closeText(); err != nil {
		return err
	}
	for _, name := range f.order {
		if err := f.sink.Reference(f.references[name]); err != nil {
			return err
		}
	}
	return f.sink.Tally(&f.tally)
}

const maxShown = 500

// quarantine keeps a line that cannot be read. Columns of streets, phones,
// e-mail and numbers of bank accounts are left out; the rest is redacted.
func (f *filing) quarantine(r *Row, reason string) error {
	f.tally.Lines++
	f.tally.Quarantined++
	var shown []string
	for i, field := range r.Fields {
		if r.Layout != nil && i < len(r.Layout.Columns) && isPrivate(r.Layout.Columns[i].Name) {
			continue
		}
		shown = append(shown, clip(field, 200))
		if len(shown) > 200 {
			break
		}
	}
	text := clip(store.Redact(clip(strings.TrimRight(strings.Join(shown, "|"), "|"), 4*maxShown)), maxShown-2)
	return f.sink.Quarantine(&store.Quarantined{Pos: f.position(r), Text: text, Reason: reason})
}

func isPrivate(column string) bool {
	for _, word := range [...]string{"street", "telephone", "email", "fax", "web_url", "bank_account"} {
		if strings.Contains(column, word) {
			return true
		}
	}
	return false
}

// amendsUnknown says why an amendment stands alone.
func amendsUnknown(h *Header) string {
	if strings.TrimSpace(h.ReportID) == "" {
		return "this amendment does not say which report it amends; it stands alone"
	}
	return fmt.Sprintf("this amendment names its original as %q, which is no filing number; it stands alone", clip(store.Redact(h.ReportID), 20))
}
