package portal

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"moneytrail/store"
)

// Measure is a ballot measure or a recall with the state committees formed for
// and against it, as the state lists them.
type Measure struct {
	ID, Name   string
	Election   string // "JUNE 2, 2026, PRIMARY"
	Session    int    // odd first year
	Committees []MeasureSide
}

// MeasureSide is a committee and its side.
type MeasureSide struct {
	PublicID string
	Support  bool
}

func (p *Portal) handlePages(mux *http.ServeMux) {
	mux.HandleFunc("GET /Campaign/Measures/list.aspx", p.measureList)
	mux.HandleFunc("GET /Campaign/Measures/Detail.aspx", p.measurePage)
	mux.HandleFunc("GET /Campaign/Candidates/list.aspx", p.candidateList)
	mux.HandleFunc("GET /Campaign/Committees/Detail.aspx", p.committeePage)
	mux.HandleFunc("GET /Campaign/Other/List.aspx", p.dailyFilings)
	mux.HandleFunc("GET /Campaign/Committees/DetailContributionsMadeExcel.aspx", p.madeExport)
	mux.HandleFunc("GET /Campaign/Committees/DetailExpendituresMadeExcel.aspx", p.madeExport)
	mux.HandleFunc("GET /Campaign/Committees/DetailLateExcel.aspx", p.lateExport)
}

// saved serves a saved page when the replica has one.
func (p *Portal) saved(w http.ResponseWriter, r *http.Request, folder, name string) bool {
	if p.Saved == nil || strings.Trim(name, "0123456789") != "" {
		return false
	}
	body, err := fs.ReadFile(p.Saved, folder+"/"+name+".html")
	if err != nil {
		http.NotFound(w, r)
		return true
	}
	w.Header().Set("Content-Type", "text/html")
	http.ServeContent(w, r, "", p.county.Stamp, bytes.NewReader(body))
	return true
}

// statePage frames what is special about a page of the state's.
func (p *Portal) statePage(w http.ResponseWriter, r *http.Request, body string) {
	text := fmt.Sprintf("<!DOCTYPE html>\n<html><head><title>Invented Campaign Finance</title></head><body><form name=\"_ctl0\" method=\"post\" action=\"%s\" id=\"_ctl0\">\n"+
		"<input type=\"hidden\" name=\"__VIEWSTATE\" value=\"dDwtaW52ZW50ZWQ7Oz4=\">\n<!-- %s -->\n%s\n</form></body></html>\n",
		html.EscapeString(r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]+"?"+r.URL.RawQuery), strings.Repeat("This page is invented. ", 100), body)
	w.Header().Set("Content-Type", "text/html; charset=windows-1252")
	http.ServeContent(w, r, "", p.county.Stamp, strings.NewReader(text))
}

func (p *Portal) measureList(w http.ResponseWriter, r *http.Request) {
	session := r.FormValue("session")
	if p.saved(w, r, "propositions", session) {
		return
	}
	var b strings.Builder
	tables := 0
	for _, m := range p.county.Measures {
		if strconv.Itoa(m.Session) != session {
			continue
		}
		fmt.Fprintf(&b, `<table cellspacing="0" cellpadding="2" border="3" id="ListElections1__ctl%d"><caption align="Left"><span>%s</span><br></caption><tr><td>1 Measure</td></tr>`+
			`<tr><td><a href="Detail.aspx?id=%s&amp;session=%d">%s</a></td></tr></table>`, tables, html.EscapeString(m.Election), m.ID, m.Session, html.EscapeString(m.Name))
		tables++
	}
	p.statePage(w, r, b.String())
}

