package fecfile

import (
	"strings"

	"moneytrail/store"
)

// disbursement takes a row of Schedule B.
func (f *filing) disbursement(r *Row) error {
	if f.isRefund(r.Type) {
		return f.refund(r)
	}
	kind := store.KindExpenditure
	if r.Type == "SB3L" {
		kind = store.KindUnknown // refunds of money that lobbyists bundled
	}
	if ok, err := f.fill(r, store.TableExpenditures, kind, store.Made); !ok {
		return err
	}
	f.tx.Target = f.target(r)
	f.dropOwnID()
	return f.emit()
}

// dropOwnID: software fills the column of the beneficiary's committee with the
// filer's own id; the payee is not the filer.
func (f *filing) dropOwnID() {
	if strings.EqualFold(f.tx.CommitteeID, f.head.Filer.ID) {
		f.tx.CommitteeID = ""
	}
}

// isRefund: lines 20 of Form 3 and 28 of Forms 3X and 3P are refunds of
// contributions, to individuals (A), parties (B) and other committees (C).
// Form 4 numbers its lines otherwise.
func (f *filing) isRefund(rowType string) bool {
	line := rowType[2:]
	return f.form != "F4" && len(line) == 3 && (strings.HasPrefix(line, "20") || strings.HasPrefix(line, "28")) && line[2] >= 'A' && line[2] <= 'C'
}

// refund takes money given back to a donor. Filers write what they paid, a
// positive amount; here it is money off what was received, so the sign is
// turned, and the row says so.
func (f *filing) refund(r *Row) error {
	if ok, err := f.fill(r, store.TableExpenditures, store.KindReturn, store.Made); !ok {
		return err
	}
	if f.tx.Amount != 0 {
		f.remark("a refund paid, filed as " + f.tx.Amount.Decimal() + ": it is taken off what was received")
	}
	f.tx.Amount = -f.tx.Amount
	return f.emit()
}

// spending takes what was spent on other schedules and forms: coordinated
// expenditures (SF), shared activity (H4, H6), electioneering (F93) and
// communications within an organisation (F76).
func (f *filing) spending(r *Row) error {
	if ok, err := f.fill(r, store.TableExpenditures, store.KindExpenditure, store.Made); !ok {
		return err
	}
	f.tx.Target = f.target(r)
	if r.Layout.Form == "F76" {
		f.tx.Target.Support = support(r.at(atSupport))
		f.date(r, atCommunicationDate, &f.tx.Date)
	}
	return f.emit()
}

// independent takes an independent expenditure for or against a candidate, on
// Schedule E (of a periodic report or of a Form 24) or on Form 5.
func (f *filing) independent(r *Row) error {
	if ok, err := f.fill(r, store.TableIndependent, store.KindIndependent, store.Made); !ok {
		return err
	}
	if f.tx.Date == "" {
		f.date(r, atDisbursementDate, &f.tx.Date) // an advertisement may be paid before it is shown
	}
	f.tx.Target = f.target(r)
	f.tx.Target.Support = support(r.at(atSupport))
	f.dropOwnID()
	return f.emit()
}

// support reads the code: S or O; older filings have words.
func support(text string) string {
	switch text = strings.ToUpper(text); {
	case strings.HasPrefix(text, "S"):
		return "S"
	case strings.HasPrefix(text, "O"):
		return "O"
	}
	return ""
}
