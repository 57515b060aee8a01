package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/web/chart"
)

// cardDonors is how many donors are read for a card, of which it names the
// largest that may be named.
const cardDonors = 25

// aboutCommittee and aboutContest ask for a picture or an embed.
type aboutCommittee struct {
	ID string `path:"id"`
}

type aboutContest struct {
	Slug string `path:"slug"`
}

func (s *site) committeeCard(ctx context.Context, in aboutCommittee) (*chart.Card, api.Meta, error) {
	c, err := s.service.Committee(ctx, api.DonorsRequest{ID: in.ID, Page: api.Page{Limit: cardDonors}})
	if err != nil {
		return nil, api.Meta{}, err
	}
	card := s.newCard("Committee", c.Committee.Name, &c.Figures, c.Meta)
	for _, st := range namedStandings(c.Donors.Items, 4) {
		card.Parts = append(card.Parts, partOf(st.Donor.Name, st.NetCents))
	}
	return card, c.Meta, nil
}

func (s *site) contestCard(ctx context.Context, in aboutContest) (*chart.Card, api.Meta, error) {
	c, err := s.service.Contest(ctx, api.ContestRequest{Slug: in.Slug, Page: api.Page{Limit: 1}})
	if err != nil {
		return nil, api.Meta{}, err
	}
	card := s.newCard("Contest", c.Contest.Title, &c.Figures, c.Meta)
	for _, side := range c.Sides {
		card.Parts = append(card.Parts, partOf(side.Side, side.Figures.TotalCents))
	}
	return card, c.Meta, nil
}

func partOf(label string, amount store.Cents) chart.Part {
	return chart.Part{Label: api.Clean(label), Value: api.WholeDollars(amount), Amount: int64(amount), Paint: chart.Money}
}

func (s *site) newCard(kind, title string, f *api.Figures, m api.Meta) *chart.Card {
	card := &chart.Card{
		Kicker: kind, Title: api.Short(title, 200), Figure: api.HeadlineMoney(f.TotalCents),
		Caption: "raised, from " + api.Count(f.DistinctDonors, "named donor", "named donors"), Site: siteName(s.opt.Site),
	}
	if m.AsOf != "" {
		card.AsOf = "As of " + api.DayText(m.AsOf) + fmt.Sprintf(" · data version %d", m.DataVersion)
	}
	if s.opt.Invented {
		card.Warning = "Invented data: no person, committee or union here is real"
	}
	return card
}

// picture answers with a card as PNG.
func picture[In any](s *site, answer func(context.Context, In) (*chart.Card, api.Meta, error)) echo.HandlerFunc {
	binder := api.NewBinder[In]()
	return func(c echo.Context) error {
		in, err := api.Bind(c, s.service, binder)
		if err != nil {
			return err
		}
		if fresh, err := api.Fresh(c, s.service, s.build); err != nil || fresh {
			return err
		}
		card, meta, err := answer(c.Request().Context(), in)
		if err != nil {
			return fmt.Errorf("answer card: %w", err)
		}
		var b bytes.Buffer
		if err := card.Drawing().PNG(&b, 1); err != nil {
			return fmt.Errorf("draw card: %w", err)
		}
		api.SetValidators(c, meta.DataVersion, s.build)
		return c.Blob(http.StatusOK, "image/png", b.Bytes())
	}
}
