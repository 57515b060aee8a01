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

// body is the filing in the FEC's format, version 8.5, or as typed from paper.
func (f federalFiling) body() []byte {
	header := "HDR|FEC|8.5|Invented|1.0||0|invented"
	if f.paper {
		header = "HDR|P3.4|Invented"
	}
	cover := strings.Join([]string{f.form, FederalCommittee, "Nobody's Invented PAC"}, "|")
	return []byte(strings.ReplaceAll(header+"\n"+cover+"\n", "|", "\x1c"))
}

func (p *Portal) handleFederal(mux *http.ServeMux) {
	mux.HandleFunc("GET /rss/generate", p.federalFeed)
	mux.HandleFunc("GET /dcdev/posted/{file}", func(w http.ResponseWriter, r *http.Request) { p.federalFiling(w, r, false) })
	mux.HandleFunc("GET /paper/posted/{file}", func(w http.ResponseWriter, r *http.Request) { p.federalFiling(w, r, true) })
	mux.HandleFunc("GET /files/bulk-downloads/{year}/{file}", p.federalBulk)
	mux.HandleFunc("GET /v1/schedules/schedule_a/", p.scheduleA)
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

// federalBulk serves the committee master of 2026 and, under "electronic", the
// zip of a day.
func (p *Portal) federalBulk(w http.ResponseWriter, r *http.Request) {
	file := r.PathValue("file")
	switch {
	case r.PathValue("year") == "2026" && file == "cm26.zip":
		row := FederalCommittee + "|NOBODY'S INVENTED PAC|NOBODY, NED|||SAMPLETON|CA|90000|U|N||M|L||\n"
		text, err := zipOf("cm.txt", []byte(row))
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

// scheduleA pages as the FEC's interface does: by both halves of a cursor. The
// last rows have no date and are asked for with sort_null_only.
func (p *Portal) scheduleA(w http.ResponseWriter, r *http.Request) {
	const rows, nulls = 5, 1
	w.Header().Set("X-RateLimit-Limit", "1000")
	w.Header().Set("X-RateLimit-Remaining", "998")
	index, date, null := r.FormValue("last_index"), r.FormValue("last_contribution_receipt_date"), r.FormValue("sort_null_only")
	if index != "" && date == "" && null == "" {
		w.WriteHeader(http.StatusUnprocessableEntity)
		p.answer(w, map[string]any{"message": "When paginating through results, both values are needed", "status": 422})
		return
	}
	if r.FormValue("committee_id") == "" && r.FormValue("two_year_transaction_period") == "" {
		w.WriteHeader(http.StatusBadRequest)
		p.answer(w, map[string]any{"message": "Please choose a committee or a period", "status": 400})
		return
	}
	first := 0
	if index != "" {
		n, _ := strconv.Atoi(strings.TrimLeft(index[1:], "0"))
		first = n + 1
	}
	results, last := []map[string]any{}, map[string]any{}
	for i := first; i < min(first+2, rows+nulls); i++ {
		id := fmt.Sprintf("4%018d", i)
		row := map[string]any{"sub_id": id, "committee_id": FederalCommittee, "contributor_name": "NOBODY, NED", "contribution_receipt_amount": 100.5}
		last = map[string]any{"last_index": id, "sort_null_only": true}
		if i < rows {
			day := time.Date(2026, time.March, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			row["contribution_receipt_date"] = day
			last = map[string]any{"last_index": id, "last_contribution_receipt_date": day}
		}
		results = append(results, row)
	}
	p.answer(w, map[string]any{
		"api_version": "1.0", "results": results,
		"pagination": map[string]any{"count": rows + nulls, "per_page": 2, "pages": 3, "last_indexes": last, "is_count_exact": true},
	})
}
