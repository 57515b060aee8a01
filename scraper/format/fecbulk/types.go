package fecbulk

import "moneytrail/store"

// transactionType is what a TRANSACTION_TP says of a row.
type transactionType struct {
	schedule  string
	file      string // the file that the FEC puts the type in
	table     store.Table
	kind      store.Kind
	direction store.Direction
	other     otherUse
	support   string // "S" or "O" of spending for or against a candidate
}

// otherUse is what OTHER_ID names.
type otherUse uint8

const (
	otherParty     otherUse = iota // the counterparty, unless it is an individual
	otherConduit                   // who passed an earmarked gift on
	otherElsewhere                 // the committee in whose report the same money stands
	otherCandidate                 // the candidate whom the money was for or against
)

// typeOf gives what is known of a transaction type: the FEC's list of
// transaction type codes, and the choice of types for each file. An unknown
// one has no kind, so that it is never counted.
func typeOf(code string) transactionType {
	if t, ok := transactionTypes[code]; ok {
		return t
	}
	return transactionType{schedule: "FEC" + code, file: "oth", table: store.TableReceipts}
}

// transactionTypes is read-only.
var transactionTypes = listTypes()

func listTypes() map[string]transactionType {
	all := make(map[string]transactionType)
	add := func(t transactionType, codes ...string) {
		for _, c := range codes {
			t.schedule = "FEC" + c
			all[c] = t
		}
	}
	received := func(file string, kind store.Kind, other otherUse) transactionType {
		return transactionType{file: file, table: store.TableReceipts, kind: kind, direction: store.Received, other: other}
	}
	paid := func(file string, kind store.Kind, other otherUse) transactionType {
		return transactionType{file: file, table: store.TableExpenditures, kind: kind, direction: store.Made, other: other}
	}
	loan := transactionType{file: "oth", table: store.TableLoans, kind: store.KindLoan, direction: store.Received}
	lent := transactionType{file: "oth", table: store.TableLoans, kind: store.KindLoan, direction: store.Made}
	addReceipts(add, received)
	add(loan, "16C", "16F", "16G", "16H", "16R", "16U")
	add(lent, "22G", "22H", "22X")
	addPayments(add, paid)
	return all
}

type adder = func(transactionType, ...string)

type maker = func(string, store.Kind, otherUse) transactionType

func addReceipts(add adder, received maker) {
	add(received("indiv", store.KindMonetary, otherParty), "10", "11", "15", "15C", "19", "30", "30T", "31", "31T", "32", "32T")
	add(received("indiv", store.KindMonetary, otherConduit), "15E", "30E", "31E", "32E")
	add(received("indiv", store.KindMonetary, otherElsewhere), "15I", "15T")
	add(received("oth", store.KindMonetary, otherParty), "13", "15K", "18K", "18U", "30K", "31K", "32K")
	add(received("oth", store.KindInKind, otherParty), "15Z")
	add(received("oth", store.KindForgiveness, otherParty), "15F")
	add(received("oth", store.KindTransfer, otherParty), "18G", "30G", "31G", "32G")
	add(received("oth", store.KindMonetary, otherElsewhere), "10J", "11J", "15J", "18J", "19J", "30F", "30J", "31F", "31J", "32F", "32J", "18L")
	add(received("oth", store.KindOtherReceipt, otherParty), "12", "16J", "16K", "16L", "17R", "17U", "17Y", "17Z", "18H")
}

func addPayments(add adder, paid maker) {
	add(paid("indiv", store.KindReturn, otherParty), "20Y", "21Y", "22Y", "40T", "40Y", "41T", "41Y", "42T", "42Y")
	add(paid("oth", store.KindReturn, otherParty), "22R", "22Z", "23Y", "40Z", "41Z", "42Z")
	add(paid("indiv", store.KindMonetary, otherElsewhere), "24I", "24T")
	add(paid("oth", store.KindExpenditure, otherParty), "20", "20A", "20B", "20C", "20D", "20F", "20G", "20R", "20V", "22J", "22K", "22L", "22U", "28L", "29", "40", "41", "42")
	add(paid("oth", store.KindTransfer, otherParty), "24G")
	add(paid("oth", store.KindMonetary, otherParty), "24H", "24K", "24P", "24R", "24U")
	add(paid("oth", store.KindInKind, otherParty), "24Z")
	forCandidate := func(kind store.Kind, support string, codes ...string) {
		t := paid("oth", kind, otherCandidate)
		t.support = support
		if kind == store.KindIndependent {
			t.table = store.TableIndependent
		}
		add(t, codes...)
	}
	forCandidate(store.KindExpenditure, "S", "24C", "24F")
	forCandidate(store.KindExpenditure, "O", "24N")
	forCandidate(store.KindIndependent, "S", "24E")
	forCandidate(store.KindIndependent, "O", "24A")
}

// Classify sets schedule, table, kind and direction of a row by its transaction
// type, and puts other (OTHER_ID: a committee's or a candidate's id) where it
// belongs; a refund's amount is turned. It gives the short name of the file that
// the publisher puts such rows in: "indiv", "oth". The row's entity and amount
// must be set.
func Classify(t *store.Transaction, code, other string) (file string) {
	kind := typeOf(code)
	t.Table, t.Schedule, t.Kind, t.Direction, t.TranType = kind.table, kind.schedule, kind.kind, kind.direction, code
	named(t, &kind, other, "")
	if kind.kind == store.KindReturn {
		refund(t)
	}
	return kind.file
}

// FilingKey is the key of a filing's rows in a bulk file, as its reader makes
// it, and the day on which the filing was received, where the number of its
// first page image tells it. number is the filing's number, image that of the
// row's page.
func FilingKey(file, committee, number, image string) (report string, received store.Date) {
	if number == "" || number == "0" {
		number = "image:" + image
	}
	return file + "|" + committee + "|" + number, imageDate(image)
}

// PersonName cuts a name as the FEC writes it, "LAST, FIRST MIDDLE MR. JR.",
// into its parts; an organisation's is left whole.
func PersonName(name, entity string) store.Name { return counterparty(name, entity) }
