package portal

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"moneytrail/store"
)

// Data sets that the replica has: Los Angeles' contributions and Oakland's
// Schedule A, both filled from the invented county.
const (
	cityDataset    = "m6g2-gc6c"
	oaklandDataset = "3xq4-ermg"
)

func (p *Portal) handleOpenData(mux *http.ServeMux) {
	mux.HandleFunc("GET /resource/{dataset}", p.resource)
}

// openRow is a row of a data set; a column without a value is left out, as
// Socrata does.
type openRow map[string]string

// AppToken is the replica's app token. Who sends none is served too.
const AppToken = "invented-token"

func (p *Portal) resource(w http.ResponseWriter, r *http.Request) {
	if token := r.Header.Get("X-App-Token"); token != "" && token != AppToken {
		w.WriteHeader(http.StatusForbidden)
		p.answer(w, map[string]any{"code": "permission_denied", "error": true, "message": "Invalid app_token specified"})
		return
	}
	var rows []openRow
	switch strings.TrimSuffix(r.PathValue("dataset"), ".json") {
	case cityDataset:
		rows = p.county.cityRows()
	case oaklandDataset:
		rows = p.county.oaklandRows()
	default:
		w.WriteHeader(http.StatusNotFound)
		p.answer(w, map[string]any{"code": "dataset.missing", "error": true, "message": "Not found"})
		return
	}
	for i, row := range rows {
		row[":id"] = "row-inv_" + strconv.Itoa(i+1)
	}
	kept, err := filter(rows, r.FormValue("$where"))
	if err != "" {
		w.WriteHeader(http.StatusBadRequest)
		p.answer(w, map[string]any{"code": "query.compiler.malformed", "error": true, "message": err})
		return
	}
	switch sel := r.FormValue("$select"); {
	case sel == "count(*) as count":
		p.answer(w, []openRow{{"count": strconv.Itoa(len(kept))}})
		return
	case strings.HasPrefix(sel, "min("):
		column := strings.TrimSuffix(strings.TrimPrefix(strings.Split(sel, ")")[0], "min("), ")")
		p.answer(w, []openRow{bounds(kept, column)})
		return
	}
	if r.FormValue("$select") != ":id, *" {
		for _, row := range kept {
			delete(row, ":id")
		}
	}
	first := min(numberOr(r.FormValue("$offset"), 0), len(kept))
	p.answer(w, kept[first:min(first+numberOr(r.FormValue("$limit"), 1000), len(kept))])
}

func bounds(rows []openRow, column string) openRow {
	out := openRow{}
	for _, row := range rows {
		value := row[column]
		if value == "" {
			continue
		}
		if out["first"] == "" || value < out["first"] {
			out["first"] = value
		}
		out["last"] = max(out["last"], value)
	}
	return out
}

var (
	between = regexp.MustCompile(`^(\w+) between '([^']*)' and '([^']*)'$`)
	equals  = regexp.MustCompile(`^(\w+) = '([^']*)'$`)
	isNull  = regexp.MustCompile(`^(\w+) IS NULL$`)
)

// filter knows as much of the query language as the sources use. It gives a
// message for anything else.
func filter(rows []openRow, where string) (kept []openRow, message string) {
	kept = []openRow{}
	var tests []func(openRow) bool
	for _, clause := range strings.Split(where, " AND ") {
		if where == "" {
			break
		}
		if m := between.FindStringSubmatch(clause); m != nil {
			tests = append(tests, func(r openRow) bool { return r[m[1]] >= m[2] && r[m[1]] <= m[3] })
		} else if m := equals.FindStringSubmatch(clause); m != nil {
			tests = append(tests, func(r openRow) bool { return r[m[1]] == m[2] })
		} else if m := isNull.FindStringSubmatch(clause); m != nil {
			tests = append(tests, func(r openRow) bool { return r[m[1]] == "" })
		} else {
			return nil, "no such clause: " + clause
		}
	}
	for _, row := range rows {
		fits := true
		for _, test := range tests {
			fits = fits && test(row)
		}
		if fits {
			kept = append(kept, row)
		}
	}
	return kept, ""
}

