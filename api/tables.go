package api

import (
	"context"
	"reflect"

	"moneytrail/store"
)

// NoRequest asks without parameters.
type NoRequest struct{}

// DonorRow is a donor with what it gave all committees that are loaded.
type DonorRow struct {
	Donor
	Spellings     int         `json:"spellings" doc:"Parties as filed that are taken for the donor, itself included."`
	Committees    int         `json:"committees" doc:"Committees that it gave to."`
	GrossCents    store.Cents `json:"gross_cents" doc:"Gifts to all of them before returns, in cents; what committees gave each other is in it."`
	Gross         string      `json:"gross"`
	ReturnedCents store.Cents `json:"returned_cents" doc:"What was given back, in cents, as a positive amount."`
	Returned      string      `json:"returned"`
	NetCents      store.Cents `json:"net_cents" doc:"Gifts less returns, in cents."`
	Net           string      `json:"net"`
	Gifts         int         `json:"gifts" doc:"Number of gifts; returns are not counted."`
	PendingCents  store.Cents `json:"pending_cents" doc:"Late money that is in no periodic report yet, in cents; no part of net."`
	Pending       string      `json:"pending"`
	First         store.Date  `json:"first" doc:"Day of the first counted gift, or empty."`
	Last          store.Date  `json:"last" doc:"Day of the last counted gift, or empty."`
}

// FilingRow is a version of a report with its filer.
type FilingRow struct {
	Filer CommitteeName `json:"filer" doc:"Whose report it is; empty when it is not known."`
	Filing
}

// MemberRow is a committee of a contest.
type MemberRow struct {
	Contest   string `json:"contest" doc:"Id of the contest."`
	Title     string `json:"title" doc:"Title of the contest."`
	Side      string `json:"side" doc:"Side of the committee."`
	Committee string `json:"committee" doc:"Id of the committee as the contest names it, with its numbering or bare."`
	Note      string `json:"note" doc:"A note about it; may be empty."`
}

// tableOperations give whole tables as files.
func tableOperations() []Operation {
	return []Operation{
		table("transactions", "All rows of all filings", "Every line of every filing, counted and not, by row id, with the same columns as the list of transactions.",
			func(s *Service, ctx context.Context, yield func(*Transaction) error) error {
				return s.eachTransaction(ctx, TransactionsRequest{}, yield)
			}),
		table("donors", "All donors", "Every donor by id, with what it gave all committees that are loaded.", (*Service).eachDonor),
		table("filings", "All filings", "Every version of every report, in force or not.", (*Service).eachFiling),
		table("contest-members", "All committees of contests", "Which committee stands on which side of which contest.", (*Service).eachMember),
	}
}

func table[Row any](name, summary, text string, each func(*Service, context.Context, func(*Row) error) error) Operation {
	of := Operation{ID: "table-" + name, Path: "/export/" + name, Summary: summary, Example: "/export/" + name}
	of.list = &listing{row: reflect.TypeFor[Row](), bind: func(s *Service, _ func(string) string, q *Query) (rowReader, error) {
		if err := q.Done(); err != nil {
			return nil, err
		}
		return func(ctx context.Context, yield func(any) error) error {
			return each(s, ctx, func(r *Row) error { return yield(r) })
		}, nil
	}}
	op := fileOf(&of)
	op.Text = text + " Of one data version, without end or limit of rows. Columns of objects within are joined with dots, lists within are JSON text. " + FileEnd
	return op
}

func (s *Service) eachTransaction(ctx context.Context, in TransactionsRequest, yield func(*Transaction) error) error {
	q, err := s.transactionQuery(in)
	if err != nil {
		return err
	}
	return filterMistake(s.reader.EachTransaction(ctx, &q.TransactionFilter, func(views []store.TransactionView) error {
		rows := make([]Transaction, len(views))
		for i := range views {
			rows[i] = s.transaction(&views[i])
			if err := yield(&rows[i]); err != nil {
				return err
			}
		}
		return nil
	}))
}

func (s *Service) eachDonor(ctx context.Context, yield func(*DonorRow) error) error {
	return s.reader.EachDonor(ctx, func(i *store.DonorItem) error {
		return yield(&DonorRow{
			s.newDonor(&i.Donor), i.Spellings, i.Committees, i.Gross, i.Gross.Decimal(), i.Returned, i.Returned.Decimal(), i.Net, i.Net.Decimal(), i.Gifts,
			i.Pending, i.Pending.Decimal(), i.First, i.Last,
		})
	})
}

func (s *Service) eachFiling(ctx context.Context, yield func(*FilingRow) error) error {
	return s.reader.EachFiling(ctx, func(i *store.FilingItem) error {
		return yield(&FilingRow{CommitteeName{i.Committee.Public, i.Committee.Name}, s.filing(i.Filing)})
	})
}

func (s *Service) eachMember(ctx context.Context, yield func(*MemberRow) error) error {
	contests, _, err := s.reader.Contests(ctx)
	if err != nil {
		return err
	}
	for i := range contests {
		c := &contests[i]
		for _, m := range c.Members {
			id := m.Filer.ID
			if m.Filer.Scheme != "" {
				id = store.PublicCommitteeID(m.Filer)
			}
			if err := yield(&MemberRow{c.Slug, c.Title, m.Side, id, m.Note}); err != nil {
				return err
			}
		}
	}
	return nil
}
