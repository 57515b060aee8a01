package scrapertest_test

import (
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
)

// job is a run of a source against the replica.
type job struct {
	name    string // of the job: the source, with what it does when that matters
	source  string
	request scraper.Request
	path    string         // where faults strike
	always  []portal.Fault // with every fault: closes other ways
}

var county = scraper.Request{Agency: invented.Code, Years: []int{2025, 2026}}

func jobs() []job {
	may := time.Date(2026, time.May, 15, 0, 0, 0, 0, time.UTC)
	both := scraper.Request{Years: []int{2025, 2026}}
	return []job{
		{name: "calaccess", source: "calaccess", path: "/dbwebexport.zip"},
		{name: "calaccess, committee", source: "calaccess", request: scraper.Request{Committee: "9910001", Years: []int{2025}}, path: "/Campaign/Committees/"},
		{name: "calaccess-pages", source: "calaccess-pages", request: scraper.Request{Years: []int{2025}}, path: "/Campaign/"},
		{name: "calaccess-pages, committee", source: "calaccess-pages", request: scraper.Request{Committee: "9910001", Years: []int{2025}}, path: "/Campaign/"},
		{name: "calaccess-pages, days", source: "calaccess-pages", request: scraper.Request{Since: time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC)}, path: "/Campaign/"},
		{name: "netfile", source: "netfile", request: county, path: "/pub2/"},
		{name: "netfile, form", source: "netfile", request: county, path: "/pub2/", always: []portal.Fault{{Path: "/pub2/excel/", Kind: portal.FaultMissing}}},
		{name: "netfile, e-filings", source: "netfile", request: county, path: "/Connect2/"},
		{name: "netfile-public", source: "netfile-public", request: scraper.Request{Agency: invented.Code, Committee: "9900001"}, path: "/api/public/"},
		{name: "netfile-public, recent", source: "netfile-public", request: scraper.Request{Agency: invented.Code, Years: []int{2026}}, path: "/api/public/"},
		{name: "netfile-keyed", source: "netfile-keyed", request: scraper.Request{Agency: invented.Code, Full: true}, path: "/api/campaign/"},
		{name: "netfile-keyed, committee", source: "netfile-keyed", request: scraper.Request{Agency: invented.Code, Committee: "9900001"}, path: "/api/campaign/"},
		{name: "lacity", source: "lacity", request: both, path: "/resource/"},
		{name: "oakland-a", source: "oakland-a", path: "/resource/"},
		{name: "fec", source: "fec", path: "/rss/"},
		{name: "fec, filings", source: "fec", request: scraper.Request{Committee: portal.FederalCommittee}, path: "/dcdev/"},
		{name: "fec-bulk", source: "fec-bulk", request: scraper.Request{Years: []int{2026}}, path: "/files/"},
		{name: "fec-daily", source: "fec-daily", request: scraper.Request{Since: may}, path: "/files/"},
		{name: "fec-api", source: "fec-api", request: scraper.Request{Committee: portal.FederalCommittee, Years: []int{2026}}, path: "/v1/"},
	}
}

// without lists sources that the replica cannot serve, and why.
var without = map[string]string{
	"oakland-c":       "the same way as oakland-a, with another map",
	"oakland-e":       "the same way as oakland-a, with another map",
	"oakland-b1":      "the same way as oakland-a, with another map",
	"oakland-496":     "the same way as oakland-a, with another map",
	"oakland-497":     "the same way as oakland-a, with another map",
	"oakland-summary": "the same way as oakland-a, with another map",
	"sf-transactions": "the same way as lacity, with another map",
}

// fault is a fault of the replica as the table names it.
type fault struct {
	name string
	portal.Fault
}

func faults() []fault {
	once, always := 1, 0
	return []fault{
		{"429 once", portal.Fault{Kind: portal.FaultBusy, Times: once}},
		{"429 always", portal.Fault{Kind: portal.FaultBusy, Times: always}},
		{"503 once", portal.Fault{Kind: portal.FaultUnavailable, Times: once}},
		{"500 once", portal.Fault{Kind: portal.FaultServerError, Times: once}},
		{"500 always", portal.Fault{Kind: portal.FaultServerError}},
		{"404 always", portal.Fault{Kind: portal.FaultMissing}},
		{"slow drip", portal.Fault{Kind: portal.FaultDrip}},
		{"cut once", portal.Fault{Kind: portal.FaultCut, Times: once}},
		{"cut always", portal.Fault{Kind: portal.FaultCut}},
		{"wrong length", portal.Fault{Kind: portal.FaultWrongLength}},
		{"empty answer", portal.Fault{Kind: portal.FaultEmpty}},
		{"block page, 200", portal.Fault{Kind: portal.FaultBlocked}},
		{"tiny page", portal.Fault{Kind: portal.FaultTinyPage}},
		{"page for data", portal.Fault{Kind: portal.FaultPage}},
		{"to a private address", portal.Fault{Kind: portal.FaultRedirect, Location: "http://10.0.0.1/x"}},
		{"robots forbids", portal.Fault{Kind: portal.FaultForbidden}},
		{"changed layout", portal.Fault{Kind: portal.FaultLayout}},
		{"expired form once", portal.Fault{Kind: portal.FaultExpired, Times: once}},
		{"expired form always", portal.Fault{Kind: portal.FaultExpired}},
		{"reordered once", portal.Fault{Kind: portal.FaultReorder, Times: once}},
		{"reordered always", portal.Fault{Kind: portal.FaultReorder}},
		{"clock skew", portal.Fault{Kind: portal.FaultSkew}},
		{"gzip bomb", portal.Fault{Kind: portal.FaultBomb}},
	}
}
