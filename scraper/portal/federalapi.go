package portal

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// FederalKey is the replica's key of the FEC's interface. The publisher's own
// DEMO_KEY is taken too.
const FederalKey = "invented-federal-key"

// apiKey lets in who has a key, in the header or in the address, as the
// interface does.
func apiKey(answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-RateLimit-Limit", "1000")
		w.Header().Set("X-RateLimit-Remaining", "998")
		key := r.Header.Get("X-Api-Key")
		if key == "" {
			key = r.FormValue("api_key")
		}
		if key != FederalKey && key != "DEMO_KEY" {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusForbidden)
			_, _ = fmt.Fprint(w, `{"error":{"code":"API_KEY_INVALID","message":"An invalid api_key was supplied."}}`)
			return
		}
		answer(w, r)
	}
}

// federalGift is a row of Schedule A as the interface gives it.
type federalGift struct {
	name, entity, kind, line, day string
	dollars                       string
	memo                          bool
	filing                        int
}

// federalGifts are rows of two of the invented committee's filings, the last
// without a day. Small donors' rows have no transaction type.
func federalGifts() []federalGift {
	return []federalGift{
		{name: "NOBODY, NED", entity: "IND", kind: "15", line: "11AI", day: "2026-03-01", dollars: "250.50", filing: 9990002},
		{name: "NOONE, NELL", entity: "IND", kind: "15E", line: "11AI", day: "2026-03-02", dollars: "1000.00", filing: 9990002},
		{name: "INVENTED LABOR LEAGUE PAC", entity: "PAC", kind: "18K", line: "11C", day: "2026-03-03", dollars: "5000.00", filing: 9990002},
		{name: "SMALL, SALLY", entity: "IND", line: "11AI", day: "2026-03-04", dollars: "35.00", filing: 9990002},
		{name: "NOBODY, NED", entity: "IND", kind: "15", line: "11AI", day: "2026-04-10", dollars: "-50.25", filing: 9990003},
		{name: "NOONE, NELL", entity: "IND", kind: "15J", line: "12", day: "2026-04-11", dollars: "400.00", memo: true, filing: 9990003},
		{name: "DAYLESS, DORA", entity: "IND", kind: "15", line: "11AI", dollars: "75.00", filing: 9990003},
	}
}

func (g federalGift) row(number string) map[string]any {
	memo := any(nil)
	if g.memo {
		memo = "X"
	}
	last, first, _ := strings.Cut(g.name, ", ")
	if g.entity != "IND" {
		last = ""
	}
	conduit := any(nil)
	if g.kind == "15E" {
		conduit = "C99900009"
	}
	return map[string]any{
		"sub_id": number, "committee_id": FederalCommittee, "committee": map[string]any{"committee_id": FederalCommittee, "name": "NOBODY'S INVENTED PAC"},
		"contributor_name": g.name, "contributor_last_name": pointer(last), "contributor_first_name": pointer(first), "entity_type": g.entity, "contributor_id": conduit,
		"contributor_city": "SAMPLETON", "contributor_state": "CA", "contributor_zip": "90000", "contributor_employer": "NONE", "contributor_occupation": "RETIRED",
		"contribution_receipt_amount": jsonNumber(g.dollars), "contribution_receipt_date": pointer(g.day), "contributor_aggregate_ytd": jsonNumber("1250.50"),
		"receipt_type": pointer(g.kind), "line_number": g.line, "memo_code": memo, "memo_text": nil, "memoed_subtotal": g.memo, "transaction_id": "SA" + number[len(number)-4:],
		"file_number": g.filing, "image_number": "202605189990000001", "filing_form": "F3X", "report_type": "M5", "amendment_indicator": "N", "two_year_transaction_period": 2026,
	}
}

// names gives last and first name, or the organisation's.
func (g federalGift) names() (organisation, last, first string) {
	if g.entity != "IND" {
		return g.name, "", ""
	}
	last, first, _ = strings.Cut(g.name, ", ")
	return "", last, first
}

func (g federalGift) memoCode() string {
	if g.memo {
		return "X"
	}
	return ""
}

// efiled gives the line of Schedule A in the FEC's format, version 8.5.
func (g federalGift) efiled(id string) []string {
	cells := make([]string, 45)
	organisation, last, first := g.names()
	copy(cells, []string{
		"SA" + g.line, FederalCommittee, id, "", "", g.entity, organisation, last, first, "", "", "", "", "", "SAMPLETON", "CA", "90000", "", "",
		strings.ReplaceAll(g.day, "-", ""), g.dollars, "1250.50", "", "NONE", "RETIRED",
	})
	cells[42] = g.memoCode()
	return cells
}

