package netfile

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"moneytrail/scraper"
	"moneytrail/scraper/format/netfilejson"
	"moneytrail/store"
)

var _ scraper.Finder = (*Public)(nil)

// Find implements [scraper.Finder]: by the words of a name (QuickNameSearch), by
// the state's id (IdSearch) or by NetFile's own number. The portal can be asked
// within an agency only.
func (p *Public) Find(ctx context.Context, session *scraper.Session, q scraper.Query) ([]scraper.Match, error) {
	if !agencyCode.MatchString(q.Agency) {
		return nil, fmt.Errorf("NetFile is asked by agency, such as LACO: %w", scraper.ErrNotAsked)
	}
	switch {
	case filerID.MatchString(q.Text):
		return p.findNumber(ctx, session, q)
	case fppcID.MatchString(q.Text):
		filers, err := p.search(ctx, session, "IdSearch", "aid", q.Agency, "sosId", q.Text)
		if err != nil || len(filers) == 0 {
			return nil, err
		}
		// Several numbers under one id are one committee: the job fetches all.
		return []scraper.Match{match(q.Agency, filers[0].Name, store.FilerRef{Scheme: store.SchemeFPPC, ID: q.Text})}, nil
	}
	words := netfilejson.QueryOf(q.Text)
	if words == "" {
		return nil, fmt.Errorf("%q has no words to look for: %w", q.Text, scraper.ErrNotAsked)
	}
	filers, err := p.search(ctx, session, "QuickNameSearch", "aid", q.Agency, "query", words)
	var found []scraper.Match
	for _, f := range filers {
		m := match(q.Agency, f.Name, store.FilerRef{Scheme: store.SchemeNetFile, ID: f.ID})
		if !slices.ContainsFunc(found, func(have scraper.Match) bool { return have.ID == m.ID }) {
			found = append(found, m)
		}
	}
	return found, err
}

func (p *Public) search(ctx context.Context, session *scraper.Session, question string, pairs ...string) ([]publicFiler, error) {
	doc, err := session.Get(ctx, p.address(question, pairs...))
	if err != nil {
		return nil, err
	}
	return filersIn(session, doc)
}

// findNumber looks a filer up by NetFile's number, under which its filings
// stand.
func (p *Public) findNumber(ctx context.Context, session *scraper.Session, q scraper.Query) ([]scraper.Match, error) {
	doc, err := session.Get(ctx, p.address("filings/byFiler", "agencyCode", q.Agency, "filerId", q.Text, "isArchived", "false"))
	if err != nil {
		return nil, err
	}
	list, err := filingsIn(session, doc)
	if err != nil || len(*list.Filings) == 0 {
		return nil, err
	}
	return []scraper.Match{match(q.Agency, (*list.Filings)[0].Filer, store.FilerRef{Scheme: store.SchemeNetFile, ID: q.Text})}, nil
}

// match makes a match of a name as the portal writes it: active filers have a
// star in front.
func match(agency, name string, id store.FilerRef) scraper.Match {
	return scraper.Match{
		Name: strings.TrimPrefix(name, "*"), ID: id, Agency: agency,
		Job: scraper.Job{Source: PublicName, Agency: agency, Committee: id.ID},
	}
}
