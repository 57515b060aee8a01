package caltsv

import (
	"strings"

	"moneytrail/store"
)

// targetColumns say what the money is for or against.
type targetColumns struct {
	cand                                    [4]int
	office, officeText, juris, jurisText    int
	district, measure, number, measureJuris int
	support                                 int
}

func bindTarget(h *header) targetColumns {
	return targetColumns{
		cand: bindName(h, "CAND"), office: h.col("OFFICE_CD"), officeText: h.col("OFFIC_DSCR"),
		juris: h.col("JURIS_CD"), jurisText: h.col("JURIS_DSCR"), district: h.col("DIST_NO"),
		measure: h.col("BAL_NAME"), number: h.col("BAL_NUM"), measureJuris: h.col("BAL_JURIS"),
		support: h.opt("SUP_OPP_CD"),
	}
}

func (c *targetColumns) read(r *row) store.Target {
	t := store.Target{
		Candidate:    join(", ", r.at(c.cand[0]), r.at(c.cand[1])),
		Office:       join(" ", r.at(c.office), r.at(c.officeText)),
		Jurisdiction: jurisdiction(r.at(c.juris), r.at(c.jurisText), r.at(c.district)),
		Measure:      measure(r.at(c.measure), r.at(c.number)),
		Support:      support(r.at(c.support)),
	}
	if t.Jurisdiction == "" {
		t.Jurisdiction = r.at(c.measureJuris)
	}
	return t
}

func jurisdiction(code, text, district string) string {
	if text == "" {
		text = code
	}
	if text == "" || strings.Trim(district, "0") == "" {
		return text
	}
	return text + ", district " + district
}

// measure gives a ballot measure's name with its number: "Name (30)".
func measure(name, number string) string {
	switch {
	case name == "":
		return number
	case number == "", strings.Contains(strings.ToUpper(name), strings.ToUpper(number)):
		return name
	}
	return name + " (" + number + ")"
}
