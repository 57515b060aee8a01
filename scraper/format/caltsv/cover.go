package caltsv

import "moneytrail/store"

const pageURL = "https://cal-access.sos.ca.gov/PDFGen/pdfgen.prg?filingid="

type coverColumns struct {
	key                          keyColumns
	form, filer, entity          int
	name, treasurer              [4]int
	treasurerPlace               []int
	filed, statement, lateNumber int
	from, thru, election         int
	committeeType                int
	target                       targetColumns
	sink                         store.Sink
	dates                        dateCache
}

// bindCover reads CVR_CAMPAIGN_DISCLOSURE_CD: the head of a filing, its
// treasurer, and the candidate or measure that it names. One version may have
// several covers; each is given.
func bindCover(h *header, sink store.Sink) reader {
	c := &coverColumns{
		key: bindKey(h), form: h.col("FORM_TYPE"), filer: h.col("FILER_ID"), entity: h.col("ENTITY_CD"),
		name: bindName(h, "FILER"), treasurer: bindName(h, "TRES"),
		treasurerPlace: h.cols("TRES_", "CITY", "ST", "ZIP4"),
		filed:          h.col("RPT_DATE"), statement: h.col("STMT_TYPE"), lateNumber: h.col("LATE_RPTNO"),
		from: h.col("FROM_DATE"), thru: h.col("THRU_DATE"), election: h.col("ELECT_DATE"),
		committeeType: h.col("CMTTE_TYPE"), target: bindTarget(h), sink: sink,
	}
	return reader{need: c.thru, row: c.read}
}

func (c *coverColumns) read(r *row) error {
	key, err := c.key.read(r)
	if err != nil {
		return err
	}
	var unread string // a filing has no place for the note: the date stays unknown
	f := store.Filing{
		Key: key, Form: r.at(c.form), FilerName: readName(r, c.name).Full(), Statement: r.at(c.statement),
		ReportID: r.at(c.lateNumber), CommitteeType: r.at(c.committeeType),
		From: c.dates.date(r.at(c.from), &unread), Thru: c.dates.date(r.at(c.thru), &unread),
		Filed: c.dates.date(r.at(c.filed), &unread), Election: c.dates.date(r.at(c.election), &unread),
		URL: pageURL + key.Report + "&amendid=" + r.at(c.key.amend), Pos: r.pos,
	}
	if id := r.at(c.filer); id != "" {
		// The committee's public number as a rule. Where it is an internal
		// one, the cross references and the log lead to the filer.
		f.Filer = store.FilerRef{Scheme: store.SchemeFPPC, ID: id}
	}
	if f.CommitteeType == "" {
		f.CommitteeType = r.at(c.entity)
	}
	target := c.target.read(r)
	if f.Form == "F496" || f.Form == "F465" {
		f.Target, target = target, store.Target{}
	}
	if err := c.sink.Filing(&f); err != nil {
		return err
	}
	return c.persons(r, key, target)
}

// persons gives the treasurer, and whom or what a periodic report is about.
func (c *coverColumns) persons(r *row, key store.FilingKey, target store.Target) error {
	if name := readName(r, c.treasurer); !name.IsZero() {
		p := store.Person{
			Filing: key, Role: "treasurer", Name: name, Pos: r.pos,
			City: r.at(c.treasurerPlace[0]), State: r.at(c.treasurerPlace[1]), Zip: r.at(c.treasurerPlace[2]),
		}
		if err := c.sink.Person(&p); err != nil {
			return err
		}
	}
	if target.Candidate != "" {
		p := store.Person{Filing: key, Role: "candidate", Name: readName(r, c.target.cand), Target: target, Pos: r.pos}
		if err := c.sink.Person(&p); err != nil {
			return err
		}
	}
	if target.Measure != "" {
		return c.sink.Person(&store.Person{Filing: key, Role: "measure", Target: target, Pos: r.pos})
	}
	return nil
}
