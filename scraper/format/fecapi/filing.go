package fecapi

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"moneytrail/scraper/format/jsonlist"
	"moneytrail/store"
)

// filing reads an entry of a list of filings. Those on paper, which have a
// negative number or none, and those without a period (registrations, notices)
// are kept as references.
func (rd *reader) filing(e *jsonlist.Record) error {
	if err := rd.need(e, "committee_id", "file_number", "form_type", "coverage_start_date", "coverage_end_date", "receipt_date"); err != nil {
		return err
	}
	committee, number := e.Text("committee_id"), e.Text("file_number")
	if !isCommittee(committee) {
		return rd.quarantine(e, "the filing names no committee")
	}
	if err := rd.committee(committee, e.Text("committee_name")); err != nil {
		return err
	}
	switch {
	case !digits(number) || number == "0":
		return rd.aside(e, "filing on paper")
	case e.Text("coverage_end_date") == "":
		return rd.aside(e, "filing without a period")
	}
	key, ok := chainOf(e, number)
	if !ok {
		return rd.quarantine(e, "the chain of amendments cannot be read")
	}
	f := store.Filing{
		Key: key, Form: formOf(e.Text("form_type")), Filer: store.FilerRef{Scheme: store.SchemeFEC, ID: committee}, FilerName: e.Text("committee_name"),
		Statement: e.Text("report_type"), ReportID: number, URL: pageOf(committee, number), Partial: true, Pos: e.Position(rd.part),
	}
	for field, into := range map[string]*store.Date{"receipt_date": &f.Filed, "coverage_start_date": &f.From, "coverage_end_date": &f.Thru} {
		date, err := store.ParseDate(e.Text(field))
		if err != nil {
			return rd.quarantine(e, field+" is not a day")
		}
		*into = date
	}
	rd.tally.Typed++
	return rd.sink.Filing(&f)
}

func (rd *reader) aside(e *jsonlist.Record, what string) error {
	rd.tally.Referenced++
	at := e.Position(rd.part)
	return rd.sink.Reference(&store.Reference{Part: rd.part, Record: what, Lines: 1, First: at, Last: at})
}

// chainOf identifies a filing as its own file does: by the number of the
// original, and its place among the amendments. The chain lists the numbers from
// the original on, sometimes as decimal numbers; a filing without one stands for
// itself.
func chainOf(e *jsonlist.Record, number string) (store.FilingKey, bool) {
	key := store.FilingKey{System: store.SystemFEC, Report: number}
	var chain []json.Number
	if e.Text("amendment_chain") == "" {
		return key, true
	}
	if json.Unmarshal(e.Fields["amendment_chain"], &chain) != nil {
		return key, false
	}
	var numbers []string
	for _, link := range chain {
		whole := strings.TrimSuffix(link.String(), ".0")
		if _, err := strconv.ParseInt(whole, 10, 64); err != nil {
			return key, false
		}
		numbers = append(numbers, whole)
	}
	at := slices.Index(numbers, number)
	if at < 0 || !digits(numbers[0]) {
		return key, len(numbers) == 0 || at >= 0 // an original on paper has no number of this kind
	}
	key.Report, key.Version = numbers[0], at
	return key, true
}

// formOf gives a form without the letter for new, amended or terminated.
func formOf(form string) string {
	form = strings.ToUpper(form)
	if n := len(form); n > 2 && strings.IndexByte("NAT", form[n-1]) >= 0 {
		return form[:n-1]
	}
	return form
}
