package fecfile

import (
	"strings"

	"moneytrail/store"
)

// receipt takes a row of Schedule A.
func (f *filing) receipt(r *Row) error {
	if ok, err := f.fill(r, store.TableReceipts, store.KindUnknown, store.Received); !ok {
		return err
	}
	f.tx.Kind = receiptKind(f.form, r.Type, f.tx.Description)
	if f.tx.Kind == store.KindUnknown {
		f.remark("money that a lobbyist bundled; not a gift of his own")
	}
	return f.emit()
}

// receiptKind follows the lines of Forms 3, 3X and 3P. Lines 11 and 17A to 17D
// are contributions, 12 and 18 transfers, 13 and 19 loans, the rest offsets
// and other receipts (interest, refunds). Form 4 numbers its lines otherwise:
// none of them is a contribution to a candidate or committee. Schedule A of
// Form 3L lists what lobbyists bundled. Line 17 of Form 3X is a contribution
// when the text says that it went to the non-contribution account of a hybrid
// PAC (Carey v. FEC), where gifts have no limit. What a Levin account receives
// ("SAL1A") is for state and local elections: another receipt.
func receiptKind(form, rowType, description string) store.Kind {
	line := rowType[2:]
	switch {
	case line == "3L":
		return store.KindUnknown
	case form == "F4":
		return store.KindOtherReceipt
	case strings.HasPrefix(line, "11"), len(line) > 2 && strings.HasPrefix(line, "17") && line[2] >= 'A' && line[2] <= 'D':
		return store.KindMonetary
	case strings.HasPrefix(line, "12"), strings.HasPrefix(line, "18"):
		return store.KindTransfer
	case strings.HasPrefix(line, "13"), strings.HasPrefix(line, "19"), line == "10":
		return store.KindLoan
	case line == "17" && saysNonContribution(description):
		return store.KindMonetary
	}
	return store.KindOtherReceipt
}

func saysNonContribution(text string) bool {
	text = strings.ToUpper(text)
	for _, word := range [...]string{"NON-CONTRIB", "NON CONTRIBUTION", "NONCONTRIBUTION", "CAREY"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// gift takes a contribution on a form without schedules: 48-hour notices
// (F65), independent spenders (F56), electioneering communications (F92),
// inaugural committees (F132).
func (f *filing) gift(r *Row) error {
	if ok, err := f.fill(r, store.TableReceipts, store.KindMonetary, store.Received); !ok {
		return err
	}
	return f.emit()
}

// otherReceipt takes what is not money received by the committee in its
// period: an item on hand that is to be sold (Form 3P, line 31), at its market
// value, listed in every report until it is; and a notice of money that the
// candidate put in (Form 10), which reports carry on Schedule A.
func (f *filing) otherReceipt(r *Row) error {
	if ok, err := f.fill(r, store.TableReceipts, store.KindOtherReceipt, store.Received); !ok {
		return err
	}
	switch {
	case r.Layout.Form == "F3P31":
		f.remark("an item on hand that is to be sold, at its market value; no money received")
	default:
		if last, first, _ := strings.Cut(f.head.Target.Candidate, ", "); f.tx.Counterparty.IsZero() {
			f.tx.Counterparty = store.Name{Last: last, First: first}
		}
		what := "a notice of the candidate's own money"
		if named(r, "loan_check") != "" {
			what += ", marked as a loan"
		}
		f.remark(what + "; reports carry it on Schedule A")
	}
	return f.emit()
}

// transferIn takes money moved in from an account for state and local
// elections (H3) or from a Levin account (H5).
func (f *filing) transferIn(r *Row) error {
	if ok, err := f.fill(r, store.TableReceipts, store.KindTransfer, store.Received); !ok {
		return err
	}
	return f.emit()
}
