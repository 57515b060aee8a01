package netfilexlsx

import (
	"strings"

	"moneytrail/store"
)

// target reads what a row was spent for or against. The names of the office
// columns differ from sheet to sheet.
func (r *row) target(office, officeText string) store.Target {
	t := store.Target{
		Candidate:    join(", ", r.text("Cand_NamL"), r.text("Cand_NamF")),
		Office:       join(" ", r.text(office), r.text(officeText)),
		Jurisdiction: jurisdiction(r.text("Juris_Cd"), r.text("Juris_Dscr"), r.text("Dist_No")),
		Measure:      measure(r.text("Bal_Name"), r.text("Bal_Num")),
	}
	if t.Jurisdiction == "" {
		t.Jurisdiction = r.text("Bal_Juris")
	}
	if s := strings.ToUpper(r.optional("Sup_Opp_Cd")); s == "S" || s == "O" {
		t.Support = s
	}
	return t
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
