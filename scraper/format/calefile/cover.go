package calefile

import (
	"slices"
	"strconv"
	"strings"

	"moneytrail/store"
)

// header reads HDR,CAL,CA,version,software,software version,comment. A second
// one begins another report in the same file.
func (rd *reader) header(rec *record) error {
	version := rec.text(3)
	switch {
	case rec.bad != "" || !strings.EqualFold(rec.text(1), "CAL"):
		return rd.refuse(rec, "the line HDR cannot be read", "get the report again")
	case version != firstVersion && version != "2.20":
		return rd.refuse(rec, "format version "+strconv.Quote(shorten(version, 10))+" is not known", "versions 2.01 and 2.20 are read")
	}
	rd.version, rd.covered, rd.filing = version, false, store.Filing{}
	rd.refer("HDR", rec.pos)
	return nil
}

// cover reads the CVR line. All forms share its first 23 fields.
func (rd *reader) cover(rec *record) error {
	if rec.bad != "" {
		return rd.refuse(rec, "the cover cannot be read: "+rec.bad, "get the report again, or type it in by hand")
	}
	form := strings.ToUpper(rec.text(1))
	if !slices.Contains([]string{"F410", "F450", "F460", "F461", "F465", "F496", "F497"}, form) {
		return rd.refuse(rec, "form "+strconv.Quote(shorten(form, 10))+" is not read", "Forms 410, 450, 460, 461, 465, 496 and 497 are")
	}
	name := rec.name(4)
	f := store.Filing{
		Key: store.FilingKey{System: store.SystemCAL}, Form: form, Pos: rec.pos,
		Filer: store.CALFiler(rec.text(2), name.Full()), FilerName: name.Full(),
		Filed: rec.date(9), CommitteeType: rec.text(3),
	}
	if f.Filed == "" {
		return rd.refuse(rec, "the cover's day of filing cannot be read", "a stray comma may have moved the fields; get the report again, or type it in by hand")
	}
	if err := rd.coverVersion(rec, &f); err != nil {
		return err
	}
	if form != "F410" {
		if err := rd.coverPeriod(rec, &f); err != nil {
			return err
		}
	}
	f.Key.Report = store.CALReport(f.Filer, f.Form, f.ReportID, f.From, f.Thru, f.Filed)
	rd.filing, rd.covered = f, true
	rd.tally.Lines++
	rd.tally.Typed++
	if err := rd.sink.Filing(&f); err != nil {
		return err
	}
	return rd.coverPeople(rec)
}

// coverVersion reads report_Num, "000" for the original; a Form 410 may say
// that it amends by an X instead.
func (rd *reader) coverVersion(rec *record, f *store.Filing) error {
	if text := rec.text(8); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > 999 {
			return rd.refuse(rec, "the report number "+strconv.Quote(shorten(text, 10))+" cannot be read", "without it nobody knows which version of the report this is")
		}
		f.Key.Version = n
	}
	if f.Form == "F410" && f.Key.Version == 0 && strings.EqualFold(rec.text(10), "X") {
		f.Key.Version = 1
	}
	return nil
}

// coverPeriod reads what tells a report from the filer's others: its period,
// or the id of a 24-hour notice.
func (rd *reader) coverPeriod(rec *record, f *store.Filing) error {
	f.Statement, f.ReportID = rec.text(10), rec.text(11)
	f.From, f.Thru, f.Election = rec.date(12), rec.date(13), rec.date(14)
	if notice := f.Form == "F496" || f.Form == "F497"; !notice && (f.From == "" || f.Thru == "") {
		return rd.refuse(rec, "the cover names no period that can be read", "without it the report cannot be told from the filer's others")
	}
	if !longCover(rec, f.Form) {
		return nil
	}
	if kind := rec.text(40); kind != "" {
		f.CommitteeType = kind
	}
	if f.Form == "F496" || f.Form == "F465" {
		f.Target = coverTarget(rec)
	}
	return nil
}

// longCover: the cover of Form 460 goes on after its shared part with the
// treasurer, the kind of committee, a candidate and a measure.
func longCover(rec *record, form string) bool {
	return form != "F410" && form != "F497" && form != "F461" && len(rec.fields) <= widthCover
}

func coverTarget(rec *record) store.Target { return rec.target(48, 63, 60, 69) }