// bulk gives the row of the bulk file of individual contributions.
func (g federalGift) bulk(number int) string {
	day := ""
	if g.day != "" {
		day = g.day[5:7] + g.day[8:] + g.day[:4]
	}
	return strings.Join([]string{
		FederalCommittee, "N", "M5", "", "202605189990000001", g.kind, g.entity, g.name, "SAMPLETON", "CA", "90000", "NONE", "RETIRED", day, g.dollars, "",
		fmt.Sprintf("SA%04d", number), strconv.Itoa(g.filing), g.memoCode(), "", fmt.Sprintf("4%018d", number),
	}, "|")
}

// jsonNumber is written as it stands.
type jsonNumber string

func (n jsonNumber) MarshalJSON() ([]byte, error) { return []byte(n), nil }

// apiRows is how many rows the replica puts on a page, whatever is asked for.
const apiRows = 2

// scheduleA pages as the FEC's interface does: by both halves of a cursor. The
// last rows have no date and are asked for with sort_null_only.
func (p *Portal) scheduleA(w http.ResponseWriter, r *http.Request) {
	index, date, nulls := r.FormValue("last_index"), r.FormValue("last_contribution_receipt_date"), r.FormValue("sort_null_only") == "true"
	if index != "" && date == "" && !nulls {
		w.WriteHeader(http.StatusUnprocessableEntity)
		p.answer(w, map[string]any{"message": "When paginating through results, both values are needed", "status": 422})
		return
	}
	if r.FormValue("committee_id") == "" && r.FormValue("two_year_transaction_period") == "" {
		w.WriteHeader(http.StatusBadRequest)
		p.answer(w, map[string]any{"message": "Please choose a committee or a period", "status": 400})
		return
	}
	results, last, count, after := []map[string]any{}, map[string]any{}, 0, 0
	if index != "" {
		after, _ = strconv.Atoi(strings.TrimLeft(index[1:], "0"))
	}
	for i, gift := range federalGifts() {
		if r.FormValue("committee_id") != FederalCommittee || r.FormValue("two_year_transaction_period") != "2026" {
			break
		}
		count++
		// Dated rows and those without a day are two lists: the cursor of one does
		// not lead into the other.
		if (gift.day == "") != nulls || i+1 <= after || len(results) == apiRows {
			continue
		}
		number := fmt.Sprintf("4%018d", i+1)
		results = append(results, gift.row(number))
		last = map[string]any{"last_index": number}
		if gift.day == "" {
			last["sort_null_only"] = true
		} else {
			last["last_contribution_receipt_date"] = gift.day
		}
	}
	p.answer(w, map[string]any{
		"api_version": "1.0", "results": results,
		"pagination": map[string]any{"count": count, "per_page": apiRows, "pages": (count + apiRows - 1) / apiRows, "last_indexes": last, "is_count_exact": true},
	})
}

// apiFilings lists the committee's filings, numbered by page.
func (p *Portal) apiFilings(w http.ResponseWriter, r *http.Request) {
	results, list := []map[string]any{}, []map[string]any{}
	for i, f := range federalFilings() {
		if r.FormValue("committee_id") != FederalCommittee || r.FormValue("cycle") != "2026" {
			break
		}
		number, _ := strconv.Atoi(f.id)
		if f.paper {
			number = -number
		}
		list = append(list, map[string]any{
			"sub_id": fmt.Sprintf("1%018d", i+1), "committee_id": FederalCommittee, "committee_name": "NOBODY'S INVENTED PAC", "file_number": number, "form_type": f.form,
			"report_type": "M5", "coverage_start_date": apiDay(f.from), "coverage_end_date": apiDay(f.thru), "receipt_date": f.filed.Format("2006-01-02T15:04:05"),
			"amendment_chain": []jsonNumber{jsonNumber(f.id + ".0")}, "most_recent": true,
		})
	}
	page := max(numberOr(r.FormValue("page"), 1), 1)
	first := min((page-1)*apiRows, len(list))
	results = append(results, list[first:min(first+apiRows, len(list))]...)
	p.answer(w, map[string]any{
		"api_version": "1.0", "results": results,
		"pagination": map[string]any{"count": len(list), "page": page, "per_page": apiRows, "pages": (len(list) + apiRows - 1) / apiRows},
	})
}

// apiDay gives a day of the feed as the interface writes it.
func apiDay(day string) *string {
	at, err := time.Parse("01/02/2006", day)
	if err != nil {
		return nil
	}
	return pointer(at.Format(time.DateOnly))
}
