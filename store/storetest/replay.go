package storetest

import (
	"context"

	"moneytrail/store"
)

// Replay gives the records to a sink, as a reader of a file would, with a
// tally that accounts for each.
func (r *Records) Replay(_ context.Context, sink store.Sink) error {
	for _, step := range []func(store.Sink) error{
		all(r.FilerAliases, store.Sink.FilerAlias), all(r.FilerNames, store.Sink.FilerName), all(r.Filings, store.Sink.Filing),
		all(r.Transactions, store.Sink.Transaction), all(r.Summaries, store.Sink.Summary), all(r.Memos, store.Sink.Memo),
		all(r.Persons, store.Sink.Person), all(r.FilingFilers, store.Sink.FilingFiler), all(r.References, store.Sink.Reference),
		all(r.Quarantines, store.Sink.Quarantine), all(r.Tallies, store.Sink.Tally),
	} {
		if err := step(sink); err != nil {
			return err
		}
	}
	if len(r.Tallies) > 0 {
		return nil
	}
	lines := len(r.Transactions) + len(r.Summaries)
	return sink.Tally(&store.Tally{Lines: lines + len(r.Quarantines), Typed: lines, Quarantined: len(r.Quarantines)})
}

func all[T any](records []T, put func(store.Sink, *T) error) func(store.Sink) error {
	return func(sink store.Sink) error {
		for i := range records {
			r := records[i]
			if err := put(sink, &r); err != nil {
				return err
			}
		}
		return nil
	}
}
