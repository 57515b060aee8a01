package portal_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
)

// TestPublicPaths holds the newer paths, and the traps that the portals set.
func TestPublicPaths(t *testing.T) {
	t.Parallel()
	base := serve(t)
	api := "/api/public/sites/api/"
	where := "/resource/m6g2-gc6c.json?%24where="
	tests := map[string]struct {
		path   string
		status int
		holds  string
	}{
		"filer by state id":              {api + "IdSearch?aid=INVC&sosId=9900001", 200, `"id":"800000001"`},
		"wrong agency, empty success":    {api + "IdSearch?aid=XXXX&sosId=9900001", 200, `"committees":[]`},
		"filings":                        {api + "filings/byFiler?agencyCode=INVC&filerId=800000001", 200, `"totalCount":0`},
		"state id for number, empty":     {api + "filings/byFiler?agencyCode=INVC&filerId=9900001", 200, `"filings":[]`},
		"lines":                          {api + "SearchCampaignTransactions?aid=INVC&query=recall&pageSize=10000", 200, `"hasNextPage":false`},
		"colon":                          {api + "SearchCampaignTransactions?aid=INVC&query=a:b", 500, ""},
		"comma":                          {api + "SearchCampaignTransactions?aid=INVC&query=a,b", 200, `"totalCount":0`},
		"key needed":                     {"/api/campaign/filing/v101/filings?aid=INVC", 401, ""},
		"measure list":                   {"/Campaign/Measures/list.aspx?session=2025", 200, `id="ListElections1__ctl0"`},
		"measure":                        {"/Campaign/Measures/Detail.aspx?id=9970001&session=2025", 200, `id="measureName"`},
		"rows":                           {where + url.QueryEscape("cmt_id = '9900001'"), 200, `"cmt_id":"9900001"`},
		"clause that is not known":       {where + url.QueryEscape("1=1"), 400, "no such clause"},
		"data set that is not there":     {"/resource/aaaa-aaaa.json", 404, "dataset.missing"},
		"feed":                           {"/rss/generate?preDefinedFilingType=ALL", 200, "CommitteeId: C99900001"},
		"filing":                         {"/dcdev/posted/9990003.fec", 200, "HDR\x1cFEC\x1c8.5"},
		"paper filing, other folder":     {"/dcdev/posted/9990001.fec", 404, ""},
		"paper filing":                   {"/paper/posted/9990001.fec", 200, "HDR\x1cP3.4"},
		"half of a cursor":               {"/v1/schedules/schedule_a/?api_key=DEMO_KEY&committee_id=C99900001&last_index=4000000000000000001", 422, "both"},
		"interface asked for everything": {"/v1/schedules/schedule_a/?api_key=DEMO_KEY", 400, ""},
		"interface without a key":        {"/v1/schedules/schedule_a/?committee_id=C99900001", 403, "API_KEY_INVALID"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if status, body := get(t, base+tt.path); status != tt.status || !strings.Contains(body, tt.holds) {
				t.Errorf("%d, %.300q", status, body)
			}
		})
	}
}

func TestKeyOpens(t *testing.T) {
	t.Parallel()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, serve(t)+"/api/campaign/filing/v101/filings?aid=INVC&limit=1000", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.SetBasicAuth(portal.KeyedUser, portal.KeyedPassword)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("status %d", resp.StatusCode)
	}
}

func TestSavedPagesComeFirst(t *testing.T) {
	t.Parallel()
	replica := portal.New(invented.County())
	replica.Saved = fstest.MapFS{"propositions/2025.html": {Data: []byte("<html>saved, invented</html>")}}
	server := httptest.NewServer(replica.Handler())
	t.Cleanup(server.Close)
	if _, body := get(t, server.URL+"/Campaign/Measures/list.aspx?session=2025"); body != "<html>saved, invented</html>" {
		t.Errorf("%.100q", body)
	}
	if status, _ := get(t, server.URL+"/Campaign/Measures/list.aspx?session=2023"); status != http.StatusNotFound {
		t.Errorf("a page that is not saved: %d", status)
	}
	if visits := replica.Visits(); len(visits) != 2 || visits[0].InFlight != 1 || visits[0].URL != "/Campaign/Measures/list.aspx?session=2025" {
		t.Errorf("visits %+v", visits)
	}
}
