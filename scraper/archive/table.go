package archive

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
)

const (
	slotSize    = 16 // hash and offset
	bucketSize  = 256 * slotSize
	tablePrefix = "index-*"
)

// table maps hashes to offsets in a file of its own, so that an archive of
// millions of pages takes no more memory than one of ten. It is a cache: what
// it holds is read from a journal again by the next process. A bucket is chosen
// by the first bits of a hash; when one is full, all are split in two. It is
// not safe for concurrent use.
type table struct {
	folder string // of the file, which is made when first needed
	file   *os.File
	depth  uint // there are 1<<depth buckets
	bucket [bucketSize]byte
}

// get gives the offset of a hash.
func (t *table) get(hash uint64) (offset int64, ok bool, err error) {
	if t.file == nil {
		return 0, false, nil
	}
	hash = max(hash, 1)
	if err := t.read(hash >> (64 - t.depth)); err != nil {
		return 0, false, err
	}
	at, ok := t.slot(hash)
	if !ok || at == bucketSize {
		return 0, false, nil
	}
	return int64(binary.LittleEndian.Uint64(t.bucket[at+8:])), true, nil
}

// put sets the offset of a hash.
func (t *table) put(hash uint64, offset int64) error {
	if t.file == nil {
		if err := t.make(); err != nil {
			return err
		}
	}
	hash = max(hash, 1) // zero marks an empty slot
	for {
		number := hash >> (64 - t.depth)
		if err := t.read(number); err != nil {
			return err
		}
		at, _ := t.slot(hash)
		if at == bucketSize {
			if err := t.split(); err != nil {
				return err
			}
			continue
		}
		var slot [slotSize]byte
		binary.LittleEndian.PutUint64(slot[:], hash)
		binary.LittleEndian.PutUint64(slot[8:], uint64(offset))
		_, err := t.file.WriteAt(slot[:], int64(number)*bucketSize+int64(at))
		return err
	}
}

func (t *table) make() (err error) {
	t.file, err = os.CreateTemp(t.folder, tablePrefix)
	return err
}

// read reads a bucket; what was never written is empty.
func (t *table) read(number uint64) error {
	n, err := t.file.ReadAt(t.bucket[:], int64(number)*bucketSize)
	clear(t.bucket[n:])
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// slot finds the place of a hash in the bucket that was read last: its own, or
// the first empty one, or the bucket's end when there is none.
func (t *table) slot(hash uint64) (at int, held bool) {
	for at := 0; at < bucketSize; at += slotSize {
		switch binary.LittleEndian.Uint64(t.bucket[at:]) {
		case hash:
			return at, true
		case 0:
			return at, false
		}
	}
	return bucketSize, false
}

// split doubles the number of buckets. It goes from the last to the first, so
// that nothing is written over before it was read.
func (t *table) split() error {
	for number := int64(1)<<t.depth - 1; number >= 0; number-- {
		if err := t.read(uint64(number)); err != nil {
			return err
		}
		var halves [2 * bucketSize]byte
		filled := [2]int{0, bucketSize}
		for at := 0; at < bucketSize; at += slotSize {
			slot := t.bucket[at : at+slotSize]
			hash := binary.LittleEndian.Uint64(slot)
			if hash == 0 {
				break
			}
			half := hash >> (63 - t.depth) & 1
			filled[half] += copy(halves[filled[half]:], slot)
		}
		if _, err := t.file.WriteAt(halves[:], number*2*bucketSize); err != nil {
			return err
		}
	}
	t.depth++
	return nil
}

// close gives the file up.
func (t *table) close() error {
	if t.file == nil {
		return nil
	}
	_ = t.file.Close() // it goes anyway
	err := os.Remove(t.file.Name())
	t.file = nil
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
