package netfile

// Agency is a county or city that files through NetFile, with what is known of
// its addresses.
type Agency struct {
	Code   string // as in addresses: "LACO"
	Number int    // in the retiring search interface; 0 when not known
	Name   string
	Note   string
}

// Agencies lists agencies whose codes are known. Any other code can be asked
// for as well; there are about a hundred.
func Agencies() []Agency {
	return []Agency{
		{Code: "LACO", Name: "Los Angeles County", Note: "electronic since 2014 from $10,000 on; the old portal leads to the new one since 2026; a yearly zip is unverified"},
		{Code: "SFO", Number: 52, Name: "San Francisco", Note: "yearly zip named efile_SFO_<year>.zip"},
		{Code: "COAK", Number: 13, Name: "Oakland", Note: "yearly zip named efile_newest_COAK_<year>.zip, seen in use in August 2026"},
		{Code: "SAC", Name: "Sacramento (city)"},
		{Code: "BRK", Name: "Berkeley", Note: "workbooks of 2017 and 2018 are known"},
		{Code: "CSD", Name: "San Diego (city)"},
		{Code: "RICH", Number: 163, Name: "Richmond"},
		{Code: "CSHA", Name: "Shasta County", Note: "answers of February 2026 are known"},
		{Code: "CMAR", Name: "Marin County", Note: "the old portal leads to the new one since 2026"},
		{Code: "SCO", Name: "Sacramento County"},
		{Code: "WEHO", Name: "West Hollywood"},
		{Code: "SJC", Name: "San Jose"},
		{Code: "CLVS", Name: "not known"},
	}
}
