package fecfile

import "strings"

// place is what a column means, whatever its layout calls it.
type place uint8

const (
	atTranID place = iota
	atBackRef
	atBackSchedule
	atEntity
	atWholeName // LAST^FIRST^MIDDLE^PREFIX^SUFFIX, versions 1 to 5
	atOrganization
	atLast
	atFirst
	atMiddle
	atPrefix
	atSuffix
	atStreet1
	atStreet2
	atCity
	atState
	atZip
	atElection
	atDate
	atDisbursementDate
	atAmount
	atAggregate
	atPurposeCode
	atPurpose
	atCategory
	atEmployer
	atOccupation
	atCommitteeID
	atCandidateID
	atCandidateName
	atCandidateLast
	atCandidateFirst
	atCandidateOffice
	atCandidateState
	atCandidateDistrict
	atSupport
	atConduit
	atMemoCode
	atMemoText
	atAccount
	atBalanceStart
	atIncurred
	atPaid
	atBalanceEnd
	atDue
	atCommunicationDate
	atText
	placeCount
)

// places says where each place stands in a layout, -1 when nowhere.
type places [placeCount]int16

// names of columns by place, without the words that say whose name or address
// it is (contributor, payee, lender ..).
var columnNames = map[string]place{
	"transaction_id": atTranID, "transaction_id_number": atTranID, "tran_id": atTranID,
	"back_reference_tran_id_number": atBackRef, "back_ref_tran_id": atBackRef, "back_reference_tran_id": atBackRef,
	"back_reference_sched_name": atBackSchedule, "back_ref_sched_name": atBackSchedule, "back_reference_sched_form_name": atBackSchedule,
	"entity_type": atEntity,
	"name":        atWholeName, "name_payee": atWholeName, "name_loan_source": atWholeName, "name_debtor_creditor": atWholeName,
	"name_contributor_lender": atWholeName, "ind_name_endorser_guarantor": atWholeName, "account_name": atWholeName, "ind_name_share_exer_control": atWholeName,
	"organization_name": atOrganization, "last_name": atLast, "first_name": atFirst, "middle_name": atMiddle, "prefix": atPrefix, "suffix": atSuffix,
	"last_name_share_exer_control": atLast,
	"street_1":                     atStreet1, "street_2": atStreet2, "city": atCity, "state": atState, "zip": atZip,
	"election_code": atElection, "item_elect_cd": atElection, "election": atElection, "rptpgi": atElection,
	"contribution_date": atDate, "date_received": atDate, "expenditure_date": atDate, "date_of_expenditure": atDate, "date": atDate,
	"date_of_contribution": atDate, "donation_date": atDate, "refund_date": atDate, "loan_incurred_date": atDate, "loan_incurred_date_terms": atDate,
	"item_contribution_aquired_date": atDate, //nolint:misspell // the FEC's own label
	"date_incurred":                  atDate, "receipt_date": atDate, "dissemination_date": atDate, "date_of_receipt": atDate, "date_of_receipt_transfer_in": atDate,
	"communication_date": atCommunicationDate, "date_of_communication": atCommunicationDate,
	"disbursement_date":   atDisbursementDate,
	"contribution_amount": atAmount, "amount_received": atAmount, "expenditure_amount": atAmount, "amount_of_expenditure": atAmount,
	"amount_expended": atAmount, "amount": atAmount, "donation_amount": atAmount, "refund_amount": atAmount, "communication_cost_per_candidate": atAmount,
	"cost_of_communication": atAmount, "total_fed_nonfed_amount": atAmount, "total_amount": atAmount, "transferred_amount": atAmount,
	"amount_transferred": atAmount, "loan_amount_original": atAmount, "orig_amt_of_loan": atAmount, "loan_amount": atAmount, "amt_of_loan": atAmount,
	"item_fair_market_value": atAmount, "fair_market_value_of_item": atAmount,
	"guaranteed_amount": atAmount, "amount_guaranteed_balance": atAmount,
	"contribution_aggregate": atAggregate, "aggregate_amt_y_t_d": atAggregate, "aggregate_amt_to_date": atAggregate, "aggregate": atAggregate,
	"donation_aggregate_amount": atAggregate, "calendar_y_t_d_per_election_office": atAggregate, "calendar_ytd_office_sought": atAggregate,
	"calendar_ytd_for_election_office_sought": atAggregate, "aggregate_general_elec_expended": atAggregate, "event_year_to_date": atAggregate,
	"activity_event_total_ytd": atAggregate, "activity_event_year_to_date": atAggregate, "agg_gen_ele_amount_expended": atAggregate,
	"agg_general_elect_amount_expended": atAggregate,
	"contribution_purpose_code":         atPurposeCode, "expenditure_purpose_code": atPurposeCode, "trans_code": atPurposeCode,
	"contribution_purpose_descrip": atPurpose, "expenditure_purpose_descrip": atPurpose, "trans_descrip": atPurpose, "transdesc": atPurpose,
	"purpose_event": atPurpose, "purpose_of_debt_or_obligation": atPurpose, "nature_purpose_debt_description": atPurpose, "transdesc_comm_descrip": atPurpose,
	"communication_type_other_description": atPurpose, "event_name": atPurpose, "event_activity_id_name": atPurpose,
	"item_description": atPurpose, "transaction_code": atPurposeCode,
	"category_code": atCategory, "communication_type": atCategory,
	"employer": atEmployer, "indemp": atEmployer, "occupation": atOccupation, "indocc": atOccupation,
	"committee_fec_id": atCommitteeID, "committee_id_number": atCommitteeID, "cmtte_fec_id_number": atCommitteeID, "fec_committee_id_number": atCommitteeID,
	"candidate_fec_id": atCandidateID, "candidate_id_number": atCandidateID, "fec_candidate_id_number": atCandidateID, "fec_can_id_number": atCandidateID,
	"candidate_name": atCandidateName, "can_name": atCandidateName,
	"candidate_last_name": atCandidateLast, "candidate_first_name": atCandidateFirst,
	"candidate_office": atCandidateOffice, "can_office": atCandidateOffice, "candidate_state": atCandidateState, "can_state": atCandidateState,
	"candidate_district": atCandidateDistrict, "candidate_dist": atCandidateDistrict, "can_dist": atCandidateDistrict,
	"support_oppose": atSupport, "support_oppose_code": atSupport, "conduit_name": atConduit,
	"memo_code": atMemoCode, "memo_text": atMemoText, "memo_text_description": atMemoText,
	"reference_to_si_or_sl_system_code_that_identifies_the_account": atAccount,
	"beginning_balance": atBalanceStart, "beginning_balance_this_period": atBalanceStart,
	"incurred_this_period": atIncurred, "incurred_amount_this_period": atIncurred,
	"payment_this_period": atPaid, "payment_amount_this_period": atPaid, "payment_to_date": atPaid, "loan_payment_to_date": atPaid,
	"balance_at_close": atBalanceEnd, "balance_at_close_this_period": atBalanceEnd, "loan_balance": atBalanceEnd,
	"due_date_terms": atDue, "loan_due_date_terms": atDue, "date_due": atDue, "loan_due_date": atDue,
	"text4000": atText,
}

