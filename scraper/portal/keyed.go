package portal

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"moneytrail/store"
)

// The replica's key for NetFile's keyed interface, sent as HTTP Basic.
const (
	KeyedUser     = "invented-key"
	KeyedPassword = "invented-password"
)

const keyedBase = "/api/campaign/"

func (p *Portal) handleKeyed(mux *http.ServeMux) {
	handle := func(method, path string, answer http.HandlerFunc) {
		mux.HandleFunc(method+" "+keyedBase+path, keyHolders(answer))
	}
	handle("GET", "filing/v101/filings", p.keyedFilings)
	handle("GET", "cal/v101/transaction-elements", func(w http.ResponseWriter, r *http.Request) { p.keyedElements(w, r, keyedLines) })
	handle("GET", "filing/v101/filing-elements", func(w http.ResponseWriter, r *http.Request) { p.keyedElements(w, r, keyedSums) })
	handle("POST", "filing/v101/sync/subscribe", p.subscribe)
	handle("GET", "sync/v101/subscriptions/{id}/peek", p.peek)
	handle("POST", "sync/v101/sessions", p.openSession)
	handle("GET", "filing/v101/sync/sessions/{id}/{topic}", p.sessionTopic)
	handle("POST", "sync/v101/sessions/{id}/commands/{command}", p.endSession)
}

// keyHolders lets in who has the key.
func keyHolders(answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != KeyedUser || password != KeyedPassword {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = fmt.Fprint(w, `{"message":"unauthorized"}`)
			return
		}
		answer(w, r)
	}
}

// KeyedFiling gives the number that the replica gives a report.
func KeyedFiling(id string) string { return "00000000-0000-4000-8000-000" + id }

// KeyedFiler gives the number of a filer, by its place among the county's.
func (c County) keyedFiler(filer store.FilerRef) string {
	return PublicFiler(slices.IndexFunc(c.agencyFilers(), func(r Report) bool { return r.Filer == filer }))
}

// pageOf answers with a page of a list.
func (p *Portal) pageOf(w http.ResponseWriter, r *http.Request, list []map[string]any) {
	total, limit := len(list), min(max(numberOr(r.FormValue("limit"), 100), 1), 1000)
	first := min(numberOr(r.FormValue("offset"), 0), total)
	last := min(first+limit, total)
	if list == nil {
		list = []map[string]any{}
	}
	p.answer(w, map[string]any{
		"results": list[first:last], "offset": first, "limit": limit, "count": last - first, "totalCount": total,
		"hasPreviousPage": first > 0, "hasNextPage": last < total, "pageNumber": first/limit + 1, "empty": first == last,
	})
}

func (p *Portal) keyedFilings(w http.ResponseWriter, r *http.Request) {
	var list []map[string]any
	if r.FormValue("aid") == p.county.Code {
		for _, report := range p.county.Local {
			list = append(list, p.county.keyedFiling(report))
		}
	}
	p.pageOf(w, r, list)
}

// keyedFiling is a filing as the interface lists it. A version has a number of
// its own, and names the filing that it goes back to.
func (c County) keyedFiling(r Report) map[string]any {
	activity, amendment, original := "FiledOriginal", any(nil), r.ID
	if r.Key.Version > 0 {
		activity, amendment = "FiledAmendment", any(r.Key.Version)
		for _, other := range c.Local {
			if other.Filer == r.Filer && other.Form == r.Form && other.ReportID == r.ReportID && other.From == r.From && other.Thru == r.Thru && other.Key.Version == 0 {
				original = other.ID
			}
		}
	}
	number, mechanism := "", "Electronic"
	if r.notice() {
		number = r.ReportID
	}
	if r.Paper {
		mechanism = "Paper"
	}
	registrations := map[string]any{}
	if id := r.filerID(); id != "Pending" {
		registrations["Registration_CA SOS"] = id
	}
	return map[string]any{
		"apiVersion": "V101", "filingNid": KeyedFiling(r.ID), "filingVersion": 1, "filingActivityType": activity, "originalFilingId": original,
		"specificationRef": map[string]any{"org": "CAL", "name": "FPPC" + r.Form[1:], "version": "2.0"},
		"filingMeta": map[string]any{
			"issuedFilingId": r.ID, "mechanismType": mechanism, "legalFilingDate": r.Filed, "startDate": pointer(string(r.From)), "endDate": pointer(string(r.Thru)),
			"amendmentSequence": amendment, "reportNumber": number, "booleans": map[string]any{"IsPublic": true},
		},
		"filerMeta":  map[string]any{"filerId": c.keyedFiler(r.Filer), "commonName": r.FilerName, "strings": registrations},
		"agencyMeta": map[string]any{"aid": c.Code}, "hasEfileContent": !r.Paper,
	}
}

