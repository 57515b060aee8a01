package classify_test

import (
	"strings"
	"testing"

	"moneytrail/store/classify"
)

// associations are real bodies, here without money: the eleven that a defence
// campaign of 2021 named, and those that everybody knows by initials.
var associations = map[string]classify.Kind{
	"Beverly Hills Police Officers Association":        classify.KindPolice,
	"Palos Verdes Police Officers Association":         classify.KindPolice,
	"Pasadena Police Officers Association":             classify.KindPolice,
	"El Segundo Police Officers Association":           classify.KindPolice,
	"San Gabriel Police Officers Association":          classify.KindPolice,
	"Glendale Police Officers Association":             classify.KindPolice,
	"Montebello Police Officers Association":           classify.KindPolice,
	"Gardena Police Officers Association":              classify.KindPolice,
	"Vernon Police Officers Association":               classify.KindPolice,
	"Association of Probation Supervisors":             classify.KindManagement,
	"Los Angeles School Police Management Association": classify.KindManagement,

	"Los Angeles Police Protective League": classify.KindPolice,
	"LAPPL":                                classify.KindPolice,
	"Association for Los Angeles Deputy Sheriffs": classify.KindSheriff,
	"ALADS": classify.KindSheriff,
	"Peace Officers Research Association of California": classify.KindOther,
	"PORAC": classify.KindOther,
	"Los Angeles County Professional Peace Officers Association": classify.KindOther,
	"PPOA": classify.KindOther,
	"California Correctional Peace Officers Association": classify.KindCorrections,
	"CCPOA":                              classify.KindCorrections,
	"Fraternal Order of Police Lodge 99": classify.KindPolice,
	"FOP Lodge #99":                      classify.KindPolice,
	"F.O.P. Lodge No. 99":                classify.KindPolice,
	"Alder Falls Police Benevolent Association": classify.KindPolice,
	"Alder Falls PBA":                          classify.KindPolice,
	"P.B.A. Local 99":                          classify.KindPolice,
	"Safety Employees Benefit Association":     classify.KindOther,
	"Sheriff's Employees' Benefit Association": classify.KindSheriff,
	"SEBA": classify.KindSheriff,
	"Alder County Deputy Sheriffs Association":    classify.KindSheriff,
	"Alder County Probation Officers Association": classify.KindProbation,
}

// spellings are the ways in which filers write one name.
var spellings = []func(string) string{
	func(s string) string { return s },
	strings.ToUpper,
	strings.ToLower,
	replacing("Association", "Assn"), replacing("Association", "Assn."), replacing("Association", "Assoc."), replacing("Association", "ASS'N"),
	replacing("Officers", "Officers'"), replacing("Officers", "Officer's"), replacing("Officers", "Ofcrs"), replacing("Officers", "Officer’s"),
	replacing("Police Officers Association", "POA"), replacing("Police Officers Association", "P.O.A."), replacing("Police Officers Association", "P O A"),
	replacing("Deputy Sheriffs", "Dep. Sheriff's"), replacing("Management", "Mgmt."), replacing("County", "Co."), replacing("Los Angeles", "L.A."),
	replacing("Supervisors", "Supvs."), replacing("Lodge", "Ldg"), replacing("Fraternal", "Frat."), replacing("Benevolent", "Benev."),
}

// wrappers are what filers write around it.
var wrappers = []func(string) string{
	func(s string) string { return s },
	func(s string) string { return s + " PAC" },
	func(s string) string { return s + " (PAC)" },
	func(s string) string { return s + " Political Action Committee" },
	func(s string) string { return s + " P.A.C." },
	func(s string) string { return s + ", Inc." },
	func(s string) string { return s + " Small Contributor Committee" },
	func(s string) string { return s + " Issues Committee" },
	func(s string) string { return s + ", ID #9999999" },
	func(s string) string { return "Neighbors for Alder & Birch, sponsored by " + s },
	func(s string) string { return "NEIGHBORS FOR ALDER - SPONSORED BY THE " + strings.ToUpper(s) },
	func(s string) string { return "The " + s + " PAC" },
}

func replacing(from, to string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, from, to) }
}

func TestAssociationsInTheirSpellings(t *testing.T) {
	t.Parallel()
	rules := classify.Default()
	for name, kind := range associations {
		seen := map[string]bool{}
		for _, spell := range spellings {
			for _, wrap := range wrappers {
				written := wrap(spell(name))
				if seen[written] {
					continue
				}
				seen[written] = true
				got := rules.Classify(classify.Subject{Names: []string{written}})
				if !got.Positive() || got.Kind != kind {
					t.Errorf("%q is %s %s by %q (%s); want officers of kind %s", written, got.Class, got.Kind, got.Rule, got.Matched, kind)
				}
			}
		}
	}
}

// lookAlikes share words or initials with officers and are none.
var lookAlikes = []string{
	"Western Union", "Western Union Financial Services", "Credit Union National Association", "Alder Police Federal Credit Union",
	"Union Pacific", "Union Pacific Railroad", "Union Pacific Corporation Fund for Effective Government",
	"Alder Lake Property Owners Association", "Alder Lake POA", "Alder Village Property Owners' Assn (POA)", "Alder Ranch POA, Inc.", "Birch Homeowners POA",
	"Alder Falls DSA", "DSA", "Democratic Socialists of America", "DSA - Alder Chapter", "Alder Democratic Socialists (DSA)",
	"Elks Lodge 99", "Benevolent and Protective Order of Elks", "B.P.O.E. Lodge No. 99", "Masonic Lodge", "Alder Masonic Lodge #99 F. & A.M.",
	"Free and Accepted Masons Lodge 99", "Moose Lodge 99", "Odd Fellows Lodge 99", "Fraternal Order of Eagles",
	"Police Activities League", "Alder Police Activities League", "Alder PAL - Police Athletic League",
	"Ada Alder for Sheriff", "Ada Alder for Sheriff 2030", "Committee to Elect Ada Alder Sheriff", "Re-Elect Sheriff Ada Alder", "Friends of Sheriff Alder",
	"Alder Firefighters Local 9999", "Alder Police & Fire Association", "Alder Deputy District Attorneys Association", "Alder County Prosecutors Association",
	"Alder Police Department", "Alder County Sheriff's Office", "California Highway Patrol", "Department of Corrections", "Alder Probation Department",
	"Alder Police Foundation", "Alder Police Officers Memorial Fund", "Back the Blue Alder", "Alder Retired Police Officers Association",
	"Alder Police Chiefs Association", "California State Sheriffs' Association", "Alder Security Officers Union", "Alder Security Guards Inc.",
}

func TestLookAlikesInTheirSpellings(t *testing.T) {
	t.Parallel()
	rules := classify.Default()
	for _, name := range lookAlikes {
		for _, spell := range spellings {
			for _, wrap := range wrappers[:9] {
				written := wrap(spell(name))
				if got := rules.Classify(classify.Subject{Names: []string{written}}); got.Positive() {
					t.Errorf("%q is %s %s by %q (%s)", written, got.Class, got.Kind, got.Rule, got.Matched)
				}
			}
		}
	}
}
