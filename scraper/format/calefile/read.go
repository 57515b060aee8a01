package calefile

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"moneytrail/store"
)

// Read emits the report in a .CAL file, or in the zip that NetFile serves:
// the cover as a Filing, people it names, summary cells, transactions and
// memos, in file order. A record whose quoted field holds line ends counts as
// one line.
//
// Input that is not a .CAL report, has no cover, is of a form or format
// version that is not read, or whose cover does not say which report it is, is
// refused with a [store.InputError]. Amounts are cents.
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) (err error) {
	text, member, err := open(r, size, name)
	if err != nil {
		return err
	}
	defer func() {
		if closing := text.Close(); err == nil && closing != nil {
			err = fmt.Errorf("close %s: %w", name, closing)
		}
	}()
	in := bufio.NewReaderSize(text, 64<<10)
	if err := checkStart(in, name, member); err != nil {
		return err
	}
	rd := &reader{
		ctx: ctx, sink: sink, file: name, part: member,
		records: records{lines: &lines{in: in}}, references: references{part: member}, tally: store.Tally{Part: member},
	}
	if err := rd.readAll(); err != nil {
		return err
	}
	return rd.finish()
}

// reader is the state of one call of Read.
type reader struct {
	ctx        context.Context
	sink       store.Sink
	file, part string
	records    records
	references references
	tally      store.Tally

	version string // of the format, by the HDR line
	filing  store.Filing
	covered bool // the report's cover has been read
}

func (rd *reader) readAll() error {
	for n := 0; ; n++ {
		if n%1000 == 0 && rd.ctx.Err() != nil {
			return rd.ctx.Err()
		}
		rec, blank, err := rd.records.next(rd.part)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return cut(rd.file, rd.part, err)
		}
		for _, p := range blank {
			rd.refer("blank line", store.Position{Part: rd.part, Line: p.number, Offset: p.offset, Length: p.length})
		}
		if err := rd.record(rec); err != nil {
			return err
		}
	}
}

// record routes one record; before the cover only HDR and CVR may stand.
func (rd *reader) record(rec *record) error {
	kind := rec.kind()
	switch {
	case kind == "HDR":
		return rd.header(rec)
	case kind == "CVR" && rd.covered:
		return rd.refuse(rec, "a second cover (CVR) stands in the report", "split the file: one report begins with each cover")
	case kind == "CVR":
		return rd.cover(rec)
	case !rd.covered:
		return rd.refuse(rec, "a "+shorten(kind, 10)+" line stands before the cover (CVR)", "the file is not a complete report; get it again")
	}
	rd.tally.Lines++
	width := recordWidth(kind, rd.filing.Form, len(rec.fields))
	rd.checkWidth(rec, width)
	if rec.bad == "" {
		if err := rd.typed(kind, rec); err != nil {
			return err
		}
	}
	if rec.bad == "" {
		return nil
	}
	rd.tally.Quarantined++
	return rd.sink.Quarantine(&store.Quarantined{Pos: rec.pos, Text: rec.redacted(rd.filing.Form, width), Reason: rec.bad})
}

// typed reads a record of a known type. Those that carry neither money nor a
// filer are kept by place.
func (rd *reader) typed(kind string, rec *record) error {
	var err error
	switch kind {
	case "CVR2":
		err = rd.names(rec)
	case "SMRY":
		err = rd.summary(rec)
	case "RCPT":
		err = rd.receipt(rec)
	case "EXPN":
		err = rd.expenditure(rec)
	case "LOAN":
		err = rd.loan(rec)
	case "DEBT":
		err = rd.debt(rec)
	case "S496":
		err = rd.independent(rec)
	case "S497":
		err = rd.late(rec)
	case "TEXT":
		err = rd.memo(rec)
	case "CVR3", "SPLT":
		rd.tally.Lines--
		rd.refer(kind, rec.pos)
		return nil
	default:
		rec.fail("record type %q is not known here", shorten(store.Redact(kind), 20))
	}
	if err == nil && rec.bad == "" {
		rd.tally.Typed++
	}
	return err
}

// refer keeps a line by its place.
func (rd *reader) refer(record string, pos store.Position) {
	rd.tally.Lines++
	rd.tally.Referenced++
	rd.references.add(record, pos)
}

func (rd *reader) finish() error {
	if !rd.covered {
		return rd.refuse(nil, "the report has no cover (CVR)", "the file is not a complete report; get it again")
	}
	for i := range rd.references.list {
		if err := rd.sink.Reference(&rd.references.list[i]); err != nil {
			return err
		}
	}
	return rd.sink.Tally(&rd.tally)
}

func (rd *reader) refuse(rec *record, problem, hint string) error {
	e := &store.InputError{File: rd.file, Part: rd.part, Problem: problem, Hint: hint}
	if rec != nil {
		e.Line = rec.pos.Line
	}
	return e
}
