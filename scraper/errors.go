package scraper

import (
	"errors"
	"fmt"
	"net/http"

	"moneytrail/scraper/archive"
)

var (
	// ErrNoContact is returned for a session without a contact: portals must
	// be able to reach whoever asks.
	ErrNoContact = errors.New("no contact given")
	// ErrBlocked means that the publisher's firewall answered instead of the
	// portal. The session asks nothing more.
	ErrBlocked = errors.New("the portal's firewall blocks this client")
	// ErrNothingFound means that the portal answered, but with nothing.
	ErrNothingFound = errors.New("nothing found")
	// ErrNotData means that a web page came where a document was due.
	ErrNotData = errors.New("a web page where a document is due")
	// ErrRobots means that robots.txt forbids the address.
	ErrRobots = errors.New("robots.txt forbids it")
	// ErrBudget means that the run has used up its number of requests.
	ErrBudget = errors.New("request budget used up")
	// ErrTooLarge means that a body is longer than allowed; nothing of it is
	// kept.
	ErrTooLarge = errors.New("body larger than allowed")
	// ErrHost means that an address, perhaps of a redirect, is on a host that
	// the source does not declare.
	ErrHost = errors.New("host not declared by the source")
	// ErrPrivateAddress means that a host's name leads into a private network.
	ErrPrivateAddress = errors.New("host has a private address")
	// ErrBusy means that the portal asked to wait longer than the session is
	// willing to.
	ErrBusy = errors.New("the portal asks to wait")
	// ErrStalled means that a body stopped coming.
	ErrStalled = errors.New("download stalled")
	// ErrFewer means that a run found far fewer documents than the last good
	// one did.
	ErrFewer = errors.New("far fewer documents than last time")
	// ErrRunning means that the source is being fetched by another run.
	ErrRunning = errors.New("another run of this source is going on")

	errRange = errors.New("the portal answered with another part of the file")
)

// StatusError is an answer other than 2xx. Its body is in the archive.
type StatusError struct {
	Status   int
	Document Document
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("%s answered %d %s", e.Document.URL, e.Status, http.StatusText(e.Status))
}

// RunError is a failed run. Hint says what to do next.
type RunError struct {
	Source string
	Err    error
	Hint   string
}

func (e *RunError) Error() string {
	return fmt.Sprintf("fetch from %s: %v; %s", e.Source, e.Err, e.Hint)
}

// Unwrap gives the cause.
func (e *RunError) Unwrap() error { return e.Err }

var hints = []struct {
	cause error
	hint  string
}{
	{ErrBadKey, "check the variables in the environment, or ask the publisher for another key: docs/keys.md lists them"},
	{ErrNoKey, "set the variables that it names in the environment, never in a file of the repository: docs/keys.md lists them"},
	{ErrBlocked, "do not try again at once; download the file with a browser and import it, or ask the publisher for access"},
	{ErrRobots, "the publisher does not want this address fetched by programs; download the file by hand and import it"},
	{ErrBudget, "ask for fewer years or committees, or allow more requests per run"},
	{ErrTooLarge, "download the file by hand and import it, or allow larger bodies"},
	{ErrHost, "the portal may have moved: look at the address in a browser before trusting it"},
	{ErrPrivateAddress, "the portal's name does not lead to the public internet from here: check DNS and proxy"},
	{ErrBusy, "run again later"},
	{ErrStalled, "run again; if it stalls again, try at another time of day"},
	{ErrNotData, "open the address in a browser: the portal may have moved or renamed the file"},
	{ErrFewer, "look at the portal: if it is right, run again with --full, or allow a larger drop for the source"},
	{ErrRunning, "wait for it to end"},
	{archive.ErrPartialInUse, "wait for the other run to end"},
	{archive.ErrHash, "run again; if it happens again, tell the publisher that the file differs from its own checksum"},
	{ErrNothingFound, "check the agency code, committee id and years; if they are right, the portal has changed"},
}

// hintFor gives the next step after an error.
func hintFor(err error) string {
	for _, h := range hints {
		if errors.Is(err, h.cause) {
			return h.hint
		}
	}
	if status := (*StatusError)(nil); errors.As(err, &status) {
		if status.Status == http.StatusTooManyRequests || status.Status >= 500 {
			return "the portal is busy or broken: run again later"
		}
		return "open the address in a browser: the portal may have moved or renamed the file"
	}
	return "run again; documents fetched so far are kept"
}
