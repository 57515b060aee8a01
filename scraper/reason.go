package scraper

import (
	"context"
	"errors"
	"fmt"
	"net"
)

// reasonOf says why a run failed in words that may be published: without
// addresses, which may carry an operator's key, and without the machine's own
// affairs.
func reasonOf(err error) string {
	if err == nil {
		return ""
	}
	if errors.Is(err, context.Canceled) {
		return "the run was stopped"
	}
	for _, h := range hints {
		if errors.Is(err, h.cause) {
			return h.cause.Error()
		}
	}
	if refusal := (*RefusedError)(nil); errors.As(err, &refusal) {
		return "a document was not as its format says"
	}
	if status := (*StatusError)(nil); errors.As(err, &status) {
		return fmt.Sprintf("the portal answered %d", status.Status)
	}
	dialed, named := (*net.OpError)(nil), (*net.DNSError)(nil)
	if errors.As(err, &dialed) || errors.As(err, &named) {
		return "the portal could not be reached"
	}
	return "the run failed"
}
