package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"sync"
)

// index finds the newest line of a journal for an address. It follows the
// journal as it grows, whoever adds to it.
type index struct {
	journal *Journal
	address func(line []byte) (string, bool) // of a line that counts
	seed    maphash.Seed

	mu     sync.Mutex
	lines  lineReader
	next   int64 // where the journal is read on
	newest table // offsets by hash of the address
}

func newIndex(j *Journal, folder string, address func([]byte) (string, bool)) *index {
	return &index{journal: j, address: address, seed: maphash.MakeSeed(), newest: table{folder: folder}}
}

// find gives the newest line for an address, nil when there is none. Two
// addresses with one hash hide each other: then the older has none, which costs
// a fetch and nothing else.
func (x *index) find(address string) ([]byte, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.follow(); err != nil {
		return nil, err
	}
	offset, ok, err := x.newest.get(maphash.String(x.seed, address))
	if err != nil || !ok {
		return nil, err
	}
	line, err := x.journal.lineAt(offset)
	if err != nil {
		return nil, fmt.Errorf("read line at byte %d: %w", offset, err)
	}
	if of, ok := x.address(line); !ok || of != address {
		return nil, nil
	}
	return line, nil
}

func (x *index) follow() error {
	for offset, line := range x.lines.of(x.journal, x.next) {
		if address, ok := x.address(line); ok {
			if err := x.newest.put(maphash.String(x.seed, address), offset); err != nil {
				return err
			}
		}
		x.next = offset + int64(len(line)) + 1
	}
	return nil
}

func (x *index) close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.newest.close()
}

// lineAt reads the line that begins at an offset.
func (j *Journal) lineAt(offset int64) ([]byte, error) {
	for size := 1 << 10; ; size *= 4 {
		line := make([]byte, size)
		n, err := j.file.ReadAt(line, offset)
		if end := bytes.IndexByte(line[:n], '\n'); end >= 0 {
			return line[:end], nil
		}
		if errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
	}
}

func addressOf(line []byte) (string, bool) {
	var record struct{ URL string }
	err := json.Unmarshal(line, &record)
	return record.URL, err == nil && record.URL != ""
}
