package resolve

import (
	"fmt"

	"moneytrail/store"
)

// CheckCorrections refuses new entries of the log that cannot stand beside each
// other or beside those in force, as far as the entries alone tell: a donor
// with itself, a cycle of merges, two targets of one donor. The error is a
// [store.CorrectionError] with the line of the entry.
func CheckCorrections(inForce, added []store.Correction) error {
	merged := make(map[store.DonorID]*store.Correction)
	for i := range inForce {
		if e := &inForce[i]; e.Kind == store.CorrectionMerge {
			merged[e.Subject] = e
		}
	}
	for i := range added {
		e := &added[i]
		if e.Object != 0 && e.Subject == e.Object {
			return refuseEntry(e, "%q and %q are one name as filed: nothing to %s", e.SubjectAs, e.ObjectAs, e.Kind)
		}
		if e.Kind != store.CorrectionMerge {
			continue
		}
		if other, ok := merged[e.Subject]; ok && other.Object != e.Object {
			return refuseEntry(e, "%s merges %q with %q already", place(other), other.SubjectAs, other.ObjectAs)
		}
		steps := 0
		for at, ok := merged[e.Object]; ok; at, ok = merged[at.Object] {
			if steps++; at.Object == e.Subject || steps > len(merged) {
				return refuseEntry(e, "a cycle: %q would be merged with itself, since %s merges %q with %q", e.SubjectAs, place(at), at.SubjectAs, at.ObjectAs)
			}
		}
		merged[e.Subject] = e
	}
	return nil
}

// CheckUndo refuses to undo a split while later entries rest on the donor that
// it made; undone are the entries that are undone together.
func CheckUndo(inForce, undone []store.Correction) error {
	gone := make(map[int64]bool)
	for i := range undone {
		gone[undone[i].ID] = true
	}
	for i := range undone {
		split := &undone[i]
		if split.Kind != store.CorrectionSplit {
			continue
		}
		for j := range inForce {
			e := &inForce[j]
			if e.ID > split.ID && !gone[e.ID] && (e.Subject == split.Subject || e.Object == split.Subject) {
				return refuseEntry(split, "entry %d (%s) rests on what entry %d splits off; undo %d too", e.ID, e.Kind, split.ID, e.ID)
			}
		}
	}
	return nil
}

func place(e *store.Correction) string {
	if e.ID != 0 {
		return fmt.Sprintf("entry %d", e.ID)
	}
	return fmt.Sprintf("line %d", e.Line)
}

func refuseEntry(e *store.Correction, format string, args ...any) error {
	line := e.Line
	if e.ID != 0 {
		line = 0 // it stands in the log
	}
	return &store.CorrectionError{Line: line, Problem: fmt.Sprintf(format, args...)}
}
