package portal

import "net/http"

// The replica's key for NetFile's keyed interface, sent as HTTP Basic.
const (
	KeyedUser     = "invented-key"
	KeyedPassword = "invented-password"
)

func (p *Portal) handleKeyed(mux *http.ServeMux) {
	mux.HandleFunc("GET /api/campaign/filing/v101/filings", p.keyed(func(r Report) map[string]any {
		return map[string]any{
			"apiVersion": "V101", "filingNid": "nid-" + r.ID, "filingVersion": 1, "filingActivityType": "FiledOriginal", "originalFilingId": r.ID,
			"filingMeta": map[string]any{"legalFilingDate": r.Filed, "startDate": r.From, "endDate": r.Thru, "reportNumber": r.reportNumber()},
			"filerMeta":  map[string]any{"commonName": r.FilerName},
		}
	}))
	mux.HandleFunc("GET /api/campaign/cal/v101/transaction-elements", p.keyed(func(r Report) map[string]any {
		return map[string]any{"filingNid": "nid-" + r.ID, "elementClassification": "Transaction", "elementStatus": "Active", "rows": len(r.Rows)}
	}))
}

// keyed pages through one entry per report for whoever has the key.
func (p *Portal) keyed(entry func(Report) map[string]any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != KeyedUser || password != KeyedPassword {
			http.Error(w, `{"message":"unauthorized"}`, http.StatusUnauthorized)
			return
		}
		results := []map[string]any{}
		if r.FormValue("aid") == p.county.Code {
			for _, report := range p.county.Local {
				results = append(results, entry(report))
			}
		}
		total, limit := len(results), min(numberOr(r.FormValue("limit"), 100), 1000)
		first := min(numberOr(r.FormValue("offset"), 0), total)
		last := min(first+limit, total)
		p.answer(w, map[string]any{"results": results[first:last], "totalCount": total, "hasNextPage": last < total, "pageNumber": first/max(limit, 1) + 1})
	}
}
