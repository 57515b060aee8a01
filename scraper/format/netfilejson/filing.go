package netfilejson

import (
	"strings"

	"moneytrail/scraper/format/jsonlist"
	"moneytrail/store"
)

// filing reads an entry of the list of filings.
func (rd *reader) filing(e *jsonlist.Record) error {
	if err := rd.need(e, "id", "formName"); err != nil {
		return err
	}
	id := e.Text("id")
	if id == "" {
		return rd.quarantine(e, "the filing has no number")
	}
	f := store.Filing{
		Key: store.FilingKey{System: System, Report: id}, Form: formOf(e.Text("formName")), Filer: rd.about.filer(),
		FilerName: activeName(e.Text("filerName")), Agency: rd.about.Agency, Pos: rd.pos(e),
	}
	if f.Form == "F496" || f.Form == "F497" {
		f.ReportID = e.Text("reportNumber")
	}
	for field, into := range map[string]*store.Date{"filingDate": &f.Filed, "periodStart": &f.From, "periodEnd": &f.Thru} {
		date, err := store.ParseDate(e.Text(field))
		if err != nil {
			return rd.quarantine(e, field+" is not a day")
		}
		*into = date
	}
	if rd.about.Agency != "" {
		f.URL = "https://netfile.com/Connect2/api/public/image/" + id
	}
	if f.Filer.IsZero() {
		f.Filer = store.CALFiler("", f.FilerName)
	}
	rd.tally.Typed++
	rd.listed = append(rd.listed, listed{Filing: f, sequence: e.Text("sequenceNumber")})
	return nil
}

// listed is a filing of a list, which is kept until the list has ended: a
// filer's has some hundreds.
type listed struct {
	store.Filing
	sequence string // number of the amendment, as written
	chain    string // what the versions of a report share, where the answer says it
}

// filings gives the list. Of the versions of a 24-hour notice only the last
// stays: a notice has no period by which an amendment could be told, and the
// lines of each version carry another number, so that the money would be
// pending twice. The filer has replaced the others; they are marked withdrawn.
func (rd *reader) filings() error {
	last := map[string]int{}
	notice := func(f *listed) string {
		switch {
		case f.Form != "F496" && f.Form != "F497", f.Withdrawn:
			return ""
		case f.chain != "":
			return f.Filer.String() + "|" + f.Form + "|=" + f.chain
		case f.ReportID == "":
			return ""
		}
		return f.Filer.String() + "|" + f.Form + "|" + f.ReportID
	}
	for i := range rd.listed {
		key := notice(&rd.listed[i])
		if at, ok := last[key]; key != "" && (!ok || rd.listed[at].before(&rd.listed[i])) {
			last[key] = i
		}
	}
	for i := range rd.listed {
		f := &rd.listed[i]
		if key := notice(f); key != "" && last[key] != i {
			f.Withdrawn = true
		}
		if err := rd.sink.Filing(&f.Filing); err != nil {
			return err
		}
	}
	return nil
}

// before reports whether f is an earlier version than g.
func (f *listed) before(g *listed) bool {
	if f.sequence != g.sequence {
		return len(f.sequence) < len(g.sequence) || (len(f.sequence) == len(g.sequence) && f.sequence < g.sequence)
	}
	if f.Filed != g.Filed {
		return f.Filed < g.Filed
	}
	return f.Key.Report < g.Key.Report
}

// formOf reads "FPPC 460", "FPPC 460 (Amendment)" and "FPPC Form 497" as
// "F460" and "F497"; another form's name stays as it is.
func formOf(name string) string {
	number := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(name, "FPPC"), " Form"))
	number, _, _ = strings.Cut(number, " ")
	if len(number) == 3 && strings.Trim(number, "0123456789") == "" {
		return "F" + number
	}
	return name
}

// activeName takes off the star that marks an active filer.
func activeName(name string) string { return strings.TrimSpace(strings.TrimPrefix(name, "*")) }