func moment(d store.Date) string {
	if d == "" {
		return ""
	}
	return string(d) + "T00:00:00.000"
}

// put keeps only what has a value.
func (r openRow) put(pairs ...string) openRow {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			r[pairs[i]] = pairs[i+1]
		}
	}
	return r
}

func (c County) cityRows() []openRow {
	var rows []openRow
	for _, report := range inForce(c.Local) {
		filer := report.filerID()
		if filer == "Pending" {
			filer = ""
		}
		for _, t := range report.Rows {
			kind := map[string]string{
				"A": "Monetary Contributions (Itemized)", "F497P1": "Monetary Contributions (Itemized)", "C": "Non-Monetary Contributions (Itemized)",
				"B1": "Loans Received (Itemized)", "I": "Misc. Increases to Cash (Itemized)",
			}[t.Schedule]
			if kind == "" || report.Paper {
				continue
			}
			rows = append(rows, openRow{}.put(
				"cmt_id", filer, "cmt_nm", report.FilerName, "form", "CA"+report.Form[1:], "con_type", kind, "schedule", t.Schedule,
				"per_beg_date", moment(report.From), "per_end_date", moment(report.Thru), "con_date", moment(t.Date), "con_name", cityName(t.Counterparty),
				"con_city_nm", t.Address.City, "con_state_nm", t.Address.State, "con_zip_cd", t.Address.Zip, "con_occp", t.Occupation, "con_empr", t.Employer,
				"con_amount", t.Amount.Decimal()))
		}
		for _, line := range report.Summary {
			if line.Schedule == "A" && line.Line == "2" && line.A != 0 {
				rows = append(rows, openRow{}.put("cmt_id", filer, "cmt_nm", report.FilerName, "form", "CA460", "con_type", "Monetary Contributions (Untemized)",
					"per_beg_date", moment(report.From), "per_end_date", moment(report.Thru), "con_amount", line.A.Decimal()))
			}
		}
	}
	return rows
}

// inForce gives the highest version of each report: a city's data set shows one.
func inForce(reports []Report) []Report {
	key := func(r Report) string {
		return store.CALReport(r.Filer, r.Form, r.ReportID, r.From, r.Thru, r.Filed)
	}
	best := map[string]int{}
	for _, r := range reports {
		best[key(r)] = max(best[key(r)], r.Key.Version)
	}
	var kept []Report
	for _, r := range reports {
		if r.Key.Version == best[key(r)] {
			kept = append(kept, r)
		}
	}
	return kept
}

func cityName(n store.Name) string {
	if n.First == "" {
		return n.Last
	}
	return n.Last + ", " + n.First
}

func (c County) oaklandRows() []openRow {
	var rows []openRow
	for _, report := range c.Local {
		for _, t := range report.Rows {
			if t.Schedule != "A" || report.Paper {
				continue
			}
			rows = append(rows, openRow{}.put(
				"filer_id", report.filerID(), "filer_naml", report.FilerName, "report_num", strconv.Itoa(report.Key.Version), "committee_type", report.CommitteeType,
				"rpt_date", moment(report.Filed), "from_date", moment(report.From), "thru_date", moment(report.Thru), "elect_date", moment(report.Election),
				"rec_type", "RCPT", "form_type", t.Schedule, "tran_id", t.TranID, "entity_cd", t.Entity, "tran_naml", t.Counterparty.Last, "tran_namf", t.Counterparty.First,
				"tran_city", t.Address.City, "tran_state", t.Address.State, "tran_zip4", t.Address.Zip, "tran_emp", t.Employer, "tran_occ", t.Occupation,
				"tran_self", yesNo(t.SelfEmployed), "tran_type", t.TranType, "tran_date", moment(t.Date), "tran_amt1", t.Amount.Decimal(), "tran_amt2", t.Cumulative.Decimal(),
				"cmte_id", t.CommitteeID))
		}
	}
	return rows
}
