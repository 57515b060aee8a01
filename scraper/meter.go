package scraper

import "time"

// Meter takes the figures of runs, for whatever watches them. Its methods are
// called from several goroutines and must not block.
type Meter interface {
	// Fetched counts an answer: its status (304 for one that was not sent
	// again) and the bytes of its body.
	Fetched(source string, status int, bytes int64)
	// Retried counts a request that is sent again.
	Retried(source string)
	// ParseFailed counts a document that its reader refused.
	ParseFailed(source string)
	// Newest gives the moment of the newest filing that a source has shown;
	// its age is what to watch.
	Newest(source string, filed time.Time)
	// Ran counts a run that has ended.
	Ran(source string, outcome Outcome, took time.Duration)
}

// NoMeter is a Meter that counts nothing.
type NoMeter struct{}

// Fetched implements [Meter].
func (NoMeter) Fetched(string, int, int64) {}

// Retried implements [Meter].
func (NoMeter) Retried(string) {}

// ParseFailed implements [Meter].
func (NoMeter) ParseFailed(string) {}

// Newest implements [Meter].
func (NoMeter) Newest(string, time.Time) {}

// Ran implements [Meter].
func (NoMeter) Ran(string, Outcome, time.Duration) {}

var _ Meter = NoMeter{}
