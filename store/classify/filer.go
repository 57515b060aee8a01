package classify

import "strings"

// Filer is what files or gives, as the form says it and never guessed.
type Filer string

const (
	FilerUnknown          Filer = "unknown"
	FilerIndividual       Filer = "individual"
	FilerBusiness         Filer = "business_other" // the forms do not tell businesses from other bodies
	FilerCommittee        Filer = "committee"
	FilerParty            Filer = "party"
	FilerSmallContributor Filer = "small_contributor_committee"
	FilerCandidate        Filer = "candidate_controlled"
	FilerUnitemized       Filer = "unitemized"
)

// FilerOf reads the entity code of California's forms (IND, COM, OTH, PTY,
// SCC, RCP; FPPC Form 460) and of the federal ones (CAN, CCM, ORG, PAC; FEC
// e-filing). Any other code, and none, is unknown.
func FilerOf(entity string) Filer {
	switch strings.ToUpper(strings.TrimSpace(entity)) {
	case "IND":
		return FilerIndividual
	case "OTH", "ORG":
		return FilerBusiness
	case "COM", "RCP", "PAC":
		return FilerCommittee
	case "PTY":
		return FilerParty
	case "SCC":
		return FilerSmallContributor
	case "CAN", "CCM", "CAO", "CTL":
		return FilerCandidate
	}
	return FilerUnknown
}
