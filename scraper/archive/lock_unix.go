//go:build darwin || freebsd || linux || netbsd || openbsd

package archive

import (
	"errors"
	"os"
	"syscall"
)

// alone reports whether no other process has the archive open. The lock is
// kept exclusive until share is called.
func alone(f *os.File) bool {
	locked, err := tryLock(f)
	return locked && err == nil
}

// tryLock takes the exclusive lock of a file, which goes when it is closed or
// the process dies. It is false when another holds it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// share marks the archive as open by this process, beside others.
func share(f *os.File) error {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_SH)
}

// unlock gives the lock of a file back and closes it. Closing alone would leave
// the lock to a process that is just being started: until it runs, it has the
// file too.
func unlock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
	return errors.Join(err, f.Close())
}
