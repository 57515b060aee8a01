package netfile

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"moneytrail/scraper"
)

// KeyedName is the name of the source [Keyed] as an operator types it.
const KeyedName = "netfile-keyed"

// Keyed is NetFile's REST interface, version 101, for operators whom NetFile
// has given a key. It is the supported way to the same filings.
type Keyed struct {
	base, user, password string
	replica              bool
}

var _ scraper.Source = (*Keyed)(nil)

// NewKeyed makes the source; Options.User and Options.Password are NetFile's
// API key and its password.
func NewKeyed(o Options) *Keyed {
	k := &Keyed{base: "https://netfile.com", user: o.User, password: o.Password, replica: o.Replica}
	if o.Base != "" {
		k.base = strings.TrimSuffix(o.Base, "/")
	}
	return k
}

// Info implements [scraper.Source].
func (k *Keyed) Info() scraper.Info {
	info := scraper.Info{Name: KeyedName, Title: "NetFile, keyed interface", Delay: time.Second, MinDocuments: 1, Loopback: k.replica}
	if k.replica {
		info.Delay = 0
	}
	if u, err := url.Parse(k.base); err == nil {
		info.Hosts = []string{u.Host}
	}
	return info
}

// keyedPage is the most entries that one answer holds.
const keyedPage = 1000

// sender is a session that can send a header which is neither archived nor
// sent on to another host.
type sender interface {
	GetWith(ctx context.Context, address string, header http.Header) (scraper.Document, error)
}

// Crawl implements [scraper.Source]: the filings of an agency, then the lines.
func (k *Keyed) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if !agencyCode.MatchString(req.Agency) {
		return fmt.Errorf("agency %q is not a NetFile agency code such as LACO", req.Agency)
	}
	if k.user == "" || k.password == "" {
		return errors.New("no key given: ask NetFile for one")
	}
	if err := k.pages(ctx, session, req.Agency, "filings", "filing/v101/filings", found); err != nil {
		return fmt.Errorf("filings of %s: %w", req.Agency, err)
	}
	if err := k.pages(ctx, session, req.Agency, "transactions", "cal/v101/transaction-elements", found); err != nil {
		return fmt.Errorf("lines of %s: %w", req.Agency, err)
	}
	return nil
}

func (k *Keyed) pages(
	ctx context.Context, session *scraper.Session, agency, what, path string, found func(scraper.Document) error,
) error {
	for offset := 0; ; offset += keyedPage {
		query := url.Values{"aid": {agency}, "offset": {strconv.Itoa(offset)}, "limit": {strconv.Itoa(keyedPage)}, "parts": {"All"}}
		doc, err := k.get(ctx, session, k.base+"/api/campaign/"+path+"?"+query.Encode())
		if err != nil {
			return err
		}
		var answer struct {
			Results *[]struct{} `json:"results"`
			Total   int         `json:"totalCount"`
			More    bool        `json:"hasNextPage"`
		}
		if err := read(session, doc, &answer); err != nil {
			return err
		}
		if answer.Results == nil || (offset == 0 && len(*answer.Results) == 0) {
			return fmt.Errorf("%s: no results: %w", doc.URL, scraper.ErrNothingFound)
		}
		doc.Name = fmt.Sprintf("netfile-v101_%s_%s_%d.json", agency, what, offset)
		if err := found(doc); err != nil {
			return err
		}
		if !answer.More {
			return nil
		}
	}
}

func (k *Keyed) get(ctx context.Context, session *scraper.Session, address string) (scraper.Document, error) {
	s, ok := any(session).(sender)
	if !ok {
		return scraper.Document{}, errors.New("this session cannot send a key")
	}
	req := http.Request{Header: http.Header{}}
	req.SetBasicAuth(k.user, k.password)
	return s.GetWith(ctx, address, req.Header)
}
