package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// Donor is whoever gave. Zip5 is the ZIP code without its extension; there is
// no street.
type Donor struct {
	ID          string `json:"id" doc:"Id of the donor: d and 13 letters or digits; the same after a rebuild."`
	Name        string `json:"name" doc:"Most complete as-filed form."`
	City        string `json:"city" doc:"City as filed."`
	State       string `json:"state" doc:"State as filed."`
	Zip5        string `json:"zip5" doc:"ZIP code without its extension."`
	Entity      string `json:"entity" doc:"IND, COM, OTH, PTY, SCC as filed."`
	CommitteeID string `json:"committee_id" doc:"The donor's own committee id, as filed."`

	Class *DonorClass `json:"class" doc:"What kind of donor; null when not classified."`
	Tags  []DonorTag  `json:"tags" doc:"Tags from the name or the job."`
}

func (s *Service) newDonor(d *store.Donor) Donor {
	return Donor{
		d.ID.String(), d.Name, d.City, d.State, d.Zip5, d.Entity, d.CommitteeID, s.newDonorClass(&d.Class), s.newTags(d.Class.Tags),
	}
}

// Standing is a donor's place: by net money, largest first. Pending late money
// stands apart and is no part of net.
type Standing struct {
	Rank          int         `json:"rank" doc:"Place among all donors, from 1; a filter does not change it."`
	Donor         Donor       `json:"donor" doc:"Who gave."`
	GrossCents    store.Cents `json:"gross_cents" doc:"Gifts before returns, in cents."`
	Gross         string      `json:"gross"`
	ReturnedCents store.Cents `json:"returned_cents" doc:"What was given back, in cents, as a positive amount."`
	Returned      string      `json:"returned"`
	NetCents      store.Cents `json:"net_cents" doc:"Gifts less returns, in cents."`
	Net           string      `json:"net"`
	Share         *Share      `json:"share" doc:"Part of the itemized money; null when that is not positive."`
	ShareOfTotal  *Share      `json:"share_of_total" doc:"Part of itemized and unitemized money; null when that is not positive."`
	Gifts         int         `json:"gifts" doc:"Number of gifts; returns are not counted."`
	First         store.Date  `json:"first" doc:"Day of the first counted gift, or empty."`
	Last          store.Date  `json:"last" doc:"Day of the last counted gift, or empty."`
	PendingCents  store.Cents `json:"pending_cents" doc:"Late money that is in no periodic report yet, in cents; no part of the total."`
	Pending       string      `json:"pending"`
	PendingGifts  int         `json:"pending_gifts" doc:"Number of late gifts that are in no periodic report yet."`
	// Shares of joint fundraising: no part of net, counted by the joint committee.
	AttributedCents store.Cents `json:"attributed_cents" doc:"Shares of joint fundraising in cents; no part of net or total, because the joint committee counts them."`
	Attributed      string      `json:"attributed"`
	Tags            []DonorTag  `json:"tags" doc:"Tags computed from money and places."`
}

// DonorPage is a page of standings. Next is what to ask for as cursor, null
// at the end.
type DonorPage struct {
	Limit  int          `json:"limit" doc:"Items on a page at most, as asked or the default."`
	After  int          `json:"after" doc:"Rank after which the page begins."`
	Next   *Cursor      `json:"next" doc:"What to ask for as cursor to get the following page; null at the end."`
	Filter *DonorFilter `json:"filter" doc:"Which donors the list is of; null for all."`
	Items  []Standing   `json:"items" doc:"The page of donors by rank."`
}

// rankKey is the key of lists by rank: whose list it is and the last rank seen.
type rankKey struct {
	Of   string
	Rank int
}

func (f Filter) list() string { return fmt.Sprintf("donors %q %q", f.Class, f.Tag) }

// start resolves the cursor of a page. The id or slug whose list the cursor is
// of must be compared with the answer by [rankKey.check].
func (p *Page) start(f Filter) (key rankKey, err error) {
	if p.Cursor == "" {
		return key, nil
	}
	if err := p.Cursor.Read(f.list(), &key); err != nil {
		return key, err
	}
	if key.Rank < 0 {
		return key, &ParamError{"cursor", "is not one that was given as next"}
	}
	p.After = key.Rank
	return key, nil
}

func (k rankKey) check(of string) error {
	if k.Of != "" && k.Of != of {
		return &ParamError{"cursor", "is of another list or other parameters; repeat those it was given for"}
	}
	return nil
}

func (s *Service) newDonorPage(of string, page Page, f Filter, filter *DonorFilter, standings []store.Standing, more bool, totals *store.Totals) DonorPage {
	if len(standings) > page.Limit {
		standings, more = standings[:page.Limit], true
	}
	out := DonorPage{Limit: page.Limit, After: page.After, Filter: filter, Items: s.newStandings(standings, totals)}
	if more && len(standings) > 0 {
		next := NewCursor(f.list(), rankKey{of, standings[len(standings)-1].Rank})
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
	Committee CommitteeIdentity `json:"committee" doc:"The committee that the answer is about."`
	Figures   Figures           `json:"figures" doc:"Totals of counted money."`
	Coverage  Coverage          `json:"coverage" doc:"The filings that the figures rest on."`
	Partial   bool              `json:"partial" doc:"True when some filings are known only in part, so that the true figures may be higher."`
	Excluded  []Excluded        `json:"excluded" doc:"Money that is in no total, by status and reason."`
	DonorPage
}

// Donors gives a page of a committee's donors by rank.
func (s *Service) Donors(ctx context.Context, in DonorsRequest) (*DonorList, error) {
	report, page, err := s.report(ctx, in, true)
	if err != nil {
		return nil, err
	}
	return &DonorList{
		Meta:      s.newMeta(report.Version, report.Coverage),
		Committee: newIdentity(report.Committee),
		Figures:   newFigures(report.Totals),
		Coverage:  newCoverage(report.Coverage),
		Partial:   report.Coverage.Partial,
		Excluded:  s.excluded(report.Totals.Schedules),
		DonorPage: page,
	}, nil
}
