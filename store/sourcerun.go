package store

import "time"

// SourceRun says how fresh what a source gave is: for one agency and committee,
// as its publisher names them, or for all of them (empty).
type SourceRun struct {
	Source    string // "netfile"
	Title     string // "NetFile (California counties and cities)"
	Agency    string
	Committee string
	// AsOf is when the latest good run ended; zero when there was none.
	AsOf time.Time
	// FiledThrough is the latest filing day that any run has shown, and Through
	// the last day that a periodic report covers; empty when the source does not
	// tell.
	FiledThrough, Through Date
	// LastRun is when the latest run ended, good or not.
	LastRun time.Time
	Outcome string // of the latest run: ok, failed, canceled
	Reason  string // why it failed, in words that may be published; empty when it did not
}

// Then gives how fresh things are after a further run: a run that failed
// leaves AsOf as it was, and what was filed late does not go back.
func (r SourceRun) Then(next SourceRun) SourceRun {
	if next.AsOf.IsZero() {
		next.AsOf = r.AsOf
	}
	next.FiledThrough = max(r.FiledThrough, next.FiledThrough)
	next.Through = max(r.Through, next.Through)
	return next
}
