package classify_test

import (
	"testing"

	"moneytrail/store/classify"
)

// Names of bodies stand here without money. Persons and most places are
// invented.
var officers = map[string]classify.Kind{
	"Beverly Hills POA": classify.KindPolice, "Palos Verdes Estates P.O.A.": classify.KindPolice,
	"El Segundo Police Officers' Assn.": classify.KindPolice, "SAN GABRIEL POA PAC": classify.KindPolice,
	"Gardena Police Officer’s Association": classify.KindPolice, "Vernon POA": classify.KindPolice, "Glendale POA": classify.KindPolice,
	"Assn of Probation Supervisors, Alder County": classify.KindManagement, "Alder School Police Mgmt. Assn": classify.KindManagement,
	"LAPPL": classify.KindPolice, "A.L.A.D.S.": classify.KindSheriff, "PORAC PAC": classify.KindOther, "P O R A C": classify.KindOther,
	"PPOA Political Action Committee": classify.KindOther, "CCPOA": classify.KindCorrections, "C.C.P.O.A. PAC": classify.KindCorrections,
	"FOP Lodge #99": classify.KindPolice, "f o p": classify.KindPolice, "A.F. F.O.P. 99": classify.KindPolice,
	"p.b. a.": classify.KindPolice, "Alder Falls PBA Local 99": classify.KindPolice, "AFPBA": classify.KindPolice,
	"SEBA PAC": classify.KindSheriff, "Alder County Safety Employees' Benefit Assn": classify.KindOther,
	"CSLEA (formerly CAUSE)": classify.KindOther, "California Union of Safety Employees": classify.KindOther,
	"AFSCME Local 685": classify.KindProbation, "Fed. of State, County & Municipal Employees AFSCME Local No. 685": classify.KindProbation,
	"Fraternal Order of the Police": classify.KindPolice, "Fratenal Order of Police, Alder Lodge": classify.KindPolice,
	"Alder Polcie Officers Asociation": classify.KindPolice, "ALDER FALLS POLICE OFFICERS ASS'N": classify.KindPolice,
	"Alder County Deputy Sheriff's Assoc PAC": classify.KindSheriff, "Dep. Sheriffs Assn of Alder": classify.KindSheriff,
	"Alder County Sheriffs' Association": classify.KindSheriff, "Alder State Troopers Assn": classify.KindStatePatrol,
	"Alder Association of Highway Patrolmen": classify.KindStatePatrol, "Alder Correction Officers Benevolent Assn": classify.KindCorrections,
	"Alder Unified School District Police Officers Association": classify.KindSchoolPolice,
	"Alder University Police Union":                             classify.KindSchoolPolice, "Alder Deputy Probation Officers Union": classify.KindProbation,
	"Alder Police Sergeants Benevolent Association": classify.KindManagement, "Alder Superior Officers Association": classify.KindManagement,
	"Alder Captains, Lieutenants & Sergeants Assn": classify.KindManagement, "Detectives' Endowment Association of Alder": classify.KindManagement,
	"Alder Border Patrol Council": classify.KindOther, "Deputy Marshals Association": classify.KindOther, "Alder Park Rangers Association": classify.KindOther,
	"Alder County District Attorney Investigators Association":                         classify.KindOther,
	"Committee for a Safe Alder, sponsored by Alder Falls Police Officers Association": classify.KindPolice,
	"No on Z, Spon. by Alder Police Protective League":                                 classify.KindPolice,
	"alderpoliceunion": classify.KindPolice, "Alder PeaceOfficers Assn": classify.KindOther,
	"Dues of less than $100; Alder Falls POA is the intermediary": classify.KindPolice,
}

func TestOfficers(t *testing.T) {
	t.Parallel()
	rules := classify.Default()
	for name, kind := range officers {
		got := rules.Classify(classify.Subject{Names: []string{name}})
		if !got.Positive() || got.Kind != kind {
			t.Errorf("%q is %s %s by %q (%s); want officers of kind %s", name, got.Class, got.Kind, got.Rule, got.Matched, kind)
		}
	}
}

