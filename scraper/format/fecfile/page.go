package fecfile

import (
	"strings"

	"moneytrail/store"
)

// page takes a row that is a summary page beside the cover's: of an account for
// state and local elections (SI), of a Levin account (SL), of a new election
// cycle (F3S, F3PS), of the candidate's committees one by one and together
// (F3Z, F3PZ). A page without an amount is kept raw; one with an amount that
// cannot be read is quarantined whole.
func (f *filing) page(r *Row) error {
	schedule := f.pageName(r)
	lines, err := f.cells(r, schedule)
	switch {
	case err != nil:
		return f.quarantine(r, "an amount of the summary page cannot be read: "+reason(err))
	case len(lines) == 0:
		f.refer(f.rawName(r), f.position(r))
		return nil
	}
	f.typed()
	if err := f.emitSummary(lines); err != nil {
		return err
	}
	return f.pageOwner(r, schedule)
}

// pageName gives the schedule of a page's lines: the row type and, since a
// report may have several such pages, the account or committee that it is of,
// "SL:L1". An account has a code that Schedules A and B refer to; without one
// its name stands, or else the transaction id. Numbers of bank accounts are
// never used. Pages of totals ("F3ZT", "F3Z2") are of no committee.
func (f *filing) pageName(r *Row) string {
	switch r.Layout.Form {
	case "SI", "SL":
		owner := accountCode(r)
		if owner == "" {
			owner = store.Redact(clip(accountName(r), 80))
		}
		if owner == "" {
			owner = r.at(atTranID)
		}
		return store.JoinFilled(":", r.Type, owner)
	case "F3Z", "F3Z1", "F3PZ1":
		return store.JoinFilled(":", r.Type, authorized(r))
	}
	return r.Type
}

// accountCode reads the code of an account. Version 3 labels the column of
// system codes "account number"; version 5 put the label right.
func accountCode(r *Row) string {
	return named(r, "record_id_number_for_account_name", "system_code_for_account_named_in_field_3", "system_code_for_account_named_in_field_4",
		"account_number_for_account_named_in_field_4")
}

// authorized reads the id of the committee that a page of Form 3Z or 3PZ is of.
func authorized(r *Row) string {
	return strings.ToUpper(named(r, "committee_id_number_auth", "fec_committee_id_number_auth"))
}

func accountName(r *Row) string { return named(r, "account_name", "name_of_account") }

// pageOwner keeps what a page says besides amounts: name and period of an
// account, the day on which a cycle began, a committee of the candidate.
func (f *filing) pageOwner(r *Row, schedule string) error {
	var text string
	switch r.Layout.Form {
	case "SI", "SL":
		from, thru := day(r, "coverage_from_date", "date_coverage_from"), day(r, "coverage_through_date", "date_coverage_to")
		text = store.JoinFilled(", ", prefixed("account: ", accountName(r)), prefixed("from ", string(from)), prefixed("to ", string(thru)))
	case "F3S", "F3PS":
		text = store.JoinFilled(", ", prefixed("general election: ", string(day(r, "date_general_election"))),
			prefixed("the cycle begins on ", string(day(r, "date_day_after_general_election"))))
	case "F3Z", "F3Z1", "F3PZ1":
		if id := authorized(r); id != f.head.Filer.ID {
			return f.person(r, store.Person{Role: "authorized committee", Name: store.Name{Last: named(r, "committee_name_auth")}, ID: id})
		}
	}
	if text == "" {
		return nil
	}
	return f.sink.Memo(&store.Memo{Filing: f.head.Key, Schedule: schedule, Ref: r.at(atTranID), Text: store.Redact(text), Pos: f.position(r)})
}

// prefixed puts a word before a text that is there.
func prefixed(word, text string) string {
	if text == "" {
		return ""
	}
	return word + text
}
