package calpages

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"

	"golang.org/x/net/html"

	"moneytrail/store"
)

// Name is the format's name as printed and stored.
const Name = "calaccess-page"

// System identifies a measure by the state's number; there is one version,
// that of the day of fetching. It is a place for the committees and their
// sides, not for money.
const System store.System = "calaccess-measure"

// maxPage is more than any page of the state's has.
const maxPage = 16 << 20

// Sniff reports whether head begins one of the pages: the site's form and a
// table or control of the kinds that are read. Block pages are not.
func Sniff(head []byte, _ string) bool {
	if isBlockPage(head) {
		return false
	}
	for _, anchor := range []string{`id="measureName"`, `id="ListElections1_`, `id="lblFilerName"`, `id="_ctl3_btnSubmit"`, `/Campaign/Candidates/list.aspx`} {
		if bytes.Contains(head, []byte(anchor)) {
			return bytes.Contains(head, []byte(`_ctl0`))
		}
	}
	return false
}

// Read gives what a page says. A page without its anchors is refused with a
// [store.InputError], a block page too.
func Read(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
	if size > maxPage {
		return refuse(name, "is longer than any page of the state's", "import the file that the publisher offers, not a page of another site")
	}
	body := make([]byte, size)
	if n, err := r.ReadAt(body, 0); err != nil && (!errors.Is(err, io.EOF) || int64(n) < size) {
		return fmt.Errorf("read page %s: %w", name, err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if isBlockPage(body) {
		return refuse(name, "is a block page of the publisher's firewall, not data", "stop fetching from this site for some hours, or take the bulk export instead")
	}
	if !bytes.Contains(body, []byte("_ctl0")) {
		return refuse(name, "is none of the state's pages", "look at its address in a browser")
	}
	root, err := parse(body)
	if err != nil {
		return refuse(name, err.Error(), "download it again")
	}
	page := &reader{name: name, sink: sink}
	if err := page.read(root, body); errors.Is(err, ErrLayout) {
		return refuse(name, err.Error(), "open the page in a browser: if it looks as it should, the state has changed it and the reader must learn it")
	} else if err != nil {
		return err
	}
	return sink.Tally(&page.tally)
}

// isBlockPage knows the page that the site's firewall gives in place of its
// own: 317 bytes. Its script alone tells nothing: some whole pages carry it too.
func isBlockPage(body []byte) bool {
	return len(body) < 2<<10 && bytes.Contains(body, []byte("_Incapsula_Resource"))
}

func refuse(name, problem, hint string) error {
	return &store.InputError{File: name, Problem: problem, Hint: hint}
}

type reader struct {
	name  string
	sink  store.Sink
	tally store.Tally
}

func (r *reader) read(root *html.Node, body []byte) error {
	switch {
	case bytes.Contains(body, []byte(`id="measureName"`)):
		page, err := measureOf(root)
		if err != nil {
			return err
		}
		return r.measure(page)
	case bytes.Contains(body, []byte(`id="lblFilerName"`)):
		page, err := committeeOf(root)
		if err != nil {
			return err
		}
		return r.committee(page)
	case bytes.Contains(body, []byte(`id="ListElections1_`)):
		list, err := measures(root)
		if err != nil {
			return err
		}
		return r.list("measures", len(list))
	case bytes.Contains(body, []byte(`id="_ctl3_btnSubmit"`)):
		list, err := filings(root)
		if err != nil {
			return err
		}
		return r.list("filing listed", len(list))
	default:
		list, err := candidates(root)
		if err != nil {
			return err
		}
		return r.candidates(list)
	}
}

// pos numbers the entries of a page from 1.
func (r *reader) pos() store.Position { return store.Position{Line: r.tally.Lines} }

// list keeps entries that carry neither money nor a filer.
func (r *reader) list(record string, n int) error {
	if n == 0 {
		return nil
	}
	first := store.Position{Line: r.tally.Lines + 1}
	r.tally.Lines += n
	r.tally.Referenced += n
	return r.sink.Reference(&store.Reference{Record: record, Lines: n, First: first, Last: r.pos()})
}

var idInName = regexp.MustCompile(`(?:^|[^0-9])([0-9]{7})(?:[^0-9]|$)`)

func (r *reader) measure(page MeasurePage) error {
	if !isNumber(page.ID) {
		m := idInName.FindStringSubmatch(r.name)
		if m == nil {
			return missing("id of the measure", "measure page")
		}
		page.ID = m[1]
	}
	key := store.FilingKey{System: System, Report: page.ID}
	for _, c := range page.Committees {
		r.tally.Lines++
		r.tally.Typed++
		person := store.Person{
			Filing: key, Role: "measure committee", Name: store.Name{Last: c.Name}, ID: c.ID,
			Target: store.Target{Measure: page.Name, Jurisdiction: "State of California", Support: c.Side}, Pos: r.pos(),
		}
		if err := r.sink.Person(&person); err != nil {
			return err
		}
		if err := r.filer(c.ID, c.Internal, c.Name); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) committee(page CommitteePage) error {
	r.tally.Lines++
	r.tally.Typed++
	if err := r.filer(page.ID, page.Internal, page.Name); err != nil {
		return err
	}
	return r.list("former name", len(page.Former))
}

func (r *reader) candidates(list []Candidate) error {
	without := 0
	for _, c := range list {
		if c.ID == "" {
			without++
			continue
		}
		r.tally.Lines++
		r.tally.Typed++
		filer := store.FilerRef{Scheme: store.SchemeCalAccess, ID: c.ID}
		if err := r.sink.FilerName(&store.FilerName{Filer: filer, Name: c.Name, Type: "CANDIDATE/OFFICEHOLDER"}); err != nil {
			return err
		}
	}
	return r.list("candidate without a filing", without)
}

// filer gives a committee's name, and that its two numbers are one filer.
func (r *reader) filer(public, internal, name string) error {
	filer := store.FilerRef{Scheme: store.SchemeFPPC, ID: public}
	if internal != "" && internal != public {
		number := store.FilerRef{Scheme: store.SchemeCalAccess, ID: internal}
		if err := r.sink.FilerAlias(&store.FilerAlias{Filer: number, Alias: filer}); err != nil {
			return err
		}
	}
	return r.sink.FilerName(&store.FilerName{Filer: filer, Name: name})
}
