package calefile

import (
	"strings"

	"moneytrail/store"
)

// target reads what money was spent for or against: a candidate's name (four
// fields), the office (code, text, jurisdiction's code and text, district), a
// measure (name, number, jurisdiction), and support or opposition; 0 for a
// part that the record does not have.
func (r *record) target(candidate, office, ballot, support int) store.Target {
	t := store.Target{
		Candidate:    join(", ", r.text(candidate), r.text(candidate+1)),
		Office:       join(" ", r.text(office), r.text(office+1)),
		Jurisdiction: jurisdiction(r.text(office+2), r.text(office+3), r.text(office+4)),
		Measure:      measure(r.text(ballot), r.text(ballot+1)),
	}
	if t.Jurisdiction == "" {
		t.Jurisdiction = r.text(ballot + 2)
	}
	if support > 0 {
		t.Support = position(r.text(support))
	}
	return t
}

// position is S or O, for or against; nothing else is one.
func position(s string) string {
	if s = strings.ToUpper(s); s == "S" || s == "O" {
		return s
	}
	return ""
}

func jurisdiction(code, text, district string) string {
	if text == "" {
		text = code
	}
	if strings.Trim(district, "0") == "" || text == "" {
		return text
	}
	return text + ", district " + district
}

func measure(name, number string) string {
	if name == "" {
		return number
	}
	if number == "" || strings.Contains(strings.ToUpper(name), strings.ToUpper(number)) {
		return name
	}
	return name + " (" + number + ")"
}
