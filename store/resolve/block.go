package resolve

import (
	"slices"
	"strings"
)

// blockCap is the largest block whose pairs are all compared. Above it only
// those with one and the same name are; so the cost grows about linearly with
// the number of contributors. What a larger block loses, another one finds:
// every contributor stands in several.
const blockCap = 200

// entry says that a record stands in a block.
type entry struct {
	key uint64
	at  int32
}

// keys appends the blocks a record stands in, sorted and without repeats. Two
// records are compared only if they share one.
func (r *record) keys(buf []uint64) []uint64 {
	start := len(buf)
	if r.kind == aPerson {
		buf = r.personKeys(buf)
	} else {
		buf = r.bodyKeys(buf)
	}
	own := buf[start:]
	slices.Sort(own)
	return buf[:start+len(slices.Compact(own))]
}

func (r *record) personKeys(buf []uint64) []uint64 {
	p := &r.person
	if p.joined == "" || p.first == "" {
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
		buf = append(buf, hash64('n', p.joined, root))
		if r.employer.kind == jobNamed {
			buf = append(buf, hash64('e', p.joined, root, employerRoot(r.employer)))
		}
		if r.city != "" {
			buf = append(buf, hash64('c', p.joined, root, r.city))
		}
	}
	return buf
}

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

// employerRoot is one text for an employer's short and long names.
func employerRoot(j *job) string { return j.words[0][:min(3, len(j.words[0]))] }

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
	if len(o.core) == 0 {
		return buf
	}
	numbers := strings.Join(o.numbers, " ")
	sorted := slices.Clone(o.core)
	slices.Sort(sorted)
	buf = append(buf, hash64('w', strings.Join(sorted, "")), hash64('j', o.joined))
	if numbers != "" {
		for _, w := range o.core {
			if len(w) >= 3 && len(w) <= 7 {
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

// blocks holds the sorted entries of all records and the keys of each.
type blocks struct {
	entries []entry
	keys    []uint64
	from    []int32 // keys of record i: keys[from[i]:from[i+1]]
	wide    map[uint64]bool
}

func buildBlocks(records []record) *blocks {
	b := &blocks{from: make([]int32, 1, len(records)+1), wide: make(map[uint64]bool), keys: make([]uint64, 0, 5*len(records))}
	for i := range records {
		b.keys = records[i].keys(b.keys)
		b.from = append(b.from, int32(len(b.keys)))
	}
	b.entries = make([]entry, 0, len(b.keys))
	for i := range records {
		for _, k := range b.of(int32(i)) {
			b.entries = append(b.entries, entry{k, int32(i)})
		}
	}
	sortEntries(b.entries)
	for run := range b.runs(0, len(b.entries)) {
		if len(run) > blockCap {
			b.wide[run[0].key] = true
		}
	}
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
		case b.wide[p[i]]:
			i++
			j++
		default:
			return true
		}
	}
	return false
}

// run gives the entries of one key.
func (b *blocks) run(key uint64) []entry {
	from, _ := slices.BinarySearchFunc(b.entries, key, func(e entry, k uint64) int {
		switch {
		case e.key < k:
			return -1
		case e.key > k:
			return 1
		}
		return 0
	})
	end := from
	for end < len(b.entries) && b.entries[end].key == key {
		end++
	}
	return b.entries[from:end]
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
