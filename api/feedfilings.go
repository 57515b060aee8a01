package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// FeedReader answers what was filed last.
type FeedReader interface {
	// FeedFilings takes the empty scope too: every committee.
	FeedFilings(ctx context.Context, q store.FeedFilingsQuery) (*store.FeedFilings, error)
	FeedGifts(ctx context.Context, q store.FeedGiftsQuery) (*store.FeedGifts, error)
}

// FeedFilingsRequest asks for the versions of reports that were filed last.
type FeedFilingsRequest struct {
	ScopeRequest
	Limit  int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Filings on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in FeedFilingsRequest) check(*Service) error { return in.one() }

func (in FeedFilingsRequest) list() string {
	return fmt.Sprintf("feed filings %q", in.ScopeRequest)
}

// FeedFilings are versions of reports, newest first.
type FeedFilings struct {
	Meta
	ScopeAnswer
	Next    *Cursor      `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Filings []FeedFiling `json:"filings" doc:"The page of filings: by day of filing, then by number, each descending; undated ones last."`
}

// FeedFiling is a version of a report with what it states.
type FeedFiling struct {
	ID            string      `json:"id" doc:"Permanent id of this version: numbering, report number and version as the publisher has them."`
	CommitteeID   string      `json:"committee_id" doc:"Public id of the committee that filed it."`
	CommitteeName string      `json:"committee_name" doc:"Its name."`
	Filing        Filing      `json:"filing" doc:"The version."`
	Gifts         int         `json:"gifts" doc:"Number of gifts received that it states, whatever became of them."`
	ReceivedCents store.Cents `json:"received_cents" doc:"Gifts received less returns that it states, in cents, whatever became of them: never add up versions. Memo lines, repeated lines and loans are left out."`
	Received      string      `json:"received"`
	Correction    *Correction `json:"correction" doc:"Null unless an earlier version of the report stated another sum."`
}

// Correction says what a version of a report changed.
type Correction struct {
	FromCents   store.Cents `json:"from_cents" doc:"Sum of the version before, in cents."`
	From        string      `json:"from"`
	FromVersion int         `json:"from_version" doc:"The version before: 0 original, 1.. amendments."`
	ToCents     store.Cents `json:"to_cents" doc:"Sum of this version, in cents."`
	To          string      `json:"to"`
}

// FeedFilings lists what was filed last.
func (s *Service) FeedFilings(ctx context.Context, in FeedFilingsRequest) (*FeedFilings, error) {
	q := store.FeedFilingsQuery{Scope: in.scope(), Limit: in.Limit}
	if in.Cursor != "" {
		q.After = &store.FilingPlace{}
		if err := in.Cursor.Read(in.list(), q.After); err != nil {
			return nil, err
		}
	}
	r, err := s.reader.FeedFilings(ctx, q)
	if err != nil {
		return nil, err
	}
	out := &FeedFilings{Meta: s.newMeta(r.Version, store.Coverage{}), ScopeAnswer: in.answer(), Filings: make([]FeedFiling, 0, len(r.Items))}
	for i := range r.Items {
		out.Filings = append(out.Filings, s.feedFiling(&r.Items[i]))
	}
	if n := len(r.Items); n > 0 {
		// The newest filing is as far as the answer can know.
		if filed := r.Items[0].Place.Filed; filed != "" && in.Cursor == "" {
			out.AsOf, out.AsOfBasis = filed, AsOfFiled
		}
		if r.More {
			next := NewCursor(in.list(), r.Items[n-1].Place)
			out.Next = &next
		}
	}
	return out, nil
}

func (s *Service) feedFiling(f *store.FeedFiling) FeedFiling {
	out := FeedFiling{
		ID:          FilingID(f.Filing.Key, f.Place.Copy),
		CommitteeID: f.Committee.Public, CommitteeName: f.Committee.Name, Filing: s.filing(f.Filing),
		Gifts: f.Gifts, ReceivedCents: f.Received, Received: f.Received.Decimal(),
	}
	if f.Former != nil && *f.Former != f.Received {
		out.Correction = &Correction{*f.Former, f.Former.Decimal(), f.FormerVersion, f.Received, f.Received.Decimal()}
	}
	return out
}

// FilingID is the permanent id of a version of a report: "cal/9900001|F460/1".
// Copy tells apart what the publisher gave for one version at different times.
func FilingID(k store.FilingKey, again int) string {
	id := fmt.Sprintf("%s/%s/%d", k.System, k.Report, k.Version)
	if again > 0 {
		id += fmt.Sprintf("/%d", again+1)
	}
	return id
}
