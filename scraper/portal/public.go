package portal

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"moneytrail/store"
)

// publicBase is where NetFile's newer portal asks for its data.
const publicBase = "/api/public/sites/api/"

// PublicFiler gives NetFile's number of the n-th filer of the county, from 0,
// as the replica numbers them.
func PublicFiler(n int) string { return strconv.Itoa(800000001 + n) }

func (p *Portal) handlePublic(mux *http.ServeMux) {
	mux.HandleFunc("GET "+publicBase+"IdSearch", p.idSearch)
	mux.HandleFunc("GET "+publicBase+"QuickNameSearch", p.nameSearch)
	mux.HandleFunc("GET "+publicBase+"filings/byFiler", p.byFiler)
	mux.HandleFunc("GET "+publicBase+"filings/byDate", p.byDate)
	mux.HandleFunc("GET "+publicBase+"SearchCampaignTransactions", p.searchTransactions)
}

type publicFiler struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type publicFiling struct {
	ID             string  `json:"id"`
	FormID         string  `json:"formId"`
	FormName       string  `json:"formName"`
	FilerName      string  `json:"filerName"`
	FilingDate     string  `json:"filingDate"`
	SequenceNumber int     `json:"sequenceNumber"`
	ReportNumber   string  `json:"reportNumber"`
	PeriodStart    *string `json:"periodStart"`
	PeriodEnd      *string `json:"periodEnd"`
	ObfuscatedID   string  `json:"obfuscatedId"`
}

type publicLine struct {
	ID              string      `json:"id"`
	FilingID        string      `json:"filingId"`
	FilerName       string      `json:"filerName"`
	Date            string      `json:"date"`
	Amount          jsonDollars `json:"amount"`
	TransactionType string      `json:"transactionType"`
	Schedule        string      `json:"schedule"`
	Name            string      `json:"name"`
	Vendor          *string     `json:"vendor"`
	Address         string      `json:"address"`
	SpendingCode    *string     `json:"spendingCode"`
	Employer        *string     `json:"employer"`
	Occupation      *string     `json:"occupation"`
}

// jsonDollars is written as a bare number of dollars.
type jsonDollars store.Cents

func (d jsonDollars) MarshalJSON() ([]byte, error) { return []byte(store.Cents(d).Decimal()), nil }

func (p *Portal) filersOf(agency string) []publicFiler {
	filers := []publicFiler{}
	if agency == p.county.Code {
		for i, r := range p.county.agencyFilers() {
			filers = append(filers, publicFiler{ID: PublicFiler(i), Name: "*" + r.FilerName})
		}
	}
	return filers
}

func (p *Portal) idSearch(w http.ResponseWriter, r *http.Request) {
	found := []publicFiler{}
	for i, f := range p.filersOf(r.FormValue("aid")) {
		if id := p.county.agencyFilers()[i].filerID(); id == r.FormValue("sosId") && id != "Pending" {
			found = append(found, f)
		}
	}
	p.answer(w, map[string]any{"committees": found, "measures": []any{}})
}

func (p *Portal) nameSearch(w http.ResponseWriter, r *http.Request) {
	found := []publicFiler{}
	for _, f := range p.filersOf(r.FormValue("aid")) {
		if matches(f.Name, r.FormValue("query")) {
			found = append(found, f)
		}
	}
	p.answer(w, map[string]any{"committees": found, "measures": []any{}})
}

// matches reports whether a name has all words of a query. A comma finds
// nothing.
func matches(name, query string) bool {
	if strings.Contains(query, ",") {
		return false
	}
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(strings.ToLower(name), word) {
			return false
		}
	}
	return query != ""
}

func (p *Portal) byFiler(w http.ResponseWriter, r *http.Request) {
	filings := []publicFiling{}
	for i, f := range p.filersOf(r.FormValue("agencyCode")) {
		if f.ID == r.FormValue("filerId") {
			filer := p.county.agencyFilers()[i].Filer
			filings = publicFilings(p.county.Local, func(report Report) bool { return report.Filer == filer })
		}
	}
	// The count is often wrong.
	p.answer(w, map[string]any{"filings": filings, "totalCount": 0})
}

