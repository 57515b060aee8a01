package rules

import (
	"slices"
	"sync"

	"moneytrail/store"
	"moneytrail/store/classify"
)

// shipped is the rule file that comes with the program, read once.
var shipped = sync.OnceValue(classify.Default)

func (r InForce) classes() *classify.Rules {
	if r.Classes != nil {
		return r.Classes
	}
	return shipped()
}

// Classify says what kind of donor somebody is. See [classify.Rules.Classify].
func (r InForce) Classify(d *store.DonorFacts) store.DonorClass {
	a := r.classes().Classify(classify.Subject{
		EntityID: d.Donor.String(), Names: d.Names, Entity: d.Entity, CommitteeID: d.CommitteeID,
		City: d.City, State: d.State, Employer: d.Employer, Occupation: d.Occupation,
	})
	return store.DonorClass{
		Class: string(a.Class), Kind: string(a.Kind), Filer: string(a.Filer), Confidence: string(a.Confidence), Evidence: string(a.Evidence),
		Rule: a.Rule, Matched: a.Matched, Why: a.Why, Version: a.RulesVersion, Tags: a.Tags,
	}
}

// ClassVersion names the rule file in force: a hash of it.
func (r InForce) ClassVersion() string { return r.classes().Version() }

// ClassFile gives the rule file in force, as text.
func (r InForce) ClassFile() string { return r.classes().Text() }

// Area gives where the people live whom a committee is about. See
// [classify.Rules.Area].
func (r InForce) Area(ids []store.FilerRef, candidates []string) store.Area {
	return r.classes().Area(ids, candidates)
}

// Tags gives the tags that follow from money and places, such as megadonor. A
// tag that the donor has by its name already is left out. See
// [classify.Rules.Tags].
func (r InForce) Tags(g *store.DonorGiving) []string {
	class := classify.Class(g.Donor.Class.Class)
	if class == "" {
		class = classify.Unknown
	}
	// Donors of whom nothing was concluded have no stored class; their entity
	// code says what files.
	filer := classify.Filer(g.Donor.Class.Filer)
	if filer == "" {
		filer = classify.FilerOf(g.Donor.Entity)
	}
	tags := r.classes().Tags(class, filer, classify.Giving{
		ToCommittee: g.ToCommittee, Itemized: g.Itemized, Area: g.Area, City: g.Donor.City, State: g.Donor.State,
		History: g.History, Only: g.Only,
	})
	return slices.DeleteFunc(tags, func(tag string) bool { return slices.Contains(g.Donor.Class.Tags, tag) })
}

// TagNeedsHistory reports whether a tag depends on all that a donor gave. See
// [classify.Rules.NeedsHistory].
func (r InForce) TagNeedsHistory(tag string) bool { return r.classes().NeedsHistory(tag) }

// LawEnforcement reports whether a class counts as an organisation of sworn
// officers.
func (InForce) LawEnforcement(class string) bool { return classify.Class(class).LawEnforcement() }

// KnownClass reports whether class is one of the taxonomy.
func (InForce) KnownClass(class string) bool { return classify.Class(class).Known() }

// TagText gives the rule behind a computed tag in words; empty for an unknown
// tag.
func (r InForce) TagText(tag string) string {
	for _, t := range r.classes().TagTexts() {
		if t.Tag == tag {
			return t.Text
		}
	}
	return ""
}

// ClassText gives a class's name and what it holds, in plain words.
func (InForce) ClassText(id string) (name, note string) {
	if t, ok := classTexts[classify.Class(id)]; ok {
		return t[0], t[1]
	}
	return id, ""
}

var classTexts = map[classify.Class][2]string{
	classify.Unknown:            {"Not classified", "nothing in the name or the filing says what kind of donor this is"},
	classify.Individual:         {"Individuals, not classified", "people of whom no line of business is known"},
	classify.LEUnion:            {"Police and deputies' unions and associations", "sworn officers below agency head: police, deputies, troopers, school police, probation, corrections, with their PACs"},
	classify.LEManagement:       {"Police managers' associations", "sergeants and upward"},
	classify.LEHeads:            {"Chiefs' and sheriffs' associations", "heads of agencies; not counted as law-enforcement unions"},
	classify.LESupport:          {"Police supporters and charities", "foundations, retirees, pro-police PACs; not unions of officers"},
	classify.Prosecutors:        {"Prosecutors' associations", "district attorneys and their deputies"},
	classify.Fire:               {"Firefighters", "fire and emergency medical services"},
	classify.FirePoliceMixed:    {"Joint police and fire bodies", "counted on neither side"},
	classify.Teachers:           {"Teachers", "teachers and faculty"},
	classify.PublicUnion:        {"Other public employees' unions", ""},
	classify.PrivateUnion:       {"Other unions", ""},
	classify.Reform:             {"Criminal-justice reform groups", ""},
	classify.SecurityPrisonBail: {"Guards, private prisons, bail", ""},
	classify.Agency:             {"Government bodies", ""},
	classify.CandidateCmte:      {"Candidates' committees", `"X for Sheriff" included`},
	classify.Party:              {"Parties", ""},
	classify.MeasureCmte:        {"Ballot measure and recall committees", ""},
	classify.RealEstate:         {"Real estate", "land, building, housing"},
	classify.Finance:            {"Finance", "banks, insurers, investors"},
	classify.Tech:               {"Technology", ""},
	classify.Entertainment:      {"Entertainment and media", ""},
	classify.Law:                {"Lawyers", "in private practice"},
	classify.Health:             {"Health", ""},
	classify.BusinessOther:      {"Other businesses", ""},
}

// ClassIDs gives the ids of all classes, in order.
func (InForce) ClassIDs() []string {
	var out []string
	for _, c := range classify.Classes() {
		out = append(out, string(c))
	}
	return out
}
