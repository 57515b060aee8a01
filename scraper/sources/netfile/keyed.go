package netfile

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/format/netfilejson"
)

// KeyedName is the name of the source [Keyed] as an operator types it.
const KeyedName = "netfile-keyed"

// Variables of the environment that hold what NetFile has given the operator.
const (
	KeyVariable      = "MONEYTRAIL_NETFILE_KEY"
	PasswordVariable = "MONEYTRAIL_NETFILE_PASSWORD"
)

// Keyed is NetFile's REST interface, version 101, for operators whom NetFile
// has given a key. It is the supported way to the same filings.
type Keyed struct {
	base, user, password string
	replica              bool
}

var _ scraper.Source = (*Keyed)(nil)

// NewKeyed makes the source; Options.User and Options.Password are NetFile's
// API key and its password. Without them it fails before it asks anything.
func NewKeyed(o Options) *Keyed {
	k := &Keyed{base: "https://netfile.com", user: strings.TrimSpace(o.User), password: strings.TrimSpace(o.Password), replica: o.Replica}
	if o.Base != "" {
		k.base = strings.TrimSuffix(o.Base, "/")
	}
	k.base += "/api/campaign/"
	return k
}

// Info implements [scraper.Source]. A run that finds nothing new gives no
// document.
func (k *Keyed) Info() scraper.Info {
	info := scraper.Info{Name: KeyedName, Title: "NetFile, keyed interface (California counties and cities)", Delay: time.Second, MaxDrop: 1, Loopback: k.replica}
	if k.replica {
		info.Delay = 0
	}
	if u, err := url.Parse(k.base); err == nil {
		info.Hosts = []string{u.Host}
	}
	return info
}

// Crawl implements [scraper.Source]. The first run for an agency fetches all
// its filings and their elements, and subscribes to its changes; later ones
// fetch what has changed since. With Full everything is fetched anew; with a
// committee (its state id, or NetFile's number of it) or with Since, the
// filings of that committee or since that day.
func (k *Keyed) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if !agencyCode.MatchString(req.Agency) {
		return fmt.Errorf("agency %q is not a NetFile agency code such as LACO", req.Agency)
	}
	if k.user == "" || k.password == "" {
		return fmt.Errorf("%w: ask NetFile for a key and its password, and set %s and %s", scraper.ErrNoKey, KeyVariable, PasswordVariable)
	}
	c := &keyedCrawl{Keyed: k, session: session, agency: req.Agency, found: found}
	if req.Committee != "" || !req.Since.IsZero() {
		return c.some(ctx, req)
	}
	return c.follow(ctx, req.Full)
}

// keyedCrawl is one crawl.
type keyedCrawl struct {
	*Keyed
	session *scraper.Session
	agency  string
	found   func(scraper.Document) error
}

// everything fetches all filings of the agency, then all their elements.
func (c *keyedCrawl) everything(ctx context.Context) error {
	if _, err := c.filings(ctx, "filings"); err != nil {
		return err
	}
	return c.elements(ctx, "", "elements")
}

// some fetches the elements of some filings.
func (c *keyedCrawl) some(ctx context.Context, req scraper.Request) error {
	list, err := c.filings(ctx, "filings")
	if err != nil {
		return err
	}
	wanted, since := 0, ""
	if !req.Since.IsZero() {
		since = req.Since.Format(time.DateOnly)
	}
	for _, f := range list {
		if f.Meta.Filed < since || (req.Committee != "" && req.Committee != f.Filer.ID && req.Committee != f.Filer.Strings.State) {
			continue
		}
		wanted++
		if err := c.elements(ctx, f.Nid, f.Nid); err != nil {
			return err
		}
	}
	if wanted == 0 && req.Committee != "" {
		return fmt.Errorf("agency %s has no filings of committee %s: %w", c.agency, req.Committee, scraper.ErrNothingFound)
	}
	return nil
}

// keyedFiling is what is needed of a filing in the list.
type keyedFiling struct {
	Nid  string `json:"filingNid"`
	Meta struct {
		Filed string `json:"legalFilingDate"`
	} `json:"filingMeta"`
	Filer struct {
		ID      string `json:"filerId"`
		Strings struct {
			State string `json:"Registration_CA SOS"`
		} `json:"strings"`
	} `json:"filerMeta"`
}

func (f keyedFiling) id() string { return f.Nid }

// filings fetches the list of filings and gives it on.
func (c *keyedCrawl) filings(ctx context.Context, what string) ([]keyedFiling, error) {
	var list []keyedFiling
	pages, err := walk(ctx, c, "filing/v101/filings", nil, func(f keyedFiling) error {
		list = append(list, f)
		return nil
	})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("agency %s has no filings: %w", c.agency, scraper.ErrNothingFound)
	}
	if err == nil {
		err = c.give(ctx, what, pages)
	}
	if err != nil {
		return nil, fmt.Errorf("filings of %s: %w", c.agency, err)
	}
	return list, nil
}

// keyedElement is what is needed of an element.
type keyedElement struct {
	Nid    string `json:"elementNid"`
	Class  string `json:"elementClassification"`
	Filing string `json:"filingNid"`
}

func (e keyedElement) id() string { return e.Nid }

// elements fetches the lines of a filing, or of all ("") filings, and the sums
// of lines too small to list, and gives them on as one document: the lines of a
// filing must not stand in two. A filing on paper has none.
func (c *keyedCrawl) elements(ctx context.Context, filing, what string) error {
	var all []scraper.Document
	for _, ask := range []struct{ path, class string }{
		{"cal/v101/transaction-elements", "Transaction"}, {"filing/v101/filing-elements", "UnItemizedTransaction"},
	} {
		query := url.Values{"parts": {"All"}, "elementClassification": {ask.class}}
		if filing != "" {
			query.Set("filingNid", filing)
		}
		n := 0
		pages, err := walk(ctx, c, ask.path, query, func(e keyedElement) error {
			if n++; e.Class != ask.class || e.Filing == "" || (filing != "" && e.Filing != filing) {
				return fmt.Errorf("element %s is of class %q and filing %q, which were not asked for: %w", e.Nid, e.Class, e.Filing, scraper.ErrNotData)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("elements of %s, %s: %w", c.agency, what, err)
		}
		if n > 0 {
			all = append(all, pages...)
		}
	}
	if len(all) == 0 {
		if filing == "" {
			return fmt.Errorf("the filings of %s have no lines: %w", c.agency, scraper.ErrNothingFound)
		}
		c.session.Note("filing "+filing, "has no lines: filed on paper, or empty")
		return nil
	}
	return c.give(ctx, what, all)
}

func (c *keyedCrawl) give(ctx context.Context, what string, pages []scraper.Document) error {
	doc, err := c.session.Join(ctx, netfilejson.KeyedFileName(c.agency, what), pages)
	if err != nil {
		return err
	}
	return c.found(doc)
}

// header is the key, as the interface takes it.
func (k *Keyed) header() http.Header {
	req := http.Request{Header: http.Header{"Accept": {"application/json"}}}
	req.SetBasicAuth(k.user, k.password)
	return req.Header
}

// refused marks an answer that says that the key is not taken.
func refused(err error) error {
	status := (*scraper.StatusError)(nil)
	if errors.As(err, &status) && status.Status == http.StatusUnauthorized {
		return fmt.Errorf("%w: %s and %s: %w", scraper.ErrBadKey, KeyVariable, PasswordVariable, err)
	}
	return err
}