func (p *Portal) byDate(w http.ResponseWriter, r *http.Request) {
	from, thru := store.Date(r.FormValue("startDate")), store.Date(r.FormValue("endDate"))
	filings := []publicFiling{}
	if r.FormValue("agencyCode") == p.county.Code {
		filings = publicFilings(p.county.Local, func(report Report) bool { return report.Filed >= from && report.Filed <= thru })
	}
	size, page := numberOr(r.FormValue("pageSize"), 10), numberOr(r.FormValue("page"), 0)
	total := len(filings)
	first := min(page*size, total)
	p.answer(w, map[string]any{"filings": filings[first:min(first+size, total)], "totalCount": total})
}

func numberOr(text string, otherwise int) int {
	if n, err := strconv.Atoi(text); err == nil && n >= 0 {
		return n
	}
	return otherwise
}

// publicFilings lists reports, newest first.
func publicFilings(reports []Report, fits func(Report) bool) []publicFiling {
	list := []publicFiling{}
	for _, report := range reports {
		if !fits(report) {
			continue
		}
		f := publicFiling{
			ID: report.ID, FormID: "00000000-0000-4000-8000-000000000460", FormName: "FPPC " + report.Form[1:], FilerName: report.FilerName,
			FilingDate: string(report.Filed) + "T09:00:00", SequenceNumber: report.Key.Version, ReportNumber: report.reportNumber(), ObfuscatedID: "x" + report.ID,
		}
		if report.notice() {
			f.FormName, f.ReportNumber = "FPPC Form "+report.Form[1:], report.ReportID
		} else {
			from, thru := string(report.From)+"T00:00:00", string(report.Thru)+"T00:00:00"
			f.PeriodStart, f.PeriodEnd = &from, &thru
		}
		if report.Key.Version > 0 {
			f.FormName += " (Amendment)"
		}
		list = append(list, f)
	}
	slices.SortStableFunc(list, func(a, b publicFiling) int { return strings.Compare(b.FilingDate, a.FilingDate) })
	return list
}

// searchTransactions finds lines by the words of donor or filer, as the portal
// does, a page at a time.
func (p *Portal) searchTransactions(w http.ResponseWriter, r *http.Request) {
	query := r.FormValue("query")
	if strings.Contains(query, ":") {
		http.Error(w, `{"message":"An error has occurred."}`, http.StatusInternalServerError)
		return
	}
	lines := []publicLine{}
	if r.FormValue("aid") == p.county.Code {
		for _, report := range p.county.Local {
			if !report.Paper {
				lines = append(lines, linesOf(report, query)...)
			}
		}
	}
	size, page, total := numberOr(r.FormValue("pageSize"), 10), numberOr(r.FormValue("currentPage"), 0), len(lines)
	size = min(max(size, 1), 10000)
	first := min(page*size, total)
	last := min(first+size, total)
	p.answer(w, map[string]any{
		"items": lines[first:last], "pageCount": (total + size - 1) / size, "totalCount": total, "hasNextPage": last < total,
	})
}

func linesOf(report Report, query string) []publicLine {
	var lines []publicLine
	for i := range report.Rows {
		t := &report.Rows[i]
		line := publicLine{
			ID: fmt.Sprintf("%s-%d", report.ID, i+1), FilingID: report.ID, FilerName: report.FilerName, Date: string(t.Date), Amount: jsonDollars(t.Amount),
			TransactionType: t.Kind.String(), Schedule: publicSchedule(report.Form, t.Schedule), Name: t.Counterparty.Full(),
			Address:  fmt.Sprintf("%s, %s %s", t.Address.City, t.Address.State, t.Address.Zip),
			Employer: pointer(t.Employer), Occupation: pointer(t.Occupation), SpendingCode: pointer(t.Code),
		}
		if matches(line.Name, query) || matches(line.FilerName, query) {
			lines = append(lines, line)
		}
	}
	return lines
}

func publicSchedule(form, schedule string) string {
	switch schedule {
	case "S496":
		return "496"
	case "F496P3", "F497P1", "F497P2", "F450P5", "F461P5", "F465P3":
		return schedule[1:]
	}
	return form[1:] + schedule
}

func pointer(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
