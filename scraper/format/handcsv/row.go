package handcsv

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"moneytrail/store"
)

// take turns the row into a filing, when it is a new one, and a transaction.
func (r *reader) take() error {
	if err := r.complete(); err != nil {
		return err
	}
	amount, err := store.ParseCents(r.cell("amount"))
	if err != nil {
		return badRow("the amount could not be read")
	}
	filing, err := r.filing()
	if err != nil {
		return err
	}
	tx := store.Transaction{
		Filing: filing.Key, Schedule: strings.ToUpper(r.cell("schedule")), TranID: r.cell("tran_id"), Amount: amount,
		Entity: strings.ToUpper(r.cell("entity")), CommitteeID: r.cell("contributor_committee_id"),
		Counterparty: store.Name{Last: r.cell("contributor_last"), First: r.cell("contributor_first")},
		Address:      store.Address{City: r.cell("city"), State: r.cell("state"), Zip: r.cell("zip")},
		Employer:     r.cell("employer"), Occupation: r.cell("occupation"), TranType: strings.ToUpper(r.cell("tran_type")),
		Memo: strings.EqualFold(r.cell("memo"), "x"), Target: filing.Target, Pos: r.pos,
		InferredNote: "typed by hand: " + store.Redact(r.cell("source_note")),
	}
	if !classify(&tx, filing.Form) {
		return badRow("schedule not known: " + clip(tx.Schedule, 40))
	}
	if tx.Date, err = store.ParseDate(r.cell("date")); err != nil {
		tx.InferredNote += "; date as filed could not be read: " + clip(store.Redact(r.cell("date")), 40)
	}
	if filing.Form != "F496" && filing.Form != "F465" {
		filing.Target = store.Target{} // it is the row's own
	}
	if err := r.head(filing); err != nil {
		return err
	}
	r.lines[filing.Key]++
	if tx.TranID == "" {
		// Without a transaction id only the place in the report tells two
		// equal gifts apart.
		tx.Line = r.lines[filing.Key]
	}
	return r.sink.Transaction(&tx)
}

// complete checks the cells that a row cannot do without.
func (r *reader) complete() error {
	if !utf8.ValidString(strings.Join(r.fields, "")) {
		return badRow("the row is not UTF-8: save the sheet as \"CSV UTF-8\"")
	}
	if len(r.fields) > len(r.index) && strings.TrimSpace(strings.Join(r.fields[len(r.index):], "")) != "" {
		return badRow("the row has more cells than the header: put a cell that holds a comma into quotes")
	}
	for _, c := range columns {
		if !c.Required || r.cell(c.Name) != "" || c.Name == "date" {
			continue
		}
		if c.Name == "source_note" {
			return badRow("source_note is empty: say where the row was read")
		}
		return badRow(c.Name + " is empty")
	}
	return nil
}

// filing reads the head of the report that the row belongs to. Its target is
// that of the row.
func (r *reader) filing() (store.Filing, error) {
	f := store.Filing{
		Form: form(r.cell("form")), FilerName: r.cell("committee_name"), Agency: r.cell("agency"),
		ReportID: r.cell("report_id"), URL: r.cell("source_url"), Partial: true, Pos: r.pos,
		Target: store.Target{Candidate: r.cell("target_candidate"), Measure: r.cell("target_measure")},
	}
	var err error
	if f.Filer, err = filer(r.cell("committee_id"), f.FilerName); err != nil {
		return f, err
	}
	for _, d := range []struct {
		column string
		date   *store.Date
	}{{"from", &f.From}, {"thru", &f.Thru}, {"filed", &f.Filed}} {
		if *d.date, err = store.ParseDate(r.cell(d.column)); err != nil {
			return f, badRow(d.column + " could not be read, and the report is known by it")
		}
	}
	version := 0
	if text := r.cell("version"); text != "" {
		if version, err = strconv.Atoi(text); err != nil || version < 0 || version > 999 {
			return f, badRow("version is not a small number")
		}
	}
	switch support := strings.ToUpper(r.cell("support")); support {
	case "", "S", "O":
		f.Target.Support = support
	case "SUPPORT", "OPPOSE":
		f.Target.Support = support[:1]
	default:
		return f, badRow("support is neither S nor O")
	}
	report := store.CALReport(f.Filer, f.Form, f.ReportID, f.From, f.Thru, f.Filed)
	f.Key = store.FilingKey{System: store.SystemHand, Report: report, Version: version}
	return f, nil
}

// head gives a filing when it is new or says more than before.
func (r *reader) head(f store.Filing) error {
	last := r.heads[f.Key]
	last.Pos = f.Pos
	if last == f {
		return nil
	}
	r.heads[f.Key] = f
	return r.sink.Filing(&f)
}

// form takes "460" for "F460".
func form(text string) string {
	text = strings.ToUpper(strings.TrimSpace(strings.TrimPrefix(strings.ToUpper(text), "FORM")))
	if text != "" && strings.Trim(text, "0123456789") == "" && len(text) == 3 {
		return "F" + text
	}
	return text
}

// filer reads a committee id with or without its numbering.
func filer(id, name string) (store.FilerRef, error) {
	scheme, rest, found := strings.Cut(id, ":")
	if !found {
		return store.CALFiler(id, name), nil
	}
	rest = strings.TrimSpace(rest)
	switch s := store.Scheme(strings.ToLower(strings.TrimSpace(scheme))); s {
	case store.SchemeFPPC, store.SchemeFEC, store.SchemeNetFile, store.SchemeCalAccess, store.SchemeHand:
		if rest == "" {
			return store.FilerRef{}, badRow("committee_id has a numbering and no id")
		}
		return store.FilerRef{Scheme: s, ID: rest}, nil
	}
	return store.FilerRef{}, badRow(fmt.Sprintf("committee_id: numbering %q is not known", clip(scheme, 20)))
}
