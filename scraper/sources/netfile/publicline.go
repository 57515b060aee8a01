package netfile

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"moneytrail/scraper"
	"moneytrail/scraper/format/netfilejson"
)

// linesPage is the most lines that the portal gives at once. Its order changes
// from page to page, so that a walk loses lines: only one page that holds
// everything is taken.
const linesPage = 10000

// lines fetches the lines of the filings under one name of a filer.
func (p *Public) lines(ctx context.Context, session *scraper.Session, about netfilejson.Document, found func(scraper.Document) error) error {
	count := 0
	address := p.address("SearchCampaignTransactions", "aid", about.Agency, "query", about.Query,
		"pageSize", strconv.Itoa(linesPage), "currentPage", "0", "isArchived", "false")
	doc, err := steady(ctx, session, address, func(doc scraper.Document) (err error) {
		count, err = countLines(session, doc)
		return err
	})
	if err != nil {
		return fmt.Errorf("lines of filer %s: %w", about.Filer, err)
	}
	if count == 0 {
		session.Note("filer "+about.Filer, "the portal has no lines under the name that its filings carry")
		return nil
	}
	doc.Name = about.FileName()
	return found(doc)
}

var errManyLines = errors.New("more lines than the portal gives at once: take the yearly workbook")

// countLines holds the number of lines in an answer against the answer's own
// count; each line may be there once only.
func countLines(session *scraper.Session, doc scraper.Document) (int, error) {
	var answer struct {
		Items *[]struct {
			ID     string `json:"id"`
			Filing string `json:"filingId"`
		} `json:"items"`
		Total *int `json:"totalCount"`
		More  bool `json:"hasNextPage"`
	}
	if err := read(session, doc, &answer); err != nil {
		return 0, err
	}
	if answer.Items == nil || answer.Total == nil {
		return 0, fmt.Errorf("%s: no list of lines or no count: %w", doc.URL, scraper.ErrNotData)
	}
	if *answer.Total > linesPage {
		return 0, fmt.Errorf("%s: %d lines: %w", doc.URL, *answer.Total, errManyLines)
	}
	distinct := map[[2]string]bool{}
	for _, item := range *answer.Items {
		distinct[[2]string{item.Filing, item.ID}] = true
	}
	if len(distinct) != *answer.Total || len(*answer.Items) != *answer.Total || answer.More {
		return 0, fmt.Errorf("%s: %d lines, %d of them different, where %d are counted: %w",
			doc.URL, len(*answer.Items), len(distinct), *answer.Total, errUnstable)
	}
	return len(distinct), nil
}
