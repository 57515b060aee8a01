package fecfile

import (
	"errors"
	"fmt"
	"strings"

	"moneytrail/store"
)

var errNoDecimals = errors.New("the header says that amounts have no decimal point")

// cents reads an amount. A blank one is zero: forms leave unused amounts blank.
func (f *filing) cents(text string) (store.Cents, error) {
	if f.scan.header.NoDecimals && text != "" && !strings.Contains(text, ".") {
		return 0, errNoDecimals
	}
	return store.ParseCents(text)
}

// fill reads what the rows of all schedules have in common into f.tx, which is
// used again for every row. It reports false when the row was quarantined.
//
// TranType is the election ("P2024"), Code the category or purpose code,
// Description purpose and memo text, CrossRef the account of Schedules I and L.
func (f *filing) fill(r *Row, table store.Table, kind store.Kind, direction store.Direction) (bool, error) {
	t := &f.tx
	*t = store.Transaction{
		Filing: f.head.Key, Table: table, Schedule: r.Type, Kind: kind, Direction: direction, Pos: f.position(r),
		TranID: r.at(atTranID), BackRef: r.at(atBackRef), Entity: r.at(atEntity), Counterparty: f.name(r),
		Address:  store.Address{Street: joined(r.at(atStreet1), r.at(atStreet2)), City: r.at(atCity), State: r.at(atState), Zip: r.at(atZip)},
		Employer: r.at(atEmployer), Occupation: r.at(atOccupation), CommitteeID: r.at(atCommitteeID), TranType: r.at(atElection),
		Intermediary: store.Name{Last: r.at(atConduit)}, Description: described(r.at(atPurpose), r.at(atMemoText)), CrossRef: r.at(atAccount),
		InferredNote: f.note,
	}
	if t.Code = r.at(atCategory); t.Code == "" {
		t.Code = r.at(atPurposeCode)
	}
	if ok, err := f.amount(r); !ok || err != nil {
		return false, err
	}
	f.date(r, atDate, &t.Date)
	f.memoCode(r)
	if text := r.at(atAggregate); text != "" {
		aggregate, err := f.cents(text)
		if err != nil {
			f.remark("the amount to date as filed could not be read")
		}
		t.Cumulative = aggregate
	}
	return true, nil
}

// amount reads the row's money. A row that ends before its amount, or whose
// amount cannot be read, is quarantined.
func (f *filing) amount(r *Row) (bool, error) {
	at := int(r.Layout.places[atAmount])
	if at < 0 {
		return true, nil
	}
	if at >= len(r.Fields) {
		return false, f.quarantine(r, fmt.Sprintf("the line ends after %d fields, before its amount", len(r.Fields)))
	}
	amount, err := f.cents(r.Field(at))
	if err != nil {
		return false, f.quarantine(r, "the amount cannot be read: "+reason(err))
	}
	f.tx.Amount = amount
	return true, nil
}

func reason(err error) string {
	if errors.Is(err, errNoDecimals) {
		return errNoDecimals.Error()
	}
	return "it is no number"
}

// date reads a day; what cannot be read is kept in the row's note.
func (f *filing) date(r *Row, at place, into *store.Date) {
	text := r.at(at)
	d, err := store.ParseDate(text)
	if err != nil {
		f.remark("date as filed could not be read: " + clip(store.Redact(text), 40))
	}
	*into = d
}

func (f *filing) memoCode(r *Row) {
	switch code := r.at(atMemoCode); code {
	case "":
	case "X", "x":
		f.tx.Memo = true
	default:
		f.remark(fmt.Sprintf("memo code as filed: %q; only X marks a memo", clip(store.Redact(code), 20)))
	}
}

func (f *filing) remark(note string) {
	f.tx.InferredNote = store.JoinFilled("; ", f.tx.InferredNote, note)
}

// emit gives the row that fill read.
func (f *filing) emit() error {
	f.typed()
	return f.sink.Transaction(&f.tx)
}

// name reads whom a row is about: from parts, or from one column in which
// versions up to 5 have LAST^FIRST^MIDDLE^PREFIX^SUFFIX.
func (f *filing) name(r *Row) store.Name {
	n := store.Name{Last: r.at(atLast), Title: r.at(atPrefix), Suffix: r.at(atSuffix), First: joined(r.at(atFirst), r.at(atMiddle))}
	if n.IsZero() {
		n.Last = r.at(atOrganization)
	}
	if n.IsZero() {
		n = splitName(r.at(atWholeName), f.scan.header.NameDelimiter)
	}
	return n
}

func splitName(text, delimiter string) store.Name {
	if delimiter == "" || !strings.Contains(text, delimiter) {
		return store.Name{Last: text}
	}
	var parts [5]string
	for i, part := range strings.SplitN(text, delimiter, len(parts)) {
		parts[i] = strings.Trim(part, " "+delimiter)
	}
	return store.Name{Last: parts[0], First: joined(parts[1], parts[2]), Title: parts[3], Suffix: parts[4]}
}

// joined puts a blank between two texts when both are there.
func joined(a, b string) string {
	switch {
	case b == "":
		return a
	case a == "":
		return b
	}
	return a + " " + b
}

// described joins purpose and memo text, redacted: filers write addresses and
// phones there.
func described(purpose, memo string) string {
	text := purpose
	switch {
	case text == "":
		text = memo
	case memo != "" && memo != purpose:
		text += "; " + memo
	}
	// What is redacted has a digit or an at sign; most texts have neither.
	if strings.ContainsAny(text, "0123456789@") {
		return store.Redact(text)
	}
	return text
}

// target says for or against which candidate money was spent.
func target(last, first, office, state, district string) store.Target {
	t := store.Target{Candidate: store.JoinFilled(", ", last, first), Office: office, Jurisdiction: state}
	if state != "" && strings.Trim(district, "0") != "" {
		t.Jurisdiction += ", district " + district
	}
	return t
}

// target reads the candidate of a row of spending.
func (f *filing) target(r *Row) store.Target {
	last, first := r.at(atCandidateLast), r.at(atCandidateFirst)
	if last == "" && first == "" {
		n := splitName(r.at(atCandidateName), f.scan.header.NameDelimiter)
		last, first = n.Last, n.First
	}
	return target(last, first, r.at(atCandidateOffice), r.at(atCandidateState), r.at(atCandidateDistrict))
}
