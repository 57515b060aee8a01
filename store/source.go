package store

import "time"

// SourceFile is a raw file that rows came from: the evidence. Its bytes stand
// under SHA256 in the archive, or at Name on the operator's disk.
type SourceFile struct {
	ID      int64
	SHA256  string // hex, of the file's bytes as fetched or found
	Name    string // path as given, or the name within a portal
	URL     string // where it was fetched; empty for a local file
	Format  string // name of the reader that took it
	Bytes   int64
	Fetched time.Time // when it was fetched or imported
	Partial bool      // rows are known to be incomplete
}

// LoadResult is what loading one file changed.
type LoadResult struct {
	Source    SourceFile
	Unchanged bool // the same bytes had been loaded before
	Version   int64
	Tallies   []Tally
	// References lists lines kept as references, by part and record name.
	References []Reference
	// Filings counts filing versions: seen in the file, new in the database,
	// and replaced because the publisher changed them.
	Filings, NewFilings, ReplacedFilings int
	NewRows                              int
	NoFilerRows                          int // receipts without a known filer: stored, counted for nobody
	Committees                           int // committees whose figures were computed again
	Matched                              int // contributors, new or altered, that were compared with the others
	Joined                               int // contributors that belong to another donor since
	Quarantined                          []Quarantined
	Stages                               []Stage
}

// Stage is one step of a load with its wall time, for progress and benchmarks.
type Stage struct {
	Name string
	Rows int
	Took time.Duration
}

// Total adds up the tallies of all parts.
func (r *LoadResult) Total() Tally {
	var sum Tally
	for _, t := range r.Tallies {
		sum.Add(t)
	}
	return sum
}
