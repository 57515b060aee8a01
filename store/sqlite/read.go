package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"moneytrail/store"
)

// snapshot is one consistent view of the database: all that one answer reads.
type snapshot struct{ tx *sql.Tx }

func (s *snapshot) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return s.tx.QueryContext(ctx, query, args...)
}

func (s *snapshot) row(ctx context.Context, query string, args ...any) rowScanner {
	return s.tx.QueryRowContext(ctx, query, args...)
}

// view runs fn on a snapshot.
func (db *DB) view(ctx context.Context, fn func(*snapshot) error) error {
	tx, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("read database: %w", unusable(err))
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return fn(&snapshot{tx})
}

// each scans every row of a query.
func each(ctx context.Context, q querier, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.query(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // rows.Err tells what went wrong
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Version is the latest data version; the zero value before the first import.
func (db *DB) Version(ctx context.Context) (v store.DataVersion, err error) {
	err = db.view(ctx, func(s *snapshot) error {
		v, err = s.version(ctx)
		return err
	})
	return v, err
}

func (s *snapshot) version(ctx context.Context) (store.DataVersion, error) {
	var v store.DataVersion
	var at string
	err := s.row(ctx, `SELECT id, at, cause, method FROM data_version ORDER BY id DESC LIMIT 1`).Scan(&v.ID, &at, &v.Cause, &v.Method)
	if errors.Is(err, errNone) {
		return v, nil
	}
	if err != nil {
		return v, fmt.Errorf("read data version: %w", err)
	}
	v.At, err = time.Parse(time.RFC3339, at)
	return v, err
}

// findCommittee reads an id as printed ("fppc-1392842", "fppc:1392842") or as
// written on a form ("1392842"). A bare id that is one filer's public id and
// another's internal one means the public one.
func (s *snapshot) findCommittee(ctx context.Context, id string) (int64, error) {
	scheme, native := splitID(id)
	var found []int64
	var schemes []store.Scheme
	err := each(ctx, s, func(rows *sql.Rows) error {
		var c int64
		var sch store.Scheme
		if err := rows.Scan(&c, &sch); err != nil {
			return err
		}
		found, schemes = append(found, c), append(schemes, sch)
		return nil
	}, `SELECT committee_id, scheme FROM committee_native WHERE native = ?1 AND (?2 = '' OR scheme = ?2)`, native, scheme)
	if err != nil {
		return 0, fmt.Errorf("look up committee: %w", err)
	}
	if len(found) == 0 && scheme != "" {
		return s.findByPublic(ctx, scheme, native)
	}
	var chosen int64
	for i, c := range found {
		switch {
		case chosen == 0 || schemes[i] == store.SchemeFPPC:
			chosen = c
		case c != chosen && schemes[i] != store.SchemeCalAccess:
			return 0, store.ErrAmbiguous
		}
	}
	if chosen == 0 {
		return 0, store.ErrNotFound
	}
	return chosen, nil
}

// findByPublic finds ids whose published form differs from the filed one.
func (s *snapshot) findByPublic(ctx context.Context, scheme, native string) (int64, error) {
	var found int64
	err := each(ctx, s, func(rows *sql.Rows) error {
		var id int64
		r := store.FilerRef{Scheme: store.Scheme(scheme)}
		err := rows.Scan(&r.ID, &id)
		if store.PublicCommitteeID(r) == scheme+"-"+native {
			found = id
		}
		return err
	}, `SELECT native, committee_id FROM committee_native WHERE scheme = ?1 AND (?1 = 'pending' OR native = upper(?2) OR native = replace(?2, '_', ' '))`, scheme, native)
	if err == nil && found == 0 {
		return 0, store.ErrNotFound
	}
	return found, err
}

func splitID(id string) (scheme, native string) {
	for _, s := range [...]store.Scheme{store.SchemeFPPC, store.SchemeCalAccess, store.SchemeNetFile, store.SchemeFEC, store.SchemePending, store.SchemeHand} {
		for _, separator := range [...]string{":", "-"} {
			if rest, ok := strings.CutPrefix(id, string(s)+separator); ok {
				return string(s), rest
			}
		}
	}
	return "", id
}

func (s *snapshot) committee(ctx context.Context, id int64) (store.Committee, error) {
	c := store.Committee{ID: id}
	var cited store.FilerRef
	err := s.row(ctx, `SELECT scheme, native, name, type FROM committee WHERE id = ?`, id).Scan(&cited.Scheme, &cited.ID, &c.Name, &c.Type)
	if err != nil {
		return c, fmt.Errorf("read committee: %w", err)
	}
	c.Public = store.PublicCommitteeID(cited)
	c.Name = nameOr(c.Name, cited)
	err = each(ctx, s, func(rows *sql.Rows) error {
		var r store.FilerRef
		err := rows.Scan(&r.Scheme, &r.ID)
		c.Natives = append(c.Natives, r)
		return err
	}, `SELECT scheme, native FROM committee_native WHERE committee_id = ? ORDER BY scheme DESC, native`, id)
	if err != nil {
		return c, fmt.Errorf("read committee ids: %w", err)
	}
	err = each(ctx, s, func(rows *sql.Rows) error {
		var n store.NamePeriod
		err := rows.Scan(&n.Name, &n.First, &n.Last)
		c.Names = append(c.Names, n)
		return err
	}, `SELECT name, first, last FROM committee_name WHERE committee_id = ? ORDER BY last DESC, name`, id)
	if err != nil {
		return c, fmt.Errorf("read committee names: %w", err)
	}
	c.Parties, err = s.parties(ctx, id)
	return c, err
}

// parties gives who stands behind a committee, one line for each role and id
// or name. The name of a federal candidate may stand in the candidate master
// only.
func (s *snapshot) parties(ctx context.Context, committee int64) ([]store.Party, error) {
	var out []store.Party
	err := each(ctx, s, func(rows *sql.Rows) error {
		var p store.Party
		err := rows.Scan(&p.Role, &p.Name, &p.ID, &p.Office)
		out = append(out, p)
		return err
	}, `WITH named AS (
			SELECT CASE p.role WHEN 'linked candidate' THEN 'candidate' ELSE p.role END AS role, coalesce(p.native, '') AS id, coalesce(p.target_office, '') AS office,
				coalesce(nullif(trim(coalesce(p.title || ' ', '') || coalesce(p.first || ' ', '') || coalesce(p.last, '') || coalesce(' ' || p.suffix, '')), ''), p.target_candidate, '') AS name
			FROM filing f JOIN person p ON p.filing_id = f.id
			WHERE f.committee_id = ? AND p.role NOT LIKE '%treasurer')
		SELECT role, coalesce(nullif(max(name), ''), (SELECT max(n.name) FROM filer_name n WHERE n.scheme = 'fec' AND n.native = named.id), '') AS name, id, max(office)
		FROM named WHERE name <> '' OR id <> ''
		GROUP BY role, CASE WHEN id <> '' THEN id ELSE upper(name) END ORDER BY role, 2, id LIMIT 100`, committee)
	if err != nil {
		return nil, fmt.Errorf("read who stands behind a committee: %w", err)
	}
	return out, nil
}

// Committees lists committees by itemized money, then id, with the number of
// all that match.
func (db *DB) Committees(ctx context.Context, q store.CommitteeQuery) (items []store.CommitteeItem, total int, v store.DataVersion, err error) {
	err = db.view(ctx, func(s *snapshot) error {
		if v, err = s.version(ctx); err != nil {
			return err
		}
		where, args := committeeFilter(q.Search)
		if err := s.row(ctx, `SELECT count(*) FROM committee c `+where, args...).Scan(&total); err != nil {
			return fmt.Errorf("count committees: %w", err)
		}
		if q.After != nil {
			where += ` AND (c.itemized, -c.id) < (?, ?)`
			args = append(args, q.After.Itemized, -q.After.ID)
		}
		items, err = s.committeeItems(ctx, where+` ORDER BY c.itemized DESC, c.id LIMIT ? OFFSET ?`, append(args, limitOr(q.Limit, 50), q.Offset)...)
		return err
	})
	return items, total, v, err
}

func committeeFilter(search string) (string, []any) {
	where, args := "WHERE 1", []any{}
	for _, word := range strings.Fields(search) {
		_, native := splitID(word)
		where += ` AND (EXISTS (SELECT 1 FROM committee_name n WHERE n.committee_id = c.id AND n.name LIKE ? ESCAPE '\')
			OR EXISTS (SELECT 1 FROM committee_native x WHERE x.committee_id = c.id AND x.native = ?) OR c.name LIKE ? ESCAPE '\')`
		pattern := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(word) + "%"
		args = append(args, pattern, native, pattern)
	}
	return where, args
}

func (s *snapshot) committeeItems(ctx context.Context, tail string, args ...any) ([]store.CommitteeItem, error) {
	var out []store.CommitteeItem
	err := each(ctx, s, func(rows *sql.Rows) error {
		var i store.CommitteeItem
		var cited store.FilerRef
		var unitemized store.Cents
		var from, thru nullText
		err := rows.Scan(&i.Committee.ID, &cited.Scheme, &cited.ID, &i.Committee.Name, &i.Committee.Type, &i.Itemized, &unitemized, &i.Pending, &i.Donors, &from, &thru)
		i.Committee.Public = store.PublicCommitteeID(cited)
		i.Committee.Natives = []store.FilerRef{cited}
		i.Committee.Name = nameOr(i.Committee.Name, cited)
		i.Total = i.Itemized + unitemized
		i.From, i.Thru = store.Date(from), store.Date(thru)
		out = append(out, i)
		return err
	}, `SELECT c.id, c.scheme, c.native, c.name, c.type, c.itemized, c.unitemized_monetary + c.unitemized_in_kind, c.pending, c.donors, c.from_date, c.thru_date FROM committee c `+tail, args...)
	if err != nil {
		return nil, fmt.Errorf("list committees: %w", err)
	}
	return out, nil
}

// nameOr gives a committee that no filing names something to be called by.
func nameOr(name string, r store.FilerRef) string {
	if name == "" {
		return "Committee " + r.ID + " (name not filed)"
	}
	return name
}

func limitOr(limit, standard int) int {
	if limit <= 0 {
		return standard
	}
	return limit
}
