package invented

import (
	"slices"
	"time"

	"moneytrail/scraper/portal"
	"moneytrail/store"
)

// Code is the agency code of the invented county.
const Code = "INVC"

// County gives the invented county with all its filings.
func County() portal.County {
	return portal.County{
		Name: "Invented County", Code: Code,
		Local:       slices.Concat(firstAttempt(), secondAttempt(), defense(), independentSpender(), unnumbered()),
		State:       slices.Concat(policeUnion(), sheriffsGuild(), benevolentSociety(), prosecutorsUnion()),
		StateFilers: stateFilers(),
		Measures: []portal.Measure{{
			ID: "9970001", Name: "INVENTED COUNTY DISTRICT ATTORNEY - RECALL ELECTION (INVENTED)", Election: "JUNE 2, 2026, PRIMARY", Session: 2025,
			Committees: []portal.MeasureSide{{PublicID: policeUnionID, Support: true}, {PublicID: sheriffsID, Support: true}, {PublicID: benevolentID}},
		}},
		Stamp: time.Date(2026, time.May, 20, 6, 0, 0, 0, time.UTC),
	}
}

// pendingFiler names the filer without an id as every reader must.
func pendingFiler() store.FilerRef { return store.CALFiler("Pending", pendingName) }

func stateFilers() []portal.StateFiler {
	return []portal.StateFiler{
		{FilerID: "9950001", PublicID: policeUnionID, Name: policeUnionName, Since: "2020-01-02"},
		{FilerID: "9950002", PublicID: sheriffsID, Name: sheriffsName, Since: "2020-01-02"},
		{FilerID: "9950003", PublicID: benevolentID, Name: benevolentName, Since: "2020-01-02"},
		{FilerID: "9950004", PublicID: prosecutorsID, Name: prosecutorsName, Since: "2020-01-02"},
	}
}
