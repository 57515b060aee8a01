package fecfile

import (
	"strings"

	"moneytrail/store"
)

// coverPersons gives the people and committees that a cover names.
func (f *filing) coverPersons(r *Row) error {
	for _, p := range []store.Person{
		person(r, "treasurer", "8_treasurer", "treasurer"),
		person(r, "custodian", "7_custodian", "custodian"),
		person(r, "designated agent", "8_agent"),
		person(r, "designated officer", "designated"),
		f.candidateOf(r), affiliated(r), committee(r, "principal campaign committee", "pcc"), committee(r, "authorized committee", "auth"),
	} {
		if err := f.person(r, p); err != nil {
			return err
		}
	}
	return nil
}

// persons takes the rows that only name people or committees.
func (f *filing) persons(r *Row) error {
	people := []store.Person{affiliated(r), person(r, "designated agent", "8_agent"), committee(r, "authorized committee", "auth"), {
		Role: "joint fundraising participant", Name: store.Name{Last: named(r, "5_joint_fund_participant_cmtte_name")},
		ID: named(r, "5_joint_fund_participant_cmtte_fec_id"),
	}}
	switch r.Layout.Form {
	case "F91":
		people = []store.Person{{Role: "controller", Name: f.name(r), City: r.at(atCity), State: r.at(atState), Zip: r.at(atZip)}}
	case "F94":
		people = []store.Person{f.candidateOf(r)}
	}
	for _, p := range people {
		if err := f.person(r, p); err != nil {
			return err
		}
	}
	f.typed()
	return nil
}

func (f *filing) person(r *Row, p store.Person) error {
	if p.Name.IsZero() && p.ID == "" {
		return nil
	}
	p.Filing, p.Pos = f.head.Key, f.position(r)
	return f.sink.Person(&p)
}

// person reads someone whose columns begin with one of the words; the first
// that is filled counts. Versions up to 5 have the whole name in one column.
func person(r *Row, role string, words ...string) store.Person {
	for _, w := range words {
		if n := partsOf(r, w); !n.IsZero() {
			return store.Person{Role: role, Name: n, City: named(r, w+"_city"), State: named(r, w+"_state"), Zip: named(r, w+"_zip")}
		}
	}
	whole := map[string][]string{
		"treasurer": {"8_ind_name_treasurer", "name_treasurer_as_signed"}, "custodian": {"7_ind_name_custodian_name", "ind_name_custodian"},
		"designated agent": {"8_ind_name_designated_agent"},
	}
	return store.Person{Role: role, Name: splitName(named(r, whole[role]...), "^")}
}

// partsOf reads a name from the columns "<whose>_last_name" and so on.
func partsOf(r *Row, whose string) store.Name {
	return store.Name{
		Last: named(r, whose+"_last_name"), First: store.JoinFilled(" ", named(r, whose+"_first_name"), named(r, whose+"_middle_name")),
		Title: named(r, whose+"_prefix"), Suffix: named(r, whose+"_suffix"),
	}
}

// candidateOf reads the candidate that Forms 1, 2, 3 and 9 name.
func (f *filing) candidateOf(r *Row) store.Person {
	p := store.Person{Role: "candidate", ID: named(r, "5_candidate_id_number", "5_fec_candidate_id_number", "candidate_id_number", "fec_candidate_id_number")}
	if p.Name = partsOf(r, "5_candidate"); p.Name.IsZero() {
		p.Name = partsOf(r, "candidate")
	}
	if p.Name.IsZero() {
		p.Name = splitName(named(r, "5_candidate_name", "candidate_name"), "^")
	}
	if f.form == "F2" {
		p.ID, p.City, p.State, p.Zip = strings.ToUpper(r.Field(1)), named(r, "candidate_city"), named(r, "candidate_state"), named(r, "candidate_zip")
	}
	p.Target = candidate(r)
	return p
}

// candidate gives what the row's candidate runs for.
func candidate(r *Row) store.Target {
	n := partsOf(r, "candidate")
	if n.IsZero() {
		n = partsOf(r, "5_candidate")
	}
	if n.IsZero() {
		n = splitName(named(r, "candidate_name", "5_candidate_name"), "^")
	}
	return target(n.Last, n.First, named(r, "candidate_office", "can_office", "5_candidate_office", "5_can_office"),
		named(r, "candidate_state_2", "candidate_state", "can_state", "5_candidate_state", "5_can_state"),
		named(r, "candidate_district", "candidate_dist", "can_dist", "5_candidate_district", "5_can_dist"))
}

// relationships are the codes of Form 1 line 6 (format 8.3); older filings
// have words.
var relationships = map[string]string{
	"ORG": "connected organization", "CON": "connected organization", "AFF": "affiliated committee",
	"JFR": "joint fundraising participant", "LPS": "leadership PAC sponsor",
}

func affiliated(r *Row) store.Person {
	code := strings.ToUpper(relationship(r))
	role, ok := relationships[code]
	switch {
	case ok:
	case strings.HasPrefix(code, "CONN"):
		role = "connected organization"
	default:
		role = "affiliated organization"
	}
	p := store.Person{
		Role: role, Name: store.Name{Last: named(r, "6_affiliated_cmtte_name", "6_committee_name_affiliated")},
		ID:   named(r, "6_affiliated_cmtte_id_num", "6_fec_committee_id_number", "6_affiliated_candidate_id_num"),
		City: named(r, "6_affiliated_city", "6_city"), State: named(r, "6_affiliated_state", "6_state"), Zip: named(r, "6_affiliated_zip", "6_zip"),
	}
	if p.Name.IsZero() {
		p.Name = partsOf(r, "6_affiliated")
	}
	return p
}

// committee reads one of the candidate's committees that Form 2 names.
func committee(r *Row, role, word string) store.Person {
	return store.Person{
		Role: role, Name: store.Name{Last: named(r, word+"_committee_name", "committee_name_"+word)},
		ID: named(r, word+"_committee_id_number", "fec_committee_id_number_"+word), City: named(r, word+"_city"),
		State: named(r, word+"_state"), Zip: named(r, word+"_zip"),
	}
}

// relationship reads the code of line 6, whose label the tables write in many
// ways.
func relationship(r *Row) string {
	if r.Layout == nil {
		return ""
	}
	for i, c := range r.Layout.Columns {
		if strings.HasPrefix(c.Name, "6_") && strings.Contains(c.Name, "relationship") && r.Field(i) != "" {
			return r.Field(i)
		}
	}
	return ""
}
