package netfile

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"moneytrail/scraper"
	"moneytrail/scraper/format/netfilejson"
)

// publicFiling is what is needed of an entry of a list of filings.
type publicFiling struct {
	ID     string `json:"id"`
	Form   string `json:"formName"`
	Filer  string `json:"filerName"`
	Filed  string `json:"filingDate"`
	Number int    `json:"sequenceNumber"`
	Start  string `json:"periodStart"`
	End    string `json:"periodEnd"`
}

type filingList struct {
	Filings *[]publicFiling `json:"filings"`
	Total   int             `json:"totalCount"` // often 0 although there are filings
}

func filingsIn(session *scraper.Session, doc scraper.Document) (filingList, error) {
	var list filingList
	if err := read(session, doc, &list); err != nil {
		return list, err
	}
	if list.Filings == nil {
		return list, fmt.Errorf("%s: no list of filings: %w", doc.URL, scraper.ErrNotData)
	}
	seen := map[string]bool{}
	for _, f := range *list.Filings {
		if !isFilingID(f.ID) || seen[f.ID] {
			return list, fmt.Errorf("%s: filing %q is no number or stands there twice: %w", doc.URL, f.ID, errUnstable)
		}
		seen[f.ID] = true
	}
	return list, nil
}

// errUnstable is an answer whose parts do not agree; asked again it is often
// right.
var errUnstable = fmt.Errorf("the answer does not agree with itself: %w", scraper.ErrNotData)

// stableTries is how often such an answer is asked for.
const stableTries = 3

// steady asks until check is content.
func steady(ctx context.Context, session *scraper.Session, address string, check func(scraper.Document) error) (scraper.Document, error) {
	return steadily(func() (scraper.Document, error) { return session.Get(ctx, address) }, check)
}

func steadily(ask func() (scraper.Document, error), check func(scraper.Document) error) (scraper.Document, error) {
	for try := 1; ; try++ {
		doc, err := ask()
		if err == nil {
			err = check(doc)
		}
		if err == nil || try == stableTries || !errors.Is(err, errUnstable) {
			return doc, err
		}
	}
}

// committee fetches a filer's filings, then the lines under each name that it
// has filed as.
func (p *Public) committee(
	ctx context.Context, session *scraper.Session, about netfilejson.Document, found func(scraper.Document) error,
) error {
	var list filingList
	address := p.address("filings/byFiler", "agencyCode", about.Agency, "filerId", about.Filer, "isArchived", "false")
	doc, err := steady(ctx, session, address, func(doc scraper.Document) (err error) {
		list, err = filingsIn(session, doc)
		return err
	})
	if err != nil {
		return fmt.Errorf("filings of %s: %w", about.Filer, err)
	}
	if len(*list.Filings) == 0 {
		return fmt.Errorf("filer %s has no filings with agency %s: %w", about.Filer, about.Agency, scraper.ErrNothingFound)
	}
	noteCopies(session, *list.Filings)
	about.What = "filings"
	doc.Name = about.FileName()
	if err := found(doc); err != nil {
		return err
	}
	about.What = "transactions"
	for _, name := range namesIn(*list.Filings) {
		about.Query = netfilejson.QueryOf(name)
		if err := p.lines(ctx, session, about, found); err != nil {
			return err
		}
	}
	return nil
}

// noteCopies remarks on reports that the portal holds twice: its history was
// imported two times, and the later copy is sometimes empty.
func noteCopies(session *scraper.Session, filings []publicFiling) {
	first := map[publicFiling]string{}
	for _, f := range filings {
		same := f
		same.ID, same.Filer = "", ""
		if id, ok := first[same]; ok {
			session.Note("filing "+f.ID, "looks like a copy of filing "+id+": same form, period and day; the copy with lines is the one to trust")
			continue
		}
		first[same] = f.ID
	}
}

// namesIn gives the names of filers, without the star of active ones, in order
// and once each by the words that a search takes.
func namesIn(filings []publicFiling) []string {
	var names, queries []string
	for _, f := range filings {
		if query := netfilejson.QueryOf(f.Filer); query != "" && !slices.Contains(queries, query) {
			names, queries = append(names, strings.TrimPrefix(f.Filer, "*")), append(queries, query)
		}
	}
	return names
}

// byDatePage is how many filings are asked for at once.
const byDatePage = 100

// recent fetches the committees that filed in a time.
func (p *Public) recent(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	var filings []publicFiling
	for _, span := range spans(req) {
		list, err := p.filedIn(ctx, session, req.Agency, span[0], span[1])
		if err != nil {
			return err
		}
		filings = append(filings, list...)
	}
	if len(filings) == 0 {
		return fmt.Errorf("agency %s has no filings in that time: %w", req.Agency, scraper.ErrNothingFound)
	}
	for _, name := range namesIn(filings) {
		number, err := p.numberOf(ctx, session, req.Agency, name)
		if err != nil {
			return err
		}
		if number == "" {
			session.Note("filer "+name, "filed, but the portal's search does not find the name")
			continue
		}
		if err := p.committee(ctx, session, netfilejson.Document{Agency: req.Agency, Filer: number}, found); err != nil {
			return err
		}
	}
	return nil
}

// spans gives the days that a request asks for, first and last. Without years
// the time reaches a year on from Since.
func spans(req scraper.Request) [][2]string {
	var out [][2]string
	since := req.Since.Format(time.DateOnly)
	for _, year := range req.Years {
		first, last := fmt.Sprintf("%d-01-01", year), fmt.Sprintf("%d-12-31", year)
		if !req.Since.IsZero() && since > first {
			first = since
		}
		if first <= last {
			out = append(out, [2]string{first, last})
		}
	}
	if len(req.Years) == 0 {
		out = append(out, [2]string{since, req.Since.AddDate(1, 0, 0).Format(time.DateOnly)})
	}
	return out
}

// filedIn lists what was filed in a time, a page at a time.
func (p *Public) filedIn(ctx context.Context, session *scraper.Session, agency, first, last string) ([]publicFiling, error) {
	var filings []publicFiling
	for page := 0; ; page++ {
		var list filingList
		address := p.address("filings/byDate", "agencyCode", agency, "startDate", first, "endDate", last,
			"page", strconv.Itoa(page), "pageSize", strconv.Itoa(byDatePage))
		if _, err := steady(ctx, session, address, func(doc scraper.Document) (err error) {
			list, err = filingsIn(session, doc)
			return err
		}); err != nil {
			return nil, fmt.Errorf("filings of %s from %s: %w", agency, first, err)
		}
		filings = append(filings, *list.Filings...)
		if len(*list.Filings) < byDatePage {
			return filings, nil
		}
	}
}

// numberOf finds a filer by its exact name; "" when the search does not.
func (p *Public) numberOf(ctx context.Context, session *scraper.Session, agency, name string) (string, error) {
	query := netfilejson.QueryOf(name)
	doc, err := session.Get(ctx, p.address("QuickNameSearch", "aid", agency, "query", query))
	if err != nil {
		return "", fmt.Errorf("number of a filer: %w", err)
	}
	filers, err := filersIn(session, doc)
	if err != nil {
		return "", fmt.Errorf("number of a filer: %w", err)
	}
	for _, f := range filers {
		if netfilejson.QueryOf(f.Name) == query {
			return f.ID, nil
		}
	}
	return "", nil
}
