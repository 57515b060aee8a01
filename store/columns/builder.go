package columns

import (
	"cmp"
	"errors"
	"fmt"
	"hash/maphash"
	"math"
	"slices"
	"strings"

	"moneytrail/store"
)

// ErrTooMany means that the rows do not fit the layout: more than four billion
// of something, or more than 65,535 different days.
var ErrTooMany = errors.New("too many rows for columns")

// Builder is told filings first, then donors, then rows in order of their ids.
// It serves one goroutine.
type Builder struct {
	c          *Columns
	committees map[int64]uint32
	filings    map[int64]uint32
	dayNumber  map[string]uint16
	whatNumber map[what]uint16
	seen       map[fingerprint]uint32
	hash       [2]maphash.Hash
	lastID     int64
}

// fingerprint stands for a party as filed: 128 bits, so that two parties never
// share one.
type fingerprint [2]uint64

// NewBuilder makes an empty Builder. fold makes texts comparable: words in
// capitals with one blank between them.
func NewBuilder(fold func(string) string, rows int) *Builder {
	b := &Builder{
		c: &Columns{
			fold: fold, large: make(map[uint32]store.Cents), names: newTexts(), places: newTexts(), work: newTexts(), earned: make(map[string]map[uint64]struct{}),
			filing: make([]uint32, 0, rows), party: make([]uint32, 0, rows), what: make([]uint16, 0, rows), day: make([]uint16, 0, rows), cents: make([]int32, 0, rows),
		},
		committees: map[int64]uint32{0: 0}, filings: make(map[int64]uint32), dayNumber: map[string]uint16{"": 0}, whatNumber: make(map[what]uint16),
		seen: make(map[fingerprint]uint32), lastID: math.MinInt64,
	}
	c := b.c
	c.days, c.filings.ids = []store.Date{""}, []int64{0}
	c.filings.forms = newStrs()
	c.parties.states, c.parties.entities, c.parties.zips = newStrs(), newStrs(), newStrs()
	c.donors.classes, c.donors.tagsets, c.donors.number = newStrs(), newStrs(), make(map[int64]uint32)
	b.hash[0].SetSeed(maphash.MakeSeed())
	b.hash[1].SetSeed(maphash.MakeSeed())
	return b
}

// Filing tells of a filing.
func (b *Builder) Filing(f Filing) {
	t := &b.c.filings
	b.filings[f.ID] = uint32(len(t.form))
	t.committee = append(t.committee, b.committee(f.Committee))
	t.form = append(t.form, t.forms.add(f.Form))
	t.filed = append(t.filed, store.Date(strings.Clone(string(f.Filed))))
}

func (b *Builder) committee(id int64) uint32 {
	at, known := b.committees[id]
	if !known {
		at = uint32(len(b.c.filings.ids))
		b.committees[id] = at
		b.c.filings.ids = append(b.c.filings.ids, id)
	}
	return at
}

// Class tells of a donor's class ("unknown" unless told) and of the tags that
// follow from its name or job, one a line.
func (b *Builder) Class(donor int64, class, tags string) {
	d, at := &b.c.donors, b.donor(donor)
	d.class[at], d.tags[at] = d.classes.add(class), d.tagsets.add(tags)
}

// Earned tells of a tag that follows from what a donor gave a committee.
func (b *Builder) Earned(tag string, committee, donor int64) {
	pairs := b.c.earned[tag]
	if pairs == nil {
		pairs = make(map[uint64]struct{})
		b.c.earned[strings.Clone(tag)] = pairs
	}
	pairs[pairOf(b.committee(committee), b.donor(donor))] = struct{}{}
}

func pairOf(committee, donor uint32) uint64 { return uint64(committee)<<32 | uint64(donor) }

const unknownClass = "unknown"

func (b *Builder) donor(id int64) uint32 {
	d := &b.c.donors
	at, known := d.number[id]
	if !known {
		at = uint32(len(d.ids))
		d.number[id] = at
		d.ids, d.class, d.tags = append(d.ids, id), append(d.class, d.classes.add(unknownClass)), append(d.tags, 0)
	}
	return at
}

