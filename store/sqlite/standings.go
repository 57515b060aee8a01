package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"moneytrail/store"
)

const donorJoin = ` LEFT JOIN contributor c ON c.id = d.donor_id
	LEFT JOIN committee_native n ON n.scheme = 'fppc' AND n.native = c.committee_ref
	LEFT JOIN committee m ON m.id = n.committee_id
	LEFT JOIN donor_class k ON k.donor_id = d.donor_id
	LEFT JOIN donor_name y ON y.donor_id = d.donor_id
	LEFT JOIN donor_given g ON g.donor_id = d.donor_id `

const donorFields = `d.rank, d.donor_id, d.gross, d.returned, d.net, d.gifts, d.first, d.last, d.pending, d.pending_gifts, d.attributed,
	coalesce(y.name, nullif(m.name, ''), c.name), c.city, c.state, c.zip5, c.entity, c.committee_ref, g.net, g.year, ` + classFields

// committeeDonorsSQL reads stored ranks by key: no sort, no scan.
const committeeDonorsSQL = `SELECT ` + donorFields + ` FROM committee_donor d` + donorJoin + `WHERE d.committee_id = ?`

const contestDonorsSQL = `SELECT ` + donorFields + ` FROM contest_donor d` + donorJoin + `WHERE d.contest_id = ? AND d.side = ?`

const byRank = ` AND d.rank > ? ORDER BY d.rank LIMIT ?`

// donors reads a page of ranks with names, and whether more follow. A tag is
// looked for page by page, since it follows from each donor's money.
func (s *snapshot) donors(ctx context.Context, g *group, q store.StandingQuery, query string, args ...any) ([]store.Standing, bool, error) {
	history := pageHistory{ctx: ctx, s: s, facts: make(map[store.DonorID]given)}
	if q.Tag == "" {
		page, more, err := s.ranks(ctx, history.facts, q, query, args...)
		if err != nil {
			return nil, false, err
		}
		return page, more, history.tag(g, page, "")
	}
	limit := limitOr(q.Limit, 25)
	var out []store.Standing
	q.Limit = 500
	for {
		page, more, err := s.ranks(ctx, history.facts, q, query, args...)
		if err != nil {
			return nil, false, err
		}
		if err := history.tag(g, page, q.Tag); err != nil {
			return nil, false, err
		}
		for _, d := range page {
			if !slices.Contains(d.Tags, q.Tag) && !slices.Contains(d.Donor.Class.Tags, q.Tag) {
				continue
			}
			if len(out) == limit {
				return out, true, history.tag(g, out, "")
			}
			out = append(out, d)
		}
		if !more {
			return out, false, history.tag(g, out, "")
		}
		q.After = page[len(page)-1].Rank
	}
}

// ranks reads a page of ranks, and into facts what its larger donors gave all
// committees.
func (s *snapshot) ranks(ctx context.Context, facts map[store.DonorID]given, q store.StandingQuery, query string, args ...any) ([]store.Standing, bool, error) {
	limit := limitOr(q.Limit, 25)
	if len(q.Classes) > 0 {
		query += ` AND coalesce(k.class, 'unknown') IN (?` + strings.Repeat(`, ?`, len(q.Classes)-1) + `)`
		for _, c := range q.Classes {
			args = append(args, c)
		}
	}
	query += byRank
	out := make([]store.Standing, 0, min(limit, 500)+1)
	err := each(ctx, s, func(rows *sql.Rows) error {
		out = append(out, store.Standing{})
		d := &out[len(out)-1]
		var first, last nullText
		var net, year sql.NullInt64
		err := rows.Scan(append([]any{
			&d.Rank, &d.Donor.ID, &d.Gross, &d.Returned, &d.Net, &d.Gifts, &first, &last, &d.Pending, &d.PendingGifts, &d.Attributed,
			orEmpty(&d.Donor.Name), orEmpty(&d.Donor.City), orEmpty(&d.Donor.State), orEmpty(&d.Donor.Zip5), orEmpty(&d.Donor.Entity), orEmpty(&d.Donor.CommitteeID),
			&net, &year,
		}, scanClass(&d.Donor.Class)...)...)
		d.First, d.Last = store.Date(first), store.Date(last)
		if net.Valid {
			facts[d.Donor.ID] = given{store.Cents(net.Int64), store.Cents(year.Int64)}
		}
		return err
	}, query, append(args, q.After, limit+1)...)
	if err != nil {
		return nil, false, fmt.Errorf("read ranks: %w", err)
	}
	if len(out) > limit {
		return out[:limit], true, nil
	}
	return out, false, nil
}

