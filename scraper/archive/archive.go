package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

const (
	blobsFolder = "blobs"
	tempFolder  = "tmp"
	fetchesFile = "fetches.jsonl"
	lockFile    = "lock"
)

// Archive is an open archive. It is safe for concurrent use, and several
// processes may have the same folder open.
type Archive struct {
	dir     string
	lock    *os.File
	mu      sync.Mutex // one line of fetches at a time
	fetches *os.File
}

// Open opens the archive in dir and makes the folder when there is none. What
// an interrupted run left behind (unfinished blobs, half a line of fetches) is
// cleared away, unless another process has the archive open just now.
func Open(dir string) (*Archive, error) {
	for _, folder := range []string{blobsFolder, tempFolder} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o700); err != nil {
			return nil, fmt.Errorf("open archive %s: %w", dir, err)
		}
	}
	a := &Archive{dir: dir}
	if err := a.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("open archive %s: %w", dir, err), a.Close())
	}
	return a, nil
}

func (a *Archive) open() (err error) {
	if a.lock, err = os.OpenFile(filepath.Join(a.dir, lockFile), os.O_CREATE|os.O_RDWR, 0o600); err != nil {
		return err
	}
	a.fetches, err = os.OpenFile(filepath.Join(a.dir, fetchesFile), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	if alone(a.lock) {
		if err := a.clean(); err != nil {
			return err
		}
	}
	return share(a.lock)
}

// clean takes away what no finished write can have left.
func (a *Archive) clean() error {
	temp := filepath.Join(a.dir, tempFolder)
	leftovers, err := os.ReadDir(temp)
	if err != nil {
		return err
	}
	for _, f := range leftovers {
		if err := os.Remove(filepath.Join(temp, f.Name())); err != nil {
			return err
		}
	}
	return cutTornLine(a.fetches)
}

// Close releases the archive; blobs that are open stay readable.
func (a *Archive) Close() error {
	var errs []error
	for _, f := range []*os.File{a.fetches, a.lock} {
		if f != nil {
			errs = append(errs, f.Close())
		}
	}
	return errors.Join(errs...)
}
