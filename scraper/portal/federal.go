package portal

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// FederalCommittee is the invented committee whose filings the replica serves
// as the FEC does.
const FederalCommittee = "C99900001"

// federalFiling is a filing of the invented committee. Paper ones stand in
// another folder.
type federalFiling struct {
	id, form, report, from, thru string
	paper                        bool
	filed                        time.Time
}

func federalFilings() []federalFiling {
	filed := time.Date(2026, time.May, 18, 14, 3, 6, 0, time.UTC)
	return []federalFiling{
		{id: "9990003", form: "F3XN", report: "MAY MONTHLY", from: "04/01/2026", thru: "04/30/2026", filed: filed},
		{id: "9990002", form: "F3XA", report: "APRIL QUATERLY", from: "01/01/2026", thru: "03/31/2026", filed: filed.AddDate(0, 0, -1)},
		{id: "9990001", form: "F3XN", report: "", from: "", thru: "", paper: true, filed: filed.AddDate(0, 0, -2)},
	}
}

// body is the filing in the FEC's format, version 8.5, or as typed from paper
// with a cover alone.
func (f federalFiling) body() []byte {
	if f.paper {
		return federalLines([]string{"HDR", "P3.4", "Invented"}, []string{f.form, FederalCommittee, "Nobody's Invented PAC"})
	}
	cover := make([]string, 123)
	copy(cover, []string{f.form, FederalCommittee, "Nobody's Invented PAC", "", "", "", "SAMPLETON", "CA", "90000", "M5", "", "", "", compactDay(f.from), compactDay(f.thru), "", "Nobody", "Ned"})
	lines := [][]string{{"HDR", "FEC", "8.5", "Invented", "1.0", "", "0", "invented"}, cover}
	for i, gift := range federalGifts() {
		if strconv.Itoa(gift.filing) == f.id {
			lines = append(lines, gift.efiled(fmt.Sprintf("SA%04d", i+1)))
		}
	}
	return federalLines(lines...)
}

func federalLines(lines ...[]string) []byte {
	var b strings.Builder
	for _, cells := range lines {
		b.WriteString(strings.Join(cells, "\x1c") + "\n")
	}
	return []byte(b.String())
}

// compactDay turns 04/30/2026 into 20260430.
func compactDay(text string) string {
	if len(text) != len("04/30/2026") {
		return ""
	}
	return text[6:] + text[:2] + text[3:5]
}

func (p *Portal) handleFederal(mux *http.ServeMux) {
	mux.HandleFunc("GET /rss/generate", p.federalFeed)
	mux.HandleFunc("GET /dcdev/posted/{file}", func(w http.ResponseWriter, r *http.Request) { p.federalFiling(w, r, false) })
	mux.HandleFunc("GET /paper/posted/{file}", func(w http.ResponseWriter, r *http.Request) { p.federalFiling(w, r, true) })
	mux.HandleFunc("GET /files/bulk-downloads/{year}/{file}", p.federalBulk)
	mux.HandleFunc("GET /v1/schedules/schedule_a/", apiKey(p.scheduleA))
	mux.HandleFunc("GET /v1/filings/", apiKey(p.apiFilings))
}

type federalItem struct {
	Title       string `xml:"title"`
	Link        string `xml:"link"`
	Description string `xml:"description"`
	PubDate     string `xml:"pubDate"`
	GUID        string `xml:"guid"`
}

// federalFeed lists the filings of the last seven days. The links lead to the
// FEC's own site, without TLS, as the real ones do.
func (p *Portal) federalFeed(w http.ResponseWriter, r *http.Request) {
	var feed struct {
		XMLName xml.Name      `xml:"rss"`
		Version string        `xml:"version,attr"`
		Items   []federalItem `xml:"channel>item"`
	}
	feed.Version = "2.0"
	for _, f := range federalFilings() {
		if cids := r.FormValue("cids"); cids != "" && !strings.Contains(cids, FederalCommittee) {
			continue
		}
		link := "http://docquery.fec.gov/dcdev/posted/" + f.id + ".fec"
		feed.Items = append(feed.Items, federalItem{
			Title: "New filing by NOBODY'S INVENTED PAC", Link: link, GUID: link, PubDate: f.filed.Format(time.RFC1123),
			Description: fmt.Sprintf("<p>Invented.</p>*********CommitteeId: %s | FilingId: %s | FormType: %s | CoverageFrom: %s | CoverageThrough: %s | ReportType: %s*********",
				FederalCommittee, f.id, f.form, f.from, f.thru, f.report),
		})
	}
	text, err := xml.Marshal(feed)
	p.serve(w, r, "application/rss+xml", "", append([]byte(xml.Header), text...), err)
}

func (p *Portal) federalFiling(w http.ResponseWriter, r *http.Request, paper bool) {
	for _, f := range federalFilings() {
		if f.id+".fec" == r.PathValue("file") && f.paper == paper {
			p.serve(w, r, "text/plain", "", f.body(), nil)
			return
		}
	}
	http.NotFound(w, r)
}

// federalBulk serves the committee master and the gifts of 2026 and, under "electronic", the
// zip of a day.
func (p *Portal) federalBulk(w http.ResponseWriter, r *http.Request) {
	file := r.PathValue("file")
	switch {
	case r.PathValue("year") == "2026" && file == "cm26.zip":
		row := FederalCommittee + "|NOBODY'S INVENTED PAC|NOBODY, NED|||SAMPLETON|CA|90000|U|N||M|L||\n"
		text, err := zipOf("cm.txt", []byte(row))
		p.serve(w, r, "application/zip", "", text, err)
	case r.PathValue("year") == "2026" && file == "indiv26.zip":
		var rows strings.Builder
		for i, gift := range federalGifts() {
			if gift.entity == "IND" && gift.kind != "" { // small gifts are in no bulk file
				rows.WriteString(gift.bulk(i+1) + "\n")
			}
		}
		text, err := zipOf("itcont.txt", []byte(rows.String()))
		p.serve(w, r, "application/zip", "", text, err)
	case r.PathValue("year") == "electronic":
		for _, f := range federalFilings() {
			if f.filed.Format("20060102")+".zip" == file && !f.paper {
				text, err := zipOf(f.id+".fec", f.body())
				p.serve(w, r, "application/zip", "", text, err)
				return
			}
		}
		http.NotFound(w, r)
	default:
		http.NotFound(w, r)
	}
}
