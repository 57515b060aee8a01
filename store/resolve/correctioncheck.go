package resolve

import (
	"strings"
)

// textKey folds a donor as written: ids are taken as they are, names without
// regard to case and blanks.
func textKey(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), " ")) }

func sameText(a, b string) bool { return textKey(a) == textKey(b) }

// checkCorrections refuses lines that cannot all be right.
func checkCorrections(all []Correction) error {
	chain := correctionChain{merged: make(map[string]Correction), split: make(map[string]Correction), renamed: make(map[string]Correction)}
	for _, c := range all {
		if err := chain.add(c, textKey(c.Donor), textKey(c.Target)); err != nil {
			return err
		}
	}
	return nil
}

// correctionChain holds what earlier lines said, by donor.
type correctionChain struct{ merged, split, renamed map[string]Correction }

func (h *correctionChain) add(c Correction, donor, target string) error {
	switch c.Action {
	case Merge:
		return h.addMerge(c, donor, target)
	case Split:
		if other, ok := h.merged[donor]; ok && (target == "" || textKey(other.Target) == target) {
			return refuse(c.Line, "splits what line %d merges", other.Line)
		}
		h.split[donor] = c
	case Rename:
		if other, ok := h.renamed[donor]; ok && other.Target != c.Target {
			return refuse(c.Line, "another name than line %d gives", other.Line)
		}
		h.renamed[donor] = c
	}
	return nil
}

func (h *correctionChain) addMerge(c Correction, donor, target string) error {
	if other, ok := h.split[donor]; ok && (other.Target == "" || textKey(other.Target) == target) {
		return refuse(c.Line, "merges what line %d splits", other.Line)
	}
	if other, ok := h.merged[donor]; ok {
		if textKey(other.Target) != target {
			return refuse(c.Line, "another target than line %d gives", other.Line)
		}
		return nil
	}
	for at := target; ; {
		if at == donor {
			return refuse(c.Line, "a cycle: %q would be merged with itself", c.Donor)
		}
		next, ok := h.merged[at]
		if !ok {
			break
		}
		at = textKey(next.Target)
	}
	h.merged[donor] = c
	return nil
}
