package classify

import "slices"

// Class is the interest of a donor: exactly one per donor. The ids are stable,
// they stand in files and addresses.
type Class string

const (
	// Unknown is the default and is always shown with its money.
	Unknown Class = "unknown"
	// LEUnion is an organisation of sworn officers below the agency's head:
	// police, deputies, troopers, school police, probation, corrections,
	// marshals, park and border patrol, their lodges, federations and PACs.
	LEUnion Class = "le_union"
	// LEManagement is an organisation of police managers, from sergeants up.
	LEManagement Class = "le_management"
	// LEHeads is an association of chiefs, sheriffs, wardens or chief
	// probation officers; not counted as law enforcement unless asked for.
	LEHeads Class = "le_heads"
	// LESupport is a pro-police PAC, a police charity or foundation, retirees.
	LESupport Class = "le_support"
	// Prosecutors are associations and unions of district attorneys.
	Prosecutors Class = "prosecutors"
	// Fire is fire fighters and emergency medical services.
	Fire Class = "fire"
	// FirePoliceMixed is a joint body: counted on neither side silently.
	FirePoliceMixed Class = "fire_police_mixed"
	// Teachers are unions of teachers and faculty.
	Teachers Class = "teachers"
	// PublicUnion is other labour in public employment.
	PublicUnion Class = "public_union"
	// PrivateUnion is other labour.
	PrivateUnion Class = "private_union"
	// Reform is criminal-justice reform and police oversight.
	Reform Class = "reform"
	// SecurityPrisonBail is guards and their unions, private prisons, bail.
	SecurityPrisonBail Class = "security_prison_bail"
	// Agency is a government body.
	Agency Class = "agency"
	// CandidateCmte is a candidate's committee, "X for Sheriff" included.
	CandidateCmte Class = "candidate_cmte"
	// Party is a party or a party's committee or club.
	Party Class = "party"
	// MeasureCmte is a ballot measure or recall committee.
	MeasureCmte Class = "measure_cmte"
	// RealEstate is a business in land, building or housing.
	RealEstate Class = "real_estate"
	// Finance is a bank, credit union, insurer or investor.
	Finance Class = "finance"
	// Tech is a business in software or computing.
	Tech Class = "tech"
	// Entertainment is film, music, sport and media.
	Entertainment Class = "entertainment"
	// Law is lawyers in private practice.
	Law Class = "law"
	// Health is medicine, hospitals and pharmacies.
	Health Class = "health"
	// BusinessOther is a business of no listed sector.
	BusinessOther Class = "business_other"
	// Individual is a person of whom no sector is known.
	Individual Class = "individual_unclassified"
)

var classes = []Class{
	Unknown, LEUnion, LEManagement, LEHeads, LESupport, Prosecutors, Fire, FirePoliceMixed, Teachers, PublicUnion,
	PrivateUnion, Reform, SecurityPrisonBail, Agency, CandidateCmte, Party, MeasureCmte, RealEstate, Finance, Tech,
	Entertainment, Law, Health, BusinessOther, Individual,
}

// Classes lists every class, in the order of the taxonomy.
func Classes() []Class { return slices.Clone(classes) }

// Known reports whether c is a class of the taxonomy.
func (c Class) Known() bool { return slices.Contains(classes, c) }

// LawEnforcement reports whether c counts as an organisation of officers:
// unions and managers, not heads of agencies, supporters or joint bodies.
func (c Class) LawEnforcement() bool { return c == LEUnion || c == LEManagement }

// Business reports whether c is a business sector.
func (c Class) Business() bool {
	switch c {
	case RealEstate, Finance, Tech, Entertainment, Law, Health, BusinessOther:
		return true
	}
	return false
}

// Labour reports whether c is an organisation of employees of any kind.
func (c Class) Labour() bool {
	switch c {
	case LEUnion, LEManagement, FirePoliceMixed, Fire, Prosecutors, Teachers, PublicUnion, PrivateUnion:
		return true
	}
	return false
}

// Kind is which officers an organisation of law enforcement is of. It is empty
// for every other class.
type Kind string

const (
	KindNone         Kind = ""
	KindPolice       Kind = "police"
	KindSheriff      Kind = "sheriff"
	KindCorrections  Kind = "corrections"
	KindProbation    Kind = "probation"
	KindStatePatrol  Kind = "state_patrol"
	KindSchoolPolice Kind = "school_police"
	KindManagement   Kind = "management"
	// KindOther is peace officers in general, federal officers, marshals,
	// wardens and rangers.
	KindOther Kind = "other"
)

var kinds = []Kind{
	KindPolice, KindSheriff, KindCorrections, KindProbation, KindStatePatrol, KindSchoolPolice, KindManagement, KindOther,
}

// Known reports whether k is a kind of officers; the empty kind is not.
func (k Kind) Known() bool { return slices.Contains(kinds, k) }
