package columns

import (
	"sort"

	"moneytrail/store"
)

// Columns are all rows of one data version. They are safe for concurrent use.
type Columns struct {
	fold func(string) string

	// One entry a row, in order of row id.
	filing []uint32
	party  []uint32
	what   []uint16
	day    []uint16
	cents  []int32
	large  map[uint32]store.Cents // amounts of the rows whose cents are [escape]
	runs   []run

	days    []store.Date // in order; 0 is "no day"
	whats   []what
	filings filings
	parties parties
	donors  donors
	names   texts
	places  texts
	work    texts                          // employers and occupations
	earned  map[string]map[uint64]struct{} // tag -> committee and donor that have it
	zones   []zone
}

// run is a run of row ids without gaps.
type run struct {
	row uint32
	id  int64
}

// zone is the least and the largest filing of a block of rows.
type zone struct{ lo, hi uint32 }

// escape stands for an amount that does not fit.
const escape = -1 << 31

// blockRows is how many rows one goroutine looks at before it takes the next
// block.
const blockRows = 1 << 14

type filings struct {
	committee []uint32 // in committees
	form      []uint32
	filed     []store.Date
	forms     strs
	ids       []int64 // committees' row ids; entry 0 is "not known"
}

type parties struct {
	donor                            []uint32
	name, city, employer, occupation []uint32
	zip                              []uint32
	state, entity                    []uint16
	states, entities, zips           strs
}

type donors struct {
	ids         []int64
	class, tags []uint32
	classes     strs
	tagsets     strs // tags of the name or job, one a line
	number      map[int64]uint32
}

// Len is the number of rows.
func (c *Columns) Len() int { return len(c.cents) }

// id gives the id of a row.
func (c *Columns) id(row uint32) int64 {
	i := sort.Search(len(c.runs), func(i int) bool { return c.runs[i].row > row }) - 1
	return c.runs[i].id + int64(row-c.runs[i].row)
}

// upTo gives how many rows have an id of at most id.
func (c *Columns) upTo(id int64) int {
	i := sort.Search(len(c.runs), func(i int) bool { return c.runs[i].id > id }) - 1
	if i < 0 {
		return 0
	}
	end := len(c.cents)
	if i+1 < len(c.runs) {
		end = int(c.runs[i+1].row)
	}
	return min(end, int(c.runs[i].row)+int(id-c.runs[i].id)+1)
}

// Bytes is about how much memory the columns take: rows, and tables.
func (c *Columns) Bytes() (rows, tables int) {
	rows = len(c.cents)*16 + len(c.large)*32 + len(c.runs)*16 + len(c.zones)*8
	f, p, d := &c.filings, &c.parties, &c.donors
	tables = len(f.form)*24 + len(f.ids)*8 + f.forms.bytes() +
		len(p.donor)*28 + p.states.bytes() + p.entities.bytes() + p.zips.bytes() +
		len(d.ids)*(16+32) + d.classes.bytes() + d.tagsets.bytes()
	for _, t := range []*texts{&c.names, &c.places, &c.work} {
		tables += len(t.all) + 4*len(t.starts)
	}
	for _, pairs := range c.earned {
		tables += 20 * len(pairs)
	}
	return rows, tables
}
