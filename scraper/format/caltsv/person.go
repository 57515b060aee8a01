package caltsv

import (
	"strings"

	"moneytrail/store"
)

// bindPerson reads CVR2_CAMPAIGN_DISCLOSURE_CD: assistant treasurers,
// officers, related committees, candidates and measures. Lines that name
// nobody (the offices a Form 465 was filed with) are kept by place only.
func bindPerson(h *header, sink store.Sink) reader {
	key, entity, part, committee := bindKey(h), h.col("ENTITY_CD"), h.col("F460_PART"), h.col("CMTE_ID")
	name, place := bindName(h, "ENTY"), h.cols("ENTY_", "CITY", "ST", "ZIP4")
	target := bindTargetWithout(h)
	return reader{need: name[0], row: func(r *row) error {
		k, err := key.read(r)
		if err != nil {
			return err
		}
		p := store.Person{
			Filing: k, Role: role(r.at(entity), r.at(part)), Name: readName(r, name), ID: r.at(committee),
			City: r.at(place[0]), State: r.at(place[1]), Zip: r.at(place[2]), Target: target.read(r), Pos: r.pos,
		}
		if p.Name.IsZero() && p.ID == "" && p.Target.Measure == "" {
			return reference("CVR2_CAMPAIGN_DISCLOSURE_CD without a name")
		}
		return sink.Person(&p)
	}}
}

// bindTargetWithout binds the target of a table that has no candidate columns:
// there the named person is the candidate.
func bindTargetWithout(h *header) targetColumns {
	none := [4]int{h.width, h.width, h.width, h.width}
	return targetColumns{
		cand: none, office: h.col("OFFICE_CD"), officeText: h.col("OFFIC_DSCR"),
		juris: h.col("JURIS_CD"), jurisText: h.col("JURIS_DSCR"), district: h.col("DIST_NO"),
		measure: h.col("BAL_NAME"), number: h.col("BAL_NUM"), measureJuris: h.col("BAL_JURIS"),
		support: h.col("SUP_OPP_CD"),
	}
}

// role puts an entity code of the e-filing format into words. Part 5a of Form
// 460 names the candidate who controls the committee.
func role(entity, part string) string {
	switch entity {
	case "ATR":
		return "assistant treasurer"
	case "COM", "CTL", "RCP":
		return "related committee"
	case "CAO":
		if strings.EqualFold(part, "5a") {
			return "controlling candidate"
		}
		return "candidate"
	case "POF":
		return "principal officer"
	case "OFF":
		return "officer"
	case "PRO":
		return "proponent"
	case "SPO":
		return "sponsor"
	case "BNM":
		return "measure"
	case "FIL":
		return "filing officer"
	}
	return strings.TrimSpace("entity " + entity)
}
