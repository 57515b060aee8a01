package scraper

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"moneytrail/scraper/archive"
	"moneytrail/store"
)

// historyFile stands beside the journals of the archive.
const historyFile = "runs.jsonl"

// RunRecord is what is remembered of a run: a line when it starts, and a line
// that stands for both when it ends.
type RunRecord struct {
	ID      string  `json:"id"`
	Source  string  `json:"source"`
	Request Request `json:"request"`
	// Resumes is the id of the interrupted run that this one continued.
	Resumes string     `json:"resumes,omitempty"`
	Started time.Time  `json:"started"`
	Ended   *time.Time `json:"ended,omitempty"` // nil while it runs, or when it died
	Outcome Outcome    `json:"outcome"`
	Error   string     `json:"error,omitempty"` // one line that says what to do
	// Reason is why the run failed, in words that may be published.
	Reason string `json:"reason,omitempty"`
	// Resumable means that the run was cut short: what it fetched is good.
	Resumable bool `json:"resumable,omitempty"`
	Loaded
	Documents          int   `json:"documents"`
	DocumentsNew       int   `json:"documentsNew"`
	DocumentsChanged   int   `json:"documentsChanged"`
	DocumentsUnchanged int   `json:"documentsUnchanged"`
	Errors             int   `json:"errors"` // documents that their reader refused, and the error that ended the run
	Bytes              int64 `json:"bytes"`  // received
	Requests           int   `json:"requests"`
	Retries            int   `json:"retries"`
	Notes              int   `json:"notes"`
}

// Loaded is what came of documents when they were read.
type Loaded struct {
	Filings     int `json:"filings"`
	New         int `json:"new"`         // rows
	Changed     int `json:"changed"`     // filings, given anew by the publisher
	Unchanged   int `json:"unchanged"`   // filings that were held already
	Quarantined int `json:"quarantined"` // lines
	// Newest is the moment of the newest filing; zero when there is none.
	Newest time.Time `json:"newest,omitzero"`
	// Through is the last day that a periodic report covers; empty when there is
	// none.
	Through store.Date `json:"through,omitempty"`
}

func (l *Loaded) add(more Loaded) {
	l.Filings += more.Filings
	l.New += more.New
	l.Changed += more.Changed
	l.Unchanged += more.Unchanged
	l.Quarantined += more.Quarantined
	if more.Newest.After(l.Newest) {
		l.Newest = more.Newest
	}
	l.Through = max(l.Through, more.Through)
}

// fill takes over what a crawl counted.
func (r *RunRecord) fill(report RunReport) {
	r.Documents, r.DocumentsNew, r.DocumentsChanged, r.DocumentsUnchanged = report.Documents, report.New, report.Changed, report.Unchanged
	r.Bytes, r.Requests, r.Retries, r.Notes = report.Received, report.Requests, report.Retries, len(report.Notes)
}

// History remembers runs, beside the archive. It is safe for concurrent use,
// and several processes may have it open.
type History struct{ journal *archive.Journal }

// OpenHistory opens the history of the runs that fill an archive.
func OpenHistory(a *archive.Archive) (*History, error) {
	journal, err := archive.OpenJournal(filepath.Join(a.Dir(), historyFile))
	if err != nil {
		return nil, fmt.Errorf("open history of runs: %w", err)
	}
	return &History{journal}, nil
}

// Close closes the history.
func (h *History) Close() error { return h.journal.Close() }

// Put adds the state of a run.
func (h *History) Put(ctx context.Context, r RunRecord) error {
	if err := h.journal.Append(ctx, r); err != nil {
		return fmt.Errorf("remember run %s: %w", r.ID, err)
	}
	return nil
}

// Runs gives all runs by their start, each as it last was. Half a line that a
// crash left is passed over, as is a line that cannot be read: history is not
// evidence, and must not keep a run from starting.
func (h *History) Runs() []RunRecord {
	at := map[string]int{}
	var runs []RunRecord
	for _, line := range h.journal.Lines(0) {
		var r RunRecord
		if json.Unmarshal(line, &r) != nil || r.ID == "" {
			continue
		}
		if i, known := at[r.ID]; known {
			runs[i] = r
			continue
		}
		at[r.ID] = len(runs)
		runs = append(runs, r)
	}
	slices.SortStableFunc(runs, func(x, y RunRecord) int { return x.Started.Compare(y.Started) })
	return runs
}

// Last gives the latest run of a source that asked the same, however it ended.
func (h *History) Last(source string, req Request) (RunRecord, bool) {
	same := h.sameRequest(source, req)
	if len(same) == 0 {
		return RunRecord{}, false
	}
	return same[0], true
}

// sameRequest gives the runs of a source that asked the same, newest first.
func (h *History) sameRequest(source string, req Request) []RunRecord {
	var same []RunRecord
	want := requestKey(req)
	for _, r := range slices.Backward(h.Runs()) {
		if r.Source == source && requestKey(r.Request) == want {
			same = append(same, r)
		}
	}
	return same
}

// requestKey tells requests apart by what they find, which Full does not
// change.
func requestKey(r Request) string {
	years := slices.Clone(r.Years)
	slices.Sort(years)
	return fmt.Sprint(r.Agency, "|", r.Committee, "|", years, "|", r.Since.UTC().Format(time.DateOnly))
}
