package api

import (
	"slices"

	"moneytrail/store"
)

// Filter asks for donors of one kind only: Class is a class, or
// [LawEnforcementCode] for all of law enforcement; Tag is a tag that has a
// rule. Empty fields do not filter.
type Filter struct {
	Class string `query:"class" maxLength:"60" doc:"Donors of this class only; law_enforcement stands for all of law enforcement, unknown for those not classified." example:"law_enforcement"`
	Tag   string `query:"tag" maxLength:"60" doc:"Donors with this tag only." example:"megadonor"`
}

// DonorFilter says which donors a list is of. Ranks and shares stay those
// among all donors.
type DonorFilter struct {
	Class     string `json:"class" doc:"Class asked for, or empty."`
	ClassName string `json:"class_name" doc:"Name of the class, or empty."`
	Tag       string `json:"tag" doc:"Tag asked for, or empty."`
	TagName   string `json:"tag_name" doc:"Name of the tag, or empty."`
	TagRule   string `json:"tag_rule" doc:"What the tag rests on, or empty."`
}

// The classes of law enforcement are those of these that the rules call so.
var lawEnforcementClasses = []string{"le_union", "le_management", "le_heads", "le_support"}

// Persons of no known business are not classified either.
var notClassified = []string{"unknown", "individual_unclassified"}

// check fails with a [ParamError] for a class or tag that nobody knows.
func (s *Service) check(f Filter) error {
	switch {
	case f.Class != "" && f.Class != LawEnforcementCode && !s.knownClass(f.Class):
		return &ParamError{"class", "is no class of donors: " + Short(f.Class, 40)}
	case f.Tag != "" && s.tagRule(f.Tag) == "":
		return &ParamError{"tag", "is no tag with a rule: " + Short(f.Tag, 40)}
	}
	return nil
}

// standings gives the query for a page of donors and how it filters, nil when
// it does not.
func (s *Service) standings(page Page, f Filter) (store.StandingQuery, *DonorFilter, error) {
	q := store.StandingQuery{Limit: page.Limit, After: page.After, Tag: f.Tag}
	if err := s.check(f); err != nil || f == (Filter{}) {
		return q, nil, err
	}
	out := &DonorFilter{Class: f.Class, Tag: f.Tag, TagRule: s.tagRule(f.Tag)}
	if f.Tag != "" {
		out.TagName = s.newTag(f.Tag).Name
	}
	switch {
	case f.Class == LawEnforcementCode:
		q.Classes = slices.DeleteFunc(slices.Clone(lawEnforcementClasses), func(c string) bool { return !s.rules.LawEnforcement(c) })
		out.ClassName = lawEnforcementName
	case f.Class == notClassified[0]:
		q.Classes = slices.Clone(notClassified)
		out.ClassName = s.className(f.Class)
	case f.Class != "":
		q.Classes = []string{f.Class}
		out.ClassName = s.className(f.Class)
	}
	return q, out, nil
}
