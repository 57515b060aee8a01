package scraper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"moneytrail/scraper/archive"
)

// Runner runs sources for an operator who is not there: one run of a source at
// a time, every run remembered, an interrupted one continued, and one that
// found far too little taken for what it is. Session and History are required.
type Runner struct {
	Session *Session
	History *History
	// Resume is how long what an interrupted run fetched is good without asking
	// again; 0 is 6 hours.
	Resume time.Duration
}

// defaultResume is less than the day after which publishers renew their files.
const defaultResume = 6 * time.Hour

// RunningError says who is running a source. It is [ErrRunning].
type RunningError struct {
	Source string
	Holder Holder
}

// Holder is who holds the lock of a source.
type Holder struct {
	Run     string    `json:"run"`
	Process int       `json:"process"`
	Started time.Time `json:"started"`
}

func (e *RunningError) Error() string {
	return fmt.Sprintf("%s has been running since %s (run %s, process %d); wait for it to end",
		e.Source, e.Holder.Started.UTC().Format(time.RFC3339), e.Holder.Run, e.Holder.Process)
}

// Unwrap gives [ErrRunning].
func (e *RunningError) Unwrap() error { return ErrRunning }

// Run runs a source and gives every document to sink, which reads it and says
// what came of it. An error of sink ends the run, unless it is a
// [*RefusedError]: then the document counts as an error and the run goes on, and
// fails at its end. The record is that of [History], also when the run failed;
// the errors are those of [Run], [*RunningError], and [ErrFewer] when the run
// found far fewer documents than the last good one that asked the same.
func (r *Runner) Run(
	ctx context.Context, source Source, req Request, sink func(context.Context, Document) (Loaded, error),
) (RunRecord, error) {
	s, info := r.Session, source.Info()
	start := s.options.Now()
	record := RunRecord{ID: runID(info.Name, start, len(r.History.Runs())+1), Source: info.Name, Request: req, Started: start, Outcome: Running}
	about, err := json.Marshal(Holder{Run: record.ID, Process: os.Getpid(), Started: start})
	if err != nil {
		return record, fmt.Errorf("run %s: %w", info.Name, err)
	}
	lock, holder, err := s.options.Archive.Lock(info.Name, string(about))
	if err != nil {
		return record, fmt.Errorf("run %s: %w", info.Name, err)
	}
	if lock == nil {
		running := &RunningError{Source: info.Name}
		_ = json.Unmarshal([]byte(holder), &running.Holder) // it may be just writing it
		return record, running
	}
	defer func() { _ = lock.Release() }()
	before := r.History.sameRequest(info.Name, req)
	of := r.interrupted(before, start)
	if of != nil {
		record.Resumes = before[0].ID
	}
	if err := r.History.Put(ctx, record); err != nil {
		return record, err
	}
	err = r.crawl(ctx, source, &record, of, sink)
	if err == nil {
		err = checkDrop(info, record, before)
	}
	return r.end(ctx, record, err)
}

// runID is readable and sorts by time; the number tells runs of one moment
// apart.
func runID(source string, start time.Time, number int) string {
	return fmt.Sprintf("%s-%s-%d", start.UTC().Format("20060102T150405Z"), source, number)
}

// namedRefusals is how many refused documents the error of a run names.
const namedRefusals = 3

// RefusedError wraps what a reader had against one document, when the run may
// go on without it.
type RefusedError struct{ Err error }

func (e *RefusedError) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *RefusedError) Unwrap() error { return e.Err }

