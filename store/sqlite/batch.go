package sqlite

import (
	"database/sql/driver"

	"moneytrail/store"
)

// txnColumns are the columns of txn in the order in which value gives them.
var txnColumns = []string{
	"id", "filing_id", "committee_id", "part_id", "line", "offset", "length", "tbl", "schedule", "line_item", "tran_id",
	"kind", "direction", "entity", "last", "first", "suffix", "city", "state", "zip", "employer", "occupation",
	"committee_ref", "tran_type", "date", "amount", "cumulative", "memo", "street_hash", "contributor_id", "status", "reason",
}

func (r *row) txnValue(col int) driver.Value {
	switch col {
	case 0:
		return r.id
	case 1:
		return r.filing
	case 2:
		return idOrNull(r.committee)
	case 3:
		return r.part
	case 4:
		return int64(r.Pos.Line)
	case 5:
		return r.Pos.Offset
	case 6:
		return int64(r.Pos.Length)
	case 7:
		return int64(r.Table)
	case 8:
		return r.Schedule
	case 9:
		return idOrNull(int64(r.Line))
	case 10:
		return text(r.TranID)
	case 11:
		return int64(r.Kind)
	case 12:
		return int64(r.Direction)
	case 13:
		return text(r.Entity)
	case 14:
		return text(r.Counterparty.Last)
	case 15:
		return text(r.Counterparty.First)
	case 16:
		return text(r.Counterparty.Suffix)
	case 17:
		return text(r.Address.City)
	case 18:
		return text(r.Address.State)
	case 19:
		return text(r.Address.Zip)
	case 20:
		return text(r.Employer)
	case 21:
		return text(r.Occupation)
	case 22:
		return text(r.CommitteeID)
	case 23:
		return text(r.TranType)
	case 24:
		return text(string(r.Date))
	case 25:
		return int64(r.Amount)
	case 26:
		return idOrNull(int64(r.Cumulative))
	case 27:
		return idOrNull(flag(r.Memo))
	case 28:
		return idOrNull(r.street)
	case 29:
		return int64(r.contributor)
	case 30:
		return int64(r.status)
	default:
		return int64(r.reason)
	}
}

var detailColumns = []string{
	"txn_id", "title", "self_employed", "date_thru", "intermediary", "intermediary_committee", "code", "description",
	"target_candidate", "target_office", "target_jurisdiction", "target_measure", "target_support",
	"memo_ref", "back_ref", "cross_ref", "note",
}

func (r *row) hasDetail() bool {
	return r.Counterparty.Title != "" || r.SelfEmployed || r.DateThru != "" || !r.Intermediary.IsZero() ||
		r.IntermediaryCommitteeID != "" || r.Code != "" || r.Description != "" || !r.Target.IsZero() ||
		r.MemoRef != "" || r.BackRef != "" || r.CrossRef != "" || r.InferredNote != ""
}

func (r *row) detailValue(col int) driver.Value {
	switch col {
	case 0:
		return r.id
	case 1:
		return text(r.Counterparty.Title)
	case 2:
		return idOrNull(flag(r.SelfEmployed))
	case 3:
		return text(string(r.DateThru))
	case 4:
		return text(r.Intermediary.Full())
	case 5:
		return text(r.IntermediaryCommitteeID)
	case 6:
		return text(r.Code)
	case 7:
		return text(store.Redact(r.Description))
	case 8:
		return text(r.Target.Candidate)
	case 9:
		return text(r.Target.Office)
	case 10:
		return text(r.Target.Jurisdiction)
	case 11:
		return text(r.Target.Measure)
	case 12:
		return text(r.Target.Support)
	case 13:
		return text(r.MemoRef)
	case 14:
		return text(r.BackRef)
	case 15:
		return text(r.CrossRef)
	default:
		return text(r.InferredNote)
	}
}

var loanColumns = []string{"txn_id", "balance_start", "balance_end", "repaid", "forgiven", "interest", "original", "due"}

func (r *row) loanValue(col int) driver.Value {
	switch col {
	case 0:
		return r.id
	case 1:
		return int64(r.Loan.BalanceStart)
	case 2:
		return int64(r.Loan.BalanceEnd)
	case 3:
		return int64(r.Loan.Repaid)
	case 4:
		return int64(r.Loan.Forgiven)
	case 5:
		return int64(r.Loan.Interest)
	case 6:
		return int64(r.Loan.Original)
	default:
		return text(string(r.Loan.Due))
	}
}

var contributorColumns = []string{
	"id", "key", "name", "city", "state", "zip5", "entity", "committee_ref", "last", "first", "suffix", "employer", "occupation", "street_hash",
}

func (c *contributor) value(col int) driver.Value {
	switch col {
	case 0:
		return int64(c.id)
	case 1:
		return cleanText(c.key)
	case 2:
		return c.name
	case 3:
		return text(c.city)
	case 4:
		return text(c.state)
	case 5:
		return text(c.zip)
	case 6:
		return text(c.e)
	case 7:
		return text(c.committee)
	case 8:
		return text(c.parts.Last)
	case 9:
		return text(c.parts.First)
	case 10:
		return text(c.parts.Suffix)
	case 11:
		return text(c.employer)
	case 12:
		return text(c.occupation)
	default:
		return idOrNull(c.street)
	}
}

// text gives NULL for text that was not filed.
func text(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}

// idOrNull gives NULL for a number that was not given.
func idOrNull(n int64) driver.Value {
	if n == 0 {
		return nil
	}
	return n
}
