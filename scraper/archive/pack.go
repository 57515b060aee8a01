package archive

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"os"
	"strings"
	"sync"
)

// packedSuffix ends the name of a compressed blob (gzip, RFC 1952).
const packedSuffix = ".gz"

// smallSize is up to what size a body is stored in one go, from memory.
const smallSize = 128 << 10

// smallBodies are used again: a listing page costs no buffer.
var smallBodies = sync.Pool{New: func() any { b := make([]byte, smallSize); return &b }}

// packerCount bounds the compressors, which take a megabyte each. More would
// wait for processors anyway.
const packerCount = 4

// packers are compressors to be used again, made when first needed.
type packers chan *gzip.Writer

func newPackers() packers {
	p := make(packers, packerCount)
	for range packerCount {
		p <- nil
	}
	return p
}

func (p packers) take(w io.Writer) *gzip.Writer {
	z := <-p
	if z == nil {
		z, _ = gzip.NewWriterLevel(w, gzip.BestSpeed) // fails for an unknown level only
	}
	z.Reset(w)
	return z
}

// isPacked knows the beginnings of what would not get smaller: ZIP, gzip,
// bzip2, xz, Zstandard, PNG, JPEG. PDF is not among them, since its streams are
// often few.
func isPacked(head []byte) bool {
	for _, magic := range []string{
		"PK\x03\x04", "PK\x05\x06", "\x1f\x8b", "BZh", "\xfd7zXZ\x00", "\x28\xb5\x2f\xfd", "\x89PNG", "\xff\xd8\xff",
	} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return false
}

// pack compresses a body in memory, when that makes it smaller.
func (p packers) pack(body []byte) (stored []byte, packed bool) {
	if isPacked(body) {
		return body, false
	}
	var out bytes.Buffer
	w := p.take(&out)
	defer func() { p <- w }()
	_, err := w.Write(body)
	if err != nil || w.Close() != nil || out.Len() >= len(body) {
		return body, false
	}
	return out.Bytes(), true
}

// copy streams r into w, compressed unless it is already, and gives the
// size of r.
func (p packers) copy(w io.Writer, r io.Reader, packedAlready bool) (int64, error) {
	if packedAlready {
		return io.Copy(w, r)
	}
	z := p.take(w)
	defer func() { p <- z }()
	size, err := io.Copy(z, r)
	if err != nil {
		return size, err
	}
	return size, z.Close()
}

// looksWhole compares a stored blob with the size that it should have. gzip
// ends with the size modulo 2^32 (RFC 1952 section 2.3.1).
func looksWhole(path string, stored, size int64) bool {
	if !strings.HasSuffix(path, packedSuffix) {
		return stored == size
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	var end [4]byte
	if _, err := f.ReadAt(end[:], stored-4); err != nil {
		return false
	}
	return stored >= 18 && binary.LittleEndian.Uint32(end[:]) == uint32(size)
}
