package netfilejson

import (
	"regexp"
	"strings"

	"moneytrail/scraper/format/jsonlist"
	"moneytrail/store"
)

// keyedElement reads an element of a filing: a line, or the sum of lines that
// were too small to list. Headers and what a later version has replaced are kept
// as references.
func (rd *reader) keyedElement(e *jsonlist.Record) error {
	if err := rd.need(e, "elementClassification", "elementType", "filingNid", "filerNid"); err != nil {
		return err
	}
	if e.Text("filingNid") == "" || e.Text("filerNid") == "" {
		return rd.quarantine(e, "the element names no filing, or no filer")
	}
	if status := e.Text("elementStatus"); (status != "" && status != "Active") || e.Text("elementActivityType") == "Superseded" {
		return rd.aside(e, "element that is not in force")
	}
	switch e.Text("elementClassification") {
	case "Transaction":
		return rd.keyedLine(e)
	case "UnItemizedTransaction":
		return rd.unitemized(e)
	}
	return rd.aside(e, "element without money: "+shorten(e.Text("elementClassification"), 40))
}

// keyedLine reads a line with money, which has the fields of California's
// e-filing format.
func (rd *reader) keyedLine(e *jsonlist.Record) error {
	line := e.Within("transaction")
	if line.Fields == nil {
		line = e.Within("elementModel")
	}
	if line.Fields == nil {
		return rd.refuse("a line has no transaction in it", "ask for it with parts=All")
	}
	if reason := rd.fillKeyed(e, line); reason != "" {
		return rd.quarantine(e, reason)
	}
	if err := rd.announceKeyed(e); err != nil {
		return err
	}
	rd.tally.Typed++
	return rd.sink.Transaction(&rd.tx)
}

func (rd *reader) fillKeyed(e, line *jsonlist.Record) string {
	tx := &rd.tx
	*tx = store.Transaction{Filing: store.FilingKey{System: SystemKeyed, Report: e.Text("filingNid")}, Pos: rd.pos(e)}
	tx.Code = line.Text("tranCode")
	if !classify(tx, e.Text("elementType"), "", tx.Code) {
		return "the schedule is not known"
	}
	tx.TranType = line.Text("tranType")
	if tx.Table == store.TableReceipts {
		tx.Kind = store.ReceiptKind(tx.Schedule, tx.TranType)
	}
	if reason := keyedMoney(tx, e, line); reason != "" {
		return reason
	}
	keyedDays(tx, e, line)
	tx.TranID = firstOf(line.Text("tranId"), e.Text("transactionId"))
	tx.Entity, tx.CommitteeID = line.Text("entityCd"), line.Text("cmteId")
	tx.Counterparty = nameOf(line, "tran")
	if tx.Counterparty.IsZero() {
		tx.Counterparty.Last = firstOf(line.Text("lenderName"), e.Text("allNames"))
	}
	tx.Address = store.Address{
		Street: store.JoinFilled(", ", line.Text("tranAdr1"), line.Text("tranAdr2")), City: line.Text("tranCity"), State: line.Text("tranST"), Zip: line.Text("tranZip4"),
	}
	tx.Employer, tx.Occupation, tx.SelfEmployed = line.Text("tranEmp"), line.Text("tranOcc"), isTrue(line.Text("tranSelf"))
	tx.Intermediary, tx.IntermediaryCommitteeID = nameOf(line, "intr"), line.Text("intCmteId")
	tx.Description, tx.MemoRef = line.Text("tranDscr"), line.Text("memoRefNo")
	tx.BackRef, tx.CrossRef, tx.Memo = line.Text("bakRefTID"), line.Text("xrefSchNum"), isTrue(line.Text("memoCode"))
	tx.Target = store.CALTarget{
		Last: line.Text("candNamL"), First: line.Text("candNamF"), OfficeCode: line.Text("officeCd"), Office: line.Text("officeDscr"),
		JurisdictionCode: line.Text("jurisCd"), Jurisdiction: line.Text("jurisDscr"), District: line.Text("distNo"),
		Measure: line.Text("balName"), Number: line.Text("balNum"), MeasureJurisdiction: line.Text("balJuris"), Support: line.Text("supOppCd"),
	}.Target()
	return ""
}

