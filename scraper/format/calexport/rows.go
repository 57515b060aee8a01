package calexport

import (
	"strings"

	"moneytrail/store"
)

// received reads a contribution received.
func (r *reader) received() error {
	var schedule string
	var kind store.Kind
	switch strings.ToUpper(r.cell(colPayment)) {
	case "MONETARY":
		schedule, kind = "A", store.KindMonetary
	case "NON-MONETARY":
		schedule, kind = "C", store.KindInKind
	default:
		return badRow("payment type not known: neither MONETARY nor NON-MONETARY")
	}
	if err := r.numbered(colTranNumber, "", schedule, store.TableReceipts); err != nil {
		return err
	}
	r.tx.Kind, r.tx.Direction = kind, store.Received
	r.tx.Address.State, r.tx.Address.Zip = r.cell(colState), r.cell(colZip)
	r.contributor(colTranDate)
	return r.give()
}

// late reads a row of a 24-hour report. The view tells which part it is.
func (r *reader) late() error {
	form, schedule, table := "F497", "F497P1", store.TableLateContributions
	kind, direction := store.KindMonetary, store.Received
	switch r.from.view {
	case "LATE2":
		schedule, direction = "F497P2", store.Made
	case "LATE3":
		form, schedule, table = "F496", "S496", store.TableIndependent
		kind, direction = store.KindIndependent, store.Made
	}
	if err := r.numbered(colLateNumber, form, schedule, table); err != nil {
		return err
	}
	r.tx.Kind, r.tx.Direction = kind, direction
	r.tx.Address.State, r.tx.Address.Zip = stateZip(r.cell(colStateZip))
	r.tx.Description = strings.TrimSpace(r.cell(colLateKind) + " " + r.cell(colLateType))
	r.contributor(colLateDate)
	return r.give()
}

// made reads a contribution made, of which the page names no filing.
func (r *reader) made() error {
	if err := r.unnumbered("D"); err != nil {
		return err
	}
	r.tx.Description = store.JoinFilled("; ", r.cell(colPayment), r.cell(colContest))
	switch position := strings.ToUpper(r.cell(colPosition)); {
	case strings.HasPrefix(position, "S"):
		r.tx.Target.Support = "S"
	case strings.HasPrefix(position, "O"):
		r.tx.Target.Support = "O"
	}
	if strings.Contains(strings.ToUpper(r.cell(colPayment)), "INDEPENDENT") {
		r.tx.Kind = store.KindIndependent
	}
	return r.give()
}

// spent reads an expenditure, of which the page names no filing.
func (r *reader) spent() error {
	if err := r.unnumbered("E"); err != nil {
		return err
	}
	r.tx.Code, r.tx.Description = r.cell(colCode), r.cell(colDescription)
	if strings.EqualFold(r.tx.Code, "IND") {
		r.tx.Kind = store.KindIndependent
	}
	return r.give()
}

// numbered starts a row whose transaction number is "<filing id> - <tran id>".
func (r *reader) numbered(column, form, schedule string, table store.Table) error {
	filing, tranID, found := strings.Cut(r.cell(column), " - ")
	filing = strings.TrimSpace(filing)
	if !found || filing == "" || strings.Trim(filing, "0123456789") != "" {
		return badRow("the transaction number does not begin with a filing id")
	}
	if err := r.start(filing, schedule, table); err != nil {
		return err
	}
	r.tx.TranID = strings.TrimSpace(tranID)
	var note string
	filed := r.date(colFiled, &note)
	return r.head(store.Filing{Form: form, Filed: filed, URL: imageURL + filing + "&amendid=0"})
}

// unnumbered starts a row of a page that names no filing: all its rows stand
// under one key of the committee, the page and the session.
func (r *reader) unnumbered(schedule string) error {
	if err := r.start(r.from.filer+"|"+r.page.name+"|"+r.from.session, schedule, store.TableExpenditures); err != nil {
		return err
	}
	r.tx.Kind, r.tx.Direction = store.KindExpenditure, store.Made
	r.tx.Counterparty.Last = r.cell(colPayee)
	r.tx.Date = r.date(colDate, &r.tx.InferredNote)
	return r.head(store.Filing{})
}

func (r *reader) start(report, schedule string, table store.Table) error {
	amount := r.cell(colAmount)
	cents, err := store.ParseCents(amount)
	if err != nil || amount == "" {
		return badRow("the amount could not be read")
	}
	r.tx = store.Transaction{
		Filing: store.FilingKey{System: store.SystemCalAccessExport, Report: report},
		Table:  table, Schedule: schedule, Amount: cents, Pos: r.pos,
	}
	return nil
}

const (
	// imageURL is the PDF of a filing. The exports name filings and not their
	// amendments, so that it leads to the original; later versions stand beside
	// it on the committee's page.
	imageURL = "https://cal-access.sos.ca.gov/PDFGen/pdfgen.prg?filingid="
	// committeeURL, with the view of its electronic filings, lists the images of
	// a committee: where an export names no filing there is no other link.
	committeeURL = "https://cal-access.sos.ca.gov/Campaign/Committees/Detail.aspx?id="
)

// head gives the filing of the row, once.
func (r *reader) head(f store.Filing) error {
	if r.heads[r.tx.Filing.Report] {
		return nil
	}
	r.heads[r.tx.Filing.Report] = true
	f.Key, f.Pos, f.Partial = r.tx.Filing, r.pos, true
	f.Filer = store.FilerRef{Scheme: store.SchemeFPPC, ID: r.from.filer}
	if f.URL == "" {
		f.URL = committeeURL + r.from.filer + "&session=" + r.from.session + "&view=electronic"
	}
	return r.sink.Filing(&f)
}

func (r *reader) give() error { return r.sink.Transaction(&r.tx) }

func (r *reader) date(column string, note *string) store.Date {
	text := r.cell(column)
	d, err := store.ParseDate(text)
	if err != nil {
		*note = store.JoinFilled("; ", *note, "date as filed could not be read: "+clip(store.Redact(text), 40))
	}
	return d
}
