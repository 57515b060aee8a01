package scraper

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"time"

	"github.com/gocolly/colly/v2"
	"golang.org/x/net/publicsuffix"

	"moneytrail/scraper/archive"
)

// Options are the settings of a [Session]. Contact, Archive and Now are
// required.
type Options struct {
	Contact string // mail or web address at which a publisher reaches the operator
	Name    string // of the program, as robots.txt names it; "moneytrail" when empty
	Archive *archive.Archive
	Now     func() time.Time

	// Sleep waits; nil is a timer. Jitter gives a number in [0,1); nil is random.
	Sleep  func(context.Context, time.Duration) error
	Jitter func() float64

	MaxRequests int           // per run, retries and robots.txt included; 0 is 2,000
	MaxBody     int64         // bytes of a document; 0 is 8 GiB
	MaxPage     int64         // bytes of a page or feed, which is read in memory; 0 is 32 MiB
	Attempts    int           // per request; 0 is 5
	MaxWait     time.Duration // longest wait that a portal may ask for; 0 is 10 minutes
	Stall       time.Duration // longest pause within a body; 0 is 2 minutes
	Log         *slog.Logger  // nil is silent
	Meter       Meter         // nil counts nothing

	// Progress is told how far a download is: bytes so far, and in all (-1 for
	// unknown). It is called often; nil for nobody.
	Progress func(url string, done, total int64)
	// Unkept leaves pages and feeds out of the archive: for a look at a portal
	// that must leave no trace. Documents are always archived.
	Unkept bool
}

// Session talks to portals. One session serves many runs and keeps what
// politeness needs to remember between them: when a host was last asked and
// what its robots.txt says. A session as made by [NewSession] may go nowhere;
// [Session.For] confines it to a source.
type Session struct {
	options   Options
	agent     string
	hosts     *hosts
	info      Info
	agency    string
	run       string  // id of the run, for the record
	full      bool    // make no condition of what the archive has
	resume    *resume // nil unless an interrupted run is continued
	transport *transport
	client    *http.Client
	collector *colly.Collector
}

// NewSession makes a session. It returns [ErrNoContact] without a contact that
// is a mail or web address.
func NewSession(o Options) (*Session, error) {
	contact := strings.TrimSpace(o.Contact)
	if checkContact(o.Contact) != nil {
		return nil, fmt.Errorf("contact %q is no mail or web address: %w", o.Contact, ErrNoContact)
	}
	if o.Archive == nil || o.Now == nil {
		return nil, errors.New("new session: no archive or no clock given")
	}
	o = o.withDefaults()
	return &Session{options: o, agent: o.Name + " (+" + contact + ")", hosts: newHosts()}, nil
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

func (o Options) withDefaults() Options {
	if o.Name == "" {
		o.Name = "moneytrail"
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Jitter == nil {
		o.Jitter = rand.Float64
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Meter == nil {
		o.Meter = NoMeter{}
	}
	orDefault(&o.MaxRequests, 2000)
	orDefault(&o.MaxBody, 8<<30)
	orDefault(&o.MaxPage, 32<<20)
	orDefault(&o.Attempts, 5)
	orDefault(&o.MaxWait, 10*time.Minute)
	orDefault(&o.Stall, 2*time.Minute)
	return o
}

func orDefault[T int | int64 | time.Duration](v *T, fallback T) {
	if *v <= 0 {
		*v = fallback
	}
}

// resume says what an interrupted run that is continued has left behind.
type resume struct {
	runs   map[string]bool // its id, and those of the runs that it continued
	within time.Duration   // how long what they fetched is good without asking
}

// For gives a session for one run of a source: confined to its hosts, with a
// budget and cookies of its own. Close it.
func (s *Session) For(info Info) (*Session, error) {
	return s.bind(info, Request{}, "", nil)
}

func (s *Session) bind(info Info, req Request, run string, of *resume) (*Session, error) {
	if err := info.check(); err != nil {
		return nil, fmt.Errorf("open session: %w", err)
	}
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		return nil, fmt.Errorf("open session: %w", err)
	}
	bound := &Session{options: s.options, agent: s.agent, hosts: s.hosts, info: info, agency: req.Agency, run: run, full: req.Full, resume: of}
	bound.transport = newTransport(bound)
	bound.client = &http.Client{Transport: bound.transport, Jar: jar}
	bound.collector = newCollector(bound.transport, jar, s.agent)
	return bound, nil
}

// newCollector makes a Colly collector that leaves limits, robots.txt, retries
// and revisits to the transport.
func newCollector(t http.RoundTripper, jar http.CookieJar, agent string) *colly.Collector {
	c := colly.NewCollector(
		colly.UserAgent(agent),
		colly.AllowURLRevisit(),
		colly.MaxBodySize(0),
		colly.IgnoreRobotsTxt(),
	)
	c.SetRequestTimeout(0)
	c.SetCookieJar(jar)
	c.WithTransport(t)
	return c
}

// Close ends the session's connections.
func (s *Session) Close() {
	if s.transport != nil {
		s.transport.base.CloseIdleConnections()
	}
}

// Note keeps a remark for the report of the run: something that could not be
// had and does not matter to the rest.
func (s *Session) Note(about, text string) {
	if s.transport != nil {
		s.transport.note(Note{About: about, Text: text})
	}
}

// Note is a remark on a run.
type Note struct {
	About string // what it is about: a filing id, an address
	Text  string
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
