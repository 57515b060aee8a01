package store

import (
	"errors"
	"fmt"
	"time"
)

// CorrectionKind is what a correction does.
type CorrectionKind string

const (
	// CorrectionMerge makes the donors of Subject and Object one donor, known
	// by the id of Object's.
	CorrectionMerge CorrectionKind = "merge"
	// CorrectionSplit makes the contributor Subject a donor of its own: it is
	// not the donor of Object.
	CorrectionSplit CorrectionKind = "split"
	// CorrectionNeverMerge keeps the donors of Subject and Object apart, also
	// from rules that would join them.
	CorrectionNeverMerge CorrectionKind = "never-merge"
	// CorrectionRename shows the donor of Subject under the name Value.
	CorrectionRename CorrectionKind = "rename"
	// CorrectionClass gives the donor of Subject the class Value, of the kind
	// Detail.
	CorrectionClass CorrectionKind = "class"
	// CorrectionAffiliate relates two donors without adding them up.
	CorrectionAffiliate CorrectionKind = "affiliate"
	// CorrectionUndo takes the entry Undoes out of force.
	CorrectionUndo CorrectionKind = "undo"
)

// Correction is one entry of the log of people's decisions about donors. The
// log is append-only: an entry goes out of force by a later one that undoes it.
//
// Subject and Object are ids of contributors as filed. An entry speaks of
// whichever donor has that contributor, so that it survives any other joining.
type Correction struct {
	ID              int64
	Kind            CorrectionKind
	Subject, Object DonorID
	SubjectAs       string // as the person wrote it, or the name it had then
	ObjectAs        string
	Value           string // a name or a class
	Detail          string // kind of officers, for a class
	Reason          string
	Link, Author    string
	Date            Date      // the day it was decided, as the file says
	At              time.Time // when it was entered, UTC
	File            string    // of an imported entry
	Line            int
	Undoes          int64 // entry that an undo takes out of force
	UndoneBy        int64 // entry that took this one out of force; 0: in force
	Change          int64 // change of figures that it was part of
}

// InForce reports whether an entry is a decision that nobody has undone.
func (c *Correction) InForce() bool { return c.Kind != CorrectionUndo && c.UndoneBy == 0 }

// Text puts an entry into words.
func (c *Correction) Text() string {
	switch c.Kind {
	case CorrectionMerge:
		return fmt.Sprintf("merge %q into %q", c.SubjectAs, c.ObjectAs)
	case CorrectionSplit:
		if c.Object == 0 {
			return fmt.Sprintf("split %q off", c.SubjectAs)
		}
		return fmt.Sprintf("split %q off %q", c.SubjectAs, c.ObjectAs)
	case CorrectionNeverMerge:
		return fmt.Sprintf("never merge %q and %q", c.SubjectAs, c.ObjectAs)
	case CorrectionRename:
		return fmt.Sprintf("show %q as %q", c.SubjectAs, c.Value)
	case CorrectionClass:
		class := c.Value
		if c.Detail != "" {
			class += " (" + c.Detail + ")"
		}
		return fmt.Sprintf("%q is of class %s", c.SubjectAs, class)
	case CorrectionAffiliate:
		return fmt.Sprintf("%q and %q belong together", c.SubjectAs, c.ObjectAs)
	}
	return fmt.Sprintf("undo entry %d", c.Undoes)
}

// CorrectionState is what became of an entry in force.
type CorrectionState string

const (
	// CorrectionApplied changes what the rules alone say.
	CorrectionApplied CorrectionState = "applied"
	// CorrectionAgrees changes nothing: the rules or other entries say the
	// same.
	CorrectionAgrees CorrectionState = "agrees"
	// CorrectionStale names a contributor that no filing holds.
	CorrectionStale CorrectionState = "stale"
	// CorrectionContradicted cannot stand beside another entry.
	CorrectionContradicted CorrectionState = "contradicted"
)

// CorrectionOutcome is the state of one entry, with the entry that stands
// against it if there is one.
type CorrectionOutcome struct {
	State CorrectionState
	By    int64
}

// Corrected is who is one donor under corrections, for the contributors that
// corrections concern.
type Corrected struct {
	Donors   map[DonorID]DonorID
	Outcomes map[int64]CorrectionOutcome // by entry
}

// CorrectionEntry is an entry of the log with what became of it. State is
// empty for entries that were undone, and for those that undo.
type CorrectionEntry struct {
	Correction
	State CorrectionState
	By    int64
}

// CorrectionResult is what entering corrections changed.
type CorrectionResult struct {
	Entries  []CorrectionEntry // new ones
	Repeated int               // lines that are in force already
	Undone   []Correction      // lines that were entered before and undone since: left out
	Stale    []CorrectionEntry // all entries in force that name nobody any more
	Change   *Change           // nil when nothing was entered
}

// ErrCorrection is returned for corrections that cannot be applied; nothing of
// them was.
var ErrCorrection = errors.New("correction refused")

// CorrectionError says which correction of several was refused and why. It
// wraps [ErrCorrection], and [ErrNotFound] when a donor or an entry is unknown.
type CorrectionError struct {
	Line    int // in its file; 0 when it came from a command
	Problem string
	Unknown bool
}

func (e *CorrectionError) Error() string {
	if e.Line == 0 {
		return e.Problem
	}
	return fmt.Sprintf("%v: line %d: %s", ErrCorrection, e.Line, e.Problem)
}

// Unwrap gives what kind of error it is.
func (e *CorrectionError) Unwrap() []error {
	if e.Unknown {
		return []error{ErrCorrection, ErrNotFound}
	}
	return []error{ErrCorrection}
}
