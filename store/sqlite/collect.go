package sqlite

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"moneytrail/store"
)

// chunkRows is how many rows travel from the reader to the database at once:
// enough to hide the hand-over, few enough that memory stays flat.
const chunkRows = 2048

// row is a transaction with what follows from it alone.
type row struct {
	store.Transaction
	id          int64
	filing      int64
	committee   int64
	part        int64
	contributor store.DonorID
	street      int64
	status      store.Status
	reason      store.Reason
	skip        bool // already held
	repeated    bool // the same line stood above in this version
}

// contributor is an as-filed identity seen for the first time in a load.
type contributor struct {
	id                             store.DonorID
	key, name, city, state, zip, e string
	committee                      string
	parts                          store.Name
	employer, occupation           string
	street                         int64
}

// chunk is a run of records of one file.
type chunk struct {
	rows         []row
	filings      []store.Filing
	filers       []store.FilingFiler
	names        []store.FilerName
	aliases      []store.FilerAlias
	summaries    []store.SummaryLine
	memos        []store.Memo
	persons      []store.Person
	references   []store.Reference
	quarantined  []store.Quarantined
	tallies      []store.Tally
	contributors []contributor
	records      int
}

func (c *chunk) reset() {
	c.rows, c.filings, c.filers = c.rows[:0], c.filings[:0], c.filers[:0]
	c.names, c.aliases, c.summaries = c.names[:0], c.aliases[:0], c.summaries[:0]
	c.memos, c.persons, c.references = c.memos[:0], c.persons[:0], c.references[:0]
	c.quarantined, c.tallies, c.contributors = c.quarantined[:0], c.tallies[:0], c.contributors[:0]
	c.records = 0
}

// collector is the Sink that a reader fills. It runs on the reader's goroutine
// and does there all the work that needs no database.
type collector struct {
	ctx      context.Context
	out      chan<- *chunk
	free     <-chan *chunk
	cur      *chunk
	rules    store.Rules
	identity store.Identity
	street   []byte
	survey   *survey // filled unless the file was surveyed before
	surveyed bool
	seen     seenSet
	repeats  repeatFinder
}

var _ store.Sink = (*collector)(nil)

func (c *collector) full() error {
	c.cur.records++
	if c.cur.records < chunkRows {
		return nil
	}
	return c.flush()
}

func (c *collector) flush() error {
	select {
	case c.out <- c.cur:
	case <-c.ctx.Done():
		return context.Cause(c.ctx)
	}
	select {
	case c.cur = <-c.free:
		c.cur.reset()
		return nil
	case <-c.ctx.Done():
		return context.Cause(c.ctx)
	}
}

// Transaction implements [store.Sink].
func (c *collector) Transaction(t *store.Transaction) error {
	c.cur.rows = append(c.cur.rows, row{Transaction: *t})
	r := &c.cur.rows[len(c.cur.rows)-1]
	clean(&r.Transaction)
	if !c.surveyed {
		c.survey.transaction(&r.Transaction)
	}
	id, key := c.identity.Contributor(&r.Transaction)
	r.contributor = id
	r.street = c.hashStreet(&r.Address)
	r.Address.Street = ""
	if name := r.Counterparty.Full(); c.seen.add(uint64(id), name, r.Entity) {
		c.cur.contributors = append(c.cur.contributors, contributor{
			id: id, key: string(key), name: name, city: r.Address.City, state: r.Address.State,
			zip: zip5(r.Address.Zip), e: r.Entity, committee: committeeOfKey(key), parts: r.Counterparty,
			employer: r.Employer, occupation: r.Occupation, street: r.street,
		})
	}
	r.status, r.reason = c.rules.Local(&r.Transaction)
	r.repeated = c.repeats.repeated(&r.Transaction)
	return c.full()
}

// Filing implements [store.Sink].
func (c *collector) Filing(f *store.Filing) error {
	c.cur.filings = append(c.cur.filings, *f)
	if !c.surveyed {
		c.survey.filing(f.Key)
	}
	return c.full()
}

// FilingFiler implements [store.Sink].
func (c *collector) FilingFiler(f *store.FilingFiler) error {
	c.cur.filers = append(c.cur.filers, *f)
	return c.full()
}

// FilerName implements [store.Sink].
func (c *collector) FilerName(n *store.FilerName) error {
	c.cur.names = append(c.cur.names, *n)
	return c.full()
}

// FilerAlias implements [store.Sink].
func (c *collector) FilerAlias(a *store.FilerAlias) error {
	c.cur.aliases = append(c.cur.aliases, *a)
	return c.full()
}

// Summary implements [store.Sink].
func (c *collector) Summary(s *store.SummaryLine) error {
	c.cur.summaries = append(c.cur.summaries, *s)
	if !c.surveyed {
		c.survey.add(s.Filing, store.TableSummary, c.survey.hash.summary(s))
	}
	return c.full()
}

// Memo implements [store.Sink].
func (c *collector) Memo(m *store.Memo) error {
	c.cur.memos = append(c.cur.memos, *m)
	if !c.surveyed {
		c.survey.add(m.Filing, store.TableMemo, c.survey.hash.memo(m))
	}
	return c.full()
}

// Person implements [store.Sink].
func (c *collector) Person(p *store.Person) error {
	c.cur.persons = append(c.cur.persons, *p)
	if !c.surveyed {
		c.survey.add(p.Filing, store.TableCover, c.survey.hash.person(p))
	}
	return c.full()
}

// Reference implements [store.Sink].
func (c *collector) Reference(r *store.Reference) error {
	c.cur.references = append(c.cur.references, *r)
	return c.full()
}

// Quarantine implements [store.Sink].
func (c *collector) Quarantine(q *store.Quarantined) error {
	c.cur.quarantined = append(c.cur.quarantined, *q)
	return c.full()
}

// Tally implements [store.Sink].
func (c *collector) Tally(t *store.Tally) error {
	c.cur.tallies = append(c.cur.tallies, *t)
	return c.full()
}

// hashStreet gives a keyed hash of a street line with its ZIP code, so that
// shared addresses can be found without keeping any; 0 when there is none.
func (c *collector) hashStreet(a *store.Address) int64 {
	if a.Street == "" || len(c.street) == 0 {
		return 0
	}
	mac := hmac.New(sha256.New, c.street)
	mac.Write([]byte(strings.ToUpper(strings.Join(strings.Fields(a.Street), " ")) + "|" + zip5(a.Zip)))
	return int64(binary.BigEndian.Uint64(mac.Sum(nil)) >> 1)
}

// clean keeps out what SQLite would take and other programs choke on: NUL and
// invalid UTF-8 in text.
func clean(t *store.Transaction) {
	for _, s := range [...]*string{
		&t.Schedule, &t.TranID, &t.Entity, &t.Counterparty.Last, &t.Counterparty.First, &t.Counterparty.Title,
		&t.Counterparty.Suffix, &t.Address.City, &t.Address.State, &t.Address.Zip, &t.Employer, &t.Occupation,
		&t.CommitteeID, &t.TranType, &t.Code, &t.Description, &t.MemoRef, &t.BackRef, &t.CrossRef,
		&t.Intermediary.Last, &t.Intermediary.First, &t.IntermediaryCommitteeID,
	} {
		if *s != "" && !plain(*s) {
			*s = cleanText(*s)
		}
	}
}

func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 || s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func cleanText(s string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
}

func zip5(zip string) string {
	if len(zip) > 5 {
		return zip[:5]
	}
	return zip
}

func committeeOfKey(key []byte) string {
	if len(key) > 2 && key[0] == 'C' {
		return string(key[2:])
	}
	return ""
}
