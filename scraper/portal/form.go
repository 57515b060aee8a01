package portal

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// The hidden state of the old portal's form, as ASP.NET keeps it.
const (
	viewState       = "/wEPDwUKaW52ZW50ZWQ="
	eventValidation = "/wEdAAVpbnZlbnRlZA=="
)

const cookieCheck = "AspxAutoDetectCookieSupport"

func (p *Portal) handleForm(mux *http.ServeMux) {
	mux.HandleFunc("GET /pub2/{$}", p.form)
	mux.HandleFunc("POST /pub2/{$}", p.sendForm)
}

// form serves the page with the year to choose. The first visit is sent round
// once, to see whether the visitor keeps cookies.
func (p *Portal) form(w http.ResponseWriter, r *http.Request) {
	if _, err := r.Cookie(cookieCheck); err != nil {
		query := r.URL.Query()
		if query.Get(cookieCheck) != "" {
			writePage(w, "<html><body>Your browser must accept cookies.</body></html>")
			return
		}
		query.Set(cookieCheck, "1")
		http.SetCookie(w, &http.Cookie{Name: cookieCheck, Value: "1", Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
		http.Redirect(w, r, r.URL.Path+"?"+query.Encode(), http.StatusFound)
		return
	}
	var years strings.Builder
	if r.FormValue("aid") == p.county.Code {
		for _, year := range p.county.Years() {
			fmt.Fprintf(&years, `<option value="%d">%d</option>`, year, year)
		}
	}
	writePage(w, fmt.Sprintf(`<!DOCTYPE html><html><head><title>Invented: public portal</title></head><body>
<form name="aspnetForm" method="post" action="./?aid=%s" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="%s">
<input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="0A1B2C3D">
<input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" value="%s">
<select name="ctl00$phBody$DateSelect" id="ctl00_phBody_DateSelect">%s</select>
<a id="ctl00_phBody_GetExcelAmend" href="javascript:__doPostBack('ctl00$phBody$GetExcelAmend','')">Export amended</a>
<p>%s</p>
</form></body></html>`, p.county.Code, viewState, eventValidation, years.String(), strings.Repeat("This page is invented. ", 100)))
}

func (p *Portal) sendForm(w http.ResponseWriter, r *http.Request) {
	year, err := strconv.Atoi(r.FormValue("ctl00$phBody$DateSelect"))
	switch {
	case r.FormValue("__VIEWSTATE") != viewState || r.FormValue("__EVENTVALIDATION") != eventValidation:
		w.WriteHeader(http.StatusInternalServerError)
		writePage(w, expiredPage)
		return
	case err != nil || r.FormValue("__EVENTTARGET") != "ctl00$phBody$GetExcelAmend" || !slices.Contains(p.county.Years(), year):
		p.form(w, r)
		return
	}
	book, err := Workbook(p.county, year)
	name := fmt.Sprintf("efile_newest_%s_%d", p.county.Code, year)
	if err == nil {
		book, err = zipOf(name+".xlsx", book)
	}
	p.serve(w, r, "application/x-zip-compressed", name+".zip", book, err)
}
