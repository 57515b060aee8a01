package socrata

import (
	"strconv"
	"strings"

	"moneytrail/store"
)

// head reads which report a row stands in. It gives the reason when that
// cannot be told.
func (rd *reader) head(kind Kind) (store.Filing, string) {
	f := store.Filing{
		FilerName: rd.get("filer_name"), Agency: rd.m.Agency, CommitteeType: rd.get("committee_type"),
		Partial: rd.m.Key == "own", Pos: rd.pos,
	}
	for field, into := range map[string]*store.Date{"from": &f.From, "thru": &f.Thru, "filed": &f.Filed, "election": &f.Election} {
		date, err := store.ParseDate(rd.get(field))
		if err != nil {
			return f, "a day of the report cannot be read: " + field
		}
		*into = date
	}
	f.Filer = store.CALFiler(rd.get("filer_id"), f.FilerName)
	if f.Filer.IsZero() {
		return f, "the row names no filer"
	}
	f.Form = formOf(rd.get("form"))
	if f.Form == "" {
		f.Form = tables[kind.Schedule].form
	}
	if kind.As == "summary" && f.Form == "" {
		f.Form = "F460"
	}
	if f.Form == "F496" || f.Form == "F497" {
		f.ReportID = rd.get("report")
	}
	version := 0
	if text := rd.get("version"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > 999 {
			return f, "the report number cannot be read"
		}
		version = n
	}
	f.Key = store.FilingKey{System: store.SystemCAL, Version: version}
	f.Key.Report = store.CALReport(f.Filer, f.Form, f.ReportID, f.From, f.Thru, f.Filed)
	if rd.m.Key == "own" {
		f.Key.System, f.Key.Report = System, rd.m.Name+"|"+f.Key.Report
		if number := rd.get("report"); number != "" {
			f.Key.Report = rd.m.Name + "|#" + number
		}
	}
	return f, ""
}

// formOf reads "CA460", "F460" and "FPPC460".
func formOf(text string) string {
	digits := strings.TrimLeft(strings.ToUpper(text), "ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
	if len(digits) == 3 && strings.Trim(digits, "0123456789") == "" {
		return "F" + digits
	}
	return ""
}

// announce gives a report's head once.
func (rd *reader) announce(f *store.Filing) error {
	if rd.heads[f.Key] {
		return nil
	}
	rd.heads[f.Key] = true
	return rd.sink.Filing(f)
}

func (rd *reader) summary(f *store.Filing) error {
	line := store.SummaryLine{Filing: f.Key, Schedule: rd.get("kind"), Line: rd.get("line"), Pos: rd.pos}
	for field, into := range map[string]*store.Cents{"amount_a": &line.A, "amount_b": &line.B, "amount_c": &line.C} {
		cents, err := store.ParseCents(rd.get(field))
		if err != nil {
			return rd.quarantine("an amount cannot be read: " + field)
		}
		*into = cents
	}
	if line.Line == "" {
		return rd.quarantine("the summary line has no number")
	}
	if err := rd.announce(f); err != nil {
		return err
	}
	rd.tally.Typed++
	return rd.sink.Summary(&line)
}
