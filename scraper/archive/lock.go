package archive

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const locksFolder = "locks"

// Lock keeps others from doing the same thing at the same time. It goes when it
// is released, or when the process dies.
type Lock struct{ file *os.File }

// Lock takes the lock of a name: a source's, say. When another has it, the lock
// is nil and holder is what that one wrote down about itself. On systems without
// file locks it keeps nobody out.
func (a *Archive) Lock(name, about string) (lock *Lock, holder string, err error) {
	folder := filepath.Join(a.dir, locksFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, "", fmt.Errorf("lock %s: %w", name, err)
	}
	file, err := os.OpenFile(filepath.Join(folder, fileName(name)), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, "", fmt.Errorf("lock %s: %w", name, err)
	}
	locked, err := tryLock(file)
	if err == nil && locked {
		if err = write(file, about); err == nil {
			return &Lock{file}, "", nil
		}
	}
	text, _ := io.ReadAll(io.LimitReader(file, 4<<10)) // only to tell who it is
	_ = file.Close()
	if err != nil {
		return nil, "", fmt.Errorf("lock %s: %w", name, err)
	}
	return nil, string(text), nil
}

// fileName keeps a name within its folder.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') || (r >= '0' && r <= '9') || r == '-' {
			return r
		}
		return '_'
	}, name)
}

func write(f *os.File, text string) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt([]byte(text), 0)
	return err
}

// Release gives the lock back.
func (l *Lock) Release() error { return unlock(l.file) }
