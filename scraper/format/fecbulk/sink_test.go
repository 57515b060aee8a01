package fecbulk_test

import (
	"context"
	"strings"
	"testing"

	"moneytrail/scraper/format/fecbulk"
	"moneytrail/store"
)

// discard is a sink that counts transactions.
type discard struct{ transactions int }

func (*discard) Filing(*store.Filing) error             { return nil }
func (*discard) FilingFiler(*store.FilingFiler) error   { return nil }
func (*discard) FilerName(*store.FilerName) error       { return nil }
func (*discard) FilerAlias(*store.FilerAlias) error     { return nil }
func (d *discard) Transaction(*store.Transaction) error { d.transactions++; return nil }
func (*discard) Summary(*store.SummaryLine) error       { return nil }
func (*discard) Memo(*store.Memo) error                 { return nil }
func (*discard) Person(*store.Person) error             { return nil }
func (*discard) Reference(*store.Reference) error       { return nil }
func (*discard) Quarantine(*store.Quarantined) error    { return nil }
func (*discard) Tally(*store.Tally) error               { return nil }

// records keeps what a reader gives.
type records struct {
	discard
	filings    []store.Filing
	names      []store.FilerName
	rows       []store.Transaction
	summaries  []store.SummaryLine
	persons    []store.Person
	references []store.Reference
	bad        []store.Quarantined
	tallies    []store.Tally
}

func (r *records) Filing(f *store.Filing) error       { r.filings = append(r.filings, *f); return nil }
func (r *records) FilerName(n *store.FilerName) error { r.names = append(r.names, *n); return nil }
func (r *records) Transaction(t *store.Transaction) error {
	r.rows = append(r.rows, *t)
	return nil
}
func (r *records) Summary(s *store.SummaryLine) error {
	r.summaries = append(r.summaries, *s)
	return nil
}
func (r *records) Person(p *store.Person) error { r.persons = append(r.persons, *p); return nil }
func (r *records) Reference(x *store.Reference) error {
	r.references = append(r.references, *x)
	return nil
}
func (r *records) Quarantine(q *store.Quarantined) error { r.bad = append(r.bad, *q); return nil }
func (r *records) Tally(t *store.Tally) error            { r.tallies = append(r.tallies, *t); return nil }

func (r *records) total() store.Tally {
	var sum store.Tally
	for _, t := range r.tallies {
		sum.Add(t)
	}
	return sum
}

// read reads a file and checks what holds for every file: balanced tallies,
// and a filing before each row of it.
func read(t *testing.T, text, name string) *records {
	t.Helper()
	got := &records{}
	if err := fecbulk.Read(context.Background(), strings.NewReader(text), int64(len(text)), name, got); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	check(t, got)
	return got
}

func check(t *testing.T, got *records) {
	t.Helper()
	announced := make(map[store.FilingKey]bool)
	for _, f := range got.filings {
		announced[f.Key] = true
		if f.Key.System != store.SystemFECBulk || !f.Partial {
			t.Errorf("filing %v: not a part of a bulk file", f.Key)
		}
	}
	for i := range got.rows {
		if !announced[got.rows[i].Filing] {
			t.Fatalf("row %d: its filing %v was not announced", i, got.rows[i].Filing)
		}
	}
	for _, y := range got.tallies {
		if !y.Balanced() {
			t.Errorf("tally %+v does not balance", y)
		}
	}
	if sum := got.total(); sum.Quarantined != len(got.bad) {
		t.Errorf("%d lines quarantined, %d told", sum.Quarantined, len(got.bad))
	}
}
