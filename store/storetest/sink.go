package storetest

import "moneytrail/store"

// Records is a [store.Sink] that keeps copies of everything it is given.
type Records struct {
	Filings      []store.Filing
	FilingFilers []store.FilingFiler
	FilerNames   []store.FilerName
	FilerAliases []store.FilerAlias
	Transactions []store.Transaction
	Summaries    []store.SummaryLine
	Memos        []store.Memo
	Persons      []store.Person
	References   []store.Reference
	Quarantines  []store.Quarantined
	Tallies      []store.Tally
}

var _ store.Sink = (*Records)(nil)

func (r *Records) Filing(v *store.Filing) error { r.Filings = append(r.Filings, *v); return nil }
func (r *Records) FilingFiler(v *store.FilingFiler) error {
	r.FilingFilers = append(r.FilingFilers, *v)
	return nil
}
func (r *Records) FilerName(v *store.FilerName) error {
	r.FilerNames = append(r.FilerNames, *v)
	return nil
}
func (r *Records) FilerAlias(v *store.FilerAlias) error {
	r.FilerAliases = append(r.FilerAliases, *v)
	return nil
}
func (r *Records) Transaction(v *store.Transaction) error {
	r.Transactions = append(r.Transactions, *v)
	return nil
}
func (r *Records) Summary(v *store.SummaryLine) error {
	r.Summaries = append(r.Summaries, *v)
	return nil
}
func (r *Records) Memo(v *store.Memo) error     { r.Memos = append(r.Memos, *v); return nil }
func (r *Records) Person(v *store.Person) error { r.Persons = append(r.Persons, *v); return nil }
func (r *Records) Reference(v *store.Reference) error {
	r.References = append(r.References, *v)
	return nil
}
func (r *Records) Quarantine(v *store.Quarantined) error {
	r.Quarantines = append(r.Quarantines, *v)
	return nil
}
func (r *Records) Tally(v *store.Tally) error { r.Tallies = append(r.Tallies, *v); return nil }

// Total adds up all tallies.
func (r *Records) Total() store.Tally {
	var sum store.Tally
	for _, t := range r.Tallies {
		sum.Add(t)
	}
	return sum
}
