package api

import (
	"cmp"
	"slices"
)

// ClassName is a class of donors that a list can be filtered by.
type ClassName struct{ Code, Name string }

// ClassLister is a [Rules] that can list its classes.
type ClassLister interface{ ClassIDs() []string }

// ClassNames gives law enforcement, then all classes by name when the rules
// can list them. Those who are not classified are no class.
func (s *Service) ClassNames() []ClassName {
	out := []ClassName{{LawEnforcementCode, lawEnforcementName}}
	lister, ok := s.rules.(ClassLister)
	if !ok {
		return out
	}
	var more []ClassName
	for _, code := range lister.ClassIDs() {
		if !slices.Contains(notClassified, code) && s.knownClass(code) {
			more = append(more, ClassName{code, s.className(code)})
		}
	}
	slices.SortFunc(more, func(a, b ClassName) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code)) })
	return append(out, more...)
}
