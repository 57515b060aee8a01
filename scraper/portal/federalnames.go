package portal

import (
	"net/http"
	"strings"
)

// federalCommittees answers the FEC's list of committees: one invented
// committee, by its id or by words of its name.
func (p *Portal) federalCommittees(w http.ResponseWriter, r *http.Request) {
	const name = "NOBODY'S INVENTED PAC"
	id, query := r.FormValue("committee_id"), strings.ToUpper(r.FormValue("q"))
	results := []map[string]any{}
	if (id == "" || id == FederalCommittee) && (query == "" || matches(name, query)) {
		results = append(results, map[string]any{"committee_id": FederalCommittee, "name": name, "committee_type": "N", "state": "CA"})
	}
	p.answer(w, map[string]any{
		"api_version": "1.0", "results": results,
		"pagination": map[string]any{"count": len(results), "page": 1, "pages": 1, "per_page": 100},
	})
}
