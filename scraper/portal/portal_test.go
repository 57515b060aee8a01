package portal_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
)

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func serve(t *testing.T, faults ...portal.Fault) string {
	t.Helper()
	server := httptest.NewServer(portal.New(invented.County(), faults...).Handler())
	t.Cleanup(server.Close)
	return server.URL
}

func TestPaths(t *testing.T) {
	t.Parallel()
	base := serve(t)
	tests := map[string]struct {
		path   string
		status int
		begins string
	}{
		"landing":              {"/", 200, "<!DOCTYPE html>"},
		"robots":               {"/robots.txt", 200, "User-agent: *"},
		"workbook":             {"/pub2/excel/INVCBrowsable/efile_newest_INVC_2025.zip", 200, "PK"},
		"workbook, older name": {"/pub2/excel/INVCBrowsable/efile_INVC_2026.zip", 200, "PK"},
		"year without reports": {"/pub2/excel/INVCBrowsable/efile_newest_INVC_2019.zip", 404, ""},
		"other agency":         {"/pub2/excel/XXXXBrowsable/efile_newest_XXXX_2025.zip", 404, ""},
		"e-file":               {"/Connect2/api/public/efile/990000103", 200, "PK"},
		"paper filing":         {"/Connect2/api/public/efile/990000305", 500, `{"responseStatus":{"errorCode":"EfileNotFoundException"`},
		"state export":         {"/dbwebexport.zip", 200, "PK"},
		"committee export":     {"/Campaign/Committees/DetailContributionsReceivedExcel.aspx?id=9910001&session=2025", 200, `"NAME OF CONTRIBUTOR"`},
		"nothing":              {"/nothing", 404, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, body := get(t, base+tt.path)
			if status != tt.status || !strings.HasPrefix(body, tt.begins) {
				t.Errorf("%d, %.60q", status, body)
			}
		})
	}
}

func TestLandingSaysThatItIsInvented(t *testing.T) {
	t.Parallel()
	if _, body := get(t, serve(t)+"/"); !strings.Contains(body, "THIS COUNTY IS INVENTED") {
		t.Errorf("landing page: %s", body)
	}
}

func TestFeedListsAllFilings(t *testing.T) {
	t.Parallel()
	_, body := get(t, serve(t)+"/Connect2/api/public/list/filing/rss/INVC/campaign.xml")
	var feed struct {
		Channel struct {
			Items []struct {
				Link  string `xml:"link"`
				Title string `xml:"title"`
			} `xml:"item"`
		} `xml:"channel"`
	}
	if err := xml.Unmarshal([]byte(strings.TrimPrefix(body, "\ufeff")), &feed); err != nil {
		t.Fatal(err)
	}
	if got, want := len(feed.Channel.Items), len(invented.County().Local); got != want {
		t.Errorf("%d items, want %d", got, want)
	}
}

func TestFilersArePaged(t *testing.T) {
	t.Parallel()
	base := serve(t) + "/Connect2/api/public/campaign/list/filer"
	total := 0
	for page, want := range []int{2, 2, 1, 0} {
		_, body := get(t, base+"?"+url.Values{"AID": {"INVC"}, "PageSize": {"2"}, "CurrentPageIndex": {string(rune('0' + page))}}.Encode())
		var list struct {
			Matching int `json:"totalMatchingCount"`
			Filers   []struct{ Name string }
		}
		if err := json.Unmarshal([]byte(body), &list); err != nil {
			t.Fatal(err)
		}
		if len(list.Filers) != want || list.Matching != 5 {
			t.Errorf("page %d: %d of %d filers", page, len(list.Filers), list.Matching)
		}
		total += len(list.Filers)
	}
	if total != 5 {
		t.Errorf("%d filers in all", total)
	}
}

func TestStartServesOnLoopback(t *testing.T) {
	t.Parallel()
	p := portal.New(invented.County())
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(base, "http://127.0.0.1:") {
		t.Errorf("serves at %s", base)
	}
	if status, _ := get(t, base+"/robots.txt"); status != http.StatusOK {
		t.Errorf("status %d", status)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

func TestFaultsStrikeAsOftenAsTold(t *testing.T) {
	t.Parallel()
	base := serve(t, portal.Fault{Path: "/dbwebexport.zip", Kind: portal.FaultBusy, Times: 2})
	for i, want := range []int{429, 429, 200} {
		if status, _ := get(t, base+"/dbwebexport.zip"); status != want {
			t.Errorf("answer %d: %d, want %d", i, status, want)
		}
	}
}
