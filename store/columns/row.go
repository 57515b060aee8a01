package columns

import "moneytrail/store"

// Row is what a [Builder] is told of a row. Texts may be views that do not
// outlive the call.
type Row struct {
	ID        int64
	Filing    int64 // told before by [Builder.Filing]
	Donor     int64 // whom it is taken for
	Schedule  string
	Kind      store.Kind
	Direction store.Direction
	Status    store.Status
	Reason    store.Reason
	Date      string
	Amount    store.Cents

	Last, First, Suffix  string
	City, State, Zip     string
	Entity               string
	Employer, Occupation string
}

// Filing is what a [Builder] is told of a filing. Committee is 0 when the
// filer is not known.
type Filing struct {
	ID, Committee int64
	Form          string
	Filed         store.Date
}

// what is what rows have in common apart from money, people and days.
type what struct {
	schedule  string
	kind      store.Kind
	direction store.Direction
	status    store.Status
	reason    store.Reason
}
