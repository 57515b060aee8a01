package fecapi

import (
	"strconv"
	"strings"

	"moneytrail/scraper/format/fecbulk"
	"moneytrail/scraper/format/jsonlist"
	"moneytrail/store"
)

// lineFile stands in keys for rows that no bulk file has.
const lineFile = "line"

// receipt reads a row of Schedule A.
func (rd *reader) receipt(e *jsonlist.Record) error {
	err := rd.need(e, "sub_id", "committee_id", "file_number", "image_number", "line_number", "receipt_type", "contribution_receipt_amount",
		"contribution_receipt_date", "contributor_name", "memo_text")
	if err != nil {
		return err
	}
	file, reason := rd.fill(e)
	if reason != "" {
		return rd.quarantine(e, reason)
	}
	if err := rd.announce(e, file); err != nil {
		return err
	}
	rd.tally.Typed++
	return rd.sink.Transaction(&rd.tx)
}

// fill reads a row into rd.tx and gives the bulk file that has such rows. It
// gives the reason when that cannot be done.
func (rd *reader) fill(e *jsonlist.Record) (file, reason string) {
	number, err := strconv.ParseInt(e.Text("sub_id"), 10, 64)
	switch {
	case !isCommittee(e.Text("committee_id")):
		return "", "the row names no committee"
	case err != nil || number <= 0:
		return "", "the number of the row (sub_id) cannot be read"
	}
	tx := &rd.tx
	*tx = store.Transaction{
		Line: int(number), TranID: firstOf(e.Text("tran_id"), e.Text("transaction_id")), Entity: e.Text("entity_type"), Counterparty: nameOf(e),
		Address: store.Address{
			Street: store.JoinFilled(", ", e.Text("contributor_street_1"), e.Text("contributor_street_2")),
			City:   e.Text("contributor_city"), State: e.Text("contributor_state"), Zip: e.Text("contributor_zip"),
		},
		Employer: e.Text("contributor_employer"), Occupation: e.Text("contributor_occupation"), Description: e.Text("memo_text"),
		Memo:    strings.EqualFold(e.Text("memo_code"), "X") || (!e.Has("memo_code") && e.Text("memoed_subtotal") == "true"),
		BackRef: e.Text("back_reference_transaction_id"), CrossRef: e.Text("back_reference_schedule_name"), Pos: e.Position(rd.part),
	}
	amount := e.Text("contribution_receipt_amount")
	if tx.Amount, err = store.ParseCents(amount); err != nil || amount == "" {
		return "", "the amount is missing or cannot be read"
	}
	if text := e.Text("contributor_aggregate_ytd"); text != "" {
		if tx.Cumulative, err = store.ParseCents(text); err != nil {
			return "", "the amount to date cannot be read"
		}
	}
	if tx.Date, err = store.ParseDate(e.Text("contribution_receipt_date")); err != nil {
		tx.InferredNote = "date as filed could not be read"
	}
	file = lineFile
	if code := e.Text("receipt_type"); code != "" {
		file = fecbulk.Classify(tx, code, e.Text("contributor_id"))
	} else if reason := byLine(tx, e.Text("line_number"), e.Text("contributor_id")); reason != "" {
		return "", reason
	}
	if conduit := e.Text("conduit_committee_id"); conduit != "" && tx.IntermediaryCommitteeID == "" {
		tx.IntermediaryCommitteeID = conduit
	}
	tx.Filing = store.FilingKey{System: store.SystemFECAPI}
	tx.Filing.Report, _ = fecbulk.FilingKey(file, e.Text("committee_id"), e.Text("file_number"), e.Text("image_number"))
	return file, ""
}

func nameOf(e *jsonlist.Record) store.Name {
	name := store.Name{
		Last: e.Text("contributor_last_name"), First: store.JoinFilled(" ", e.Text("contributor_first_name"), e.Text("contributor_middle_name")),
		Title: e.Text("contributor_prefix"), Suffix: e.Text("contributor_suffix"),
	}
	if name.Last == "" || e.Text("entity_type") != "IND" {
		return fecbulk.PersonName(e.Text("contributor_name"), e.Text("entity_type"))
	}
	return name
}

// byLine tells what a row without a transaction type is by the line of the form
// that it stands on: 11 and 17A to 17D contributions, 12 and 18 transfers, 10, 13
// and 19 loans, the rest other receipts (Forms 3, 3X and 3P).
func byLine(tx *store.Transaction, line, other string) string {
	if line == "" {
		return "the row has neither a transaction type nor a line"
	}
	line = strings.ToUpper(line)
	tx.Table, tx.Direction, tx.Schedule = store.TableReceipts, store.Received, "SA"+line
	switch {
	case strings.HasPrefix(line, "11"), len(line) > 2 && strings.HasPrefix(line, "17") && line[2] >= 'A' && line[2] <= 'D':
		tx.Kind = store.KindMonetary
	case strings.HasPrefix(line, "12"), strings.HasPrefix(line, "18"):
		tx.Kind = store.KindTransfer
	case strings.HasPrefix(line, "13"), strings.HasPrefix(line, "19"), line == "10":
		tx.Kind = store.KindLoan
	default:
		tx.Kind = store.KindOtherReceipt
	}
	switch {
	case !isCommittee(other):
	case tx.Entity == "IND":
		tx.IntermediaryCommitteeID = other
	default:
		tx.CommitteeID = other
	}
	return ""
}

// announce gives the head of a row's filing once, and its committee's name.
func (rd *reader) announce(e *jsonlist.Record, file string) error {
	key, committee, number := rd.tx.Filing, e.Text("committee_id"), e.Text("file_number")
	if rd.heads[key.Report] {
		return nil
	}
	rd.heads[key.Report] = true
	name := firstOf(e.Within("committee").Text("name"), e.Text("committee_name"))
	if err := rd.committee(committee, name); err != nil {
		return err
	}
	f := store.Filing{
		Key: key, Form: e.Text("filing_form"), Filer: store.FilerRef{Scheme: store.SchemeFEC, ID: committee}, FilerName: name,
		Statement: e.Text("report_type"), Partial: true, Pos: e.Position(rd.part),
	}
	_, f.Filed = fecbulk.FilingKey(file, committee, number, e.Text("image_number"))
	if digits(number) && number != "0" {
		f.ReportID = number
		f.URL = pageOf(committee, number)
	}
	return rd.sink.Filing(&f)
}

// pageOf is the publisher's page of a filing.
func pageOf(committee, number string) string {
	return "https://docquery.fec.gov/cgi-bin/forms/" + committee + "/" + number + "/"
}
