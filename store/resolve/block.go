package resolve

import (
	"slices"
	"strings"
)

// A name alone is a block when its surname is rare, or when the whole of it is
// so rare that fewer than one in four million bear it. Bearers of commoner names
// are compared only where a place or an employer is shared as well; so the cost
// grows about linearly with the number of contributors.
const (
	rareSurnameBits = 13
	rareNameBits    = 22
)

// keyBits is the width of a block key: few enough to be stored in six bytes,
// so many that two blocks seldom share one. They are part of the rules: a pair
// is compared because its keys agree.
const keyBits = 48

// RulesVersion numbers the rules by which names are read, compared and put into
// blocks. It changes with every change of these: what was kept under another
// one is made anew by a full pass.
const RulesVersion = 1

// entry says that a record stands in a block.
type entry struct {
	key uint64
	at  int32
}

// keys appends the blocks a record stands in, sorted and without repeats. Two
// records are compared if, and only if, they share one: whether a pair is
// compared depends on the two and the weights, never on how many others there
// are. What the weights call crowded is no block.
func (w *Weights) keys(r *record, buf []uint64) []uint64 {
	start := len(buf)
	if r.kind == aPerson {
		buf = w.personKeys(r, buf)
	} else {
		buf = r.bodyKeys(buf)
	}
	own := buf[start:]
	for i := range own {
		own[i] >>= 64 - keyBits
	}
	if len(w.crowded) > 0 {
		own = slices.DeleteFunc(own, func(k uint64) bool { _, ok := w.crowded[k]; return ok })
	}
	slices.Sort(own)
	return buf[:start+len(slices.Compact(own))]
}

func (w *Weights) personKeys(r *record, buf []uint64) []uint64 {
	p := &r.person
	if p.joined == "" || p.first == "" || nobody(p.first+p.joined) || nobody(p.joined+p.first) {
		return buf
	}
	var number [20]byte
	address := string(hexadecimal(number[:0], r.address))
	sound := soundOf(p.joined)
	if r.address != 0 {
		buf = append(buf, hash64('a', address, sound))
	}
	if r.zip != "" {
		buf = append(buf, hash64('z', r.zip, sound, p.first[:1]))
	}
	for i, root := range roots(p.first) {
		if i == 4 {
			break
		}
		if r.address != 0 {
			buf = append(buf, hash64('f', address, root))
		}
		if r.lastBits > rareSurnameBits || r.lastBits+w.rootBits(p.first, r.firstBits) >= rareNameBits {
			buf = append(buf, hash64('n', p.joined, root))
		}
		if r.employer.kind == jobNamed {
			buf = append(buf, hash64('e', p.joined, root, r.employer.words[0]))
		}
		if r.city != "" {
			buf = append(buf, hash64('c', p.joined, root, r.city))
		}
	}
	return buf
}

// nobody reports whether a name stands for none, as ANONYMOUS does: nobody is
// looked for under it.
func nobody(joined string) bool { return lists().kinds[joined]&wordNobody != 0 }

// roots gives the nickname groups of a first name, or the name.
func roots(first string) []string {
	groups := lists().groups[first]
	if len(groups) == 0 {
		return []string{first}
	}
	out := make([]string, len(groups))
	for i, g := range groups {
		out[i] = string([]byte{'#', byte(g >> 8), byte(g)})
	}
	return out
}

// rootBits is how much a given name says in its commonest form: CHRIS is as
// common as CHRISTOPHER.
func (w *Weights) rootBits(first string, own float64) float64 {
	for _, g := range lists().groups[first] {
		own = min(own, w.groupBits[g])
	}
	return own
}

// soundOf gives the first letter and up to three consonant classes, much like
// Soundex: spellings of one surname mostly share it.
func soundOf(s string) string {
	const classes = "01230120022455012623010202" // A to Z
	out := [4]byte{s[0], '0', '0', '0'}
	n, last := 1, byte('0')
	for i := 1; i < len(s) && n < 4; i++ {
		if !isLetter(s[i]) {
			continue
		}
		c := classes[s[i]-'A']
		if c != '0' && c != last {
			out[n] = c
			n++
		}
		last = c
	}
	return string(out[:])
}

