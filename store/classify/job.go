package classify

import (
	"slices"
	"strings"
)

// byJob classifies a person by employer and occupation, when they say clearly
// which sector; such a class is never more than weak. A person employed as an
// officer is a tag and no class.
func (r *Rules) byJob(s *Subject) Assignment {
	out := Assignment{Class: Individual, Confidence: ByRule, Evidence: EvidenceEntity, Matched: s.Entity}
	if a, ok := r.jobRule(s.Occupation, onOccupation); ok && a.Class != Individual {
		return a
	}
	if a, ok := r.jobRule(s.Employer, onEmployer); ok && a.Class != Individual {
		return a
	}
	return out
}

func (r *Rules) jobRule(text string, on field) (Assignment, bool) {
	if text == "" {
		return Assignment{}, false
	}
	sc := r.borrow()
	defer r.scratch.Put(sc)
	rd := r.read(text, r.tokens(sc, text))
	a, ok := r.byRules(&rd, "", on)
	a.Evidence = EvidenceJob
	return a, ok
}

// tagJob tags a person whose occupation is that of an officer.
func (r *Rules) tagJob(out *Assignment, s *Subject) {
	a, ok := r.jobRule(s.Occupation, onOccupation)
	if !ok || !slices.Contains(a.Tags, TagOfficer) || slices.Contains(out.Tags, TagOfficer) {
		return
	}
	out.Tags = append(out.Tags, TagOfficer)
	if out.Rule == "" {
		out.Rule, out.Matched = a.Rule, a.Matched
	}
}

func sortOverrides(os []Override) {
	slices.SortFunc(os, func(a, b Override) int { return strings.Compare(a.ID, b.ID) })
}