func (p *Portal) keyedElements(w http.ResponseWriter, r *http.Request, of func(Report) []map[string]any) {
	var list []map[string]any
	for _, report := range p.county.Local {
		nid := KeyedFiling(report.ID)
		if r.FormValue("aid") != p.county.Code || report.Paper || (r.FormValue("filingNid") != "" && r.FormValue("filingNid") != nid) {
			continue
		}
		for i, element := range of(report) {
			element["elementNid"] = fmt.Sprintf("%s-%s-%d", report.ID, element["elementType"], i+1)
			element["elementStatus"], element["filingNid"], element["filerNid"] = "Active", nid, p.county.keyedFiler(report.Filer)
			list = append(list, element)
		}
	}
	p.pageOf(w, r, list)
}

// keyedSums are the sums of lines too small to list.
func keyedSums(report Report) (list []map[string]any) {
	for _, line := range report.Summary {
		if line.Line == "2" && (line.Schedule == "A" || line.Schedule == "C") {
			list = append(list, map[string]any{
				"elementClassification": "UnItemizedTransaction", "elementType": "F460" + line.Schedule + "Line2", "elementActivityType": "Filed",
				"elementModel": map[string]any{"calculatedDate": report.Thru, "amount": jsonDollars(line.A)},
			})
		}
	}
	return list
}

// keyedLines are the lines of a report, with the names of California's
// e-filing format.
func keyedLines(report Report) (list []map[string]any) {
	for i := range report.Rows {
		t := &report.Rows[i]
		kind := t.Schedule
		if kind[0] != 'F' || len(kind) == 1 {
			kind = report.Form + strings.TrimPrefix(t.Schedule, "S496")
		}
		list = append(list, map[string]any{
			"elementClassification": "Transaction", "elementType": kind, "transactionId": t.TranID, "calTransactionType": kind,
			"calculatedDate": pointer(string(t.Date)), "calculatedAmount": jsonDollars(t.Amount), "allNames": t.Counterparty.Full(), "transaction": keyedTransaction(t),
		})
	}
	return list
}

func keyedTransaction(t *store.Transaction) map[string]any {
	last, first := splitCandidate(t.Target.Candidate)
	out := map[string]any{
		"tranId": t.TranID, "entityCd": pointer(t.Entity), "formType": t.Schedule, "memoCode": t.Memo, "memoRefNo": pointer(t.MemoRef),
		"tranNamL": pointer(t.Counterparty.Last), "tranNamF": pointer(t.Counterparty.First), "tranNamT": pointer(t.Counterparty.Title), "tranNamS": pointer(t.Counterparty.Suffix),
		"tranCity": pointer(t.Address.City), "tranST": pointer(t.Address.State), "tranZip4": pointer(t.Address.Zip), "tranEmp": pointer(t.Employer), "tranOcc": pointer(t.Occupation),
		"tranSelf": t.SelfEmployed, "tranType": pointer(t.TranType), "tranDscr": pointer(t.Description), "tranCode": pointer(t.Code), "cmteId": pointer(t.CommitteeID),
		"intrNamL": pointer(t.Intermediary.Last), "intrNamF": pointer(t.Intermediary.First), "intCmteId": pointer(t.IntermediaryCommitteeID),
		"bakRefTID": pointer(t.BackRef), "xrefSchNum": pointer(t.CrossRef), "candNamL": pointer(last), "candNamF": pointer(first), "balName": pointer(t.Target.Measure),
		"jurisDscr": pointer(t.Target.Jurisdiction), "supOppCd": pointer(t.Target.Support),
	}
	switch t.Table {
	case store.TableLoans:
		out["loanDate1"], out["loanDate2"] = pointer(string(t.Date)), pointer(string(t.Loan.Due))
		for i, cents := range []store.Cents{
			t.Amount, t.Loan.BalanceEnd, t.Cumulative, t.Loan.BalanceStart, t.Loan.Repaid, t.Loan.Forgiven, t.Loan.Interest, t.Loan.Original,
		} {
			out["loanAmt"+strconv.Itoa(i+1)] = jsonDollars(cents)
		}
	case store.TableDebts:
		out["begBal"], out["amtIncur"] = jsonDollars(t.Loan.BalanceStart), jsonDollars(t.Amount)
		out["amtPaid"], out["endBal"] = jsonDollars(t.Loan.Repaid), jsonDollars(t.Loan.BalanceEnd)
	default:
		out["tranDate"], out["tranDate1"] = pointer(string(t.Date)), pointer(string(t.DateThru))
		out["tranAmt1"], out["tranAmt2"] = jsonDollars(t.Amount), jsonDollars(t.Cumulative)
	}
	return out
}

// decode reads the JSON body of a request.
func decode(r *http.Request) map[string]any {
	body := map[string]any{}
	_ = json.NewDecoder(r.Body).Decode(&body)
	return body
}
