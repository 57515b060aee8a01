package api

import (
	"context"

	"moneytrail/store"
)

// CommitteeIdentity is who a committee is: its public id, its ids with the
// publishers and the names it filed under.
type CommitteeIdentity struct {
	ID        string       `json:"id"`
	Name      string       `json:"name"`
	Type      string       `json:"type"`       // as filed
	TypeWords string       `json:"type_words"` // the codes of a federal type in words; empty for others
	IDs       []NativeID   `json:"ids"`
	Names     []NamePeriod `json:"names"`
	Parties   []Party      `json:"parties"` // who stands behind it, as filed: candidate, sponsor, connected organization
}

// NativeID is an id in a publisher's numbering.
type NativeID struct {
	Scheme string `json:"scheme"`
	ID     string `json:"id"`
}

// NamePeriod is a name with the first and last day it was seen on a filing.
type NamePeriod struct {
	Name  string     `json:"name"`
	First store.Date `json:"first"`
	Last  store.Date `json:"last"`
}

// Party is a person or organization behind a committee, as its filings or the
// publisher's master files name it; name or id may be empty.
type Party struct {
	Role   string `json:"role"`
	Name   string `json:"name"`
	ID     string `json:"id"`
	Office string `json:"office"`
}

func newIdentity(c store.Committee) CommitteeIdentity {
	out := CommitteeIdentity{ID: c.Public, Name: c.Name, Type: c.Type, TypeWords: federalType(c.Type), IDs: []NativeID{}, Names: []NamePeriod{}, Parties: []Party{}}
	for _, n := range c.Natives {
		out.IDs = append(out.IDs, NativeID{string(n.Scheme), n.ID})
	}
	for _, n := range c.Names {
		out.Names = append(out.Names, NamePeriod{n.Name, n.First, n.Last})
	}
	for _, p := range c.Parties {
		out.Parties = append(out.Parties, Party(p))
	}
	return out
}

// Committee answers GET /api/v1/committees/:id.
type Committee struct {
	Meta
	Committee CommitteeIdentity `json:"committee"`
	Sentence  Sentence          `json:"sentence"`
	Figures   Figures           `json:"figures"`
	Coverage  Coverage          `json:"coverage"`
	Partial   bool              `json:"partial"` // some filings are known only in part
	Warnings  []Warning         `json:"warnings"`
	TopTen    *TopTen           `json:"top_ten"` // null from the second page of donors on, for a filter, and for fewer than eleven donors
	Donors    DonorPage         `json:"donors"`
	Classification
	// Accounting says what became of every row; Excluded is the part of it
	// that is in no total.
	Accounting []AccountLine `json:"accounting"`
	Excluded   []Excluded    `json:"excluded"`
	Filings    []Filing      `json:"filings"`
}

// TopTen is what the ten largest donors gave, net.
type TopTen struct {
	NetCents store.Cents `json:"net_cents"`
	Net      string      `json:"net"`
	Share    *Share      `json:"share"`
}

// Committee gives a committee's figures and a page of its donors.
func (s *Service) Committee(ctx context.Context, in DonorsRequest) (*Committee, error) {
	report, page, err := s.report(ctx, in)
	if err != nil {
		return nil, err
	}
	out := &Committee{
		Meta:       newMeta(report.Version, report.Coverage),
		Committee:  newIdentity(report.Committee),
		Figures:    newFigures(report.Totals),
		Coverage:   newCoverage(report.Coverage),
		Partial:    report.Coverage.Partial,
		Donors:     page,
		Accounting: s.accounting(report.Totals.Schedules),
		Excluded:   s.excluded(report.Totals.Schedules),
		Filings:    s.filings(report.Filings),

		Classification: s.classification(report.Classes, &report.Totals),
	}
	if in.After == 0 && page.Filter == nil {
		out.TopTen = topTen(report.Standings, report.Totals)
	}
	out.Warnings = append(committeeWarnings(report), out.classWarnings()...)
	out.Sentence = committeeSentence(out)
	return out, nil
}

// report reads at least the ten first donors, because the share of the top ten
// must not depend on the length of a page.
func (s *Service) report(ctx context.Context, in DonorsRequest) (*store.CommitteeReport, DonorPage, error) {
	q, filter, err := s.standings(in.Page, in.Filter)
	if err != nil {
		return nil, DonorPage{}, err
	}
	if in.After == 0 {
		q.Limit = max(q.Limit, 10)
	}
	report, err := s.reader.Committee(ctx, in.ID, q)
	if err != nil {
		return nil, DonorPage{}, err
	}
	return report, s.newDonorPage(in.Page, filter, report.Standings, report.More, &report.Totals), nil
}

func topTen(standings []store.Standing, t store.Totals) *TopTen {
	if t.Donors <= 10 || len(standings) < 10 {
		return nil
	}
	var sum store.Cents
	for _, st := range standings[:10] {
		sum += st.Net
	}
	return &TopTen{sum, sum.Decimal(), newShare(sum, t.Itemized, ItemizedMoney)}
}
