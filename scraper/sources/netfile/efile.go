package netfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"

	"moneytrail/scraper"
)

// entry is one filing in the filing log.
type entry struct {
	id, filer, what string
}

// efiles fetches the e-filings in the agency's filing log, newest first, of
// the filers that are wanted (nil for all).
func (s *Source) efiles(
	ctx context.Context, session *scraper.Session, agency string, wanted map[string]bool, found func(scraper.Document) error,
) error {
	entries, err := s.log(ctx, session, agency)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if wanted != nil && !wanted[e.filer] {
			continue
		}
		doc, err := s.efile(ctx, session, agency, e.id)
		if errors.Is(err, errPaper) {
			session.Note("filing "+e.id, fmt.Sprintf("%s of %s was filed on paper: type it by hand from %s", e.what, e.filer, s.image(e.id)))
			continue
		}
		if err != nil {
			return fmt.Errorf("e-filing %s: %w", e.id, err)
		}
		if err := found(doc); err != nil {
			return err
		}
	}
	return nil
}

// image is the address of a filing's PDF.
func (s *Source) image(id string) string { return s.connect + "/Connect2/api/public/image/" + id }

// log reads the agency's filing log: what was filed in the last 15 days, up to
// 1,000 entries. An empty log is noted, not failed: weeks without a filing are
// normal.
func (s *Source) log(ctx context.Context, session *scraper.Session, agency string) ([]entry, error) {
	var entries []entry
	_, err := session.XML(ctx, s.connect+"/Connect2/api/public/list/filing/rss/"+agency+"/campaign.xml", "//item", func(e scraper.Element) error {
		id := path.Base(strings.TrimSpace(e.Text("link")))
		if !isFilingID(id) {
			return fmt.Errorf("filing log of %s: no filing id in link %q: %w", agency, e.Text("link"), scraper.ErrNotData)
		}
		entries = append(entries, entry{id: id, filer: strings.TrimSpace(e.Text("title")), what: strings.TrimSpace(e.Text("description"))})
		return nil
	})
	if errors.Is(err, scraper.ErrNothingFound) {
		session.Note("filing log of "+agency, "no recent filings")
		return nil, nil
	}
	return entries, err
}

func isFilingID(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) <= 12
}

// errPaper is the portal's answer for a filing that came on paper.
var errPaper = errors.New("filed on paper")

// efileTries is how often an e-filing is asked for when the portal answers
// 500, which it does at random as well as for paper filings.
const efileTries = 3

// efile fetches the zip with the .CAL text of one filing.
func (s *Source) efile(ctx context.Context, session *scraper.Session, agency, id string) (scraper.Document, error) {
	var err error
	for range efileTries {
		var doc scraper.Document
		if doc, err = session.Get(ctx, s.connect+"/Connect2/api/public/efile/"+id); err == nil {
			doc.Name = fmt.Sprintf("efile_%s_%s.zip", agency, id)
			return doc, nil
		}
		status := (*scraper.StatusError)(nil)
		if !errors.As(err, &status) || status.Status != http.StatusInternalServerError {
			return scraper.Document{}, err
		}
		head, headErr := session.Peek(status.Document)
		if headErr != nil {
			return scraper.Document{}, headErr
		}
		if bytes.Contains(head, []byte("EfileNotFoundException")) {
			return scraper.Document{}, errPaper
		}
	}
	return scraper.Document{}, err
}
