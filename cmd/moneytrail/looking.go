package main

import "moneytrail/store"

// looking is a sink that keeps nothing: whether a reader is content is all that
// is wanted.
type looking struct {
	typed, quarantined int
	reason             string // of the first line that could not be read
}

var _ store.Sink = (*looking)(nil)

func (*looking) Filing(*store.Filing) error           { return nil }
func (*looking) FilingFiler(*store.FilingFiler) error { return nil }
func (*looking) FilerName(*store.FilerName) error     { return nil }
func (*looking) FilerAlias(*store.FilerAlias) error   { return nil }
func (*looking) Transaction(*store.Transaction) error { return nil }
func (*looking) Summary(*store.SummaryLine) error     { return nil }
func (*looking) Memo(*store.Memo) error               { return nil }
func (*looking) Person(*store.Person) error           { return nil }
func (*looking) Reference(*store.Reference) error     { return nil }

func (l *looking) Quarantine(q *store.Quarantined) error {
	if l.quarantined++; l.reason == "" {
		l.reason = q.Reason
	}
	return nil
}

func (l *looking) Tally(t *store.Tally) error {
	l.typed += t.Typed + t.Referenced
	return nil
}