func (p *Portal) measurePage(w http.ResponseWriter, r *http.Request) {
	if p.saved(w, r, "proposition_committees", r.FormValue("id")) {
		return
	}
	var b strings.Builder
	for _, m := range p.county.Measures {
		if m.ID != r.FormValue("id") {
			continue
		}
		fmt.Fprintf(&b, `<span id="measureName" class="hdr11">%s</span><br>`, html.EscapeString(m.Name))
		for _, c := range m.Committees {
			position := map[bool]string{true: "SUPPORT", false: "OPPOSE"}[c.Support]
			f := p.county.stateFiler(c.PublicID)
			fmt.Fprintf(&b, `<table cellpadding="4" border="3"><tr><td><span class="hdr16">COMMITTEE ID</span></td><td><span class="hdr16">COMMITTEE NAME</span></td><td><span class="hdr16">COMMITTEE POSITION</span></td></tr>`+
				`<tr bgcolor="#fdefd3"><td><span class="txt7">%s</span></td><td><a class="sublink2" href="/Misc/Redirector.aspx?id=%s&amp;session=%d">%s</a></td><td><span class="txt7">%s</span></td></tr></table>`,
				f.PublicID, f.FilerID, m.Session, html.EscapeString(strings.ToUpper(f.Name)), position)
		}
	}
	p.statePage(w, r, b.String())
}

// candidateList lists one invented candidate: the county has none of its own.
// Without the number of an election it is the list of the latest.
func (p *Portal) candidateList(w http.ResponseWriter, r *http.Request) {
	folder, name := "candidates", cmp.Or(r.FormValue("electNav"), p.latestElection())
	if r.FormValue("view") == "incumbent" {
		folder, name = "incumbents", r.FormValue("session")
	}
	if p.saved(w, r, folder, name) {
		return
	}
	p.statePage(w, r, `<a href="/Campaign/Candidates/list.aspx?view=certified">Certified</a>`+
		`<a href="/Campaign/Candidates/list.aspx?view=certified&amp;electNav=902"><img></a><span class="txt5">2026 PRIMARY</span><br>`+
		`<a href="/Campaign/Candidates/list.aspx?view=certified&amp;electNav=901"><img></a><span class="txt5">2024 GENERAL</span><br><span class="hdr14">SENATE DISTRICTS</span><table><tr>`+
		`<td bgcolor="#FDEFD3"><span class="hdr13">STATE SENATE 99</span><br><table><tr><td><a href="/Campaign/Candidates/Detail.aspx?id=9959001" class="sublink2">NOBODY, NED (INVENTED)<br></a></td></tr></table></td></tr></table>`)
}

// latestElection is the highest number among the saved lists of candidates.
func (p *Portal) latestElection() string {
	if p.Saved == nil {
		return ""
	}
	files, err := fs.Glob(p.Saved, "candidates/*.html")
	if err != nil {
		return ""
	}
	latest := 0
	for _, file := range files {
		latest = max(latest, numberOr(strings.TrimSuffix(strings.TrimPrefix(file, "candidates/"), ".html"), 0))
	}
	return strconv.Itoa(latest)
}

// committeePage shows a state committee. Unverified: no saved copy exists.
func (p *Portal) committeePage(w http.ResponseWriter, r *http.Request) {
	f := p.county.stateFiler(r.FormValue("id"))
	if f.PublicID == "" {
		p.statePage(w, r, "<span>No such filer</span>")
		return
	}
	p.statePage(w, r, fmt.Sprintf(`<span id="lblFilerName">%s</span><span id="_ctl3_lblFilerId">%s</span><table id="_ctl3_names"></table>`+
		`<table><tr><td width="50%%">STATUS:</td><td width="50%%">ACTIVE</td></tr></table>`, html.EscapeString(strings.ToUpper(f.Name)), f.PublicID))
}

// stateFiler finds a state filer by either of its numbers.
func (c County) stateFiler(id string) StateFiler {
	for _, f := range c.StateFilers {
		if f.PublicID == id || f.FilerID == id {
			return f
		}
	}
	return StateFiler{}
}

