package web

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"moneytrail/api"
	"moneytrail/store"
)

// feed is a list of news, written as Atom (RFC 4287) or as JSON Feed 1.1. All
// text in it is plain. Addresses are those of the public site when the
// operator named it, else relative to this server.
type feed struct {
	ID, Title, Subtitle string
	Self                string // path and query without the ending of the format
	Query               string // with its question mark
	Page                string // address of the page that it follows
	Next                string // cursor of the following page; empty at the end
	Updated             time.Time
	Items               []feedItem
}

// feedItem is one piece of news. ID is permanent: what it names never gets
// another one.
type feedItem struct {
	ID, Title, Text string
	Page            string // address on this site
	Source          string // address of the filing at the publisher; may be empty
	Tags            []string
	Updated         time.Time
}

// feedSpace is where ids of feeds and news are made, so that they are the same
// on every server.
var feedSpace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://moneytrail.example/feeds"))

func feedID(kind, name string) string {
	return "urn:uuid:" + uuid.NewSHA1(feedSpace, []byte(kind+" "+name)).String()
}

// dayTime is the beginning of the first of the days that is known, in UTC.
// Nothing of a feed depends on the time at which it is read.
func dayTime(fallback time.Time, days ...store.Date) time.Time {
	for _, d := range days {
		if t, err := time.Parse(time.DateOnly, string(d)); err == nil {
			return t
		}
	}
	return fallback
}

// settle dates the feed by its newest item and gives items that came out with
// one id different ones: filers use a transaction id twice.
func (f *feed) settle(fallback time.Time) {
	seen := make(map[string]int, len(f.Items))
	for i := range f.Items {
		item := &f.Items[i]
		seen[item.ID]++
		if n := seen[item.ID]; n > 1 {
			item.ID = feedID("again", fmt.Sprint(item.ID, n))
		}
		if item.Updated.After(f.Updated) {
			f.Updated = item.Updated
		}
	}
	if f.Updated.IsZero() {
		f.Updated = fallback
	}
}

func (f *feed) nextQuery() string {
	if f.Next == "" {
		return ""
	}
	mark := "?"
	if f.Query != "" {
		mark = f.Query + "&"
	}
	return mark + "cursor=" + f.Next
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string         `xml:"id"`
	Title     string         `xml:"title"`
	Updated   string         `xml:"updated"`
	Published string         `xml:"published"`
	Links     []atomLink     `xml:"link"`
	Tags      []atomCategory `xml:"category"`
	Summary   string         `xml:"summary"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	Updated  string      `xml:"updated"`
	Author   string      `xml:"author>name"`
	Rights   string      `xml:"rights"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

func (f *feed) atom(site string) ([]byte, error) {
	out := atomFeed{
		Lang: "en", ID: f.ID, Title: f.Title, Subtitle: f.Subtitle, Updated: f.Updated.Format(time.RFC3339), Author: "moneytrail", Rights: api.Notice,
		Links: []atomLink{{"self", "application/atom+xml", site + f.Self + ".atom" + f.Query}, {"alternate", "text/html", site + f.Page}},
	}
	if next := f.nextQuery(); next != "" {
		out.Links = append(out.Links, atomLink{"next", "application/atom+xml", site + f.Self + ".atom" + next})
	}
	for i := range f.Items {
		item := &f.Items[i]
		e := atomEntry{
			ID: item.ID, Title: item.Title, Summary: item.Text, Links: []atomLink{{"alternate", "text/html", site + item.Page}},
			Updated: item.Updated.Format(time.RFC3339), Published: item.Updated.Format(time.RFC3339),
		}
		if item.Source != "" {
			e.Links = append(e.Links, atomLink{Rel: "via", Href: item.Source})
		}
		for _, tag := range item.Tags {
			e.Tags = append(e.Tags, atomCategory{tag})
		}
		out.Entries = append(out.Entries, e)
	}
	text, err := xml.MarshalIndent(out, "", " ")
	return append([]byte(xml.Header), text...), err
}

type jsonFeed struct {
	Version     string         `json:"version"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	Home        string         `json:"home_page_url"`
	Feed        string         `json:"feed_url"`
	Next        string         `json:"next_url,omitempty"`
	Language    string         `json:"language"`
	Items       []jsonFeedItem `json:"items"`
}

type jsonFeedItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	External  string   `json:"external_url,omitempty"`
	Title     string   `json:"title"`
	Text      string   `json:"content_text"`
	Published string   `json:"date_published"`
	Tags      []string `json:"tags,omitempty"`
}

func (f *feed) json(site string) ([]byte, error) {
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Description: f.Subtitle + " " + api.Notice, Language: "en",
		Home: site + f.Page, Feed: site + f.Self + ".json" + f.Query, Items: []jsonFeedItem{},
	}
	if next := f.nextQuery(); next != "" {
		out.Next = site + f.Self + ".json" + next
	}
	for i := range f.Items {
		item := &f.Items[i]
		out.Items = append(out.Items, jsonFeedItem{item.ID, site + item.Page, item.Source, item.Title, item.Text, item.Updated.Format(time.RFC3339), item.Tags})
	}
	return json.Marshal(out)
}

// news answers with a feed in the format that the address ends in.
func news[In any](s *site, format string, answer func(echo.Context, In) (*feed, api.Meta, error)) echo.HandlerFunc {
	binder := api.NewBinder[In]()
	return func(c echo.Context) error {
		in, err := api.Bind(c, s.service, binder)
		if err != nil {
			return err
		}
		if fresh, err := api.Fresh(c, s.service, s.build); err != nil || fresh {
			return err
		}
		f, meta, err := answer(c, in)
		if err != nil {
			return fmt.Errorf("answer feed: %w", err)
		}
		at, _ := time.Parse(time.RFC3339, meta.DataVersionAt) // of an empty database: the zero time
		f.settle(at)
		f.Self = strings.TrimSuffix(c.Request().URL.Path, "."+format)
		write, kind := f.atom, "application/atom+xml; charset=utf-8"
		if format == "json" {
			write, kind = f.json, "application/feed+json; charset=utf-8"
		}
		body, err := write(s.opt.Site)
		if err != nil {
			return fmt.Errorf("write feed: %w", err)
		}
		api.SetValidators(c, meta.DataVersion, s.build)
		c.Response().Header().Set("X-Robots-Tag", "noindex")
		return c.Blob(http.StatusOK, kind, body)
	}
}
