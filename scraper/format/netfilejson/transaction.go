package netfilejson

import (
	"regexp"
	"strings"

	"moneytrail/scraper/format/jsonlist"
	"moneytrail/store"
)

// transaction reads a line of a filing.
func (rd *reader) transaction(e *jsonlist.Record) error {
	if err := rd.need(e, "id", "filingId", "filerName", "date", "amount", "schedule", "name"); err != nil {
		return err
	}
	if !rd.wanted(e.Text("filerName")) {
		return rd.aside(e, "line of another filer that the search found")
	}
	if reason := rd.fill(e); reason != "" {
		return rd.quarantine(e, reason)
	}
	if err := rd.announce(e); err != nil {
		return err
	}
	rd.tally.Typed++
	return rd.sink.Transaction(&rd.tx)
}

// wanted reports whether a filer is the one that was searched for.
func (rd *reader) wanted(name string) bool {
	return rd.about.Query == "" || QueryOf(name) == rd.about.Query
}

// fill reads a line into rd.tx. It gives the reason when that cannot be done.
func (rd *reader) fill(e *jsonlist.Record) string {
	tx := &rd.tx
	*tx = store.Transaction{Filing: store.FilingKey{System: System, Report: e.Text("filingId")}, Pos: rd.pos(e)}
	if tx.Filing.Report == "" {
		return "the line names no filing"
	}
	tx.Code = e.Text("spendingCode")
	if !classify(tx, e.Text("schedule"), e.Text("transactionType"), tx.Code) {
		return "the schedule is not known"
	}
	amount := e.Text("amount")
	if amount == "" {
		return "the line has no amount"
	}
	var err error
	if tx.Amount, err = store.ParseCents(amount); err != nil {
		return "the amount cannot be read"
	}
	if tx.Date, err = store.ParseDate(e.Text("date")); err != nil {
		tx.InferredNote = store.JoinFilled("; ", tx.InferredNote, "date as filed could not be read: "+shorten(e.Text("date"), 40))
	}
	// The line's own number: it keeps twins apart, and says nothing of the
	// filer's transaction ids.
	tx.TranID = e.Text("id")
	tx.Counterparty.Last = e.Text("name")
	if tx.Counterparty.Last == "" {
		tx.Counterparty.Last = e.Text("vendor")
	}
	tx.Employer, tx.Occupation = e.Text("employer"), e.Text("occupation")
	tx.Address = addressOf(e.Text("address"))
	return ""
}

// announce gives the head of a line's filing once: the list of filings knows
// the rest.
func (rd *reader) announce(e *jsonlist.Record) error {
	id := rd.tx.Filing.Report
	if rd.heads[id] {
		return nil
	}
	rd.heads[id] = true
	f := store.Filing{Key: rd.tx.Filing, Filer: rd.about.filer(), FilerName: activeName(e.Text("filerName")), Agency: rd.about.Agency, Pos: rd.pos(e)}
	if f.Filer.IsZero() {
		f.Filer = store.CALFiler("", f.FilerName)
	}
	return rd.sink.Filing(&f)
}

// place is the end of an address in one line: city, state, ZIP.
var place = regexp.MustCompile(`(?:^|,\s*)([^,0-9]+),?\s+([A-Z]{2})\.?,?\s+([0-9]{5}(?:-?[0-9]{4})?)$`)

// addressOf takes an address in one line apart. What is no place is a street
// line, which is hashed and forgotten.
func addressOf(line string) store.Address {
	m := place.FindStringSubmatchIndex(line)
	if m == nil {
		return store.Address{Street: line}
	}
	return store.Address{
		Street: strings.Trim(line[:m[0]], ", "), City: strings.TrimSpace(line[m[2]:m[3]]), State: line[m[4]:m[5]], Zip: line[m[6]:m[7]],
	}
}
