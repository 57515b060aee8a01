package fecbulk

import "moneytrail/store"

// itemized takes a row of itcont or itoth: CMTE_ID, AMNDT_IND, RPT_TP,
// TRANSACTION_PGI, IMAGE_NUM, TRANSACTION_TP, ENTITY_TP, NAME, CITY, STATE,
// ZIP_CODE, EMPLOYER, OCCUPATION, TRANSACTION_DT, TRANSACTION_AMT, OTHER_ID,
// TRAN_ID, FILE_NUM, MEMO_CD, MEMO_TEXT, SUB_ID.
func (m *member) itemized(r *row) error {
	kind := typeOf(r.at(5))
	return m.transaction(r, &kind, kind.file, "", 16)
}

// toCandidate takes a row of itpas2, which has CAND_ID after OTHER_ID.
func (m *member) toCandidate(r *row) error {
	kind := typeOf(r.at(5))
	return m.transaction(r, &kind, "pas2", r.at(16), 17)
}

// transaction takes the columns that the files share; after is the place of
// TRAN_ID.
func (m *member) transaction(r *row, kind *transactionType, file, candidate string, after int) error {
	filer := r.at(0)
	amount, ok := dollars(r.at(14))
	if !ok {
		return noAmount
	}
	record, ok := recordNumber(r.at(after + 4))
	switch {
	case !isCommittee(filer):
		return continuation
	case !ok:
		return noRecord
	}
	key, err := m.filing(origin{file: file, committee: filer, number: r.at(after + 1), image: r.at(4), report: r.at(2)})
	if err != nil {
		return err
	}
	t := &m.tx
	*t = store.Transaction{
		Filing: key, Table: kind.table, Schedule: kind.schedule, Line: record, TranID: r.at(after), Kind: kind.kind, Direction: kind.direction,
		Entity: r.at(6), TranType: r.at(5), Amount: amount, Memo: isMemo(r.at(after + 2)), Description: r.at(after + 3), Pos: r.pos,
		Address: store.Address{City: r.at(8), State: r.at(9), Zip: r.at(10)}, Employer: r.at(11), Occupation: r.at(12),
	}
	t.Date = m.dates.date(r.at(13), &t.InferredNote)
	t.Counterparty = counterparty(r.at(7), t.Entity)
	named(t, kind, r.at(15), candidate)
	if kind.kind == store.KindReturn {
		refund(t)
	}
	return m.sink.Transaction(t)
}

// counterparty cuts the names of people; what has no entity type is left as it
// is.
func counterparty(name, entity string) store.Name {
	if entity == "IND" || entity == "CAN" {
		return person(name)
	}
	return store.Name{Last: name}
}

// named puts OTHER_ID and CAND_ID where they belong. An individual has no
// committee id: what stands there is the conduit's.
func named(t *store.Transaction, kind *transactionType, other, candidate string) {
	use := kind.other
	if use == otherParty && t.Entity == "IND" && isCommittee(other) && t.Direction == store.Received {
		use = otherConduit
	}
	switch {
	case other == "":
	case use == otherConduit:
		t.IntermediaryCommitteeID = other
	case use == otherElsewhere:
		t.CrossRef = other
	case use == otherParty && t.Entity != "IND":
		t.CommitteeID = other
	}
	if use == otherCandidate && candidate == "" && isCandidate(other) {
		candidate = other
	}
	if candidate != "" {
		t.Target = store.Target{Candidate: candidate, Office: office(candidate), Support: kind.support}
	}
}

// office names the office that the first letter of a candidate's id stands for.
func office(candidate string) string {
	switch candidate[0] {
	case 'H':
		return "House"
	case 'S':
		return "Senate"
	case 'P':
		return "President"
	}
	return ""
}

// refund makes a refund paid a negative amount. Filers file it as a positive
// one, and a correction of it as a negative one.
func refund(t *store.Transaction) {
	addNote(&t.InferredNote, "a refund paid, filed as "+t.Amount.String()+": it is taken off what was received")
	t.Amount = -t.Amount
}

func isMemo(s string) bool { return s == "X" || s == "x" }