// dailyFilings lists what was filed on a day; months count from 0 there.
// Unverified: no saved copy exists.
func (p *Portal) dailyFilings(w http.ResponseWriter, r *http.Request) {
	day := store.Date(fmt.Sprintf("%04d-%02d-%02d", numberOr(r.FormValue("year"), 0), numberOr(r.FormValue("month"), 99)+1, numberOr(r.FormValue("day"), 0)))
	var b strings.Builder
	b.WriteString(`<input type="submit" name="_ctl3:btnSubmit" id="_ctl3_btnSubmit" value="Go"><table>`)
	for _, report := range p.county.State {
		if report.Filed == day {
			fmt.Fprintf(&b, `<tr><td><a href="/Campaign/Committees/Detail.aspx?id=%s&amp;session=%d">%s</a></td><td>%s</td><td><a href="/PDFGen/pdfgen.prg?filingid=%s&amp;amendid=%d">%s</a></td></tr>`,
				p.county.stateFiler(report.Filer.ID).FilerID, oddYear(report.year()), html.EscapeString(report.FilerName), report.Form, report.ID, report.Key.Version, report.ID)
		}
	}
	b.WriteString("</table>")
	p.statePage(w, r, b.String())
}

// madeExport renders what a committee gave, and what it spent. The columns are
// as a public scraper reads them.
func (p *Portal) madeExport(w http.ResponseWriter, r *http.Request) {
	gifts := strings.Contains(r.URL.Path, "ContributionsMade")
	var b strings.Builder
	if gifts {
		quotedLine(&b, "DATE", "PAYEE", "CONTEST", "POSITION", "PAYMENT TYPE", "AMOUNT")
	} else {
		quotedLine(&b, "DATE", "PAYEE", "EXPENDITURE CODE", "DESCRIPTION", "AMOUNT")
	}
	session := numberOr(r.FormValue("session"), 0)
	for _, report := range latest(p.county.State) {
		if report.Filer.ID != r.FormValue("id") || oddYear(report.year()) != session || report.notice() {
			continue
		}
		for _, t := range report.Rows {
			switch {
			case gifts && t.Schedule == "D":
				quotedLine(&b, day(t.Date, "1/2/2006"), strings.ToUpper(t.Counterparty.Full()), "", "", "MONETARY", accounting(t.Amount))
			case !gifts && t.Schedule == "E":
				quotedLine(&b, day(t.Date, "1/2/2006"), strings.ToUpper(t.Counterparty.Full()), t.Code, t.Description, accounting(t.Amount))
			}
		}
	}
	b.WriteString("\n")
	p.serve(w, r, "application/vnd.ms-excel", "", []byte(b.String()), nil)
}

// lateExport renders a committee's 24-hour reports of one kind.
func (p *Portal) lateExport(w http.ResponseWriter, r *http.Request) {
	schedule := map[string]string{"LATE1": "F497P1", "LATE2": "F497P2", "LATE3": "S496"}[strings.ToUpper(r.FormValue("view"))]
	var b strings.Builder
	quotedLine(&b, "NAME OF CONTRIBUTOR", "CITY", "STATE/ZIP", "ID NUMBER", "EMPLOYER", "OCCUPATION", "AMOUNT", "TRANSACTION TYPE", "TRANS. DATE", "FILED DATE", "TRANS #")
	for _, report := range latest(p.county.State) {
		if report.Filer.ID != r.FormValue("id") || strconv.Itoa(oddYear(report.year())) != r.FormValue("session") {
			continue
		}
		for _, t := range report.Rows {
			if t.Schedule == schedule {
				quotedLine(&b, strings.ToUpper(t.Counterparty.Full()), strings.ToUpper(t.Address.City), t.Address.State+" / "+t.Address.Zip, t.CommitteeID,
					strings.ToUpper(t.Employer), strings.ToUpper(t.Occupation), accounting(t.Amount), "", day(t.Date, "1/2/2006"), day(report.Filed, "1/2/2006"), report.ID+" - "+t.TranID)
			}
		}
	}
	b.WriteString("\n")
	p.serve(w, r, "application/vnd.ms-excel", "", []byte(b.String()), nil)
}