var others = map[string]classify.Class{
	"Western Union": classify.Unknown, "Credit Union National Association": classify.Finance, "Union Pacific Railroad": classify.Unknown,
	"Alder Police Federal Credit Union": classify.Finance, "Alder Lake POA": classify.Unknown, "Alder Property Owners Assn": classify.RealEstate,
	"Alder Falls DSA": classify.Unknown, "Democratic Socialists of America (DSA), Alder": classify.Unknown,
	"Benevolent and Protective Order of Elks Lodge 99": classify.Unknown, "Alder Masonic Lodge": classify.Unknown,
	"Alder Police Activities League": classify.LESupport, "Alder Police Officers Memorial Foundation": classify.LESupport,
	"Americans for Police PAC": classify.LESupport, "Law Enforcement Legal Defense Fund": classify.LESupport,
	"Ada Alder for Sheriff 2030": classify.CandidateCmte, "Friends of Sheriff Ada Alder": classify.CandidateCmte,
	"Alder Holdings LLC (Responsible Officer: Ada Alder, Police League)": classify.BusinessOther,
	"Porac, Ada": classify.Unknown, "SHERIFF, ADA": classify.Unknown, "Marshal, Ada": classify.Unknown,
	"Horsemen's Benevolent & Protective Association": classify.Unknown,
	"Alder Police Department":                        classify.Agency, "Alder County Sheriff's Office": classify.Agency, "City of Alder": classify.Agency,
	"Alder Police Chiefs Association": classify.LEHeads, "California State Sheriffs' Association": classify.LEHeads,
	"Chief Probation Officers of Alder": classify.LEHeads, "Alder County Deputy District Attorneys": classify.Unknown,
	"Alder Prosecutors Association": classify.Prosecutors, "Alder Firefighters Local 9999": classify.Fire,
	"Alder Police & Fire Association": classify.FirePoliceMixed, "Alder Security Officers Union": classify.SecurityPrisonBail,
	"Alder Security Inc.": classify.SecurityPrisonBail, "Alder Bail Bonds": classify.SecurityPrisonBail,
	"Alder Teachers Association": classify.Teachers, "AFSCME Local 999": classify.PublicUnion, "IBEW Local 9999": classify.PrivateUnion,
	"Alder County Republican Party": classify.Party, "Yes on Measure Z": classify.MeasureCmte,
	"No on 99, a coalition of teachers, law enforcement and taxpayers":         classify.MeasureCmte,
	"Golf Tournament sponsored by the Alder Falls Police Officers Association": classify.LESupport,
	"Alder Health Officers Association":                                        classify.Unknown,
	"Alder Code Enforcement Officers Association":                              classify.Unknown,
	"Coalition for Police Accountability":                                      classify.Reform,
	"Police Officer":                                                           classify.Unknown,
	"POLICE SERGEANT":                                                          classify.Individual, "Police Captain": classify.Individual,
	"Nick Polce":                            classify.Unknown,
	"Alder Policy League":                   classify.Unknown,
	"Alder Air Force Sergeants Association": classify.Unknown,
	"Citizens for Safety, sponsored by teachers, nurses and law enforcement organizations": classify.MeasureCmte,
	"ONETOUGHSHERIFF": classify.Unknown, "Alderpolice.example": classify.Unknown,
	"": classify.Unknown, " , .": classify.Unknown,
}

func TestOthers(t *testing.T) {
	t.Parallel()
	rules := classify.Default()
	for name, class := range others {
		got := rules.Classify(classify.Subject{Names: []string{name}})
		if got.Class != class {
			t.Errorf("%q is %s by %q (%s); want %s", name, got.Class, got.Rule, got.Matched, class)
		}
	}
}

func TestMatchedWordsAreAsFiled(t *testing.T) {
	t.Parallel()
	got := classify.Default().Classify(classify.Subject{Names: []string{"Alder Falls Police Officer's  Assn., Inc"}})
	if got.Matched != "Police Officer's  Assn" || got.Rule != "sworn-members" || got.RulesVersion == "" {
		t.Errorf("matched %q by %q", got.Matched, got.Rule)
	}
}
