package calaccess

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"moneytrail/scraper"
)

// exports are the "Excel" files (tab-separated text) that a committee's page
// offers: file name, then page and view.
var exports = []struct{ name, page, view string }{
	{"contributions_received", "DetailContributionsReceivedExcel", ""},
	{"contributions_made", "DetailContributionsMadeExcel", ""},
	{"expenditures_made", "DetailExpendituresMadeExcel", ""},
	{"late1_received", "DetailLateExcel", "LATE1"},
	{"late2_made", "DetailLateExcel", "LATE2"},
	{"late3_independent", "DetailLateExcel", "LATE3"},
}

// exports fetches what a committee's page of a session exports. The committee
// is named in the files' names only: nothing in them says whose they are. A
// file with a header alone is passed over.
func (s *Source) exports(
	ctx context.Context, session *scraper.Session, committee string, year int, found func(scraper.Document) error,
) error {
	filled := 0
	for _, e := range exports {
		address := fmt.Sprintf("%s/Campaign/Committees/%s.aspx?id=%s&session=%d", s.pages, e.page, committee, year)
		if e.view != "" {
			address += "&view=" + e.view
		}
		doc, err := session.Get(ctx, address)
		if err != nil {
			return fmt.Errorf("%s of %s in the session of %d: %w", e.name, committee, year, err)
		}
		rows, err := hasRows(session, doc)
		if err != nil {
			return fmt.Errorf("%s of %s in the session of %d: %w", e.name, committee, year, err)
		}
		if !rows {
			continue
		}
		filled++
		doc.Name = fmt.Sprintf("%s_%d_%s.tsv", committee, year, e.name)
		if err := found(doc); err != nil {
			return err
		}
	}
	if filled == 0 {
		session.Note("committee "+committee, fmt.Sprintf("no rows in the session of %d", year))
	}
	return nil
}

// hasRows reports whether an export has more than its header. An export ends
// with a line end; one that does not has been cut.
func hasRows(session *scraper.Session, doc scraper.Document) (bool, error) {
	file, err := session.Open(doc)
	if err != nil {
		return false, err
	}
	defer func() { _ = file.Close() }()
	last := make([]byte, 1)
	if _, err := file.ReadAt(last, doc.Size-1); err != nil && !errors.Is(err, io.EOF) {
		return false, fmt.Errorf("look at the end of %s: %w", doc.URL, err)
	}
	if last[0] != '\n' {
		return false, fmt.Errorf("%s does not end with a line: %w", doc.URL, scraper.ErrNotData)
	}
	head, err := session.Peek(doc)
	return bytes.Count(bytes.TrimSpace(head), []byte("\n")) > 0, err
}
