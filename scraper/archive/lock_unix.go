//go:build darwin || freebsd || linux || netbsd || openbsd

package archive

import (
	"os"
	"syscall"
)

// alone reports whether no other process has the archive open. The lock is
// kept exclusive until share is called.
func alone(f *os.File) bool {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

// share marks the archive as open by this process, beside others.
func share(f *os.File) error {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_SH)
}
