package invented

import "moneytrail/store"

// donor is whoever gives or is paid, as one filer wrote it once.
type donor struct {
	entity      string
	name        store.Name
	city, zip   string
	committee   string
	employer    string
	occupation  string
	selfWorking bool
}

func person(last, first, zip, employer, occupation string) donor {
	return donor{
		entity: "IND", name: store.Name{Last: last, First: first}, city: "Exampleville", zip: zip,
		employer: employer, occupation: occupation,
	}
}

func company(name, city, zip string) donor {
	return donor{entity: "OTH", name: store.Name{Last: name}, city: city, zip: zip}
}

func committee(entity, name, id string) donor {
	return donor{entity: entity, name: store.Name{Last: name}, city: "Exampleville", zip: "00001", committee: id}
}

var (
	ada      = person("Example", "Ada", "00002", "Example Widgets Inc.", "Engineer")
	basil    = person("Placeholder", "Basil", "00002", "None", "Retired")
	cora     = person("Sample", "Cora", "00003", "Sample Bakery", "Baker")
	dudley   = person("Dummy", "Dudley", "00003", "Exampleville Police Department", "Police Officer")
	edna     = person("Specimen", "Edna", "00003", "None", "Retired")
	fay      = person("Fictitious", "Fay", "00004", "Nowhere College", "Teacher")
	gus      = person("Madeup", "Gus", "00004", "None", "Retired")
	hilde    = person("Notreal", "Hildegard", "00005", "Notreal Architects", "Architect")
	ignatius = person("Imaginary", "Ignatius", "00005", "Imaginary Legal Partners LLP", "Attorney")
	juno     = person("Testcase", "Juno", "00006", "None", "Retired")

	// marlow is the big donor; holdings and ventures are his companies.
	marlow   = person("Placeholder", "Marlow Q.", "00007", "Placeholder Holdings LLC", "Investor")
	holdings = company("Placeholder Holdings LLC", "Placeholder Beach", "00007")
	ventures = company("MQP Imaginary Ventures LLC", "Placeholder Beach", "00007")

	widgets   = company("Example Widgets Inc.", "Exampleville", "00001")
	lawyers   = company("Imaginary Legal Partners LLP", "Exampleville", "00005")
	printers  = company("Example Print Shop", "Sampleton", "00008")
	bank      = company("Bank of Nowhere", "Exampleville", "00001")
	petitions = company("Petition Circulators of Nowhere LLC", "Sampleton", "00008")
	mailers   = company("Imaginary Mail House Inc.", "Sampleton", "00008")

	// One union, five spellings.
	policeOne   = committee("COM", "Exampleville Police Officers Association", policeUnionID)
	policeTwo   = committee("SCC", "EXAMPLEVILLE POLICE OFFICERS' ASSN. PAC", policeUnionID)
	policeThree = committee("OTH", "Exampleville POA", "")
	policeFour  = committee("OTH", "Exampleville Police Officers’ Association", "")
	policeFive  = committee("COM", "Exampleville Police Officers Assoc Political Action Committee (EPOA-PAC)", policeUnionID)

	sheriffs     = committee("COM", "Invented County Deputy Sheriffs Guild", sheriffsID)
	benevolent   = committee("COM", "Sampleton Peace Officers Benevolent Society", benevolentID)
	management   = committee("OTH", "Placeholder Beach Police Management League", "")
	prosecutors  = committee("COM", "Invented County Association of Deputy District Attorneys", prosecutorsID)
	firefighters = committee("SCC", "Exampleville Firefighters Local 99999", "")
	nurses       = committee("OTH", "Placeholder Nurses Guild Local 99998", "")

	firstCommittee  = committee("COM", firstName, firstID)
	secondCommittee = committee("COM", secondName, secondID)
	ieCommittee     = committee("COM", ieName, ieID)

	dues = donor{entity: "IND", name: store.Name{Last: "Union Members' Dues of less than $100/member per year (invented)"}, city: "Exampleville", zip: "00001"}
)

// Ids and names of the committees.
const (
	firstID   = "9900001"
	secondID  = "9900002"
	defenseID = "9900003"
	ieID      = "9900004"

	policeUnionID = "9910001"
	sheriffsID    = "9910002"
	benevolentID  = "9910003"
	prosecutorsID = "9910004"

	firstName   = "INVENTED – Recall the Example District Attorney (first attempt)"
	secondName  = "INVENTED – Recall the Example District Attorney (second attempt)"
	defenseName = "INVENTED – Stand With the Example District Attorney, No on the Recall"
	ieName      = "INVENTED – Safer Exampleville Independent Expenditure Committee"
	pendingName = "INVENTED – Neighbors of Placeholder Park"
)

// recall is what the money is for or against.
func recall(support string) store.Target {
	return store.Target{Measure: "Recall of the Example District Attorney", Jurisdiction: "Invented County", Support: support}
}
