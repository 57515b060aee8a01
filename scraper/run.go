package scraper

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// RunReport is what a run did, also when it failed.
type RunReport struct {
	Source            string
	Request           Request
	Started, Finished time.Time
	Documents         int   // handed over
	Bytes             int64 // of the documents
	Requests          int   // robots.txt, listings and retries included
	Retries           int
	Notes             []Note
}

// Run lets a source crawl and gives every document to sink, each as soon as it
// is whole in the archive. Fewer documents than the source's minimum are a
// failure ([ErrNothingFound]). A failed run returns a [*RunError], which says
// what to do next; what was handed over before stays good.
func Run(
	ctx context.Context, source Source, req Request, s *Session, sink func(context.Context, Document) error,
) (RunReport, error) {
	info := source.Info()
	report := RunReport{Source: info.Name, Request: req, Started: s.options.Now()}
	bound, err := s.For(info)
	if err != nil {
		return report, err
	}
	defer bound.Close()
	var sinkErr error
	err = source.Crawl(ctx, bound, req, func(doc Document) error {
		if sinkErr = sink(ctx, doc); sinkErr != nil {
			return sinkErr
		}
		report.Documents++
		report.Bytes += doc.Size
		return nil
	})
	if err == nil && report.Documents < info.MinDocuments {
		err = fmt.Errorf("%d documents, at least %d are due: %w", report.Documents, info.MinDocuments, ErrNothingFound)
	}
	bound.fill(&report)
	switch {
	case err == nil:
		return report, nil
	case sinkErr != nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return report, fmt.Errorf("fetch from %s: %w", info.Name, err)
	}
	return report, &RunError{Source: info.Name, Err: err, Hint: hintFor(err)}
}

func (s *Session) fill(r *RunReport) {
	s.transport.mu.Lock()
	defer s.transport.mu.Unlock()
	r.Requests, r.Retries = s.transport.requests, s.transport.retries
	r.Notes = s.transport.notes
	r.Finished = s.options.Now()
}
