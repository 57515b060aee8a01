package scraper_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"testing"

	"moneytrail/scraper"
)

// Why a run failed may be published: it holds no address, which may carry a
// key, and nothing of the machine.
func TestReasonOfARun(t *testing.T) {
	t.Parallel()
	const secret = "https://portal.example/?api_key=secret"
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"good":     {nil, ""},
		"stopped":  {context.Canceled, "the run was stopped"},
		"blocked":  {fmt.Errorf("%s: %w", secret, scraper.ErrBlocked), "the portal's firewall blocks this client"},
		"status":   {&scraper.StatusError{Status: 503, Document: scraper.Document{URL: secret}}, "the portal answered 503"},
		"no net":   {fmt.Errorf("%s: %w", secret, &net.DNSError{Err: "no such host", Name: "portal.example"}), "the portal could not be reached"},
		"anything": {errors.New(secret), "the run failed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorks(t, 1)
			crawl := w.source.crawl
			w.source.crawl = func(ctx context.Context, s *scraper.Session, found func(scraper.Document) error) error {
				return errors.Join(crawl(ctx, s, found), tt.err)
			}
			got, err := w.Run(t.Context(), w.source, scraper.Request{}, func(context.Context, scraper.Document) (scraper.Loaded, error) { return scraper.Loaded{}, nil })
			if got.Reason != tt.want || (err == nil) != (tt.err == nil) {
				t.Errorf("reason %q, want %q (%v)", got.Reason, tt.want, err)
			}
		})
	}
}
