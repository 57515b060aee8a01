package fec

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"moneytrail/scraper"
)

const (
	feedBase   = "https://efilingapps.fec.gov"
	filingBase = "https://docquery.fec.gov"
)

// Source is the feed of new filings.
type Source struct{ place }

var _ scraper.Source = (*Source)(nil)

// New makes the source of new filings.
func New(o Options) *Source {
	return &Source{placeOf(o, scraper.Info{
		Name: Name, Title: "FEC, electronic filings of the last seven days", Delay: time.Second, MinDocuments: 0, MaxDrop: 1,
	}, feedBase, filingBase)}
}

// Item is an entry of the feed.
type Item struct {
	ID, Committee, Form, Report string
	From, Thru                  string // as the feed writes them: MM/DD/YYYY, or empty
	Published                   time.Time
}

// Crawl implements [scraper.Source]: the filings in the feed, newest first, of
// a committee or of all, that were published on or after Since.
func (s *Source) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	items, err := s.Feed(ctx, session, req.Committee)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	var cut error
	for _, item := range items {
		if seen[item.ID] || !req.Since.IsZero() && item.Published.Before(req.Since) {
			continue
		}
		seen[item.ID] = true
		doc, err := s.filing(ctx, session, item.ID)
		if errors.Is(err, errGone) {
			session.Note("filing "+item.ID, "is in the feed and not on the site: withdrawn, or not there yet")
			continue
		}
		if errors.Is(err, errCut) { // that one alone: the others are fetched
			cut = errors.Join(cut, fmt.Errorf("filing %s: %w", item.ID, err))
			continue
		}
		if err != nil {
			return fmt.Errorf("filing %s: %w", item.ID, err)
		}
		if err := found(doc); err != nil {
			return err
		}
	}
	return cut
}

// Feed reads the feed, of one committee or of all ("").
func (s *Source) Feed(ctx context.Context, session *scraper.Session, committee string) ([]Item, error) {
	query := "preDefinedFilingType=ALL"
	if committee != "" {
		if !committeeID.MatchString(committee) {
			return nil, fmt.Errorf("committee %q is no federal id such as C00000000", committee)
		}
		query = "cids=" + committee
	}
	var items []Item
	address := s.base[feedBase] + "/rss/generate?" + query
	_, err := session.XML(ctx, address, "//channel | //channel/*[guid and link]", func(e scraper.Element) error {
		link := strings.TrimSpace(e.Text("guid"))
		if link == "" {
			return nil // the channel itself: a feed without entries is a quiet week
		}
		item, err := itemOf(link, e.Text("description"), e.Text("pubDate"))
		if err == nil {
			items = append(items, item)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("feed of filings: %w", err)
	}
	if committee == "" && len(items) == 0 {
		return nil, fmt.Errorf("feed of filings: no filing in seven days: %w", scraper.ErrNothingFound)
	}
	return items, nil
}

var trailer = regexp.MustCompile(`\*{9}(.*?)\*{9}`)

// itemOf reads an entry: the filing's number from its link, the rest from the
// trailer of its description, whose values may be empty.
func itemOf(link, description, published string) (Item, error) {
	u, err := url.Parse(link)
	if err != nil {
		return Item{}, fmt.Errorf("link %q: %w", link, scraper.ErrNotData)
	}
	item := Item{ID: strings.TrimSuffix(path.Base(u.Path), ".fec")}
	if item.ID == "" || strings.Trim(item.ID, "0123456789") != "" {
		return Item{}, fmt.Errorf("no filing number in link %q: %w", link, scraper.ErrNotData)
	}
	if m := trailer.FindStringSubmatch(description); m != nil {
		for _, pair := range strings.Split(m[1], " | ") {
			name, value, _ := strings.Cut(pair, ":")
			switch value = strings.TrimSpace(value); strings.TrimSpace(name) {
			case "CommitteeId":
				item.Committee = value
			case "FormType":
				item.Form = value
			case "CoverageFrom":
				item.From = value
			case "CoverageThrough":
				item.Thru = value
			case "ReportType":
				item.Report = value
			}
		}
	}
	for _, layout := range []string{time.RFC1123, time.RFC1123Z} {
		if at, err := time.Parse(layout, strings.TrimSpace(published)); err == nil {
			item.Published = at
			return item, nil
		}
	}
	return Item{}, fmt.Errorf("filing %s: published %q: %w", item.ID, published, scraper.ErrNotData)
}

var (
	errGone = errors.New("not on the site")
	errCut  = errors.New("it has been cut")
)

// filing fetches a filing by its number; those that were typed from paper
// stand in another folder.
func (s *Source) filing(ctx context.Context, session *scraper.Session, id string) (scraper.Document, error) {
	for _, folder := range []string{"dcdev", "paper"} {
		doc, err := session.Get(ctx, fmt.Sprintf("%s/%s/posted/%s.fec", s.base[filingBase], folder, id))
		if err == nil {
			doc.Name = id + ".fec"
			return doc, checkEnd(session, doc)
		}
		if !isMissing(err) {
			return doc, err
		}
	}
	return scraper.Document{}, errGone
}

// checkEnd holds a filing to end with a line. Those with commas, before version
// 6, do not all: with them a cut goes unnoticed here.
func checkEnd(session *scraper.Session, doc scraper.Document) error {
	file, err := session.Open(doc)
	if err != nil {
		return fmt.Errorf("look at %s: %w", doc.URL, err)
	}
	defer func() { _ = file.Close() }()
	head, last := make([]byte, min(256, doc.Size)), make([]byte, 1)
	if _, err := file.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("look at %s: %w", doc.URL, err)
	}
	if _, err := file.ReadAt(last, doc.Size-1); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("look at %s: %w", doc.URL, err)
	}
	if bytes.IndexByte(head, 0x1c) >= 0 && last[0] != '\n' {
		return fmt.Errorf("%s does not end with a line: %w: %w", doc.URL, errCut, scraper.ErrNotData)
	}
	return nil
}

func isMissing(err error) bool {
	status := (*scraper.StatusError)(nil)
	return errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone)
}
