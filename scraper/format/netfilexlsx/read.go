package netfilexlsx

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"moneytrail/store"
)

// Read emits everything in a NetFile yearly workbook, or in a zip that holds
// one, sheet by sheet in the order of [Sheets]. The agency is taken from the
// file's name when that is the portal's. Rows without any value are no lines.
//
// A workbook that is not one, lacks a sheet, has an unknown one, lacks or
// renames a column, breaks off or holds no row at all is refused with a
// [store.InputError]. Amounts are cents; days are serial numbers or text.
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) (err error) {
	b, err := open(r, size, name)
	if err != nil {
		return err
	}
	defer func() {
		if closing := b.Close(); err == nil && closing != nil {
			err = fmt.Errorf("close workbook %s: %w", name, closing)
		}
	}()
	rd := &reader{
		ctx: ctx, book: b, sink: sink, file: name, agency: agencyOf(b.name),
		layouts: layouts(), filings: map[store.FilingKey]store.Filing{},
	}
	if err := rd.checkSheets(); err != nil {
		return err
	}
	if err := rd.collectCovers(); err != nil {
		return err
	}
	return rd.readSheets()
}

// reader is the state of one call of Read.
type reader struct {
	ctx     context.Context
	book    *book
	sink    store.Sink
	file    string
	agency  string
	layouts []layout
	covers  covers
	filings map[store.FilingKey]store.Filing
}

// checkSheets compares the workbook's sheets with the sixteen known ones.
func (rd *reader) checkSheets() error {
	have, want := rd.book.GetSheetList(), Sheets()
	refuse := func(sheet, problem string) error {
		return &store.InputError{
			File: rd.file, Part: sheet, Problem: problem,
			Hint: "a NetFile yearly workbook has the sheets " + strings.Join(want, ", "),
		}
	}
	missing := slices.DeleteFunc(slices.Clone(want), func(s string) bool { return slices.Contains(have, s) })
	switch {
	case len(missing) == len(want):
		return refuse("", "this is not a NetFile yearly workbook")
	case len(missing) > 0:
		return refuse(missing[0], "the sheet is missing")
	}
	for _, sheet := range have {
		if !slices.Contains(want, sheet) {
			return refuse(shorten(clean(sheet), 40), "the sheet is not known")
		}
	}
	for _, l := range rd.layouts {
		if err := rd.checkHeader(l); err != nil {
			return err
		}
	}
	return nil
}

func (rd *reader) readSheets() error {
	lines, rows := 0, 0
	for _, l := range rd.layouts {
		tally := store.Tally{Part: l.sheet}
		seen, err := rd.each(l, func(r *row) error {
			tally.Lines++
			return rd.line(l, r, &tally)
		})
		if err != nil {
			return err
		}
		if err := rd.sink.Tally(&tally); err != nil {
			return err
		}
		lines, rows = lines+tally.Lines, rows+seen
	}
	switch {
	case rows < rd.book.rows:
		return cut(rd.file, "", errBreaksOff)
	case lines == 0:
		return &store.InputError{
			File: rd.file, Problem: "no sheet holds a row", Hint: "check the agency code and the year; an empty answer is not an empty year",
		}
	}
	return nil
}

// line types one row or quarantines it.
func (rd *reader) line(l layout, r *row, tally *store.Tally) error {
	if r.beyond() {
		r.fail("a value stands to the right of the last column")
	}
	if r.bad == "" {
		if err := l.read(rd, r); err != nil {
			return err
		}
	}
	if r.bad == "" {
		tally.Typed++
		return nil
	}
	tally.Quarantined++
	return rd.sink.Quarantine(&store.Quarantined{Pos: r.pos(), Text: r.redacted(), Reason: r.bad})
}
