package api

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"moneytrail/store"
)

// SizesRequest asks how large gifts were.
type SizesRequest struct {
	ScopeRequest
	DaysRequest
}

func (in SizesRequest) check(*Service) error { return errors.Join(in.named(), in.ordered()) }

// Sizes is money by the size of the gift, smallest first.
type Sizes struct {
	Meta
	ScopeAnswer
	Bands   []SizeBand `json:"bands" doc:"The bands, smallest gifts first; bands without gifts are there too."`
	Returns MoneyGroup `json:"returns" doc:"What was given back, whatever its size."`
	MoneySum
}

// SizeBand is the money of gifts of one size.
type SizeBand struct {
	FromCents store.Cents  `json:"from_cents" doc:"The least gift of the band, in cents."`
	From      string       `json:"from"`
	LessCents *store.Cents `json:"less_than_cents" doc:"Gifts are smaller than this, in cents; null in the last band."`
	Less      string       `json:"less_than"`
	MoneyGroup
}

// Sizes says how large the gifts of a scope were.
func (s *Service) Sizes(ctx context.Context, in SizesRequest) (*Sizes, error) {
	b, err := s.reader.Breakdown(ctx, store.BreakdownQuery{Scope: in.scope(), By: store.BySize, From: in.From, Thru: in.Thru})
	if err != nil {
		return nil, err
	}
	whole := b.Total.Net
	out := &Sizes{Meta: s.newMeta(b.Version, b.Coverage), ScopeAnswer: in.answer(), Returns: newMoneyGroup(sliceOf(b.Slices, ""), whole), MoneySum: s.newMoneySum(b)}
	for i, least := range store.SizeBands {
		band := SizeBand{FromCents: least, From: least.Decimal(), MoneyGroup: newMoneyGroup(sliceOf(b.Slices, strconv.FormatInt(int64(least), 10)), whole)}
		if i+1 < len(store.SizeBands) {
			band.LessCents, band.Less = &store.SizeBands[i+1], store.SizeBands[i+1].Decimal()
		}
		out.Bands = append(out.Bands, band)
	}
	return out, nil
}

func sliceOf(all []store.Slice, key string) store.Slice {
	i := slices.IndexFunc(all, func(x store.Slice) bool { return x.Key == key })
	if i < 0 {
		return store.Slice{Key: key}
	}
	return all[i]
}
