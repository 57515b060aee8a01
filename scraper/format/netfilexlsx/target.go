package netfilexlsx

import "moneytrail/store"

// target reads what a row was spent for or against. The names of the office
// columns differ from sheet to sheet.
func (r *row) target(office, officeText string) store.Target {
	return store.CALTarget{
		Last: r.text("Cand_NamL"), First: r.text("Cand_NamF"), OfficeCode: r.text(office), Office: r.text(officeText),
		JurisdictionCode: r.text("Juris_Cd"), Jurisdiction: r.text("Juris_Dscr"), District: r.text("Dist_No"),
		Measure: r.text("Bal_Name"), Number: r.text("Bal_Num"), MeasureJurisdiction: r.text("Bal_Juris"), Support: r.optional("Sup_Opp_Cd"),
	}.Target()
}
