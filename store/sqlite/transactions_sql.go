package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"moneytrail/store"
	"moneytrail/store/columns"
	"moneytrail/store/search"
)

const transactionJoin = ` FROM txn t JOIN filing f ON f.id = t.filing_id LEFT JOIN contributor k ON k.id = t.contributor_id
	LEFT JOIN donor_class x ON x.donor_id = coalesce(k.donor_id, t.contributor_id) `

const transactionDonor = `coalesce(k.donor_id, t.contributor_id)`

// findRows answers a query by SQL: what columns answer from memory.
func (s *snapshot) findRows(ctx context.Context, rules store.Rules, q *columns.Query) (*columns.Result, error) {
	f, err := s.transactionFilter(ctx, rules, q)
	if err != nil {
		return nil, err
	}
	out := &columns.Result{}
	if err := each(ctx, s, func(rows *sql.Rows) error {
		var t store.TransactionSum
		err := rows.Scan(&t.Schedule, &t.Status, &t.Reason, &t.Rows, &t.Amount, &t.Returned)
		out.Totals.Sums = append(out.Totals.Sums, t)
		return err
	}, `SELECT t.schedule, t.status, t.reason, count(*), sum(t.amount), -sum(min(t.amount, 0))`+transactionJoin+f.where+
		` GROUP BY t.schedule, t.status, t.reason ORDER BY t.status, t.schedule, t.reason`, f.args...); err != nil {
		return nil, fmt.Errorf("sum rows: %w", err)
	}
	if err := s.row(ctx, `SELECT count(DISTINCT CASE WHEN t.status = `+fmt.Sprint(int(store.StatusCounted))+` THEN `+transactionDonor+` END), count(DISTINCT `+transactionDonor+`)`+
		transactionJoin+f.where, f.args...).Scan(&out.Totals.Donors, &out.Totals.Parties); err != nil {
		return nil, fmt.Errorf("count donors: %w", err)
	}
	after(&f, q)
	key, direction := "t.amount", ""
	if q.Order.ByDate() {
		key = "coalesce(t.date, '')"
	}
	if q.Order.Descending() {
		direction = " DESC"
	}
	err = each(ctx, s, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		out.IDs = append(out.IDs, id)
		return err
	}, `SELECT t.id`+transactionJoin+f.where+` ORDER BY `+key+direction+`, t.id LIMIT ?`, append(f.args, q.Limit+1)...)
	if err != nil {
		return nil, fmt.Errorf("order rows: %w", err)
	}
	if len(out.IDs) > q.Limit {
		out.IDs, out.More = out.IDs[:q.Limit], true
	}
	return out, nil
}

func after(f *filter, q *columns.Query) {
	if q.After == nil {
		return
	}
	key, value := "t.amount", any(int64(q.After.Amount))
	if q.Order.ByDate() {
		key, value = "coalesce(t.date, '')", any(string(q.After.Date))
	}
	beyond := " > "
	if q.Order.Descending() {
		beyond = " < "
	}
	f.and("("+key+beyond+"? OR "+key+" = ? AND t.id > ?)", value, value, q.After.ID)
}

func (s *snapshot) transactionFilter(ctx context.Context, rules store.Rules, q *columns.Query) (filter, error) {
	f := filter{where: "WHERE true"}
	if q.Committees != nil {
		f.and("t.committee_id IN (SELECT value FROM json_each(?))", jsonList(q.Committees))
	}
	if q.Donor != 0 {
		f.and(`t.contributor_id IN (SELECT ? UNION ALL SELECT id FROM contributor WHERE donor_id = ? AND donor_id <> id)`, int64(q.Donor), int64(q.Donor))
	}
	if len(q.Classes) > 0 {
		f.and("coalesce(x.class, 'unknown') IN (SELECT value FROM json_each(?))", jsonList(q.Classes))
	}
	if q.Tag != "" {
		if err := s.tagFilter(ctx, rules, q, &f); err != nil {
			return f, err
		}
	}
	rowFilter(&f, q)
	placeFilter(&f, q)
	return f, nil
}

