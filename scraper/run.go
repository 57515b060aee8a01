package scraper

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"moneytrail/scraper/archive"
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
	Received          int64 // bytes of all answers
	New               int   // documents of addresses never fetched before
	Changed           int   // documents with other bytes than last time
	Unchanged         int   // documents with the same bytes as last time
	Notes             []Note
}

func (r *RunReport) add(doc Document) {
	r.Documents++
	r.Bytes += doc.Size
	switch {
	case doc.Unchanged:
		r.Unchanged++
	case doc.Known:
		r.Changed++
	default:
		r.New++
	}
}

// Run lets a source crawl and gives every document to sink, each as soon as it
// is whole in the archive. Fewer documents than the source's minimum are a
// failure ([ErrNothingFound]). A failed run returns a [*RunError], which says
// what to do next; what was handed over before stays good.
func Run(
	ctx context.Context, source Source, req Request, s *Session, sink func(context.Context, Document) error,
) (RunReport, error) {
	return s.crawl(ctx, source, req, "", nil, sink)
}

// crawl runs a source, as the run of an id or of none.
func (s *Session) crawl(
	ctx context.Context, source Source, req Request, run string, of *resume, sink func(context.Context, Document) error,
) (RunReport, error) {
	info := source.Info()
	report := RunReport{Source: info.Name, Request: req, Started: s.options.Now()}
	bound, err := s.bind(info, req, run, of)
	if err != nil {
		return report, err
	}
	defer bound.Close()
	var sinkErr error
	err = source.Crawl(ctx, bound, req, func(doc Document) error {
		if doc, sinkErr = bound.handOver(ctx, doc); sinkErr == nil {
			sinkErr = sink(ctx, doc)
		}
		if sinkErr != nil {
			return sinkErr
		}
		report.add(doc)
		return nil
	})
	if err == nil && report.Documents < info.MinDocuments {
		err = fmt.Errorf("%d documents, at least %d are due: %w", report.Documents, info.MinDocuments, ErrNothingFound)
	}
	if syncErr := s.options.Archive.Sync(); err == nil {
		err = syncErr
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
	r.Received = s.transport.received
	r.Requests, r.Retries = s.transport.requests, s.transport.retries
	r.Notes = s.transport.notes
	r.Finished = s.options.Now()
}

// handOver gives a document its path and records that it is about to be read.
func (s *Session) handOver(ctx context.Context, doc Document) (_ Document, err error) {
	if doc.SHA256 == "" {
		return doc, nil // nothing that came through the session
	}
	if doc.Path == "" {
		if doc.Path, err = s.options.Archive.Plain(doc.SHA256); err != nil {
			return doc, err
		}
	}
	return doc, s.options.Archive.HandOver(ctx, archive.Document{
		Source: s.info.Name, Run: s.run, Name: doc.Name, URL: doc.URL, ContentType: doc.ContentType,
		Fetched: doc.Fetched, SHA256: doc.SHA256, Size: doc.Size,
	})
}

// oneLine gives an error as one line.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
