package main

import (
	"context"
	"errors"
	"fmt"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// Exit codes, as documented in docs/commands.md and in the help text.
const (
	exitOK       = 0
	exitFailure  = 1 // anything else
	exitUsage    = 2 // wrong words on the command line
	exitInput    = 3 // a file or a correction was refused; nothing of it was stored
	exitDatabase = 4 // the database cannot be used
	exitNotFound = 5 // no such committee, donor or contest, or several that fit
	exitGap      = 6 // reconcile --strict found a gap
	exitStopped  = 130
)

// usageError marks a mistake on the command line.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

var errGap = errors.New("at least one report does not tie with its own summary")

func exitCode(err error) int {
	var usage usageError
	var param *api.ParamError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage), errors.As(err, &param):
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitStopped
	case errors.Is(err, store.ErrInput):
		return exitInput
	case errors.Is(err, sqlite.ErrNewer), errors.Is(err, sqlite.ErrUnusable):
		return exitDatabase
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrAmbiguous), errors.Is(err, store.ErrGone), errors.Is(err, errSeveral):
		return exitNotFound
	case errors.Is(err, store.ErrCorrection):
		return exitInput
	case errors.Is(err, errGap):
		return exitGap
	}
	return exitFailure
}

// message says what went wrong, without the chain of packages it went through
// where the last link already is a full sentence for people.
func message(err error) string {
	var input *store.InputError
	if errors.As(err, &input) {
		return input.Error()
	}
	if errors.Is(err, context.Canceled) {
		return "stopped; the database is as it was before the file that was being read"
	}
	return err.Error()
}
