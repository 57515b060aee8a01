package rules

import "moneytrail/store/classify"

// ClassIDs lists all classes of donors.
func (r InForce) ClassIDs() []string {
	var out []string
	for _, c := range classify.Classes() {
		out = append(out, string(c))
	}
	return out
}
