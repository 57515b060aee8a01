package classify

// Subject is a donor as the database knows it: an entity, not a row. Empty
// fields are unknown.
type Subject struct {
	EntityID    string   // the database's id of the donor, for overrides
	Names       []string // as filed, the most used first
	Entity      string   // entity code of the form; see [FilerOf]
	CommitteeID string   // "fppc:743579", "fec:C00264382", or the bare id
	City, State string
	Employer    string
	Occupation  string
}

// Confidence is how sure an assignment is.
type Confidence string

const (
	// Certain rests on a person's word, a committee id with a fitting name, or
	// a whole name that is listed.
	Certain Confidence = "certain"
	// ByRule rests on the form's own code or a rule over the words of a name.
	ByRule Confidence = "rule"
	// Weak is probable: a rule that names alone can mislead.
	Weak Confidence = "weak"
	// Conflict is for review: two pieces of evidence disagree. The class of
	// such an assignment is [Unknown].
	Conflict Confidence = "conflict"
	// None is for donors of whom nothing is known.
	None Confidence = "none"
)

// Evidence is what an assignment rests on, in the order of strength in which
// they are tried.
type Evidence string

const (
	EvidenceOverride  Evidence = "override"
	EvidenceCommittee Evidence = "committee"
	EvidenceSponsor   Evidence = "sponsor" // a sponsored committee must name its sponsor: Gov. Code 84503(c)
	EvidenceEntity    Evidence = "entity"
	EvidenceAlias     Evidence = "alias"
	EvidenceName      Evidence = "name"
	EvidenceJob       Evidence = "occupation" // occupation or employer of a person
	EvidenceNone      Evidence = "none"
)

// Assignment is the class of one donor with all that explains it.
type Assignment struct {
	Class        Class
	Kind         Kind // which officers; empty unless Class is one of law enforcement
	Filer        Filer
	Tags         []string // le_individual, sponsored_by:..; computed tags are added by [Rules.Tags]
	Confidence   Confidence
	Evidence     Evidence
	Rule         string // id of the rule, committee or alias; empty for none
	RulesVersion string // hash of the rule file
	Matched      string // the words it rests on, as filed
	Why          string // in words, for conflicts and overrides; else empty
}

// Positive reports whether a names an organisation of officers, confirmed or
// probable.
func (a Assignment) Positive() bool { return a.Class.LawEnforcement() }

// Confirmed reports whether a is more than probable.
func (a Assignment) Confirmed() bool { return a.Confidence == Certain || a.Confidence == ByRule }

// TagOfficer marks a person who is employed as an officer. Such a person is
// never an organisation of officers.
const TagOfficer = "le_individual"

// TagSponsor begins the tag that names the sponsor of a committee as filed.
const TagSponsor = "sponsored_by:"
