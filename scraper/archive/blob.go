package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNoBlob is returned for a hash that the archive does not hold.
var ErrNoBlob = errors.New("not in the archive")

// Blob is a stored body.
type Blob struct {
	SHA256 string // lower-case hex
	Size   int64  // bytes
	Path   string // file in the archive
}

// Put stores what r gives and returns where it stands. Nothing is left behind
// when r fails, when ctx ends or when the disk is full; the error of r is
// wrapped. The same bytes stored twice are one blob.
func (a *Archive) Put(ctx context.Context, r io.Reader) (blob Blob, err error) {
	temp, err := os.CreateTemp(filepath.Join(a.dir, tempFolder), "blob-*")
	if err != nil {
		return Blob{}, fmt.Errorf("store blob: %w", err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("store blob: %w", err)
			_ = temp.Close()
			_ = os.Remove(temp.Name())
		}
	}()
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(temp, hash), &stoppable{ctx, r})
	if err != nil {
		return Blob{}, err
	}
	if err := temp.Sync(); err != nil {
		return Blob{}, err
	}
	if err := temp.Close(); err != nil {
		return Blob{}, err
	}
	sum := hex.EncodeToString(hash.Sum(nil))
	blob = Blob{SHA256: sum, Size: size, Path: a.path(sum)}
	return blob, a.keep(temp.Name(), blob)
}

// keep moves a finished temporary file to its name. A blob that is already
// there stays as it is, unless its size shows that it was damaged since.
func (a *Archive) keep(temp string, blob Blob) error {
	if info, err := os.Stat(blob.Path); err == nil && info.Size() == blob.Size {
		return os.Remove(temp)
	}
	folder := filepath.Dir(blob.Path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := os.Rename(temp, blob.Path); err != nil {
		return err
	}
	return syncFolder(folder)
}

// Open opens a blob for reading; it is the caller's to close. A hash that the
// archive does not hold, or that is no hash, gives [ErrNoBlob].
func (a *Archive) Open(sum string) (*os.File, error) {
	if raw, err := hex.DecodeString(sum); err != nil || len(raw) != sha256.Size || sum != hex.EncodeToString(raw) {
		return nil, fmt.Errorf("open blob %.70q: %w", sum, ErrNoBlob)
	}
	f, err := os.Open(a.path(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open blob %s: %w", sum, ErrNoBlob)
	}
	if err != nil {
		return nil, fmt.Errorf("open blob %s: %w", sum, err)
	}
	return f, nil
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