// rowFilter is about what the row and its filing are.
func rowFilter(f *filter, q *columns.Query) {
	lists := []struct {
		column, list string
		any          bool
	}{
		{"t.kind", jsonList(numbers(q.Kinds)), len(q.Kinds) > 0},
		{"t.schedule", jsonList(q.Schedules), len(q.Schedules) > 0},
		{"t.status", jsonList(numbers(q.Statuses)), len(q.Statuses) > 0},
		{"t.reason", jsonList(numbers(q.Reasons)), len(q.Reasons) > 0},
		{"coalesce(f.form, '')", jsonList(q.Forms), len(q.Forms) > 0},
	}
	for _, l := range lists {
		if l.any {
			f.and(l.column+" IN (SELECT value FROM json_each(?))", l.list)
		}
	}
	if q.Direction != store.DirectionUnknown {
		f.and("t.direction = ?", int64(q.Direction))
	}
	if q.Notice != store.Either {
		not := "NOT "
		if q.Notice == store.Yes {
			not = ""
		}
		f.and("coalesce(f.form, '') " + not + "IN ('F496', 'F497', 'F6', 'F24')")
	}
	days := func(column string, from, thru store.Date) {
		if from != "" || thru != "" {
			f.and(column+" <> '' AND "+column+" >= ?", string(from))
		}
		if thru != "" {
			f.and(column+" <= ?", string(thru))
		}
	}
	days("t.date", q.From, q.Thru)
	days("f.filed", q.FiledFrom, q.FiledThru)
	if q.Min != nil {
		f.and("t.amount >= ?", int64(*q.Min))
	}
	if q.Max != nil {
		f.and("t.amount <= ?", int64(*q.Max))
	}
}

// numbers gives codes as numbers: a list of bytes would marshal as text.
func numbers[T ~uint8](codes []T) []int {
	out := make([]int, len(codes))
	for i, c := range codes {
		out[i] = int(c)
	}
	return out
}

// placeFilter is about the party as filed.
func placeFilter(f *filter, q *columns.Query) {
	words := func(text, column string) {
		if text == "" {
			return
		}
		folded := strings.Fields(search.Fold(text))
		if len(folded) == 0 {
			f.and("false")
		}
		for _, w := range folded {
			f.and("instr(' ' || moneytrail_fold("+column+"), ?) > 0", " "+w)
		}
	}
	words(q.Name, "coalesce(t.first, '') || ' ' || coalesce(t.last, '') || ' ' || coalesce(t.suffix, '')")
	words(q.Employer, "t.employer")
	words(q.Occupation, "t.occupation")
	for column, text := range map[string]string{"t.city": q.City, "t.state": q.State, "t.entity": q.Entity} {
		switch folded := search.Fold(text); {
		case text == "":
		case folded == "":
			f.and("false")
		default:
			f.and("moneytrail_fold("+column+") = ?", folded)
		}
	}
	if q.Zip != "" {
		f.and("substr(t.zip, 1, 5) = ?", q.Zip)
	}
}

// tagFilter finds a tag of the name or job by the donor, and one of the money
// by committee and donor.
func (s *snapshot) tagFilter(ctx context.Context, rules store.Rules, q *columns.Query, f *filter) error {
	pairs := [][2]int64{}
	itemized := make(map[int64]store.Cents)
	if err := each(ctx, s, func(rows *sql.Rows) error {
		var id int64
		var cents store.Cents
		err := rows.Scan(&id, &cents)
		itemized[id] = cents
		return err
	}, `SELECT id, itemized FROM committee`); err != nil {
		return fmt.Errorf("read committees: %w", err)
	}
	query, args := `SELECT d.committee_id, d.donor_id, d.net, coalesce(k.class, ''), coalesce(k.filer, ''), coalesce(c.city, ''), coalesce(c.state, ''), coalesce(c.entity, '')
		FROM committee_donor d LEFT JOIN contributor c ON c.id = d.donor_id LEFT JOIN donor_class k ON k.donor_id = d.donor_id`, []any{}
	areas := make(map[int64]store.Area)
	if q.Committees != nil {
		query, args = query+` WHERE d.committee_id IN (SELECT value FROM json_each(?))`, []any{jsonList(q.Committees)}
	}
	if err := each(ctx, s, func(rows *sql.Rows) error {
		var pair [2]int64
		var net store.Cents
		var d store.Donor
		if err := rows.Scan(&pair[0], &pair[1], &net, &d.Class.Class, &d.Class.Filer, &d.City, &d.State, &d.Entity); err != nil {
			return err
		}
		if _, ok := areas[pair[0]]; !ok {
			area, err := s.area(ctx, rules, pair[0])
			if err != nil {
				return err
			}
			areas[pair[0]] = area
		}
		for _, tag := range rules.Tags(&store.DonorGiving{Donor: &d, ToCommittee: net, Itemized: itemized[pair[0]], Area: areas[pair[0]], Only: q.Tag}) {
			if tag == q.Tag {
				pairs = append(pairs, pair)
			}
		}
		return nil
	}, query, args...); err != nil {
		return fmt.Errorf("find donors with a tag: %w", err)
	}
	f.and(`(instr(char(10) || coalesce(x.tags, '') || char(10), char(10) || ? || char(10)) > 0
		OR (coalesce(t.committee_id, 0), `+transactionDonor+`) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?)))`, q.Tag, jsonList(pairs))
	return nil
}
