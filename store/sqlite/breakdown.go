package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"moneytrail/store"
)

// asFiled folds what people type for the same thing: case and spaces.
func asFiled(column string) string {
	return `upper(trim(replace(replace(coalesce(` + column + `, ''), '  ', ' '), '  ', ' ')))`
}

// breakdownKeys are the groups of each way to break money down.
var breakdownKeys = map[string]string{
	store.ByDay:        `coalesce(t.date, '')`,
	store.ByWeek:       `coalesce(date(t.date, '-6 days', 'weekday 1'), '')`,
	store.ByMonth:      `coalesce(substr(t.date, 1, 7) || '-01', '')`,
	store.ByQuarter:    `coalesce(substr(t.date, 1, 5) || printf('%02d', (substr(t.date, 6, 2) - 1) / 3 * 3 + 1) || '-01', '')`,
	store.ByYear:       `coalesce(substr(t.date, 1, 4) || '-01-01', '')`,
	store.ByState:      asFiled("t.state"),
	store.ByCity:       `trim(` + asFiled("t.city") + ` || ', ' || ` + asFiled("t.state") + `, ', ')`,
	store.ByZip:        `substr(coalesce(t.zip, ''), 1, 5)`,
	store.ByEmployer:   asFiled("t.employer"),
	store.ByOccupation: asFiled("t.occupation"),
	store.BySize:       sizeKey(),
}

func sizeKey() string {
	var b strings.Builder
	b.WriteString("CASE WHEN t.amount <= 0 THEN ''")
	for _, least := range slices.Backward(store.SizeBands) {
		fmt.Fprintf(&b, " WHEN t.amount >= %d THEN '%[1]d'", least)
	}
	b.WriteString(" ELSE '' END")
	return b.String()
}

// sliceSums are the figures of a group of rows t, k.
var sliceSums = fmt.Sprintf(`
	coalesce(sum(t.amount) FILTER (WHERE t.status = %[1]d AND t.amount > 0), 0),
	-coalesce(sum(t.amount) FILTER (WHERE t.status = %[1]d AND t.amount <= 0), 0),
	count(*) FILTER (WHERE t.status = %[1]d AND t.amount > 0),
	count(DISTINCT `+rowDonor+`),
	coalesce(sum(t.amount) FILTER (WHERE t.status = %[2]d), 0),
	count(*) FILTER (WHERE t.status = %[2]d)`, store.StatusCounted, store.StatusPending)

func sliceDest(x *store.Slice) []any {
	return []any{&x.Gross, &x.Returned, &x.Gifts, &x.Donors, &x.Pending, &x.PendingGifts}
}

// Breakdown divides the money of a scope. It fails with [store.ErrNotFound] or
// [store.ErrAmbiguous].
func (db *DB) Breakdown(ctx context.Context, q store.BreakdownQuery) (*store.Breakdown, error) {
	key, ok := breakdownKeys[q.By]
	if !ok {
		return nil, fmt.Errorf("break down by %q: %w", q.By, store.ErrNotFound)
	}
	out := &store.Breakdown{}
	err := db.view(ctx, func(s *snapshot) error {
		scope, err := s.scope(ctx, db.opts.Rules, &q.Scope)
		if err != nil {
			return err
		}
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		if out.ScopeFacts, err = s.facts(ctx, scope); err != nil {
			return err
		}
		if out.CommonThru, err = s.commonThru(ctx, scope); err != nil {
			return err
		}
		f := scope.receipts()
		if q.From != "" {
			f.and("t.date >= ?", string(q.From))
		}
		if q.Thru != "" {
			f.and("t.date <= ?", string(q.Thru))
		}
		if err := s.breakDown(ctx, out, key, f); err != nil {
			return fmt.Errorf("break down by %s: %w", q.By, err)
		}
		return s.unitemized(ctx, scope.committees, &out.Unitemized)
	})
	if err != nil {
		return nil, err
	}
	sortSlices(out.Slices, q.By)
	return out, nil
}

func (s *snapshot) breakDown(ctx context.Context, out *store.Breakdown, key string, f filter) error {
	err := each(ctx, s, func(rows *sql.Rows) error {
		var x store.Slice
		err := rows.Scan(append([]any{&x.Key}, sliceDest(&x)...)...)
		x.Net = x.Gross - x.Returned
		out.Slices = append(out.Slices, x)
		return err
	}, `SELECT `+key+`, `+sliceSums+receiptsFrom+f.where+` GROUP BY 1`, f.args...)
	if err != nil {
		return err
	}
	err = s.row(ctx, `SELECT `+sliceSums+receiptsFrom+f.where, f.args...).Scan(sliceDest(&out.Total)...)
	out.Total.Net = out.Total.Gross - out.Total.Returned
	return err
}

func (s *snapshot) unitemized(ctx context.Context, committees []int64, sum *store.Cents) error {
	for _, id := range committees {
		var one store.Cents
		if err := s.row(ctx, `SELECT unitemized_monetary + unitemized_in_kind FROM committee WHERE id = ?`, id).Scan(&one); err != nil {
			return fmt.Errorf("read unitemized money: %w", err)
		}
		*sum += one
	}
	return nil
}

func sortSlices(all []store.Slice, by string) {
	slices.SortFunc(all, func(a, b store.Slice) int {
		switch by {
		case store.ByDay, store.ByWeek, store.ByMonth, store.ByQuarter, store.ByYear:
			return cmp.Compare(a.Key, b.Key)
		case store.BySize:
			return cmp.Compare(leastCents(a.Key), leastCents(b.Key))
		}
		return cmp.Or(cmp.Compare(b.Net, a.Net), cmp.Compare(b.Pending, a.Pending), cmp.Compare(a.Key, b.Key))
	})
}

// leastCents puts returns, which have no size, first.
func leastCents(key string) int64 {
	n, _ := strconv.ParseInt(key, 10, 64) // made by sizeKey
	return n
}