func hexadecimal(buf []byte, n int64) []byte {
	for u := uint64(n); u > 0; u >>= 4 {
		buf = append(buf, "0123456789abcdef"[u&15])
	}
	return buf
}

func (r *record) bodyKeys(buf []uint64) []uint64 {
	o := r.body
	if r.committee != "" {
		buf = append(buf, hash64('i', r.committee))
	}
	if len(o.core) == 0 || nobody(o.joined) {
		return buf
	}
	numbers := strings.Join(o.numbers, " ")
	sorted := slices.Clone(o.core)
	slices.Sort(sorted)
	buf = append(buf, hash64('w', strings.Join(sorted, "")), hash64('j', o.joined))
	if numbers != "" {
		dated := slices.ContainsFunc(o.numbers, year)
		for i, w := range o.core {
			// "Friends .. 2022" says nothing: every campaign has a year.
			if len(w) >= 3 && len(w) <= 7 && !(dated && o.generic>>i&1 == 1) {
				buf = append(buf, hash64('q', w, numbers))
			}
		}
		buf = append(buf, hash64('q', o.acronym, numbers))
	}
	var number [20]byte
	address := string(hexadecimal(number[:0], r.address))
	telling := 0
	for i, w := range o.core {
		if o.generic>>i&1 == 1 && len(o.core) > 2 || telling == 4 {
			continue
		}
		telling++
		if r.address != 0 {
			buf = append(buf, hash64('t', address, w))
		}
		if r.zip != "" {
			buf = append(buf, hash64('p', r.zip, w))
		}
	}
	return buf
}

// year reports whether a number is one of an election, most likely.
func year(n string) bool { return len(n) == 4 && (n[:2] == "19" || n[:2] == "20") }

// blocks holds the sorted entries of all records and the keys of each.
type blocks struct {
	entries []entry
	keys    []uint64
	from    []int32 // keys of record i: keys[from[i]:from[i+1]]
}

func buildBlocks(w *Weights, records []record) *blocks {
	b := &blocks{from: make([]int32, 1, len(records)+1), keys: make([]uint64, 0, 5*len(records))}
	for i := range records {
		b.keys = w.keys(&records[i], b.keys)
		b.from = append(b.from, int32(len(b.keys)))
	}
	b.entries = make([]entry, 0, len(b.keys))
	for i := range records {
		for _, k := range b.of(int32(i)) {
			b.entries = append(b.entries, entry{k, int32(i)})
		}
	}
	sortEntries(b.entries)
	return b
}

func (b *blocks) of(at int32) []uint64 { return b.keys[b.from[at]:b.from[at+1]] }

// runs yields the entries of one key after another; from and to must not cut a
// run.
func (b *blocks) runs(from, to int) func(yield func([]entry) bool) {
	return func(yield func([]entry) bool) {
		for from < to {
			end := from + 1
			for end < to && b.entries[end].key == b.entries[from].key {
				end++
			}
			if end-from > 1 && !yield(b.entries[from:end]) {
				return
			}
			from = end
		}
	}
}

// seen reports whether a and b also share a smaller key, where they are
// compared already.
func (b *blocks) seen(key uint64, x, y int32) bool {
	p, q := b.of(x), b.of(y)
	for i, j := 0, 0; i < len(p) && j < len(q) && p[i] < key && q[j] < key; {
		switch {
		case p[i] < q[j]:
			i++
		case p[i] > q[j]:
			j++
		default:
			return true
		}
	}
	return false
}

// sortEntries sorts by key, then place: two passes of a radix sort would be
// faster, but this is a small part of the whole.
func sortEntries(e []entry) {
	slices.SortFunc(e, func(a, b entry) int {
		switch {
		case a.key < b.key:
			return -1
		case a.key > b.key:
			return 1
		}
		return int(a.at) - int(b.at)
	})
}