// keyedMoney reads the amounts. Those of loans and debts mean what they mean in
// the e-filing format: AMT1 received, 2 balance at the end, 3 to date, 4 balance
// at the beginning, 5 repaid, 6 forgiven, 7 interest, 8 original.
func keyedMoney(tx *store.Transaction, e, line *jsonlist.Record) string {
	amounts := map[string]*store.Cents{"tranAmt1": &tx.Amount, "tranAmt2": &tx.Cumulative}
	switch tx.Table {
	case store.TableLoans:
		amounts = map[string]*store.Cents{
			"loanAmt1": &tx.Amount, "loanAmt2": &tx.Loan.BalanceEnd, "loanAmt3": &tx.Cumulative, "loanAmt4": &tx.Loan.BalanceStart,
			"loanAmt5": &tx.Loan.Repaid, "loanAmt6": &tx.Loan.Forgiven, "loanAmt7": &tx.Loan.Interest, "loanAmt8": &tx.Loan.Original,
		}
	case store.TableDebts:
		amounts = map[string]*store.Cents{
			"amtIncur": &tx.Amount, "begBal": &tx.Loan.BalanceStart, "endBal": &tx.Loan.BalanceEnd, "amtPaid": &tx.Loan.Repaid,
		}
	}
	filled := false
	for field, into := range amounts {
		text := line.Text(field)
		if text == "" {
			continue
		}
		cents, err := store.ParseCents(text)
		if err != nil {
			return "the amount cannot be read: " + field
		}
		*into, filled = cents, filled || field == "tranAmt1" || tx.Table == store.TableLoans || tx.Table == store.TableDebts
	}
	if filled {
		return ""
	}
	text := firstOf(line.Text("calculatedAmount"), e.Text("calculatedAmount"))
	if text == "" {
		return "the line has no amount"
	}
	var err error
	if tx.Amount, err = store.ParseCents(text); err != nil {
		return "the amount cannot be read: calculatedAmount"
	}
	return ""
}

// keyedDays reads the days; one that cannot be read is noted.
func keyedDays(tx *store.Transaction, e, line *jsonlist.Record) {
	day := func(text string) store.Date {
		date, err := store.ParseDate(text)
		if err != nil {
			tx.InferredNote = store.JoinFilled("; ", tx.InferredNote, "date as filed could not be read: "+shorten(text, 40))
		}
		return date
	}
	if tx.Table == store.TableLoans {
		tx.Date, tx.Loan.Due = day(firstOf(line.Text("loanDate1"), line.Text("tranDate"))), day(line.Text("loanDate2"))
		return
	}
	tx.Date = day(firstOf(line.Text("tranDate"), line.Text("calculatedDate"), e.Text("calculatedDate")))
	tx.DateThru = day(line.Text("tranDate1"))
}

func nameOf(line *jsonlist.Record, prefix string) store.Name {
	return store.Name{
		Last: line.Text(prefix + "NamL"), First: line.Text(prefix + "NamF"), Title: line.Text(prefix + "NamT"), Suffix: line.Text(prefix + "NamS"),
	}
}

// line2 is the type of a sum of small lines: "F460ALine2".
var line2 = regexp.MustCompile(`^F460([A-Z][0-9]?)Line([0-9]+[a-z]?)$`)

// unitemized reads the sum of the lines that were too small to list, which the
// form has as a line of its summary.
func (rd *reader) unitemized(e *jsonlist.Record) error {
	m := line2.FindStringSubmatch(e.Text("elementType"))
	if m == nil {
		return rd.aside(e, "sum of small lines: "+shorten(e.Text("elementType"), 40))
	}
	model := e.Within("elementModel")
	amount := firstOf(e.Text("calculatedAmount"), model.Text("calculatedAmount"), model.Text("amount"))
	cents, err := store.ParseCents(amount)
	if err != nil || amount == "" {
		return rd.quarantine(e, "the amount is missing or cannot be read")
	}
	if err := rd.announceKeyed(e); err != nil {
		return err
	}
	rd.tally.Typed++
	return rd.sink.Summary(&store.SummaryLine{
		Filing: store.FilingKey{System: SystemKeyed, Report: e.Text("filingNid")}, Schedule: m[1], Line: m[2], A: cents, Pos: rd.pos(e),
	})
}

// announceKeyed gives the head of an element's filing once; the list of filings
// knows the rest.
func (rd *reader) announceKeyed(e *jsonlist.Record) error {
	id := e.Text("filingNid")
	if rd.heads[id] {
		return nil
	}
	rd.heads[id] = true
	form := ""
	if kind := e.Text("elementType"); len(kind) >= 4 && kind[0] == 'F' && digits(kind[1:4]) {
		form = kind[:4]
	}
	return rd.sink.Filing(&store.Filing{
		Key: store.FilingKey{System: SystemKeyed, Report: id}, Form: form, Agency: rd.agency, Pos: rd.pos(e),
		Filer: store.FilerRef{Scheme: store.SchemeNetFile, ID: e.Text("filerNid")},
	})
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// isTrue reads the marks of the e-filing format, which the interface gives as
// truth values or as they were filed.
func isTrue(text string) bool {
	switch strings.ToLower(text) {
	case "true", "x", "y", "yes":
		return true
	}
	return false
}
