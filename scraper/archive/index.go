package archive

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io"
	"sync"
)

// index finds the newest line of a journal for an address. It holds a hash and
// an offset for each address, some 40 bytes, and follows the journal as it
// grows, whoever adds to it.
type index struct {
	journal *Journal
	counts  func(line []byte) bool // nil when every line counts
	seed    maphash.Seed

	mu     sync.Mutex
	next   int64 // where the journal is read on
	newest map[uint64]place
}

type place struct {
	offset int64
	length int32
}

func newIndex(j *Journal, counts func([]byte) bool) *index {
	return &index{journal: j, counts: counts, seed: maphash.MakeSeed(), newest: map[uint64]place{}}
}

// find gives the newest line for an address, nil when there is none. Two
// addresses with one hash hide each other: then the older has none, which costs
// a fetch and nothing else.
func (x *index) find(address string) ([]byte, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.follow()
	at, ok := x.newest[maphash.String(x.seed, address)]
	if !ok {
		return nil, nil
	}
	line := make([]byte, at.length)
	if _, err := x.journal.file.ReadAt(line, at.offset); err != nil && err != io.EOF {
		return nil, fmt.Errorf("read line at byte %d: %w", at.offset, err)
	}
	if of, ok := addressOf(line); !ok || of != address {
		return nil, nil
	}
	return line, nil
}

func (x *index) follow() {
	for offset, line := range x.journal.Lines(x.next) {
		x.next = offset + int64(len(line)) + 1
		if x.counts != nil && !x.counts(line) {
			continue
		}
		if address, ok := addressOf(line); ok {
			x.newest[maphash.String(x.seed, address)] = place{offset, int32(len(line))}
		}
	}
}

func addressOf(line []byte) (string, bool) {
	var record struct{ URL string }
	err := json.Unmarshal(line, &record)
	return record.URL, err == nil && record.URL != ""
}
