package rules

import (
	"fmt"
	"strings"

	"moneytrail/store"
	"moneytrail/store/classify"
	"moneytrail/store/resolve"
)

// Correct lays people's corrections over what the rules alone say. See
// [resolve.Correct].
func (InForce) Correct(base map[store.DonorID]store.DonorID, links []store.DonorPair, all []store.Correction) store.Corrected {
	return resolve.Correct(base, links, all)
}

// CheckCorrections refuses entries that contradict each other. See
// [resolve.CheckCorrections].
func (InForce) CheckCorrections(inForce, added []store.Correction) error {
	return resolve.CheckCorrections(inForce, added)
}

// CheckUndo refuses to undo what other entries rest on. See
// [resolve.CheckUndo].
func (InForce) CheckUndo(inForce, undone []store.Correction) error {
	return resolve.CheckUndo(inForce, undone)
}

// CheckClass refuses a class or a kind of officers that the taxonomy does not
// know, or a kind where the class has none.
func (InForce) CheckClass(class, kind string) error {
	c := classify.Class(class)
	switch {
	case !c.Known():
		var known []string
		for _, k := range classify.Classes() {
			known = append(known, string(k))
		}
		return fmt.Errorf("unknown class %q; known are %s", class, strings.Join(known, ", "))
	case kind == "":
		return nil
	case !c.LawEnforcement():
		return fmt.Errorf("class %s has no kinds", class)
	case !classify.Kind(kind).Known():
		return fmt.Errorf("unknown kind %q; known are police, sheriff, corrections, probation, state_patrol, school_police, management, other", kind)
	}
	return nil
}
