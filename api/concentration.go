package api

import (
	"context"

	"moneytrail/store"
)

// ConcentrationRequest asks how few donors fund a scope.
type ConcentrationRequest struct{ ScopeRequest }

func (in ConcentrationRequest) check(*Service) error { return in.named() }

// Concentration says how few donors gave how much of the itemized money.
type Concentration struct {
	Meta
	ScopeAnswer
	ItemizedCents store.Cents `json:"itemized_cents" doc:"Gifts that name their donor, net of returns, in cents."`
	Itemized      string      `json:"itemized"`
	Donors        int         `json:"distinct_donors" doc:"Number of distinct donors of counted rows."`
	Top           []TopLine   `json:"top" doc:"What the largest 1, 2, 5, 10 and 100 donors gave, as far as there are so many."`
	Half          int         `json:"donors_for_half" doc:"The least number of donors who gave half of the itemized money; 0 when there is none."`
	HHI           int         `json:"hhi" doc:"Herfindahl-Hirschman index of the donors' shares, 0 to 10,000: the sum of the squares of the shares in percent. 10,000 is one donor."`
	ScopeFacts
}

// TopLine is what the largest donors gave together.
type TopLine struct {
	Donors   int         `json:"donors" doc:"Number of largest donors."`
	NetCents store.Cents `json:"net_cents" doc:"Net money that they gave, in cents."`
	Net      string      `json:"net"`
	Share    *Share      `json:"share" doc:"That as a part of the itemized money; null when that is not positive."`
}

// Concentration says how few donors fund a scope.
func (s *Service) Concentration(ctx context.Context, in ConcentrationRequest) (*Concentration, error) {
	c, err := s.reader.Concentration(ctx, in.scope())
	if err != nil {
		return nil, err
	}
	out := &Concentration{
		Meta: s.newMeta(c.Version, c.Coverage), ScopeAnswer: in.answer(), ItemizedCents: c.Itemized, Itemized: c.Itemized.Decimal(),
		Donors: c.Donors, Top: []TopLine{}, Half: c.Half, HHI: c.HHI, ScopeFacts: s.newScopeFacts(&c.ScopeFacts),
	}
	for _, t := range c.Top {
		out.Top = append(out.Top, TopLine{t.Donors, t.Net, t.Net.Decimal(), newShare(t.Net, c.Itemized, ItemizedMoney)})
	}
	return out, nil
}
