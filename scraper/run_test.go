package scraper_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"moneytrail/scraper"
)

// fake is a source whose crawl is given.
type fake struct {
	info  scraper.Info
	crawl func(context.Context, *scraper.Session, func(scraper.Document) error) error
}

func (f fake) Info() scraper.Info { return f.info }
func (f fake) Crawl(ctx context.Context, s *scraper.Session, _ scraper.Request, found func(scraper.Document) error) error {
	return f.crawl(ctx, s, found)
}

func TestRunReports(t *testing.T) {
	t.Parallel()
	b := newBench(t, withRobots("", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.URL.Path)) }))
	source := fake{scraper.Info{Name: "fake", Hosts: []string{b.host}, MinDocuments: 2, Loopback: true}, func(ctx context.Context, s *scraper.Session, found func(scraper.Document) error) error {
		s.Note("a", "remark")
		for _, path := range []string{"/one", "/three"} {
			doc, err := s.Get(ctx, b.url+path)
			if err != nil {
				return err
			}
			if err := found(doc); err != nil {
				return err
			}
		}
		return nil
	}}
	var names []string
	report, err := scraper.Run(t.Context(), source, scraper.Request{Agency: "X"}, b.root, func(_ context.Context, doc scraper.Document) error {
		names = append(names, doc.Name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if report.Documents != 2 || report.Bytes != 10 || report.Requests != 3 || len(report.Notes) != 1 || report.Request.Agency != "X" || len(names) != 2 {
		t.Errorf("report %+v, names %v", report, names)
	}
}

func TestRunFailures(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	tests := map[string]struct {
		min    int
		crawl  error
		sink   error
		want   error
		hinted bool
	}{
		"too few":        {min: 2, want: scraper.ErrNothingFound, hinted: true},
		"crawl failed":   {crawl: scraper.ErrRobots, want: scraper.ErrRobots, hinted: true},
		"unknown error":  {crawl: full, want: full, hinted: true},
		"status":         {crawl: &scraper.StatusError{Status: 503}, want: nil, hinted: true},
		"caller refused": {sink: full, want: full},
		"canceled":       {crawl: context.Canceled, want: context.Canceled},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, reply("x"))
			source := fake{scraper.Info{Name: "fake", Hosts: []string{b.host}, MinDocuments: tt.min, Loopback: true}, func(_ context.Context, _ *scraper.Session, found func(scraper.Document) error) error {
				if err := found(scraper.Document{Name: "one"}); err != nil {
					return err
				}
				return tt.crawl
			}}
			_, err := scraper.Run(t.Context(), source, scraper.Request{}, b.root, func(context.Context, scraper.Document) error { return tt.sink })
			runErr := (*scraper.RunError)(nil)
			if err == nil || (tt.want != nil && !errors.Is(err, tt.want)) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if errors.As(err, &runErr) != tt.hinted || (tt.hinted && runErr.Hint == "") {
				t.Errorf("error %v, hinted %v", err, tt.hinted)
			}
		})
	}
}

func TestRunRefusesASourceWithoutHosts(t *testing.T) {
	t.Parallel()
	b := newBench(t, reply("x"))
	if _, err := scraper.Run(t.Context(), fake{}, scraper.Request{}, b.root, nil); err == nil {
		t.Error("ran a source that declares nothing")
	}
}
