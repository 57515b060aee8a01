package netfilexlsx

import (
	"strconv"

	"moneytrail/store"
)

// head reads a row's cover columns. With an empty form the key names the
// report for lookups only.
func (rd *reader) head(r *row, form string) store.Filing {
	f := store.Filing{
		Form: form, Agency: rd.agency,
		FilerName: r.text("Filer_NamL"), CommitteeType: r.text("Committee_Type"),
		From: r.needDate("From_Date"), Thru: r.needDate("Thru_Date"),
		Filed: r.date("Rpt_Date"), Election: r.date("Elect_Date"),
		ReportID: r.optional("Rpt_ID_Num"), Pos: r.pos(),
	}
	f.Filer = store.CALFiler(r.text("Filer_ID"), f.FilerName)
	f.Key = store.FilingKey{System: store.SystemCAL, Version: r.version()}
	return f
}

// version is Report_Num: "000" is the original, "001".. are amendments.
func (r *row) version() int {
	text := r.text("Report_Num")
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 999 {
		r.fail("the report number cannot be read")
		return 0
	}
	return n
}

// filing gives the report of a row and hands its head to the sink when that
// is new.
func (rd *reader) filing(r *row, form string, target store.Target) (store.FilingKey, error) {
	f := rd.head(r, form)
	if form == "" {
		f.Form = rd.covers.formOf(slotOf(&f))
	}
	if r.has("Tran_ID") && f.Form == "F496" && !r.has("Rpt_ID_Num") {
		id, note := rd.covers.noticeOf(&f, r.text("Tran_ID"))
		f.ReportID = id
		if note != "" {
			r.note("%s", note)
		}
	}
	f.Target = target
	f.Key.Report = store.CALReport(f.Filer, f.Form, f.ReportID, f.From, f.Thru, f.Filed)
	if r.bad != "" {
		return f.Key, nil
	}
	return f.Key, rd.announce(&f)
}

// announce emits a head once, and again when a later row knows more of it.
func (rd *reader) announce(f *store.Filing) error {
	known, seen := rd.filings[f.Key]
	merged := known
	if !seen {
		merged = *f
	}
	fill(&merged.FilerName, f.FilerName)
	fill(&merged.CommitteeType, f.CommitteeType)
	fill(&merged.Filed, f.Filed)
	fill(&merged.Election, f.Election)
	if merged.Target.IsZero() {
		merged.Target = f.Target
	}
	if seen && merged == known {
		return nil
	}
	rd.filings[f.Key] = merged
	return rd.sink.Filing(&merged)
}

func fill[T ~string](field *T, value T) {
	if *field == "" {
		*field = value
	}
}