var owners = []string{
	"contributor_", "contrib_", "payee_", "recipient_", "lender_", "guarantor_", "creditor_", "donor_", "beneficiary_", "controller_", "s_o_",
}

// findPlaces finds the places of a layout of rows. The first column of a
// meaning counts; on Schedule F the last, where the payee comes after the
// committees that share the limit.
func findPlaces(l *Layout) places {
	var p places
	for i := range p {
		p[i] = -1
	}
	for i, c := range l.Columns {
		name := c.Name
		if l.Form == "SF" {
			name = strings.TrimRight(name, "_0123456789")
			if c.Name == "street_1" || strings.HasPrefix(c.Name, "street_1_") || c.Name == "payee_street_1" {
				name = "street_1"
			} else if c.Name == "street_2" || strings.HasPrefix(c.Name, "street_2_") || c.Name == "payee_street_2" {
				name = "street_2"
			}
		}
		for _, owner := range owners {
			if rest, ok := strings.CutPrefix(name, owner); ok {
				name = rest
				break
			}
		}
		if at, ok := columnNames[name]; ok && (p[at] < 0 || l.Form == "SF") {
			p[at] = int16(i)
		}
	}
	if l.Form == "H5" {
		p[atAmount] = int16(indexOf(l, "total_amount_transferred"))
	}
	return p
}

func indexOf(l *Layout, name string) int {
	for i, c := range l.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}
