package caltsv

import "moneytrail/store"

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
	return store.CALTarget{
		Last: r.at(c.cand[0]), First: r.at(c.cand[1]), OfficeCode: r.at(c.office), Office: r.at(c.officeText),
		JurisdictionCode: r.at(c.juris), Jurisdiction: r.at(c.jurisText), District: r.at(c.district),
		Measure: r.at(c.measure), Number: r.at(c.number), MeasureJurisdiction: r.at(c.measureJuris), Support: r.at(c.support),
	}.Target()
}
