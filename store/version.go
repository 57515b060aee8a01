package store

import (
	"errors"
	"fmt"
	"time"
)

// KeptVersion is a data version whose whole state is kept, or was.
type KeptVersion struct {
	DataVersion
	Bytes   int64     // size of the state when it is read
	Cited   time.Time // zero: nobody cited it
	Dropped time.Time // zero: it is kept
}

// KeepPolicy says in words which data versions stay readable.
const KeepPolicy = "Kept are every cited version, the newest 400, and the last one of each month; of a command that changes much, its last"

// KeepNewest is how many versions stay that nobody cited.
const KeepNewest = 400

// GoneError says that a data version cannot be answered for any more.
type GoneError struct {
	Version int64
	Reason  string
}

func (e *GoneError) Error() string {
	return fmt.Sprintf("data version %d is not kept: %s", e.Version, e.Reason)
}

// Is makes errors.Is(err, ErrGone) true.
func (e *GoneError) Is(target error) bool { return target == ErrGone }

// ErrGone marks a data version that was there and is not kept.
var ErrGone = errors.New("the data version is not kept")
