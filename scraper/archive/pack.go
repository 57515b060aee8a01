package archive

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// packedSuffix ends the name of a compressed blob (gzip, RFC 1952).
const packedSuffix = ".gz"

// smallSize is up to what size a body is stored in one go, from memory.
const smallSize = 128 << 10

// smallBodies are used again: a listing page costs no buffer.
var smallBodies = sync.Pool{New: func() any { b := make([]byte, smallSize); return &b }}

// maxPackers bounds the compressors, which take a megabyte each.
const maxPackers = 4

// packer is a compressor with room for what it makes of a small body.
type packer struct {
	*gzip.Writer
	out bytes.Buffer
}

// packers are compressors to be used again, made when first needed.
type packers chan *packer

func newPackers() packers {
	// More than there are processors would wait for them anyway.
	p := make(packers, min(runtime.GOMAXPROCS(0), maxPackers))
	for range cap(p) {
		p <- nil
	}
	return p
}

func (p packers) take() *packer {
	z := <-p
	if z == nil {
		z = &packer{}
		z.Writer, _ = gzip.NewWriterLevel(nil, gzip.BestSpeed) // fails for an unknown level only
	}
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

// write writes a body that is in memory, compressed when that makes it smaller.
func (p packers) write(w io.Writer, body []byte) (stored int, packed bool, err error) {
	if isPacked(body) {
		stored, err = w.Write(body)
		return stored, false, err
	}
	z := p.take()
	defer func() { p <- z }()
	z.out.Reset()
	z.Reset(&z.out)
	if _, err := z.Write(body); err != nil {
		return 0, false, err
	}
	if err := z.Close(); err != nil {
		return 0, false, err
	}
	if z.out.Len() < len(body) {
		stored, err = w.Write(z.out.Bytes())
		return stored, true, err
	}
	stored, err = w.Write(body)
	return stored, false, err
}

// copy streams r into w, compressed unless it is already, and gives the
// size of r.
func (p packers) copy(w io.Writer, r io.Reader, packedAlready bool) (int64, error) {
	if packedAlready {
		return io.Copy(w, r)
	}
	z := p.take()
	defer func() { p <- z }()
	z.Reset(w)
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
