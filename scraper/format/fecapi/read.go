package fecapi

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
const Name = "fec-api"

const (
	partReceipts = "schedule_a"
	partFilings  = "filings"

	hintAgain = "fetch it again; if it stays like this, the interface has changed: look at docs/add-a-source.md"
)

// Sniff reports whether head begins an answer that this package reads.
func Sniff(head []byte, _ string) bool { return partOf(head) != "" }

func partOf(head []byte) string {
	if head = bytes.TrimLeft(head, " \t\r\n"); !bytes.HasPrefix(head, []byte("{")) {
		return ""
	}
	has := func(name string) bool { return bytes.Contains(head, []byte(`"`+name+`"`)) }
	switch {
	case !has("results") || !has("committee_id"):
		return ""
	case has("contribution_receipt_amount"):
		return partReceipts
	case has("form_type") && has("file_number") && has("coverage_end_date"):
		return partFilings
	}
	return ""
}

// reader is one file while it is read.
type reader struct {
	file  string
	part  string
	sink  store.Sink
	heads map[string]bool // filings and committees already given
	tally store.Tally
	tx    store.Transaction
}

// Read gives the records of a file. Entries that cannot be read are
// quarantined; an answer in another shape is refused with a [store.InputError].
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	head := make([]byte, min(size, 64<<10))
	if n, err := r.ReadAt(head, 0); err != nil && (!errors.Is(err, io.EOF) || n < len(head)) {
		return fmt.Errorf("read %s: %w", name, err)
	}
	rd := &reader{file: name, part: partOf(head), sink: sink, heads: map[string]bool{}}
	rd.tally.Part = rd.part
	take := rd.receipt
	switch rd.part {
	case "":
		return rd.refuse("is none of the answers of the FEC's interface that are read", "known are contributions received (schedule_a) and filings")
	case partFilings:
		take = rd.filing
	}
	_, _, err := jsonlist.Scan(io.NewSectionReader(r, 0, size), "results", func(e *jsonlist.Record) error {
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
	return sink.Tally(&rd.tally)
}

func (rd *reader) refuse(problem, hint string) error {
	return &store.InputError{File: rd.file, Part: rd.part, Problem: problem, Hint: hint}
}

// need refuses an answer whose entries lack a field, as against one whose field
// is null: the interface has changed.
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
	for _, name := range []string{"sub_id", "committee_id", "file_number", "contributor_name", "contribution_receipt_date", "contribution_receipt_amount", "form_type"} {
		if value := e.Text(name); value != "" {
			kept = append(kept, name+": "+value)
		}
	}
	return rd.sink.Quarantine(&store.Quarantined{Pos: e.Position(rd.part), Text: store.Redact(strings.Join(kept, "; ")), Reason: reason})
}

// committee gives a committee's name, once.
func (rd *reader) committee(id, name string) error {
	if name == "" || rd.heads[id] {
		return nil
	}
	rd.heads[id] = true
	return rd.sink.FilerName(&store.FilerName{Filer: store.FilerRef{Scheme: store.SchemeFEC, ID: id}, Name: name})
}

func isCommittee(s string) bool { return len(s) == 9 && s[0] == 'C' && digits(s[1:]) }

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
