package web

import (
	"context"

	"moneytrail/api"
	"moneytrail/store"
)

type contestBody struct {
	*api.Contest
	Scale      store.Cents // one for all sides
	DonorScale store.Cents // one for all lists of donors
	Self       string      // address of this page
	NextDonors string
	Kinds      classSection
	SideKinds  []classSection // in the order of the sides, in the colours of Kinds
}

func (s *site) contest(ctx context.Context, in api.ContestRequest) (*view, error) {
	c, err := s.service.Contest(ctx, in)
	if err != nil {
		return nil, err
	}
	self := "/contests/" + c.Contest.Slug
	body := contestBody{Contest: c, Self: self, DonorScale: scaleOf(c.Donors.Items), NextDonors: nextDonors(self, c.Donors, in.Filter)}
	colours := newPalette(&c.Classification)
	body.Kinds = newClassSection(c.Classification, c.Figures.ItemizedCents, self, colours)
	for _, side := range c.Sides {
		body.Scale = max(body.Scale, side.Figures.TotalCents)
		body.DonorScale = max(body.DonorScale, scaleOf(side.Donors))
		body.SideKinds = append(body.SideKinds, newClassSection(side.Classification, side.Figures.ItemizedCents, self, colours))
	}
	return &view{
		Title: api.Short(c.Contest.Title, 120), Description: c.Sentence.Text, Meta: c.Meta, Body: body,
		NoIndex: in.Cursor != "" || c.Donors.Filter != nil, Data: dataLink("/api/v1"+self, in.Page, in.Filter),
	}, nil
}
