package store

import (
	"errors"
	"fmt"
	"strings"
)

// Sink takes the records of one file, in file order. Arguments may be reused
// by the caller after the call returns; strings may be kept. An error from a
// Sink stops the reader, which returns it unwrapped.
type Sink interface {
	Filing(*Filing) error
	FilingFiler(*FilingFiler) error
	FilerName(*FilerName) error
	FilerAlias(*FilerAlias) error
	Transaction(*Transaction) error
	Summary(*SummaryLine) error
	Memo(*Memo) error
	Person(*Person) error
	Reference(*Reference) error
	Quarantine(*Quarantined) error
	// Tally closes a part of the file.
	Tally(*Tally) error
}

// ErrInput marks input that is refused as a whole: nothing of it is stored.
var ErrInput = errors.New("input refused")

// InputError says what is wrong with a file and what to do next. It wraps
// [ErrInput].
type InputError struct {
	File    string // name as the user gave it
	Part    string // sheet or member, if any
	Line    int    // 0 when it is the whole file
	Problem string // "column Tran_Amt1 is missing"
	Hint    string // "download the workbook again, or .."
}

func (e *InputError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Part != "" {
		fmt.Fprintf(&b, " (%s)", e.Part)
	}
	if e.Line > 0 {
		fmt.Fprintf(&b, " line %d", e.Line)
	}
	fmt.Fprintf(&b, ": %s", e.Problem)
	if e.Hint != "" {
		fmt.Fprintf(&b, "; %s", e.Hint)
	}
	return b.String()
}

// Unwrap makes errors.Is(err, ErrInput) true.
func (e *InputError) Unwrap() error { return ErrInput }
