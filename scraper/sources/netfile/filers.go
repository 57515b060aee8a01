package netfile

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"moneytrail/scraper"
)

// Filer is a filer as an agency lists it.
type Filer struct {
	FPPC  string `json:"fppcId"`        // empty for candidates without a committee and for new ones
	Local string `json:"localAgencyId"` // the agency's own number
	Name  string `json:"name"`
}

// filersPerPage keeps a big agency's list to a few requests.
const filersPerPage = 1000

// Filers lists the filers of an agency. A wrong agency code answers with an
// empty list, which is [scraper.ErrNothingFound] here.
func (s *Source) Filers(ctx context.Context, session *scraper.Session, agency string) ([]Filer, error) {
	var filers []Filer
	for page := 0; ; page++ {
		var doc scraper.Document
		err := patiently(func() (err error) {
			doc, err = session.PostForm(ctx, s.connect+"/Connect2/api/public/campaign/list/filer", url.Values{
				"AID": {agency}, "CurrentPageIndex": {strconv.Itoa(page)}, "PageSize": {strconv.Itoa(filersPerPage)}, "format": {"json"},
			})
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("filers of %s: %w", agency, err)
		}
		var answer struct {
			Pages  int     `json:"totalMatchingPages"`
			Filers []Filer `json:"filers"`
		}
		if err := read(session, doc, &answer); err != nil {
			return nil, fmt.Errorf("filers of %s: %w", agency, err)
		}
		filers = append(filers, answer.Filers...)
		if page+1 >= answer.Pages || len(answer.Filers) == 0 {
			break
		}
	}
	if len(filers) == 0 {
		return nil, fmt.Errorf("agency %s has no filers: %w", agency, scraper.ErrNothingFound)
	}
	return filers, nil
}

// wanted gives the names under which a committee stands in the filing log,
// which has no ids; nil means all filers.
func (s *Source) wanted(ctx context.Context, session *scraper.Session, req scraper.Request) (map[string]bool, error) {
	if req.Committee == "" {
		return nil, nil
	}
	filers, err := s.Filers(ctx, session, req.Agency)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, f := range filers {
		if f.FPPC == req.Committee {
			names[f.Name] = true
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("committee %s is not among the %d filers of %s: %w", req.Committee, len(filers), req.Agency, scraper.ErrNothingFound)
	}
	return names, nil
}
