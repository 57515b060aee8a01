package archive

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// groupSize is how many blobs share a sync.
const groupSize = 256

// unsynced are the blobs that are not certainly on the disk yet.
type unsynced struct {
	mu    sync.Mutex
	blobs map[string]string // path by hash
	full  bool
}

func (u *unsynced) add(blob Blob) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.blobs == nil {
		u.blobs = map[string]string{}
	}
	u.blobs[blob.SHA256] = blob.Path
	u.full = len(u.blobs) >= groupSize
}

func (u *unsynced) has(sum string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	_, ok := u.blobs[sum]
	return ok
}

// take gives the blobs to whoever syncs them; only when there are enough,
// unless all are wanted.
func (u *unsynced) take(all bool) []string {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !all && !u.full {
		return nil
	}
	paths := make([]string, 0, len(u.blobs))
	for _, path := range u.blobs {
		paths = append(paths, path)
	}
	clear(u.blobs)
	u.full = false
	return paths
}

// PutLater is [Archive.Put] for many small bodies: they are whole at once, also
// when the process is killed, but a power cut may take the last ones. They are
// synced in groups, by [Archive.Sync], and before one is handed over for
// reading.
func (a *Archive) PutLater(ctx context.Context, body []byte) (Blob, error) {
	blob, err := a.putLater(ctx, body)
	if err == nil {
		err = a.syncBlobs(a.unsynced.take(false))
	}
	return blob, wrap("store blob", err)
}

func (a *Archive) putLater(ctx context.Context, body []byte) (Blob, error) {
	if err := ctx.Err(); err != nil {
		return Blob{}, err
	}
	if len(body) > smallSize {
		return a.putLarge(&stoppable{ctx, bytes.NewReader(body)}, isPacked(body))
	}
	return a.putSmall(body, true)
}

// Sync brings everything that was stored and recorded to the disk.
func (a *Archive) Sync() error {
	if err := a.syncBlobs(a.unsynced.take(true)); err != nil {
		return fmt.Errorf("sync archive: %w", err)
	}
	a.fetches.mu.Lock()
	number := a.fetches.written
	a.fetches.mu.Unlock()
	if number == 0 {
		return nil
	}
	return wrap("sync archive", a.fetches.sync(number))
}

func (a *Archive) syncBlobs(paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	if done, err := syncAll(a.lock); done {
		return err
	}
	folders := map[string]bool{}
	for _, path := range paths {
		if err := syncFile(path); err != nil {
			return err
		}
		folders[filepath.Dir(path)] = true
	}
	for folder := range folders {
		if err := syncFolder(folder); err != nil {
			return err
		}
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}