// Donors gives a page of the donors of a committee by rank.
func (db *DB) Donors(ctx context.Context, id string, q store.StandingQuery) (standings []store.Standing, more bool, err error) {
	err = db.view(ctx, func(s *snapshot) error {
		committee, err := s.findCommittee(ctx, id)
		if err != nil {
			return err
		}
		var itemized store.Cents
		if err := s.row(ctx, `SELECT itemized FROM committee WHERE id = ?`, committee).Scan(&itemized); err != nil {
			return fmt.Errorf("read itemized money: %w", err)
		}
		g, err := s.groupOf(ctx, db.opts.Rules, itemized, committee)
		if err != nil {
			return err
		}
		standings, more, err = s.donors(ctx, g, q, committeeDonorsSQL, committee)
		return err
	})
	return standings, more, err
}

// Committee answers for one committee: its figures, donors and filings. It
// fails with [store.ErrNotFound] or [store.ErrAmbiguous].
func (db *DB) Committee(ctx context.Context, id string, q store.StandingQuery) (*store.CommitteeReport, error) {
	r := &store.CommitteeReport{}
	err := db.view(ctx, func(s *snapshot) error {
		committee, err := s.findCommittee(ctx, id)
		if err != nil {
			return err
		}
		if r.Version, err = s.version(ctx); err != nil {
			return err
		}
		if r.Committee, err = s.committee(ctx, committee); err != nil {
			return err
		}
		if r.Totals, err = s.totals(ctx, []int64{committee}); err != nil {
			return err
		}
		if r.Coverage, err = s.coverage(ctx, []int64{committee}); err != nil {
			return err
		}
		g, err := s.groupOf(ctx, db.opts.Rules, r.Totals.Itemized, committee)
		if err != nil {
			return err
		}
		if r.Standings, r.More, err = s.donors(ctx, g, q, committeeDonorsSQL, committee); err != nil {
			return err
		}
		if q.DonorsOnly {
			return nil
		}
		if r.Classes, err = s.classTotals(ctx, committeeClasses, committee); err != nil {
			return err
		}
		r.Filings, err = s.filings(ctx, committee)
		return err
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// totals adds up the stored figures of committees.
func (s *snapshot) totals(ctx context.Context, committees []int64) (store.Totals, error) {
	var t store.Totals
	sums := make(map[totalKey]*store.ScheduleTotal)
	var order []totalKey
	for _, committee := range committees {
		err := each(ctx, s, func(rows *sql.Rows) error {
			var k totalKey
			var x total
			if err := rows.Scan(&k.schedule, &k.status, &k.reason, &x.rows, &x.amount, &x.positive, &x.negative, &x.positiveRows); err != nil {
				return err
			}
			addTotal(&t, k, &x)
			if sums[k] == nil {
				sums[k] = &store.ScheduleTotal{Schedule: k.schedule, Status: k.status, Reason: k.reason}
				order = append(order, k)
			}
			sums[k].Rows += x.rows
			sums[k].Amount += x.amount
			return nil
		}, `SELECT schedule, status, reason, rows, amount, positive, negative, positive_rows FROM committee_total WHERE committee_id = ? ORDER BY schedule, status, reason`, committee)
		if err != nil {
			return t, fmt.Errorf("read totals: %w", err)
		}
		var monetary, inKind store.Cents
		var donors int
		if err := s.row(ctx, `SELECT unitemized_monetary, unitemized_in_kind, donors FROM committee WHERE id = ?`, committee).Scan(&monetary, &inKind, &donors); err != nil {
			return t, fmt.Errorf("read totals: %w", err)
		}
		t.UnitemizedMonetary += monetary
		t.UnitemizedInKind += inKind
		t.Donors += donors
	}
	for _, k := range order {
		t.Schedules = append(t.Schedules, *sums[k])
	}
	t.Itemized = t.ItemizedMonetary + t.ItemizedInKind
	t.Unitemized = t.UnitemizedMonetary + t.UnitemizedInKind
	t.Total = t.Itemized + t.Unitemized
	return t, nil
}

func addTotal(t *store.Totals, k totalKey, x *total) {
	switch {
	case k.status == store.StatusCounted:
		t.Gross += x.positive
		t.Returned -= x.negative
		t.Gifts += x.positiveRows
		if k.schedule == "C" {
			t.ItemizedInKind += x.amount
		} else {
			t.ItemizedMonetary += x.amount
		}
	case k.status == store.StatusPending:
		t.Pending += x.amount
		t.PendingGifts += x.rows
	case k.status == store.StatusAttributed:
		t.Attributed += x.amount
	case k.status != store.StatusOtherMoney:
	case k.reason == store.ReasonLoan && k.schedule != "H":
		t.LoansReceived += x.amount
	case k.reason == store.ReasonOtherReceipt:
		t.OtherReceipts += x.amount
	case k.reason == store.ReasonExpenditure:
		t.Expenditures += x.amount
	case k.reason == store.ReasonIndependent:
		t.IndependentSpending += x.amount
	}
}

func (s *snapshot) coverage(ctx context.Context, committees []int64) (store.Coverage, error) {
	var c store.Coverage
	for _, committee := range committees {
		var from, thru, filed nullText
		var kept, all int
		var partial bool
		err := s.row(ctx, `SELECT min(CASE WHEN kept THEN from_date END), max(CASE WHEN kept AND from_date IS NOT NULL THEN thru_date END), max(filed),
				coalesce(sum(kept), 0), count(*), coalesce(max(partial AND kept), 0)
			FROM (SELECT f.from_date, f.thru_date, f.filed, f.partial, coalesce(max(t.kept), 1) AS kept
				FROM filing f LEFT JOIN filing_table t ON t.filing_id = f.id AND t.tbl <> ?2 WHERE f.committee_id = ?1 GROUP BY f.id)`,
			committee, int64(store.TableCover)).Scan(&from, &thru, &filed, &kept, &all, &partial)
		if err != nil {
			return c, fmt.Errorf("read coverage: %w", err)
		}
		c.From = earliest(c.From, store.Date(from))
		c.Thru = max(c.Thru, store.Date(thru))
		c.FiledThrough = max(c.FiledThrough, store.Date(filed))
		c.Filings += kept
		c.Superseded += all - kept
		c.Partial = c.Partial || partial
	}
	return c, nil
}

func earliest(a, b store.Date) store.Date {
	if a == "" || (b != "" && b < a) {
		return b
	}
	return a
}

// addUpSQL ranks donors from the rows: what stored ranks save.
const addUpSQL = `SELECT contributor_id, sum(amount) FROM txn INDEXED BY txn_work WHERE committee_id = ? AND status = ? GROUP BY contributor_id ORDER BY 2 DESC LIMIT ?`

// AddUpDonors answers top donors without stored ranks, for comparison.
func (db *DB) AddUpDonors(ctx context.Context, committee int64, limit int) error {
	return db.list(ctx, func(rows *sql.Rows) error {
		var donor, cents int64
		return rows.Scan(&donor, &cents)
	}, addUpSQL, committee, int64(store.StatusCounted), limit)
}
