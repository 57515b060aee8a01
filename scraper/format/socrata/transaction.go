package socrata

import (
	"strings"

	"moneytrail/store"
)

// transaction reads a row with money. It gives the reason when the row cannot
// be read.
func (rd *reader) transaction(kind Kind, key store.FilingKey) (store.Transaction, string) {
	tx := store.Transaction{Filing: key, Schedule: kind.Schedule, Pos: rd.pos}
	if form := formOf(rd.get("form")); form == "F497" && (tx.Schedule == "A" || tx.Schedule == "C") {
		tx.Schedule = "F497P1"
		tx.InferredNote = "the row is on Form 497; that it was received is told from its kind"
	}
	tx.TranType, tx.Code = strings.ToUpper(rd.get("tran_type")), rd.get("code")
	classify(&tx)
	if reason := rd.money(&tx); reason != "" {
		return tx, reason
	}
	tx.Date, tx.DateThru = rd.date(&tx, "date"), rd.date(&tx, "date_thru")
	rd.parties(&tx)
	tx.TranID, tx.Entity = rd.get("tran_id"), rd.get("entity")
	tx.Employer, tx.Occupation, tx.SelfEmployed = rd.get("employer"), rd.get("occupation"), yes(rd.get("self"))
	tx.Description, tx.Memo = rd.get("description"), yes(rd.get("memo"))
	tx.MemoRef, tx.BackRef, tx.CrossRef = rd.get("memo_ref"), rd.get("back_ref"), rd.get("cross_ref")
	tx.Target = rd.target()
	return tx, ""
}

func (rd *reader) money(tx *store.Transaction) string {
	if rd.get("amount") == "" {
		tx.InferredNote = store.JoinFilled("; ", tx.InferredNote, "the amount was left blank")
	}
	for field, into := range map[string]*store.Cents{
		"amount": &tx.Amount, "cumulative": &tx.Cumulative, "loan_balance_start": &tx.Loan.BalanceStart, "loan_balance_end": &tx.Loan.BalanceEnd,
		"loan_repaid": &tx.Loan.Repaid, "loan_forgiven": &tx.Loan.Forgiven, "loan_interest": &tx.Loan.Interest, "loan_original": &tx.Loan.Original,
	} {
		cents, err := store.ParseCents(rd.get(field))
		if err != nil {
			return "an amount cannot be read: " + field
		}
		*into = cents
	}
	tx.Loan.Due = rd.date(tx, "loan_due")
	return ""
}

// date reads a day; one that cannot be read is said so on the row.
func (rd *reader) date(tx *store.Transaction, field string) store.Date {
	date, err := store.ParseDate(rd.get(field))
	if err != nil {
		tx.InferredNote = store.JoinFilled("; ", tx.InferredNote, "date as filed could not be read: "+store.Redact(rd.get(field)))
	}
	return date
}

func (rd *reader) parties(tx *store.Transaction) {
	tx.Counterparty = store.Name{Last: rd.get("last"), First: rd.get("first"), Title: rd.get("title"), Suffix: rd.get("suffix")}
	if name := rd.get("name"); tx.Counterparty.IsZero() && name != "" {
		tx.Counterparty = whole(name)
	}
	tx.Address = store.Address{
		Street: strings.TrimSpace(rd.get("street") + " " + rd.get("street2")), City: rd.get("city"), State: rd.get("state"), Zip: rd.get("zip"),
	}
	tx.CommitteeID = rd.get("committee_id")
	tx.Intermediary = store.Name{Last: rd.get("int_last"), First: rd.get("int_first"), Title: rd.get("int_title"), Suffix: rd.get("int_suffix")}
	if name := rd.get("int_name"); tx.Intermediary.IsZero() && name != "" {
		tx.Intermediary = whole(name)
	}
	tx.IntermediaryCommitteeID = rd.get("int_committee")
}

// whole takes a name in one piece. "Last, First" is a person's; a name without
// a comma, or with several, stays in one piece.
func whole(name string) store.Name {
	last, first, ok := strings.Cut(name, ",")
	first = strings.TrimSpace(first)
	if !ok || first == "" || strings.Contains(first, ",") || isCompanyEnding(first) {
		return store.Name{Last: name}
	}
	return store.Name{Last: strings.TrimSpace(last), First: first}
}

func isCompanyEnding(text string) bool {
	switch strings.ToUpper(strings.Trim(strings.ReplaceAll(text, ".", ""), " ")) {
	case "INC", "LLC", "LLP", "LP", "PC", "APC", "CORP", "LTD", "CO", "INCORPORATED", "A PROFESSIONAL CORPORATION", "A LAW CORPORATION":
		return true
	}
	return false
}

func (rd *reader) target() store.Target {
	t := store.CALTarget{
		Last: rd.get("cand_last"), First: rd.get("cand_first"), OfficeCode: rd.get("office_code"), Office: rd.get("office"),
		JurisdictionCode: rd.get("juris_code"), Jurisdiction: rd.get("juris"), District: rd.get("district"),
		Measure: rd.get("measure"), Number: rd.get("measure_number"), MeasureJurisdiction: rd.get("measure_juris"), Support: rd.get("support"),
	}
	if t.Last == "" && t.First == "" {
		t.Last = rd.get("cand_name")
	}
	return t.Target()
}

func yes(s string) bool {
	switch strings.ToUpper(s) {
	case "Y", "X", "T", "1", "YES", "TRUE":
		return true
	}
	return false
}