func (r *Runner) crawl(
	ctx context.Context, source Source, record *RunRecord, of *resume, sink func(context.Context, Document) (Loaded, error),
) error {
	meter, refused := r.Session.options.Meter, error(nil)
	report, err := r.Session.crawl(ctx, source, record.Request, record.ID, of, func(ctx context.Context, doc Document) error {
		loaded, err := sink(ctx, doc)
		record.add(loaded)
		if refusal := (*RefusedError)(nil); errors.As(err, &refusal) {
			if record.Errors++; record.Errors <= namedRefusals {
				refused = errors.Join(refused, fmt.Errorf("read %s: %w", doc.URL, refusal))
			}
			r.Session.options.Log.Warn("document refused", "source", record.Source, "url", doc.URL, "error", refusal.Err)
			meter.ParseFailed(record.Source)
			return nil
		}
		if err != nil && ctx.Err() == nil && !errors.Is(err, context.Canceled) {
			meter.ParseFailed(record.Source)
		}
		return err
	})
	record.fill(report)
	if err == nil && refused != nil {
		return &RunError{Source: record.Source, Err: refused, Hint: "look at the documents: the publisher may have changed its format"}
	}
	return err
}

// maxResume is how far back an interrupted run is looked for.
const maxResume = 7 * 24 * time.Hour

// interrupted finds out whether the last run that asked the same died or was
// cut short, and which runs it had continued itself.
func (r *Runner) interrupted(before []RunRecord, now time.Time) *resume {
	within := r.Resume
	if within <= 0 {
		within = defaultResume
	}
	of := &resume{runs: map[string]bool{}, within: within}
	next := ""
	for i, run := range before {
		if i > 0 && run.ID != next {
			continue
		}
		if !(run.Outcome == Running || run.Resumable) || now.Sub(run.Started) > maxResume {
			break
		}
		of.runs[run.ID] = true
		if next = run.Resumes; next == "" {
			break
		}
	}
	if len(of.runs) == 0 {
		return nil
	}
	return of
}

// checkDrop compares a run with the last good one that asked the same.
func checkDrop(info Info, record RunRecord, before []RunRecord) error {
	if !record.Request.Since.IsZero() {
		return nil // what is new since a day says nothing about the whole
	}
	allowed := info.MaxDrop
	if allowed <= 0 {
		allowed = DefaultMaxDrop
	}
	for _, last := range before {
		if last.Outcome != Succeeded {
			continue
		}
		if float64(record.Documents) < float64(last.Documents)*(1-allowed) {
			err := fmt.Errorf("%d documents, %d in run %s: %w", record.Documents, last.Documents, last.ID, ErrFewer)
			return &RunError{Source: info.Name, Err: err, Hint: hintFor(err)}
		}
		return nil
	}
	return nil
}

// isVerdict reports whether an error is about what was found, not about getting
// it. What such a run fetched must be asked for again.
func isVerdict(err error) bool {
	for _, verdict := range []error{ErrFewer, ErrNothingFound, ErrNotData, ErrBlocked, archive.ErrHash} {
		if errors.Is(err, verdict) {
			return true
		}
	}
	refusal := (*RefusedError)(nil)
	return errors.As(err, &refusal)
}

// end writes down how a run ended, also one that was canceled.
func (r *Runner) end(ctx context.Context, record RunRecord, err error) (RunRecord, error) {
	o := r.Session.options
	now := o.Now()
	record.Ended, record.Outcome = &now, Succeeded
	switch {
	case errors.Is(err, context.Canceled):
		record.Outcome, record.Error = Canceled, oneLine(err)
	case err != nil:
		record.Outcome, record.Error = Failed, oneLine(err)
		record.Errors++
	}
	record.Reason = reasonOf(err)
	record.Resumable = err != nil && !isVerdict(err)
	o.Meter.Ran(record.Source, record.Outcome, now.Sub(record.Started))
	if !record.Newest.IsZero() {
		o.Meter.Newest(record.Source, record.Newest)
	}
	o.Log.Info("run ended", "source", record.Source, "run", record.ID, "outcome", record.Outcome, "documents", record.Documents,
		"filings", record.Filings, "new", record.New, "changed", record.Changed, "unchanged", record.Unchanged,
		"quarantined", record.Quarantined, "errors", record.Errors, "bytes", record.Bytes, "requests", record.Requests)
	return record, errors.Join(err, r.History.Put(context.WithoutCancel(ctx), record))
}
