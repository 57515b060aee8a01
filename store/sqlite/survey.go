package sqlite

import (
	"context"
	"strings"

	"moneytrail/store"
)

// tableDigest is how many rows a filing version has in one table and what they
// say together.
type tableDigest struct {
	digest digest
	rows   uint32
	table  store.Table
}

// survey counts and digests a file's rows per filing version and table. Its
// memory grows with the number of filings, not of rows.
type survey struct {
	filings map[store.FilingKey]*[]tableDigest
	lastKey store.FilingKey
	last    *[]tableDigest
	hash    rowHasher
	rows    int
	lines   chunk // what became of the file's lines
}

func newSurvey() *survey { return &survey{filings: make(map[store.FilingKey]*[]tableDigest)} }

func (s *survey) filing(key store.FilingKey) *[]tableDigest {
	if s.last != nil && key == s.lastKey {
		return s.last
	}
	set := s.filings[key]
	if set == nil {
		set = new([]tableDigest)
		key.Report = strings.Clone(key.Report) // a piece of a line would keep the line
		s.filings[key] = set
	}
	s.lastKey, s.last = key, set
	return set
}

func (s *survey) add(key store.FilingKey, table store.Table, sum [32]byte) {
	s.rows++
	set := s.filing(key)
	for i := range *set {
		if (*set)[i].table == table {
			(*set)[i].rows++
			(*set)[i].digest.add(sum)
			return
		}
	}
	d := tableDigest{table: table, rows: 1}
	d.digest.add(sum)
	*set = append(make([]tableDigest, 0, len(*set)+1), *set...) // no room to spare: there are many
	*set = append(*set, d)
}

func (s *survey) transaction(t *store.Transaction) {
	s.add(t.Filing, t.Table, s.hash.transaction(t))
}

// surveySink makes a survey of a file without storing anything.
type surveySink struct {
	ctx context.Context
	*survey
}

var _ store.Sink = surveySink{}

// Transaction implements [store.Sink].
func (s surveySink) Transaction(t *store.Transaction) error {
	c := *t
	clean(&c)
	s.transaction(&c)
	return s.ctx.Err()
}

// Summary implements [store.Sink].
func (s surveySink) Summary(l *store.SummaryLine) error {
	s.add(l.Filing, store.TableSummary, s.hash.summary(l))
	return nil
}

// Memo implements [store.Sink].
func (s surveySink) Memo(m *store.Memo) error {
	s.add(m.Filing, store.TableMemo, s.hash.memo(m))
	return nil
}

// Person implements [store.Sink].
func (s surveySink) Person(p *store.Person) error {
	s.add(p.Filing, store.TableCover, s.hash.person(p))
	return nil
}

// Filing implements [store.Sink].
func (s surveySink) Filing(f *store.Filing) error { s.filing(f.Key); return nil }

// FilingFiler implements [store.Sink].
func (surveySink) FilingFiler(*store.FilingFiler) error { return nil }

// FilerName implements [store.Sink].
func (surveySink) FilerName(*store.FilerName) error { return nil }

// FilerAlias implements [store.Sink].
func (surveySink) FilerAlias(*store.FilerAlias) error { return nil }

// Reference implements [store.Sink].
func (s surveySink) Reference(r *store.Reference) error {
	s.lines.references = append(s.lines.references, *r)
	return nil
}

// Quarantine implements [store.Sink].
func (s surveySink) Quarantine(q *store.Quarantined) error {
	s.lines.quarantined = append(s.lines.quarantined, *q)
	return nil
}

// Tally implements [store.Sink].
func (s surveySink) Tally(t *store.Tally) error {
	s.lines.tallies = append(s.lines.tallies, *t)
	return nil
}
