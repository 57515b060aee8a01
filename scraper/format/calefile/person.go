package calefile

import (
	"strings"

	"moneytrail/store"
)

// coverPeople emits whom a cover names: the treasurer, and on periodic
// reports the candidate or measure that the committee is for.
func (rd *reader) coverPeople(rec *record) error {
	switch {
	case rd.filing.Form == "F410":
		return rd.person(rec, "treasurer", rec.name(29), rec.text(35), rec.text(36), rec.text(37), "", store.Target{})
	case !longCover(rec, rd.filing.Form):
		return nil
	}
	if err := rd.person(rec, "treasurer", rec.name(28), rec.text(34), rec.text(35), rec.text(36), "", store.Target{}); err != nil {
		return err
	}
	role := "candidate"
	switch {
	case !rd.filing.Target.IsZero():
		return nil
	case rec.name(48).IsZero():
		role = "measure"
	}
	return rd.person(rec, role, rec.name(48), rec.text(54), rec.text(55), rec.text(56), "", coverTarget(rec))
}

// names reads CVR2: officers, related committees, candidates and measures.
func (rd *reader) names(rec *record) error {
	role := roleOf(rec.text(3))
	if rd.filing.Form == "F410" {
		t := store.CALTarget{
			OfficeCode: rec.text(19), Office: rec.text(20), JurisdictionCode: rec.text(21), Jurisdiction: rec.text(22), District: rec.text(23),
			Measure: rec.text(27), MeasureJurisdiction: rec.text(28), Support: rec.text(29),
		}.Target()
		return rd.person(rec, role, rec.name(4), rec.text(11), rec.text(12), rec.text(13), rec.text(17), t)
	}
	t := rec.target(len(rec.fields), 23, 29, 32)
	return rd.person(rec, role, rec.name(6), rec.text(12), rec.text(13), rec.text(14), rec.text(5), t)
}

func (rd *reader) person(rec *record, role string, name store.Name, city, state, zip, id string, target store.Target) error {
	if name.IsZero() && id == "" && target.IsZero() {
		return nil
	}
	if role == "candidate" && target.Candidate == "" && !target.IsZero() {
		target.Candidate = store.JoinFilled(", ", name.Last, name.First)
	}
	return rd.sink.Person(&store.Person{
		Filing: rd.filing.Key, Role: role, Name: name, City: city, State: state, Zip: zip, ID: id, Target: target, Pos: rec.pos,
	})
}

// roleOf puts the format's entity codes into words; unknown ones stay as
// filed.
func roleOf(code string) string {
	code = strings.ToUpper(code)
	roles := map[string]string{
		"ATR": "assistant treasurer", "BNM": "measure", "CAO": "candidate", "COM": "related committee", "CTL": "related committee",
		"FIL": "candidate", "OFF": "officer", "POF": "principal officer", "PRO": "proponent", "RCP": "related committee",
		"SPO": "sponsor", "TRE": "treasurer",
	}
	if role := roles[code]; role != "" {
		return role
	}
	return strings.TrimSpace("entity " + code)
}
