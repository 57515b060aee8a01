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
	listed, err := s.log(ctx, session, agency)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, e := range listed {
		if seen[e.id] || wanted != nil && !wanted[e.filer] {
			continue
		}
		seen[e.id] = true
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

// entries finds what a feed lists, whatever the element is called, and the
// channel around it, so that a quiet week is told from a page that is no feed.
const entries = "//channel | //channel/*[guid and link]"

// log reads the agency's filing log: what was filed in the last 15 days, up to
// 1,000 entries. An empty log is noted, not failed: weeks without a filing are
// normal.
func (s *Source) log(ctx context.Context, session *scraper.Session, agency string) ([]entry, error) {
	var found []entry
	err := patiently(func() error {
		var err error
		found, err = s.logOnce(ctx, session, agency)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("filing log of %s: %w", agency, err)
	}
	if len(found) == 0 {
		session.Note("filing log of "+agency, "no recent filings")
	}
	return found, nil
}

func (s *Source) logOnce(ctx context.Context, session *scraper.Session, agency string) ([]entry, error) {
	var found []entry
	_, err := session.XML(ctx, s.connect+"/Connect2/api/public/list/filing/rss/"+agency+"/campaign.xml", entries, func(e scraper.Element) error {
		if e.Text("guid") == "" {
			return nil // the channel
		}
		id := path.Base(strings.TrimSpace(e.Text("link")))
		if !isFilingID(id) {
			return fmt.Errorf("filing log of %s: no filing id in link %q: %w", agency, e.Text("link"), scraper.ErrNotData)
		}
		found = append(found, entry{id: id, filer: strings.TrimSpace(e.Text("title")), what: strings.TrimSpace(e.Text("description"))})
		return nil
	})
	return found, err
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

// patience is how often something is asked for when the portal answers 500,
// which it does at random as well as for paper filings.
const patience = 3

// patiently asks again after an answer of 500.
func patiently(ask func() error) error {
	var err error
	for range patience {
		err = ask()
		status := (*scraper.StatusError)(nil)
		if !errors.As(err, &status) || status.Status != http.StatusInternalServerError {
			return err
		}
	}
	return err
}

// efile fetches the zip with the .CAL text of one filing.
func (s *Source) efile(ctx context.Context, session *scraper.Session, agency, id string) (doc scraper.Document, err error) {
	err = patiently(func() error {
		if doc, err = session.Get(ctx, s.connect+"/Connect2/api/public/efile/"+id); err == nil {
			return nil
		}
		status := (*scraper.StatusError)(nil)
		if !errors.As(err, &status) || status.Status != http.StatusInternalServerError {
			return err
		}
		head, headErr := session.Peek(status.Document)
		if headErr != nil {
			return headErr
		}
		if bytes.Contains(head, []byte("EfileNotFoundException")) {
			return errPaper
		}
		return err
	})
	if err != nil {
		return scraper.Document{}, err
	}
	doc.Name = fmt.Sprintf("efile_%s_%s.zip", agency, id)
	return doc, nil
}
