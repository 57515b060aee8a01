package portal

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// byteOrderMark stands before the real feed.
const byteOrderMark = "\ufeff"

type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Channel channel  `xml:"channel"`
}

type channel struct {
	Title       string `xml:"title"`
	Link        string `xml:"link"`
	Description string `xml:"description"`
	Language    string `xml:"language"`
	Built       string `xml:"lastBuildDate"`
	Items       []item `xml:"item"`
}

type item struct {
	GUID        guid   `xml:"guid"`
	Link        string `xml:"link"`
	Title       string `xml:"title"`
	Description string `xml:"description"`
}

type guid struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	Value     string `xml:",chardata"`
}

// feed renders the filing log of the county, newest first.
func feed(c County, base string) ([]byte, error) {
	reports := slices.Clone(c.Local)
	slices.SortStableFunc(reports, func(a, b Report) int {
		switch {
		case a.Filed > b.Filed:
			return -1
		case a.Filed < b.Filed:
			return 1
		}
		return 0
	})
	log := channel{
		Title:       "NetFile Filing Log for Campaign / " + c.Name,
		Link:        base + "/connect2/api/public/list/filing/rss/" + c.Code + "/campaign.xml",
		Description: "Invented data. Includes e-filings and paper-only filings",
		Language:    "en-us",
		Built:       c.Stamp.Format(time.RFC1123Z),
	}
	for _, r := range reports {
		log.Items = append(log.Items, item{
			GUID: guid{Value: "00000000-0000-4000-8000-000" + r.ID}, Link: base + "/Connect2/api/public/image/" + r.ID,
			Title: r.FilerName, Description: describe(r),
		})
	}
	text, err := xml.MarshalIndent(rss{Version: "2.0", Channel: log}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("render feed: %w", err)
	}
	return append([]byte(byteOrderMark+xml.Header), text...), nil
}

func describe(r Report) string {
	name := "FPPC Form " + r.Form[1:]
	if r.Key.Version > 0 {
		name += " (Amendment)"
	}
	if r.From == "" {
		return fmt.Sprintf("%s (%s)", name, day(r.Filed, "1/2/2006"))
	}
	return fmt.Sprintf("%s (%s - %s)", name, day(r.From, "1/2/2006"), day(r.Thru, "1/2/2006"))
}

type filerList struct {
	Matching       int          `json:"totalMatchingCount"`
	Pages          int          `json:"totalMatchingPages"`
	Filers         []filerEntry `json:"filers"`
	ResponseStatus any          `json:"responseStatus"`
}

type filerEntry struct {
	ID            string `json:"id"`
	Agency        string `json:"agency"`
	Application   string `json:"application"`
	FPPC          string `json:"fppcId"`
	LocalAgencyID string `json:"localAgencyId"`
	Name          string `json:"name"`
}

// filers renders a page of the list of filers. A wrong agency code gives an
// empty list, not an error, as the real portal is said to do.
func filers(c County, form url.Values) ([]byte, error) {
	list := filerList{Filers: []filerEntry{}}
	size, _ := strconv.Atoi(form.Get("PageSize"))
	if size < 1 {
		size = 10
	}
	if form.Get("AID") == c.Code {
		all := c.agencyFilers()
		list.Matching, list.Pages = len(all), (len(all)+size-1)/size
		page, _ := strconv.Atoi(form.Get("CurrentPageIndex"))
		from := min(max(page, 0)*size, len(all))
		for i, r := range all[from:min(from+size, len(all))] {
			list.Filers = append(list.Filers, filerEntryOf(c, r, from+i))
		}
	}
	text, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("render filer list: %w", err)
	}
	return text, nil
}

func filerEntryOf(c County, r Report, number int) filerEntry {
	entry := filerEntry{
		ID: fmt.Sprintf("00000000-0000-4000-8000-%012d", number+1), Agency: c.Code, Application: "Campaign",
		LocalAgencyID: fmt.Sprintf("%s-%06d", c.Code, number+1), Name: r.FilerName,
	}
	if id := r.filerID(); id != "Pending" {
		entry.FPPC = id
	}
	return entry
}
