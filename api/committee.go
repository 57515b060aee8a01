package api

import (
	"context"

	"moneytrail/store"
)

// CommitteeIdentity is who a committee is: its public id, its ids with the
// publishers and the names it filed under.
type CommitteeIdentity struct {
	ID        string       `json:"id" doc:"Public id: numbering and number, such as fppc-1234567."`
	Name      string       `json:"name" doc:"Latest name on a filing."`
	Type      string       `json:"type" doc:"As filed."`
	TypeWords string       `json:"type_words" doc:"The codes of a federal type in words; empty for others."`
	IDs       []NativeID   `json:"ids" doc:"Ids in the publishers' numberings."`
	Names     []NamePeriod `json:"names" doc:"Names it filed under, with the days they were seen."`
	Parties   []Party      `json:"parties" doc:"Who stands behind it, as filed: candidate, sponsor, connected organization."`
}

// NativeID is an id in a publisher's numbering.
type NativeID struct {
	Scheme string `json:"scheme" doc:"Numbering, such as fppc, fec or netfile."`
	ID     string `json:"id" doc:"Number in it."`
}

// NamePeriod is a name with the first and last day it was seen on a filing.
type NamePeriod struct {
	Name  string     `json:"name" doc:"Name as filed."`
	First store.Date `json:"first" doc:"First day it was seen on a filing."`
	Last  store.Date `json:"last" doc:"Last day it was seen."`
}

// Party is a person or organization behind a committee, as its filings or the
// publisher's master files name it; name or id may be empty.
type Party struct {
	Role   string `json:"role" doc:"Role: candidate, sponsor, connected organization and others." example:"sponsor"`
	Name   string `json:"name" doc:"Name as filed; may be empty." example:"Guild of Invented Bakers"`
	ID     string `json:"id" doc:"Id as filed; may be empty." example:"C00000000"`
	Office string `json:"office" doc:"Office sought; may be empty." example:"Harbor Master"`
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
	Committee CommitteeIdentity `json:"committee" doc:"The committee that the answer is about."`
	Sentence  Sentence          `json:"sentence" doc:"The main facts in words."`
	Figures   Figures           `json:"figures" doc:"Totals of counted money."`
	Coverage  Coverage          `json:"coverage" doc:"The filings that the figures rest on."`
	Partial   bool              `json:"partial" doc:"Some filings are known only in part."`
	Warnings  []Warning         `json:"warnings" doc:"What to know before quoting a figure."`
	TopTen    *TopTen           `json:"top_ten" doc:"Null from the second page of donors on, for a filter, and for fewer than eleven donors."`
	Donors    DonorPage         `json:"donors" doc:"A page of donors by rank."`
	Classification
	// Accounting says what became of every row; Excluded is the part of it
	// that is in no total.
	Accounting []AccountLine `json:"accounting" doc:"What became of every row, by status and schedule."`
	Excluded   []Excluded    `json:"excluded" doc:"Money that is in no total, by status and reason."`
	Filings    []Filing      `json:"filings" doc:"All versions of all reports, the latest first."`
}

// TopTen is what the ten largest donors gave, net.
type TopTen struct {
	NetCents store.Cents `json:"net_cents" doc:"What the ten largest donors gave, net, in cents."`
	Net      string      `json:"net"`
	Share    *Share      `json:"share" doc:"Their part of the itemized money; null when that is not positive."`
}

// Committee gives a committee's figures and a page of its donors.
func (s *Service) Committee(ctx context.Context, in DonorsRequest) (*Committee, error) {
	report, page, err := s.report(ctx, in, false)
	if err != nil {
		return nil, err
	}
	out := &Committee{
		Meta:       s.newMeta(report.Version, report.Coverage),
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
	if page.After == 0 && page.Filter == nil {
		out.TopTen = topTen(report.Standings, report.Totals)
	}
	out.Warnings = append(committeeWarnings(report), out.classWarnings()...)
	out.Sentence = committeeSentence(out)
	return out, nil
}

// report reads at least the ten first donors, because the share of the top ten
// must not depend on the length of a page.
func (s *Service) report(ctx context.Context, in DonorsRequest, donorsOnly bool) (*store.CommitteeReport, DonorPage, error) {
	key, err := in.start(in.Filter)
	if err != nil {
		return nil, DonorPage{}, err
	}
	q, filter, err := s.standings(in.Page, in.Filter)
	if err != nil {
		return nil, DonorPage{}, err
	}
	q.DonorsOnly = donorsOnly
	if in.After == 0 {
		q.Limit = max(q.Limit, 10)
	}
	report, err := s.reader.Committee(ctx, in.ID, q)
	if err != nil {
		return nil, DonorPage{}, err
	}
	if err := key.check(report.Committee.Public); err != nil {
		return nil, DonorPage{}, err
	}
	return report, s.newDonorPage(report.Committee.Public, in.Page, in.Filter, filter, report.Standings, report.More, &report.Totals), nil
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
