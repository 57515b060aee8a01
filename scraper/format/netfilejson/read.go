package netfilejson

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"moneytrail/scraper/format/jsonlist"
	"moneytrail/store"
)

// Name is the format's name as printed and stored.
const Name = "netfile-json"

// System identifies a report by NetFile's number of the filing. A report that
// was filed again has another number; the version is always 0.
const System store.System = "netfile"

const (
	partFilings      = "filings"
	partTransactions = "transactions"
	partFiler        = "filer"

	hintAgain = "fetch it again; if it stays like this, the portal has changed: look at docs/add-a-source.md"
)

// Sniff reports whether head begins one of the answers.
func Sniff(head []byte, _ string) bool { return partOf(head) != "" }

// partOf tells the answers by their fields.
func partOf(head []byte) string {
	if head = bytes.TrimLeft(head, " \t\r\n"); !bytes.HasPrefix(head, []byte("{")) {
		return ""
	}
	if part := keyedPart(head); part != "" {
		return part
	}
	has := func(name string) bool { return bytes.Contains(head, []byte(`"`+name+`"`)) }
	switch {
	case has("items") && (has("pageCount") || has("hasNextPage") || has("filingId")):
		return partTransactions
	case has("filings") && (has("formName") || has("totalCount")):
		return partFilings
	case has("committees") && has("measures"):
		return partFiler
	}
	return ""
}

// reader is one answer while it is read.
type reader struct {
	file   string
	about  Document
	sink   store.Sink
	heads  map[string]bool // filings already given
	listed []listed        // filings of a list
	agency string          // of an answer of the keyed interface
	tally  store.Tally
	others []store.Reference // lines that are not wanted, by what they are
	tx     store.Transaction
}

// Read gives the records of one answer. Lines that cannot be read are
// quarantined; an answer in another shape, or without lines where its own count
// says that there are some, is refused with a [store.InputError].
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	head := make([]byte, min(size, 64<<10))
	if n, err := r.ReadAt(head, 0); err != nil && (!errors.Is(err, io.EOF) || n < len(head)) {
		return fmt.Errorf("read %s: %w", name, err)
	}
	rd := &reader{file: name, sink: sink, heads: map[string]bool{}}
	rd.about, _ = ParseFileName(name)
	part := partOf(head)
	rd.tally.Part = part
	list, take := "items", rd.transaction
	switch part {
	case "":
		return rd.refuse("is none of the portal's answers", "import the file that the portal gave")
	case partFilings:
		list, take = "filings", rd.filing
	case partFiler:
		list, take = "committees", rd.filer
	case partKeyedFilings:
		list, take, rd.agency = "results", rd.keyedFiling, keyedAgency(name)
	case partKeyedElements:
		list, take, rd.agency = "results", rd.keyedElement, keyedAgency(name)
	}
	count, rest, err := jsonlist.Scan(io.NewSectionReader(r, 0, size), list, func(e *jsonlist.Record) error {
		if e.Number&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		rd.tally.Lines++
		return take(e)
	})
	if errors.Is(err, jsonlist.ErrShape) {
		return rd.refuse(err.Error(), hintAgain)
	}
	if err != nil {
		return err
	}
	if stated := strings.Trim(string(rest["totalCount"]), `" `); part == partTransactions && count == 0 && stated != "" && stated != "0" {
		return rd.refuse("the portal counts "+stated+" lines and gives none", hintAgain)
	}
	return rd.close()
}

func (rd *reader) close() error {
	if err := rd.filings(); err != nil {
		return err
	}
	for i := range rd.others {
		if err := rd.sink.Reference(&rd.others[i]); err != nil {
			return err
		}
	}
	return rd.sink.Tally(&rd.tally)
}

// aside keeps an entry by its place.
func (rd *reader) aside(e *jsonlist.Record, what string) error {
	rd.tally.Referenced++
	for i := range rd.others {
		if known := &rd.others[i]; known.Record == what {
			known.Lines++
			known.Last = rd.pos(e)
			return nil
		}
	}
	rd.others = append(rd.others, store.Reference{Part: rd.tally.Part, Record: what, Lines: 1, First: rd.pos(e), Last: rd.pos(e)})
	return nil
}

func (rd *reader) refuse(problem, hint string) error {
	return &store.InputError{File: rd.file, Part: rd.tally.Part, Problem: problem, Hint: hint}
}

func (rd *reader) pos(e *jsonlist.Record) store.Position { return e.Position(rd.tally.Part) }

// need refuses an answer whose entries lack a field, as against one whose
// field is null: the portal has changed.
func (rd *reader) need(e *jsonlist.Record, names ...string) error {
	for _, name := range names {
		if !e.Has(name) {
			return rd.refuse(fmt.Sprintf("entry %d has no field %q", e.Number, name), hintAgain)
		}
	}
	return nil
}

// quarantine keeps an entry that cannot be read, without its address.
func (rd *reader) quarantine(e *jsonlist.Record, reason string) error {
	rd.tally.Quarantined++
	var kept []string
	for _, name := range []string{"id", "filingId", "filerName", "date", "amount", "transactionType", "schedule", "name", "formName", "filingNid", "elementNid", "elementType"} {
		if value := e.Text(name); value != "" {
			kept = append(kept, name+": "+value)
		}
	}
	text := shorten(store.Redact(strings.Join(kept, "; ")), 500)
	return rd.sink.Quarantine(&store.Quarantined{Pos: rd.pos(e), Text: text, Reason: reason})
}

// filer reads the portal's number of a filer that was asked for by its state
// id, which stands in the document's name.
func (rd *reader) filer(e *jsonlist.Record) error {
	if err := rd.need(e, "id", "name"); err != nil {
		return err
	}
	number := store.FilerRef{Scheme: store.SchemeNetFile, ID: e.Text("id")}
	if number.ID == "" {
		return rd.quarantine(e, "the filer has no number")
	}
	named := number
	if rd.about.FPPC != "" {
		named = store.FilerRef{Scheme: store.SchemeFPPC, ID: rd.about.FPPC}
		if err := rd.sink.FilerAlias(&store.FilerAlias{Filer: number, Alias: named}); err != nil {
			return err
		}
	}
	rd.tally.Typed++
	return rd.sink.FilerName(&store.FilerName{Filer: named, Name: activeName(e.Text("name"))})
}
