package api

import (
	"strings"

	"moneytrail/store"
)

// ClassNotice stands on every answer and page: the kind of a donor is a
// conclusion, and no form has a box for it.
const ClassNotice = "Kinds of donors are classified by this tool, not by the filer."

// Confidence of a class. Certain and rule are confirmed, weak is probable.
const (
	Certain = "certain" // a person's word, a committee id or a whole name that is listed
	ByRule  = "rule"    // the form's own code, or a rule over the words of the name
	Weak    = "weak"    // a rule over words that can mislead
)

// DonorClass is what kind of donor somebody is, with what it rests on.
type DonorClass struct {
	Code       string `json:"code" doc:"Code of the class."`
	Kind       string `json:"kind" doc:"Of officers; empty outside law enforcement."`
	Name       string `json:"name" doc:"Name of the class."`
	Confidence string `json:"confidence" doc:"Certain, rule or weak."`
	Confirmed  bool   `json:"confirmed" doc:"Certain or rule."`
	Basis      string `json:"basis" doc:"Override, committee, sponsor, entity, alias, name or occupation."`
	Rule       string `json:"rule" doc:"Id of the rule."`
	Matched    string `json:"matched" doc:"The words it rests on, as filed."`
	Why        string `json:"why" doc:"What speaks against it; empty when nothing does."`
}

// DonorTag is something else that is known of a donor: from the name or the job, or
// computed from the money. Rule says what it rests on; it is empty when the
// code says all.
type DonorTag struct {
	Code string `json:"code" doc:"Code of the tag."`
	Name string `json:"name" doc:"Name of the tag."`
	Rule string `json:"rule" doc:"What it rests on; empty when the code says all."`
}

// newDonorClass gives nil for a donor who is not classified. Evidence that
// contradicts itself is no class.
func (s *Service) newDonorClass(c *store.DonorClass) *DonorClass {
	if !c.Known() || !c.Confirmed() && c.Confidence != Weak {
		return nil
	}
	return &DonorClass{
		Code: c.Class, Kind: c.Kind, Name: s.className(c.Class), Confidence: c.Confidence, Confirmed: c.Confirmed(),
		Basis: c.Evidence, Rule: c.Rule, Matched: c.Matched, Why: c.Why,
	}
}

func (s *Service) className(code string) string {
	name, _ := s.rules.ClassText(code)
	if name == "" {
		name = code
	}
	return Short(name, 120)
}

// knownClass relies on [Rules.ClassText], which has no other name than the
// code for a class that it does not know.
func (s *Service) knownClass(code string) bool {
	name, _ := s.rules.ClassText(code)
	return name != "" && name != code
}

// The tag of persons who are employed as officers, and the beginning of the
// tag that names a committee's sponsor: neither follows from money.
const (
	tagOfficer = "le_individual"
	tagSponsor = "sponsored_by:"
)

const officerRule = "A person whose occupation as filed is that of an officer. The gift is the person's own: " +
	"it is not in the money of law-enforcement unions and associations."

// tagNames are shorter than the rules; a tag that is not here shows its code.
var tagNames = map[string]string{
	"megadonor": "megadonor", "top_contributor_50k": "$50,000 contributor", "major_donor_461": "major donor (Form 461)",
	"pass_through": "passes money on", "out_of_area": "from outside the area", tagOfficer: "works in law enforcement",
}

func (s *Service) newTag(code string) DonorTag {
	if sponsor, ok := strings.CutPrefix(code, tagSponsor); ok {
		return DonorTag{Code: code, Name: "sponsored by " + Short(sponsor, 80)}
	}
	name := tagNames[code]
	if name == "" {
		name = Short(strings.ReplaceAll(code, "_", " "), 60)
	}
	return DonorTag{Code: code, Name: name, Rule: s.tagRule(code)}
}

func (s *Service) tagRule(code string) string {
	if code == tagOfficer {
		return officerRule
	}
	return s.rules.TagText(code)
}

// newTags never gives nil, so that "none" reads [] and not null.
func (s *Service) newTags(codes []string) []DonorTag {
	out := make([]DonorTag, 0, len(codes))
	for _, code := range codes {
		out = append(out, s.newTag(code))
	}
	return out
}

// Tags gives the tags that have a rule, for the page that explains them.
func (s *Service) Tags() []DonorTag {
	var out []DonorTag
	for _, code := range []string{"megadonor", "top_contributor_50k", "major_donor_461", "pass_through", "out_of_area", tagOfficer} {
		if tag := s.newTag(code); tag.Rule != "" {
			out = append(out, tag)
		}
	}
	return out
}

// ClassName is a class in words.
type ClassName struct{ Code, Name, Note string }

// Classes gives the classes that the rules know, law enforcement as a whole
// first, what is not classified left out.
func (s *Service) Classes() []ClassName {
	out := []ClassName{{LawEnforcementCode, lawEnforcementName, lawEnforcementNote}}
	for _, code := range s.rules.ClassIDs() {
		if !(&store.DonorClass{Class: code}).Known() {
			continue
		}
		name, note := s.rules.ClassText(code)
		out = append(out, ClassName{code, Short(name, 120), Short(note, 240)})
	}
	return out
}
