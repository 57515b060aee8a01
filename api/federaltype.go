package api

import "strings"

// The FEC's codes of committee designations, types and organization types
// (fec.gov, "Committee type code descriptions" and the committee master file).
var (
	federalDesignations = map[string]string{
		"A": "authorized by a candidate", "B": "lobbyist or registrant PAC", "D": "leadership PAC", "J": "joint fundraiser",
		"P": "principal campaign committee of a candidate", "U": "unauthorized",
	}
	federalTypes = map[string]string{
		"C": "communication cost", "D": "delegate committee", "E": "electioneering communication", "H": "House", "I": "independent expenditor, not a committee",
		"N": "PAC, not qualified", "O": "super PAC (independent expenditures only)", "P": "Presidential", "Q": "PAC, qualified", "S": "Senate",
		"U": "single-candidate independent expenditure", "V": "hybrid PAC, not qualified", "W": "hybrid PAC, qualified",
		"X": "party, not qualified", "Y": "party, qualified", "Z": "national party, nonfederal account",
	}
	federalOrganizations = map[string]string{
		"C": "of a corporation", "L": "of a labor organization", "M": "of a membership organization", "T": "of a trade association",
		"V": "of a cooperative", "W": "of a corporation without capital stock",
	}
)

// federalType puts "U/Q/L" (designation, type, organization type) in words;
// it gives "" for a type of another form.
func federalType(code string) string {
	parts := strings.Split(code, "/")
	if len(parts) < 2 || len(parts) > 3 {
		return ""
	}
	var words []string
	for i, codes := range []map[string]string{federalDesignations, federalTypes, federalOrganizations}[:len(parts)] {
		word, known := codes[parts[i]]
		if parts[i] != "" && !known {
			return ""
		}
		if known {
			words = append(words, word)
		}
	}
	return strings.Join(words, "; ")
}
