package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

const (
	blobsFolder   = "blobs"
	tempFolder    = "tmp"
	plainFolder   = "plain"
	partialFolder = "partial"
	fetchesFile   = "fetches.jsonl"
	documentsFile = "documents.jsonl"
	lockFile      = "lock"
)

// Archive is an open archive. It is safe for concurrent use, and several
// processes may have the same folder open.
type Archive struct {
	dir       string
	lock      *os.File
	fetches   *Journal
	documents *Journal
	latest    *index // of fetches, by address
	handed    *index // of documents, by address
	unsynced  unsynced
	packers   packers

	closing sync.Once
	closed  error
}

// Open opens the archive in dir and makes the folder when there is none. What
// an interrupted run left behind (unfinished blobs, half a line of a journal)
// is cleared away, unless another process has the archive open just now;
// unfinished downloads stay, to be continued.
func Open(dir string) (*Archive, error) {
	for _, folder := range []string{blobsFolder, tempFolder, plainFolder, partialFolder} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o700); err != nil {
			return nil, fmt.Errorf("open archive %s: %w", dir, err)
		}
	}
	a := &Archive{dir: dir, packers: newPackers()}
	if err := a.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("open archive %s: %w", dir, err), a.Close())
	}
	return a, nil
}

func (a *Archive) open() (err error) {
	if a.lock, err = os.OpenFile(filepath.Join(a.dir, lockFile), os.O_CREATE|os.O_RDWR, 0o600); err != nil {
		return err
	}
	first := alone(a.lock)
	if first {
		if err := a.clean(); err != nil {
			return err
		}
	}
	if a.fetches, err = openJournal(filepath.Join(a.dir, fetchesFile), first); err != nil {
		return err
	}
	if a.documents, err = openJournal(filepath.Join(a.dir, documentsFile), first); err != nil {
		return err
	}
	folder := filepath.Join(a.dir, tempFolder)
	a.latest, a.handed = newIndex(a.fetches, folder, latestAddress), newIndex(a.documents, folder, addressOf)
	return share(a.lock)
}

// Dir gives the folder of the archive.
func (a *Archive) Dir() string { return a.dir }

// clean takes away what no finished write can have left, and the plain copies
// that were made for readers.
func (a *Archive) clean() error {
	for _, folder := range []string{tempFolder, plainFolder} {
		path := filepath.Join(a.dir, folder)
		leftovers, err := os.ReadDir(path)
		if err != nil {
			return err
		}
		for _, f := range leftovers {
			if err := os.Remove(filepath.Join(path, f.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close releases the archive; blobs that are open stay readable. The plain
// copies that [Archive.Plain] made go when nobody else has the archive open.
func (a *Archive) Close() error {
	a.closing.Do(func() { a.closed = a.close() })
	return a.closed
}

func (a *Archive) close() error {
	var errs []error
	if a.fetches != nil {
		errs = append(errs, a.Sync())
	}
	for _, x := range []*index{a.latest, a.handed} {
		if x != nil {
			errs = append(errs, x.close())
		}
	}
	for _, j := range []*Journal{a.fetches, a.documents} {
		if j != nil {
			errs = append(errs, j.Close())
		}
	}
	if a.lock != nil {
		if alone(a.lock) {
			errs = append(errs, a.clean())
		}
		errs = append(errs, unlock(a.lock))
	}
	return errors.Join(errs...)
}
