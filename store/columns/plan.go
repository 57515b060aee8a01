package columns

import (
	"math"
	"slices"
	"sort"
	"strings"

	"moneytrail/store"
)

// plan is a query decided once per table entry: what is left is to look at the
// rows. A nil bitmap admits all.
type plan struct {
	c            *Columns
	nothing      bool // no row can match
	what         []bool
	filing       bitmap
	fromFiling   []uint32 // how many filings before this one are admitted; nil with filing
	party        bitmap
	tagged       bitmap              // donors that have the tag by name or job
	pairs        map[uint64]struct{} // committees and donors that have the tag by money; nil: no tag was asked for
	dayLo, dayHi uint16
	min, max     store.Cents

	order store.TransactionOrder
	limit int
	after place // the page begins behind it
}

// place is where a row stands in the order: by key, then by row.
type place struct {
	key int64
	row uint32
}

func (p place) before(other place) bool {
	return p.key < other.key || p.key == other.key && p.row < other.row
}

func (c *Columns) plan(q *Query) *plan {
	p := &plan{c: c, order: q.Order, limit: q.Limit, min: math.MinInt64, max: math.MaxInt64}
	p.what = c.whatAdmitted(&q.TransactionFilter)
	p.filing = c.filingsAdmitted(q)
	p.party = c.partiesAdmitted(q)
	p.countFilings()
	if q.Tag != "" {
		p.pairs = c.earned[q.Tag]
		if p.pairs == nil {
			p.pairs = map[uint64]struct{}{}
		}
		p.tagged = c.donors.tagged(q.Tag)
	}
	if q.Min != nil {
		p.min = *q.Min
	}
	if q.Max != nil {
		p.max = *q.Max
	}
	p.dayHi = uint16(len(c.days) - 1)
	if q.From != "" || q.Thru != "" {
		p.dayLo = uint16(max(1, c.dayFrom(q.From)))
		if q.Thru != "" {
			p.dayHi = uint16(sort.Search(len(c.days), func(i int) bool { return c.days[i] > q.Thru }) - 1)
		}
		p.nothing = p.dayLo > p.dayHi || int(p.dayLo) >= len(c.days)
	}
	p.nothing = p.nothing || len(c.cents) == 0
	p.after = c.place(q.Order, q.After)
	return p
}

func (c *Columns) dayFrom(d store.Date) int {
	return sort.Search(len(c.days), func(i int) bool { return c.days[i] >= d })
}

// place finds where a page ended. The day or the row may be gone.
func (c *Columns) place(order store.TransactionOrder, after *store.TransactionPlace) place {
	if after == nil {
		return place{math.MinInt64, 0}
	}
	p := place{row: uint32(c.upTo(after.ID))}
	switch {
	case !order.ByDate():
		p.key = int64(after.Amount)
	default:
		day := c.dayFrom(after.Date)
		p.key = int64(day)
		if day == len(c.days) || c.days[day] != after.Date {
			// Between two days: behind the one before, whatever the row.
			p.row = math.MaxUint32
			if !order.Descending() {
				p.key--
			}
		}
	}
	if order.Descending() {
		p.key = -p.key
	}
	return p
}

func (c *Columns) whatAdmitted(f *store.TransactionFilter) []bool {
	out := make([]bool, len(c.whats))
	for i, w := range c.whats {
		out[i] = among(f.Schedules, w.schedule) && among(f.Kinds, w.kind) && among(f.Statuses, w.status) && among(f.Reasons, w.reason) &&
			(f.Direction == store.DirectionUnknown || f.Direction == w.direction)
	}
	return out
}

func among[T comparable](wanted []T, have T) bool {
	return len(wanted) == 0 || slices.Contains(wanted, have)
}

func (c *Columns) filingsAdmitted(q *Query) bitmap {
	if q.Committees == nil && len(q.Forms) == 0 && q.Notice == store.Either && q.FiledFrom == "" && q.FiledThru == "" {
		return nil
	}
	t := &c.filings
	out := newBitmap(len(t.form))
	committees := newBitmap(len(t.ids))
	for i, id := range t.ids {
		if q.Committees == nil || slices.Contains(q.Committees, id) {
			committees.set(uint32(i))
		}
	}
	forms := newBitmap(len(t.forms.list))
	for i, form := range t.forms.list {
		if among(q.Forms, form) && q.Notice.Admits(store.NoticeForm(form)) {
			forms.set(uint32(i))
		}
	}
	for i, form := range t.form {
		if forms.has(form) && committees.has(t.committee[i]) && within(t.filed[i], q.FiledFrom, q.FiledThru) {
			out.set(uint32(i))
		}
	}
	return out
}

// within reports whether a day lies in a range; no day lies in none.
func within(d, from, thru store.Date) bool {
	return from == "" && thru == "" || d != "" && d >= from && (thru == "" || d <= thru)
}

// countFilings prepares to leave out blocks of rows that hold no admitted
// filing.
func (p *plan) countFilings() {
	if p.filing == nil {
		return
	}
	p.fromFiling = make([]uint32, len(p.c.filings.form)+1)
	for i := range p.c.filings.form {
		p.fromFiling[i+1] = p.fromFiling[i]
		if p.filing.has(uint32(i)) {
			p.fromFiling[i+1]++
		}
	}
}

func (d *donors) tagged(tag string) bitmap {
	sets := newBitmap(len(d.tagsets.list))
	for i, set := range d.tagsets.list {
		if slices.Contains(strings.Split(set, "\n"), tag) {
			sets.set(uint32(i))
		}
	}
	out := newBitmap(len(d.ids))
	for i, set := range d.tags {
		if sets.has(set) {
			out.set(uint32(i))
		}
	}
	return out
}
