package store

// Table is the kind of line a row came from. Versions are chosen per table
// where a publisher's defects demand it (CAL-ACCESS).
type Table uint8

const (
	TableNone Table = iota
	TableReceipts
	TableLoans
	TableExpenditures
	TableDebts
	TableLateContributions // Form 497
	TableIndependent       // Form 496 part 1
	TableSummary
	TableCover
	TableMemo
	TableCount // number of tables, not a table
)

var tableNames = [TableCount]string{
	"none", "receipts", "loans", "expenditures", "debts", "late-contributions", "independent", "summary", "cover", "memo",
}

// String gives the table's name as it stands in the database and in output.
func (t Table) String() string {
	if t < TableCount {
		return tableNames[t]
	}
	return "unknown"
}

// Kind is what moved.
type Kind uint8

const (
	KindUnknown Kind = iota
	KindMonetary
	KindInKind
	KindLoan
	KindForgiveness // a forgiven loan, reappearing on Schedule A (TRAN_TYPE F)
	KindReturn      // a refund or returned gift
	KindTransfer    // between committees (TRAN_TYPE X, Schedule A-1)
	KindIndependent // independent expenditure
	KindExpenditure
	KindDebt
	KindOtherReceipt // Schedule I, interest, refunds to the committee
	kindCount
)

var kindNames = [kindCount]string{
	"unknown", "monetary", "in-kind", "loan", "loan-forgiveness", "return", "transfer",
	"independent-expenditure", "expenditure", "debt", "other-receipt",
}

// String gives the kind's name as printed.
func (k Kind) String() string {
	if k < kindCount {
		return kindNames[k]
	}
	return "unknown"
}

// Direction is from the filer's point of view.
type Direction uint8

const (
	DirectionUnknown Direction = iota
	Received
	Made
)

// String gives "received", "made" or "unknown".
func (d Direction) String() string {
	return [...]string{"unknown", "received", "made"}[min(int(d), 2)]
}

// Name is a person's or an organisation's name as filed, in parts. An
// organisation stands in Last alone.
type Name struct{ Last, First, Title, Suffix string }

// Full joins the parts in reading order: "Title First Last Suffix".
func (n Name) Full() string {
	out := make([]byte, 0, len(n.Title)+len(n.First)+len(n.Last)+len(n.Suffix)+3)
	for _, part := range [...]string{n.Title, n.First, n.Last, n.Suffix} {
		if part == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, part...)
	}
	return string(out)
}

// IsZero reports whether nothing is named.
func (n Name) IsZero() bool { return n == Name{} }

// Address is where a contributor lives, without what must not be stored:
// Street is hashed with a key by whoever stores it and then forgotten.
type Address struct{ Street, City, State, Zip string }

// Transaction is one line of a filing that carries money, from the filer's
// point of view. Counterparty is who gave (receipts, loans), or who was paid
// or given to (expenditures, Form 497 part 2).
//
// Readers may reuse one Transaction for every row: a Sink copies what it keeps.
type Transaction struct {
	Filing   FilingKey
	Table    Table
	Schedule string // as filed: "A", "C", "I", "A-1", "F496P3", "F497P1", "B1", "D", "E", "G", "F461P5", "S496"..
	Line     int    // LINE_ITEM; 0 where the format has none
	TranID   string // as filed, blanks trimmed; unique within (filing version, schedule) in most software

	Kind      Kind
	Direction Direction

	Entity       string // IND COM OTH PTY SCC RCP.. as filed
	Counterparty Name
	Address      Address
	Employer     string
	Occupation   string
	SelfEmployed bool
	CommitteeID  string // the counterparty's committee id as filed ("Pending" and foreign ids occur)

	TranType   string // TRAN_TYPE as filed: "", I, X, R, F, T
	Date       Date
	DateThru   Date
	Amount     Cents // the row's money in its period; for loans the amount received in the period
	Cumulative Cents // to date, as filed; never summed
	Loan       Loan

	Intermediary            Name
	IntermediaryCommitteeID string
	Code                    string // EXPN_CODE
	Description             string
	Target                  Target

	Memo         bool   // MEMO_CODE X: informational
	MemoRef      string // points to a Memo of the same filing
	BackRef      string // BAKREF_TID: the row that this one details
	CrossRef     string // schedule of the same money elsewhere in the report (XREF_SCHNM)
	InferredNote string // what the reader inferred rather than read, in words; shown on the row

	Pos Position
}

// Loan holds the further amounts of a loan row (California B1): identity
// BalanceEnd = BalanceStart + received - Repaid - Forgiven.
type Loan struct {
	BalanceStart, BalanceEnd, Repaid, Forgiven, Interest, Original Cents
	Due                                                            Date
}

// SummaryLine is a cell of the filer's own summary page. A is the period, B
// the calendar year to date (never summed), C a third column where a form has
// one.
type SummaryLine struct {
	Filing   FilingKey
	Schedule string // "F460", "A", "B1", "C", "E", "I"..
	Line     string // as filed: "1", "16", "2a"
	A, B, C  Cents
	Pos      Position
}

// Memo is free text attached to a report or to a row of it by reference.
type Memo struct {
	Filing   FilingKey
	Schedule string
	Ref      string
	Text     string
	Pos      Position
}

// Person is someone a filing names besides contributors and payees.
type Person struct {
	Filing FilingKey
	Role   string // "treasurer", "assistant treasurer", "officer", "candidate", "controlling candidate", "sponsor", "related committee"..
	Name   Name
	City   string
	State  string
	Zip    string
	ID     string // committee id of a related committee
	Target Target // for a measure or candidate that the filing is about
	Pos    Position
}

// Quarantined is a line that could not be read. Nothing of it is lost: Pos
// leads to the raw bytes, Text is redacted.
type Quarantined struct {
	Pos    Position
	Text   string // redacted: no street lines, phones, e-mails
	Reason string
}

// Reference is a run of lines that carry neither money nor a filer, kept by
// place rather than by content.
type Reference struct {
	Part   string
	Record string // name of the table or record type: "CVR2_LOBBY_DISCLOSURE_CD", "CVR3"
	Lines  int
	First  Position
	Last   Position
}

// Tally is what became of the lines of one part of a file:
// Lines = Typed + Referenced + Quarantined, always. Header lines and blank
// lines at the end are not lines.
type Tally struct {
	Part                                  string
	Lines, Typed, Referenced, Quarantined int
}

// Balanced reports whether every line is accounted for.
func (t Tally) Balanced() bool { return t.Lines == t.Typed+t.Referenced+t.Quarantined }

// Add adds the numbers of u to t; the part stays t's.
func (t *Tally) Add(u Tally) {
	t.Lines += u.Lines
	t.Typed += u.Typed
	t.Referenced += u.Referenced
	t.Quarantined += u.Quarantined
}
