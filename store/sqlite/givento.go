package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// givenSums add up lines of committee_donor.
const givenSums = `coalesce(sum(d.gross), 0), coalesce(sum(d.returned), 0), coalesce(sum(d.net), 0), coalesce(sum(d.gifts), 0), coalesce(sum(d.pending), 0),
	coalesce(sum(d.pending_gifts), 0), count(DISTINCT d.committee_id), min(nullif(d.first, '')), max(nullif(d.last, ''))`

// Lines without money of the donor's own, such as shares of joint fundraising,
// are no gifts.
const gaveAnything = `(d.gifts > 0 OR d.returned <> 0 OR d.pending <> 0)`

// linesOf reads what each donor of a list gave, by key.
const linesOf = ` FROM json_each(?1) j CROSS JOIN committee_donor d INDEXED BY committee_donor_donor ON d.donor_id = j.value AND ` + gaveAnything

func scanGiven(t *store.GivenTotals, scan func(...any) error, before ...any) error {
	var first, last nullText
	err := scan(append(before, &t.Gross, &t.Returned, &t.Net, &t.Gifts, &t.Pending, &t.PendingGifts, &t.Committees, &first, &last)...)
	t.First, t.Last = store.Date(first), store.Date(last)
	return err
}

// givenBy adds up what donors gave all committees together.
func (s *snapshot) givenBy(ctx context.Context, donors string) (store.GivenTotals, error) {
	var t store.GivenTotals
	if err := scanGiven(&t, s.row(ctx, `SELECT `+givenSums+linesOf, donors).Scan); err != nil {
		return t, fmt.Errorf("add up what donors gave: %w", err)
	}
	return t, nil
}

// givenTo gives a page of the committees that donors gave to, by net and late
// money, largest first, then by committee.
func (s *snapshot) givenTo(ctx context.Context, donors string, limit, offset int) ([]store.Given, error) {
	var out []store.Given
	var ids []int64
	err := each(ctx, s, func(rows *sql.Rows) error {
		var g store.Given
		err := scanGiven(&g.GivenTotals, rows.Scan, &g.Committee.ID, &g.Donors)
		out, ids = append(out, g), append(ids, g.Committee.ID)
		return err
	}, `SELECT d.committee_id, count(DISTINCT d.donor_id), `+givenSums+linesOf+`
		GROUP BY d.committee_id ORDER BY sum(d.net) + sum(d.pending) DESC, d.committee_id LIMIT ?2 OFFSET ?3`, donors, limit, offset)
	if err != nil {
		return nil, fmt.Errorf("read whom donors gave to: %w", err)
	}
	named, err := s.committeesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Committee = named[out[i].Committee.ID]
	}
	return out, nil
}

// givenWithin adds up, net, what donors gave committees that are donors of the
// list themselves.
func (s *snapshot) givenWithin(ctx context.Context, donors string) (store.Cents, error) {
	var sum store.Cents
	err := s.row(ctx, `SELECT coalesce(sum(d.net), 0)`+linesOf+` WHERE d.committee_id IN (SELECT n.committee_id
		FROM json_each(?1) j CROSS JOIN contributor c ON c.id = j.value CROSS JOIN committee_native n ON n.native = c.committee_ref AND n.scheme IN ('fppc', 'fec')
		WHERE c.committee_ref <> '')`, donors).Scan(&sum)
	if err != nil {
		return 0, fmt.Errorf("add up what donors gave each other: %w", err)
	}
	return sum, nil
}

// givenPeriods adds up the gifts of donors by year or month, oldest first.
func (s *snapshot) givenPeriods(ctx context.Context, donors, by string) ([]store.GivenPeriod, error) {
	length := 4
	if by == store.PeriodMonth {
		length = 7
	}
	var out []store.GivenPeriod
	err := each(ctx, s, func(rows *sql.Rows) error {
		var p store.GivenPeriod
		err := rows.Scan(&p.Period, &p.Net, &p.Gifts, &p.Pending)
		out = append(out, p)
		return err
	}, `WITH party AS (SELECT value AS id FROM json_each(?1)
			UNION ALL SELECT c.id FROM json_each(?1) j CROSS JOIN contributor c INDEXED BY contributor_merged ON c.donor_id = j.value AND c.donor_id <> c.id)
		SELECT substr(coalesce(t.date, ''), 1, ?2), sum(iif(t.status = ?3, t.amount, 0)), sum(t.status = ?3 AND t.amount > 0), sum(iif(t.status = ?4, t.amount, 0))
		FROM party p CROSS JOIN txn t INDEXED BY txn_contributor ON t.contributor_id = p.id AND t.committee_id IS NOT NULL
		WHERE t.status IN (?3, ?4) GROUP BY 1 ORDER BY 1`, donors, length, int64(store.StatusCounted), int64(store.StatusPending))
	if err != nil {
		return nil, fmt.Errorf("add up gifts by %s: %w", by, err)
	}
	return out, nil
}
