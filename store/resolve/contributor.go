package resolve

import "moneytrail/store"

// Contributor is who gave, as filed: one distinct combination of name, place
// and job. It is what [Exact] gives one id.
type Contributor struct {
	ID   store.DonorID // of the as-filed contributor; unique in one resolution
	Name store.Name    // as filed; a name in one field stands in Last
	// Entity is the form's code (IND COM OTH PTY SCC RCP), or empty: then the
	// name itself says whether it is a person's.
	Entity      string
	City, State string
	Zip         string // five digits are read; ZIP+4 is accepted
	Employer    string
	Occupation  string
	CommitteeID string // as filed; ignored for individuals
	AddressHash int64  // keyed hash of the street line; 0 when unknown
	Rows        int    // filed rows behind this contributor
	Cents       store.Cents
}

// Answer says whether two contributors are one donor.
type Answer uint8

const (
	// Different contributors are two donors.
	Different Answer = iota
	// Possible means "possibly the same": shown, never added up.
	Possible
	// Same contributors are one donor.
	Same
)

// String gives "different", "possible" or "same".
func (a Answer) String() string {
	return [...]string{"different", "possible", "same"}[min(int(a), 2)]
}

// Verdict is the answer about a pair with its reasons. Weight is the base-two
// logarithm of the odds that the two are one; hard separations stand in the
// answer and the evidence, not in the weight. Evidence is in words and names no
// street.
type Verdict struct {
	Answer   Answer
	Weight   float64
	Evidence []string
}

// Score compares two contributors under the default weights.
func Score(a, b Contributor) Verdict { return Default().Score(a, b) }

// Score compares two contributors. It is symmetric.
func (w *Weights) Score(a, b Contributor) Verdict {
	ra, rb := w.parse(&a), w.parse(&b)
	o := w.compare(&ra, &rb)
	return Verdict{Answer: o.answer, Weight: round(o.weight), Evidence: o.explain(&ra, &rb)}
}

// FromTransaction gives the contributor of a filed row. The caller gives its id
// ([Exact]) and the keyed hash of its street line; this package sees no street.
func FromTransaction(t *store.Transaction, id store.DonorID, addressHash int64) Contributor {
	c := Contributor{
		ID: id, Name: t.Counterparty, Entity: t.Entity, City: t.Address.City, State: t.Address.State, Zip: t.Address.Zip,
		Employer: t.Employer, Occupation: t.Occupation, CommitteeID: t.CommitteeID, AddressHash: addressHash, Rows: 1, Cents: t.Amount,
	}
	if c.Employer == "" && t.SelfEmployed {
		c.Employer = "SELF"
	}
	return c
}
