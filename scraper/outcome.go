package scraper

// Outcome is how a run ended.
type Outcome string

const (
	// Running is a run that has not ended, or died before it could say so.
	Running Outcome = "running"
	// Succeeded is a run that found what it should.
	Succeeded Outcome = "ok"
	// Failed is a run that ended with an error.
	Failed Outcome = "failed"
	// Canceled is a run that was told to stop.
	Canceled Outcome = "canceled"
)

// DefaultMaxDrop is the share of documents by which a run may fall short of the
// last good one unless its source says otherwise.
const DefaultMaxDrop = 0.5
