package fecbulk

import (
	"strings"

	"moneytrail/store"
)

// committee takes a row of cm: CMTE_ID, CMTE_NM, TRES_NM, CMTE_ST1, CMTE_ST2,
// CMTE_CITY, CMTE_ST, CMTE_ZIP, CMTE_DSGN, CMTE_TP, CMTE_PTY_AFFILIATION,
// CMTE_FILING_FREQ, ORG_TP, CONNECTED_ORG_NM, CAND_ID. It gives the name and,
// as the persons of a filing of form CM, the treasurer, the connected
// organization and the candidate. The type is "designation/type/organization
// type", such as "U/Q/L"; blank parts stay blank.
func (m *member) committee(r *row) error {
	filer := store.FilerRef{Scheme: store.SchemeFEC, ID: r.at(0)}
	kind := r.at(8) + "/" + r.at(9) + "/" + r.at(12)
	if err := m.sink.FilerName(&store.FilerName{Filer: filer, Name: r.at(1), Type: kind, Status: r.at(11)}); err != nil {
		return err
	}
	key := masterKey("cm", filer.ID)
	if err := m.sink.Filing(&store.Filing{Key: key, Form: "CM", Filer: filer, FilerName: r.at(1), CommitteeType: kind, Partial: true, Pos: r.pos}); err != nil {
		return err
	}
	persons := []store.Person{
		{Role: "treasurer", Name: person(r.at(2))},
		{Role: "connected organization", Name: store.Name{Last: r.at(13)}},
		{Role: "candidate", ID: r.at(14), Target: candidateTarget(r.at(14))},
	}
	if strings.EqualFold(persons[1].Name.Last, "NONE") {
		persons[1].Name = store.Name{}
	}
	return m.persons(key, r, persons)
}

// candidate takes a row of cn: CAND_ID, CAND_NAME, CAND_PTY_AFFILIATION,
// CAND_ELECTION_YR, CAND_OFFICE_ST, CAND_OFFICE, CAND_OFFICE_DISTRICT,
// CAND_ICI, CAND_STATUS, CAND_PCC, CAND_ST1, CAND_ST2, CAND_CITY, CAND_ST,
// CAND_ZIP. The filing of form CN belongs to the principal campaign committee,
// or to nobody when there is none.
func (m *member) candidate(r *row) error {
	id := r.at(0)
	if !isCandidate(id) {
		return continuation
	}
	if err := m.sink.FilerName(&store.FilerName{
		Filer: store.FilerRef{Scheme: store.SchemeFEC, ID: id}, Name: r.at(1), Type: "candidate/" + r.at(5) + "/" + r.at(2), Status: r.at(8),
	}); err != nil {
		return err
	}
	f := store.Filing{Key: masterKey("cn", id, r.at(3)), Form: "CN", Partial: true, Pos: r.pos}
	if pcc := r.at(9); isCommittee(pcc) {
		f.Filer = store.FilerRef{Scheme: store.SchemeFEC, ID: pcc}
	}
	if err := m.sink.Filing(&f); err != nil {
		return err
	}
	target := candidateTarget(id)
	target.Candidate = r.at(1)
	target.Jurisdiction = r.at(4)
	if district := r.at(6); target.Jurisdiction != "" && strings.Trim(district, "0") != "" {
		target.Jurisdiction += ", district " + district
	}
	return m.persons(f.Key, r, []store.Person{{Role: "candidate", Name: person(r.at(1)), ID: id, Target: target}})
}

// linkage takes a row of ccl: CAND_ID, CAND_ELECTION_YR, FEC_ELECTION_YR,
// CMTE_ID, CMTE_TP, CMTE_DSGN, LINKAGE_ID.
func (m *member) linkage(r *row) error {
	candidate, filer := r.at(0), r.at(3)
	if !isCandidate(candidate) || !isCommittee(filer) {
		return continuation
	}
	f := store.Filing{
		Key: masterKey("ccl", r.at(6), candidate, filer), Form: "CCL", Filer: store.FilerRef{Scheme: store.SchemeFEC, ID: filer},
		CommitteeType: r.at(5) + "/" + r.at(4), Statement: r.at(2), Partial: true, Pos: r.pos,
	}
	if err := m.sink.Filing(&f); err != nil {
		return err
	}
	return m.persons(f.Key, r, []store.Person{{Role: "linked candidate", ID: candidate, Target: candidateTarget(candidate)}})
}

func (m *member) persons(key store.FilingKey, r *row, persons []store.Person) error {
	for i := range persons {
		p := &persons[i]
		if p.Name.IsZero() && p.ID == "" {
			continue
		}
		p.Filing, p.Pos = key, r.pos
		if err := m.sink.Person(p); err != nil {
			return err
		}
	}
	return nil
}

func candidateTarget(id string) store.Target {
	if id == "" {
		return store.Target{}
	}
	return store.Target{Office: office(id)}
}

func masterKey(parts ...string) store.FilingKey {
	return store.FilingKey{System: store.SystemFECBulk, Report: strings.Join(parts, "|")}
}
