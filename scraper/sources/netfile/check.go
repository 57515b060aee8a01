package netfile

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"moneytrail/scraper"
)

var (
	_ scraper.Checker = (*Source)(nil)
	_ scraper.Checker = (*Public)(nil)
)

// agencyOr gives the agency of a request, or one that is known to file.
func agencyOr(agency string) string {
	if agency == "" {
		return Agencies()[0].Code
	}
	return agency
}

// Check implements [scraper.Checker] by the beginning of the list of filers: the
// workbooks are too large to look at one, and the filing log may be empty.
func (s *Source) Check(ctx context.Context, session *scraper.Session, req scraper.Request) (scraper.Document, error) {
	var answer map[string]json.RawMessage
	doc, err := session.PostForm(ctx, s.connect+"/Connect2/api/public/campaign/list/filer", url.Values{
		"AID": {agencyOr(req.Agency)}, "CurrentPageIndex": {"0"}, "PageSize": {"10"}, "format": {"json"},
	})
	if err == nil {
		err = read(session, doc, &answer)
	}
	if err == nil {
		err = scraper.CheckKeys(doc.URL, answer, "totalMatchingPages", "filers")
	}
	if err == nil {
		err = scraper.CheckList(doc.URL, answer["filers"], "fppcId", "localAgencyId", "name")
	}
	if err != nil {
		return scraper.Document{}, fmt.Errorf("list of filers: %w", err)
	}
	return scraper.Document{URL: doc.URL}, nil
}

// Check implements [scraper.Checker] by the latest filings of an agency, since
// the day of the request.
func (p *Public) Check(ctx context.Context, session *scraper.Session, req scraper.Request) (scraper.Document, error) {
	var answer map[string]json.RawMessage
	doc, err := session.Get(ctx, p.address("filings/byDate", "agencyCode", agencyOr(req.Agency), "startDate", req.Since.Format(time.DateOnly),
		"endDate", req.Since.AddDate(1, 0, 0).Format(time.DateOnly), "page", "0", "pageSize", "10"))
	if err == nil {
		err = read(session, doc, &answer)
	}
	if err == nil {
		err = scraper.CheckKeys(doc.URL, answer, "filings", "totalCount")
	}
	if err == nil {
		err = scraper.CheckList(doc.URL, answer["filings"], "id", "formName", "filerName", "filingDate", "sequenceNumber", "reportNumber", "periodStart", "periodEnd")
	}
	if err != nil {
		return scraper.Document{}, fmt.Errorf("filings by date: %w", err)
	}
	doc.Name = "netfile_filings.json"
	return doc, nil
}