// Row tells of a row. It fails with [ErrTooMany], or for a filing that was not
// told or an id out of order.
func (b *Builder) Row(r *Row) error {
	c := b.c
	filing, known := b.filings[r.Filing]
	if !known {
		return fmt.Errorf("row %d is of filing %d, which is not known", r.ID, r.Filing)
	}
	if r.ID <= b.lastID {
		return fmt.Errorf("row %d comes after row %d", r.ID, b.lastID)
	}
	row := uint32(len(c.cents))
	if row == 0 || r.ID != b.lastID+1 {
		c.runs = append(c.runs, run{row, r.ID})
	}
	b.lastID = r.ID
	day, err := b.day(r.Date)
	if err != nil {
		return err
	}
	w, err := b.whatOf(r)
	if err != nil {
		return err
	}
	if row == math.MaxUint32-blockRows {
		return ErrTooMany
	}
	cents := int32(r.Amount)
	if store.Cents(cents) != r.Amount || cents == escape {
		cents = escape
		c.large[row] = r.Amount
	}
	c.filing, c.party, c.what = append(c.filing, filing), append(c.party, b.party(r)), append(c.what, w)
	c.day, c.cents = append(c.day, day), append(c.cents, cents)
	if row%blockRows == 0 {
		c.zones = append(c.zones, zone{filing, filing})
	}
	z := &c.zones[len(c.zones)-1]
	z.lo, z.hi = min(z.lo, filing), max(z.hi, filing)
	return nil
}

func (b *Builder) day(date string) (uint16, error) {
	at, known := b.dayNumber[date]
	if known {
		return at, nil
	}
	if len(b.c.days) > math.MaxUint16 {
		return 0, fmt.Errorf("days: %w", ErrTooMany)
	}
	date = strings.Clone(date)
	at = uint16(len(b.c.days))
	b.dayNumber[date] = at
	b.c.days = append(b.c.days, store.Date(date))
	return at, nil
}

func (b *Builder) whatOf(r *Row) (uint16, error) {
	w := what{r.Schedule, r.Kind, r.Direction, r.Status, r.Reason}
	at, known := b.whatNumber[w]
	if known {
		return at, nil
	}
	if len(b.c.whats) > math.MaxUint16 {
		return 0, fmt.Errorf("schedules: %w", ErrTooMany)
	}
	w.schedule = strings.Clone(w.schedule)
	at = uint16(len(b.c.whats))
	b.whatNumber[w] = at
	b.c.whats = append(b.c.whats, w)
	return at, nil
}

// party gives the entry of the party as filed. Texts are folded once for each
// party, not for each row.
func (b *Builder) party(r *Row) uint32 {
	f := b.fingerprint(r)
	if at, known := b.seen[f]; known {
		return at
	}
	c, p := b.c, &b.c.parties
	at := uint32(len(p.donor))
	b.seen[f] = at
	p.donor = append(p.donor, b.donor(r.Donor))
	p.name = append(p.name, c.names.add(c.fold(r.First+" "+r.Last+" "+r.Suffix)))
	p.city = append(p.city, c.places.add(c.fold(r.City)))
	p.employer = append(p.employer, c.work.add(c.fold(r.Employer)))
	p.occupation = append(p.occupation, c.work.add(c.fold(r.Occupation)))
	p.zip = append(p.zip, p.zips.add(zip5(r.Zip)))
	p.state = append(p.state, uint16(min(p.states.add(c.fold(r.State)), math.MaxUint16)))
	p.entity = append(p.entity, uint16(min(p.entities.add(c.fold(r.Entity)), math.MaxUint16)))
	return at
}

func zip5(zip string) string { return zip[:min(len(zip), 5)] }

func (b *Builder) fingerprint(r *Row) fingerprint {
	var out fingerprint
	for i := range b.hash {
		h := &b.hash[i]
		h.Reset()
		for _, s := range [...]string{r.Last, r.First, r.Suffix, r.City, r.State, r.Zip, r.Entity, r.Employer, r.Occupation} {
			_, _ = h.WriteString(s) // never fails
			_ = h.WriteByte(0)
		}
		maphash.WriteComparable(h, r.Donor)
		out[i] = h.Sum64()
	}
	return out
}

// Build gives the columns. The builder must not be used after.
func (b *Builder) Build() (*Columns, error) {
	c := b.c
	if len(c.parties.states.list) > math.MaxUint16 || len(c.parties.entities.list) > math.MaxUint16 {
		return nil, fmt.Errorf("states: %w", ErrTooMany)
	}
	for _, t := range []*texts{&c.names, &c.places, &c.work} {
		if len(t.all) > math.MaxUint32 {
			return nil, fmt.Errorf("texts: %w", ErrTooMany)
		}
		t.seal()
	}
	c.sortDays()
	*b = Builder{}
	return c, nil
}

// sortDays numbers the days again, in order.
func (c *Columns) sortDays() {
	order := make([]uint16, len(c.days))
	for i := range order {
		order[i] = uint16(i)
	}
	slices.SortFunc(order, func(a, b uint16) int { return cmp.Compare(c.days[a], c.days[b]) })
	place, days := make([]uint16, len(order)), make([]store.Date, len(order))
	for p, old := range order {
		place[old], days[p] = uint16(p), c.days[old]
	}
	for i, d := range c.day {
		c.day[i] = place[d]
	}
	c.days = days
}
