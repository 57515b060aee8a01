package calefile

import "moneytrail/store"

// target reads what money was spent for or against: a candidate's name (four
// fields), the office (code, text, jurisdiction's code and text, district), a
// measure (name, number, jurisdiction), and support or opposition; 0 for a
// part that the record does not have.
func (r *record) target(candidate, office, ballot, support int) store.Target {
	t := store.CALTarget{
		Last: r.text(candidate), First: r.text(candidate + 1), OfficeCode: r.text(office), Office: r.text(office + 1),
		JurisdictionCode: r.text(office + 2), Jurisdiction: r.text(office + 3), District: r.text(office + 4),
		Measure: r.text(ballot), Number: r.text(ballot + 1), MeasureJurisdiction: r.text(ballot + 2),
	}
	if support > 0 {
		t.Support = r.text(support)
	}
	return t.Target()
}
