package sources_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/scraper/sources/netfile"
)

// TestPublicCommittee fetches a committee by its state id: its number, its
// filings, their lines.
func TestPublicCommittee(t *testing.T) {
	t.Parallel()
	r := crawl(t, netfile.PublicName, scraper.Request{Agency: invented.Code, Committee: "9900003"})
	if r.err != nil {
		t.Fatal(r.err)
	}
	names := r.names()
	if len(names) != 3 || !strings.HasSuffix(names[0], "_9900003_filer.json") || !strings.HasSuffix(names[1], "_9900003_filings.json") ||
		!strings.Contains(names[2], "_9900003_transactions_") {
		t.Errorf("documents %v", names)
	}
	r.checkBytes(t)
}

func TestPublicRecent(t *testing.T) {
	t.Parallel()
	r := crawl(t, netfile.PublicName, scraper.Request{Agency: invented.Code, Years: []int{2026}})
	if r.err != nil {
		t.Fatal(r.err)
	}
	lists := 0
	for _, name := range r.names() {
		if strings.HasSuffix(name, "_0_filings.json") {
			lists++
		}
	}
	if lists < 3 || lists != len(slices.Compact(slices.Sorted(slices.Values(r.names()))))-lists {
		t.Errorf("%d lists in %v", lists, r.names())
	}
}

// TestPublicTraps holds what the portal answers with an empty success to be an
// error.
func TestPublicTraps(t *testing.T) {
	t.Parallel()
	for name, req := range map[string]scraper.Request{
		"wrong agency":       {Agency: "XXXX", Committee: "9900001"},
		"no such committee":  {Agency: invented.Code, Committee: "9900099"},
		"no such number":     {Agency: invented.Code, Committee: "899999999"},
		"id of no kind":      {Agency: invented.Code, Committee: "12"},
		"neither":            {Agency: invented.Code},
		"no agency":          {Committee: "9900001"},
		"year without filer": {Agency: invented.Code, Years: []int{2011}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if r := crawl(t, netfile.PublicName, req); r.err == nil || len(r.docs) > 0 {
				t.Errorf("error %v, documents %v", r.err, r.names())
			}
		})
	}
}

// TestUnstableAnswerIsAskedAgain gives a page whose count is right and whose
// lines are not.
func TestUnstableAnswerIsAskedAgain(t *testing.T) {
	t.Parallel()
	path := "/api/public/sites/api/SearchCampaignTransactions"
	req := scraper.Request{Agency: invented.Code, Committee: "9900001"}
	right := crawl(t, netfile.PublicName, req)
	once := crawl(t, netfile.PublicName, req, portal.Fault{Path: path, Kind: portal.FaultReorder, Times: 2})
	if right.err != nil || once.err != nil {
		t.Fatal(right.err, once.err)
	}
	if diff := cmp.Diff(sums(right), sums(once)); diff != "" {
		t.Errorf("(-right +once):\n%s", diff)
	}
	if always := crawl(t, netfile.PublicName, req, portal.Fault{Path: path, Kind: portal.FaultReorder}); always.err == nil {
		t.Error("an answer that never agrees with itself was taken")
	}
}

func sums(r *run) []string {
	var out []string
	for _, doc := range r.docs {
		out = append(out, doc.Name+" "+doc.SHA256)
	}
	return out
}

// TestFormWhenZipsAreGone takes the workbooks through the old portal's form.
func TestFormWhenZipsAreGone(t *testing.T) {
	t.Parallel()
	gone := portal.Fault{Path: "/pub2/excel/", Kind: portal.FaultMissing}
	for name, faults := range map[string][]portal.Fault{
		"form":         {gone},
		"expired once": {gone, {Path: "/pub2/", Kind: portal.FaultExpired, Times: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := crawl(t, netfile.Name, wholeCounty, faults...)
			if r.err != nil {
				t.Fatal(r.err)
			}
			if want := []string{"efile_newest_INVC_2025.zip", "efile_newest_INVC_2026.zip"}; !slices.Equal(r.names()[:2], want) {
				t.Errorf("first documents %v, want %v", r.names()[:2], want)
			}
		})
	}
}

func TestAgencies(t *testing.T) {
	t.Parallel()
	var codes []string
	for _, a := range netfile.Agencies() {
		codes = append(codes, a.Code)
	}
	for _, code := range []string{"LACO", "SFO", "COAK", "SAC", "BRK", "CSD"} {
		if !slices.Contains(codes, code) {
			t.Errorf("agency %s is not listed", code)
		}
	}
}
