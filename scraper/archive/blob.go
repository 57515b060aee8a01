package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
)

// ErrNoBlob is returned for a hash that the archive does not hold.
var ErrNoBlob = errors.New("not in the archive")

// Blob is a stored body.
type Blob struct {
	SHA256 string // lower-case hex, of the exact bytes
	Size   int64  // bytes, as given
	Stored int64  // bytes that the archive keeps for them
	Path   string // file in the archive; compressed when it ends in .gz
}

// Put stores what r gives and returns where it stands, once it is on the disk.
// Nothing is left behind when r fails, when ctx ends or when the disk is full;
// the error of r is wrapped. The same bytes stored twice are one blob.
func (a *Archive) Put(ctx context.Context, r io.Reader) (Blob, error) {
	blob, err := a.put(&stoppable{ctx, r})
	return blob, wrap("store blob", err)
}

func (a *Archive) put(r io.Reader) (Blob, error) {
	small := smallBodies.Get().(*[]byte)
	defer smallBodies.Put(small)
	n, err := fill(*small, r)
	if err == io.EOF { //nolint:errorlint // a wrapped one is somebody's failure
		return a.putSmall((*small)[:n], false)
	}
	if err != nil {
		return Blob{}, err
	}
	return a.putLarge(io.MultiReader(bytes.NewReader((*small)[:n]), r), isPacked((*small)[:n]))
}

// fill reads until p is full, or until r ends or fails. Unlike io.ReadFull it
// does not report an end as it reports a body that was cut.
func fill(p []byte, r io.Reader) (n int, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = r.Read(p[n:])
		n += m
	}
	return n, err
}

// putSmall stores a body that is in memory. A blob that is already there stays
// as it is, unless it shows that it was damaged since.
func (a *Archive) putSmall(body []byte, later bool) (Blob, error) {
	sum := sha256.Sum256(body)
	blob := Blob{SHA256: hex.EncodeToString(sum[:]), Size: int64(len(body))}
	if a.find(&blob) {
		return blob, nil
	}
	temp, err := a.temp()
	if err != nil {
		return Blob{}, err
	}
	stored, packed, err := a.packers.write(temp, body)
	if err != nil {
		return Blob{}, discard(temp, err)
	}
	blob.Stored = int64(stored)
	return a.keep(temp, blob, packed, later)
}

// putLarge streams a body to its file.
func (a *Archive) putLarge(r io.Reader, packedAlready bool) (Blob, error) {
	temp, err := a.temp()
	if err != nil {
		return Blob{}, err
	}
	sum := sha256.New()
	size, err := a.packers.copy(temp, io.TeeReader(r, sum), packedAlready)
	if err != nil {
		return Blob{}, discard(temp, err)
	}
	blob := Blob{SHA256: hexOf(sum), Size: size}
	if a.find(&blob) {
		return blob, discard(temp, nil)
	}
	info, err := temp.Stat()
	if err != nil {
		return Blob{}, discard(temp, err)
	}
	blob.Stored = info.Size()
	return a.keep(temp, blob, !packedAlready, false)
}

func hexOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

func (a *Archive) temp() (*os.File, error) {
	return os.CreateTemp(filepath.Join(a.dir, tempFolder), "blob-*")
}

func discard(temp *os.File, err error) error {
	_ = temp.Close()
	_ = os.Remove(temp.Name())
	return err
}

// keep moves a finished temporary file to its name.
func (a *Archive) keep(temp *os.File, blob Blob, packed, later bool) (Blob, error) {
	if !later {
		if err := temp.Sync(); err != nil {
			return Blob{}, discard(temp, err)
		}
	}
	blob.Path = a.path(blob.SHA256)
	if packed {
		blob.Path += packedSuffix
	}
	if err := temp.Close(); err != nil {
		return Blob{}, discard(temp, err)
	}
	if err := moveTo(temp.Name(), blob.Path); err != nil {
		return Blob{}, discard(temp, err)
	}
	if later {
		a.unsynced.add(blob)
		return blob, nil
	}
	return blob, syncFolder(filepath.Dir(blob.Path))
}

func moveTo(from, to string) error {
	folder := filepath.Dir(to)
	err := os.Rename(from, to)
	if errors.Is(err, os.ErrNotExist) {
		if err = os.MkdirAll(folder, 0o700); err == nil {
			err = os.Rename(from, to)
		}
	}
	return err
}

// find completes a blob of known hash and size that is stored already, in
// either form, and looks whole.
func (a *Archive) find(blob *Blob) bool {
	for _, suffix := range []string{packedSuffix, ""} {
		path := a.path(blob.SHA256) + suffix
		info, err := os.Stat(path)
		if err != nil || !looksWhole(path, info.Size(), blob.Size) {
			continue
		}
		blob.Path, blob.Stored = path, info.Size()
		return true
	}
	return false
}

// Has reports whether the archive holds a blob of this hash and size. It looks
// at sizes only: [Archive.Verify] reads.
func (a *Archive) Has(sum string, size int64) bool {
	return isSum(sum) && a.find(&Blob{SHA256: sum, Size: size})
}

func isSum(sum string) bool {
	raw, err := hex.DecodeString(sum)
	return err == nil && len(raw) == sha256.Size && sum == hex.EncodeToString(raw)
}

func (a *Archive) path(sum string) string {
	return filepath.Join(a.dir, blobsFolder, sum[:2], sum)
}

// syncFolder makes a rename last through a power cut. Some file systems cannot
// sync a folder; the rename is atomic there all the same.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = f.Sync()
	return f.Close()
}

// stoppable ends a copy when the context ends.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}
