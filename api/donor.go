package api

import (
	"context"

	"moneytrail/store"
)

// Donor is whoever gave. Zip5 is the ZIP code without its extension; there is
// no street.
type Donor struct {
	ID          string `json:"id"`
	Name        string `json:"name"` // most complete as-filed form
	City        string `json:"city"`
	State       string `json:"state"`
	Zip5        string `json:"zip5"`
	Entity      string `json:"entity"`       // IND, COM, OTH, PTY, SCC as filed
	CommitteeID string `json:"committee_id"` // the donor's own committee id, as filed

	Class *DonorClass `json:"class"` // null when not classified
	Tags  []DonorTag  `json:"tags"`  // from the name or the job
}

func (s *Service) newDonor(d *store.Donor) Donor {
	return Donor{
		d.ID.String(), d.Name, d.City, d.State, d.Zip5, d.Entity, d.CommitteeID, s.newDonorClass(&d.Class), s.newTags(d.Class.Tags),
	}
}

// Standing is a donor's place: by net money, largest first. Pending late money
// stands apart and is no part of net.
type Standing struct {
	Rank          int         `json:"rank"`
	Donor         Donor       `json:"donor"`
	GrossCents    store.Cents `json:"gross_cents"`
	Gross         string      `json:"gross"`
	ReturnedCents store.Cents `json:"returned_cents"`
	Returned      string      `json:"returned"`
	NetCents      store.Cents `json:"net_cents"`
	Net           string      `json:"net"`
	Share         *Share      `json:"share"`
	ShareOfTotal  *Share      `json:"share_of_total"`
	Gifts         int         `json:"gifts"` // returns not counted
	First         store.Date  `json:"first"`
	Last          store.Date  `json:"last"`
	PendingCents  store.Cents `json:"pending_cents"`
	Pending       string      `json:"pending"`
	PendingGifts  int         `json:"pending_gifts"`
	// Shares of joint fundraising: no part of net, counted by the joint committee.
	AttributedCents store.Cents `json:"attributed_cents"`
	Attributed      string      `json:"attributed"`
	Tags            []DonorTag  `json:"tags"` // computed from money and places
}

// DonorPage is a page of standings. Next is the rank to ask for as "after",
// null at the end.
type DonorPage struct {
	Limit  int          `json:"limit"`
	After  int          `json:"after"`
	Next   *int         `json:"next"`
	Filter *DonorFilter `json:"filter"` // null: all donors
	Items  []Standing   `json:"items"`
}

func (s *Service) newDonorPage(page Page, filter *DonorFilter, standings []store.Standing, more bool, totals *store.Totals) DonorPage {
	if len(standings) > page.Limit {
		standings, more = standings[:page.Limit], true
	}
	out := DonorPage{Limit: page.Limit, After: page.After, Filter: filter, Items: s.newStandings(standings, totals)}
	if more && len(standings) > 0 {
		next := standings[len(standings)-1].Rank
		out.Next = &next
	}
	return out
}

func (s *Service) newStandings(standings []store.Standing, totals *store.Totals) []Standing {
	items := make([]Standing, 0, len(standings))
	for i := range standings {
		st := &standings[i]
		items = append(items, Standing{
			Rank: st.Rank, Donor: s.newDonor(&st.Donor),
			GrossCents: st.Gross, Gross: st.Gross.Decimal(),
			ReturnedCents: st.Returned, Returned: st.Returned.Decimal(),
			NetCents: st.Net, Net: st.Net.Decimal(), Share: newShare(st.Net, totals.Itemized, ItemizedMoney),
			ShareOfTotal: newShare(st.Net, totals.Total, AllMoney),
			Gifts:        st.Gifts, First: st.First, Last: st.Last,
			PendingCents: st.Pending, Pending: st.Pending.Decimal(), PendingGifts: st.PendingGifts,
			AttributedCents: st.Attributed, Attributed: st.Attributed.Decimal(),
			Tags: s.newTags(st.Tags),
		})
	}
	return items
}

// DonorList answers GET /api/v1/committees/:id/donors.
type DonorList struct {
	Meta
	Committee CommitteeIdentity `json:"committee"`
	Figures   Figures           `json:"figures"`
	Coverage  Coverage          `json:"coverage"`
	Partial   bool              `json:"partial"`
	Excluded  []Excluded        `json:"excluded"`
	DonorPage
}

// Donors gives a page of a committee's donors by rank.
func (s *Service) Donors(ctx context.Context, in DonorsRequest) (*DonorList, error) {
	report, page, err := s.report(ctx, in)
	if err != nil {
		return nil, err
	}
	return &DonorList{
		Meta:      newMeta(report.Version, report.Coverage),
		Committee: newIdentity(report.Committee),
		Figures:   newFigures(report.Totals),
		Coverage:  newCoverage(report.Coverage),
		Partial:   report.Coverage.Partial,
		Excluded:  s.excluded(report.Totals.Schedules),
		DonorPage: page,
	}, nil
}
