package netfile

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/format/netfilejson"
)

// PublicName is the name of the source [Public] as an operator types it.
const PublicName = "netfile-public"

// Public is the JSON interface that NetFile's newer portal uses for its own
// pages. It is undocumented and answers without a key: a few requests per
// committee, none twice.
type Public struct {
	base    string // https://netfile.com
	replica bool
}

var _ scraper.Source = (*Public)(nil)

// NewPublic makes the source.
func NewPublic(o Options) *Public {
	p := &Public{base: "https://netfile.com", replica: o.Replica}
	if o.Base != "" {
		p.base = strings.TrimSuffix(o.Base, "/")
	}
	return p
}

// Info implements [scraper.Source].
func (p *Public) Info() scraper.Info {
	info := scraper.Info{
		Name: PublicName, Title: "NetFile, newer public portal (California counties and cities)",
		Delay: 5 * time.Second, MinDocuments: 1, Loopback: p.replica,
	}
	if p.replica {
		info.Delay = 0
	}
	if u, err := url.Parse(p.base); err == nil {
		info.Hosts = []string{u.Host}
	}
	return info
}

var (
	fppcID  = regexp.MustCompile(`^[0-9]{6,7}$`)
	filerID = regexp.MustCompile(`^[0-9]{9}$`)
)

// Crawl implements [scraper.Source]. The request must name an agency, and a
// committee (by its state id, or by NetFile's nine-digit number) or a time:
// with Since or years instead of a committee, those committees are fetched that
// filed then. Of each committee it gives the list of its filings and all of
// their lines.
func (p *Public) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if !agencyCode.MatchString(req.Agency) {
		return fmt.Errorf("agency %q is not a NetFile agency code such as LACO", req.Agency)
	}
	switch {
	case filerID.MatchString(req.Committee):
		return p.committee(ctx, session, netfilejson.Document{Agency: req.Agency, Filer: req.Committee}, found)
	case fppcID.MatchString(req.Committee):
		return p.byStateID(ctx, session, req, found)
	case req.Committee != "":
		return fmt.Errorf("committee %q is neither a state id of 6 or 7 digits nor a NetFile number of 9", req.Committee)
	case req.Since.IsZero() && len(req.Years) == 0:
		return errors.New("no committee and no time given: the portal cannot be asked for everything")
	}
	return p.recent(ctx, session, req, found)
}

// byStateID finds NetFile's number of a committee. The state's id must never
// be sent in its place: the portal answers that with an empty success.
func (p *Public) byStateID(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	doc, err := session.Get(ctx, p.address("IdSearch", "aid", req.Agency, "sosId", req.Committee))
	if err != nil {
		return fmt.Errorf("number of committee %s: %w", req.Committee, err)
	}
	filers, err := filersIn(session, doc)
	if err != nil {
		return fmt.Errorf("number of committee %s: %w", req.Committee, err)
	}
	if len(filers) == 0 {
		return fmt.Errorf("committee %s does not file with agency %s: %w", req.Committee, req.Agency, scraper.ErrNothingFound)
	}
	for _, f := range filers {
		about := netfilejson.Document{Agency: req.Agency, Filer: f.ID, FPPC: req.Committee, What: "filer"}
		if len(filers) == 1 {
			doc.Name = about.FileName()
			if err := found(doc); err != nil {
				return err
			}
		}
		if err := p.committee(ctx, session, about, found); err != nil {
			return err
		}
	}
	return nil
}

// publicFiler is a filer as the portal's searches give it.
type publicFiler struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func filersIn(session *scraper.Session, doc scraper.Document) ([]publicFiler, error) {
	var answer struct {
		Committees *[]publicFiler `json:"committees"`
	}
	if err := read(session, doc, &answer); err != nil {
		return nil, err
	}
	if answer.Committees == nil {
		return nil, fmt.Errorf("%s: no list of committees: %w", doc.URL, scraper.ErrNotData)
	}
	for _, f := range *answer.Committees {
		if !filerID.MatchString(f.ID) {
			return nil, fmt.Errorf("%s: %q is no filer's number: %w", doc.URL, f.ID, scraper.ErrNotData)
		}
	}
	return *answer.Committees, nil
}

// address makes the address of a question, with its parameters in pairs.
func (p *Public) address(question string, pairs ...string) string {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		query.Set(pairs[i], pairs[i+1])
	}
	return p.base + "/api/public/sites/api/" + question + "?" + query.Encode()
}
