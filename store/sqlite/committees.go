package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"moneytrail/store"
)

// committee gives the committee of a filer as named, making it when no id of
// the filer is known yet. CAL-ACCESS has a public and an internal id for one
// filer; its cross-reference joins them.
func (l *loader) committee(ctx context.Context, ref store.FilerRef) (int64, error) {
	if id, ok := l.filers[ref]; ok {
		return id, nil
	}
	refs, err := l.aliases(ctx, ref)
	if err != nil {
		return 0, err
	}
	var id int64
	for _, r := range refs {
		if id, err = l.native(ctx, r); err != nil {
			return 0, err
		}
		if id != 0 {
			break
		}
	}
	if id == 0 {
		cited := citedID(refs)
		id, err = l.insertID(ctx, `INSERT INTO committee (scheme, native, name, name_day, type) VALUES (?, ?, '', '', '')`, cited.Scheme, cited.ID)
		if err != nil {
			return 0, fmt.Errorf("store committee %s: %w", ref, err)
		}
	}
	for _, r := range refs {
		if _, err := l.stmts.exec(ctx, `INSERT OR IGNORE INTO committee_native (scheme, native, committee_id) VALUES (?, ?, ?)`, r.Scheme, r.ID, id); err != nil {
			return 0, fmt.Errorf("store committee id %s: %w", r, err)
		}
	}
	l.filers[store.FilerRef{Scheme: ref.Scheme, ID: strings.Clone(ref.ID)}] = id
	return id, nil
}

func (l *loader) native(ctx context.Context, r store.FilerRef) (int64, error) {
	var id int64
	err := l.stmts.row(ctx, `SELECT committee_id FROM committee_native WHERE scheme = ? AND native = ?`, r.Scheme, r.ID).Scan(&id)
	if err != nil && !errors.Is(err, errNone) {
		return 0, fmt.Errorf("look up committee %s: %w", r, err)
	}
	return id, nil
}

// aliases gives ref and every other id of the same filer. An id that a cover
// page calls public may be the internal one, so both readings are tried.
func (l *loader) aliases(ctx context.Context, ref store.FilerRef) ([]store.FilerRef, error) {
	refs := []store.FilerRef{ref}
	if ref.Scheme != store.SchemeFPPC && ref.Scheme != store.SchemeCalAccess {
		return refs, nil
	}
	filer := ""
	err := l.stmts.row(ctx, `SELECT filer FROM filer_alias WHERE alias_scheme = 'fppc' AND alias = ? AND filer_scheme = 'calaccess' ORDER BY filer LIMIT 1`, ref.ID).Scan(&filer)
	if ref.Scheme == store.SchemeCalAccess || errors.Is(err, errNone) {
		filer, err = ref.ID, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look up filer %s: %w", ref, err)
	}
	found := false
	err = each(ctx, &l.stmts, func(rows *sql.Rows) error {
		r := store.FilerRef{Scheme: store.SchemeFPPC}
		err := rows.Scan(&r.ID)
		found = true
		if r != ref {
			refs = append(refs, r)
		}
		return err
	}, `SELECT alias FROM filer_alias WHERE filer_scheme = 'calaccess' AND filer = ? AND alias_scheme = 'fppc' ORDER BY alias`, filer)
	if err != nil {
		return nil, fmt.Errorf("look up aliases of %s: %w", ref, err)
	}
	internal := store.FilerRef{Scheme: store.SchemeCalAccess, ID: filer}
	if found && internal != ref {
		refs = append(refs, internal)
	}
	return refs, nil
}

// citedID chooses the id by which a committee is cited: the public one.
func citedID(refs []store.FilerRef) store.FilerRef {
	for _, r := range refs {
		if r.Scheme == store.SchemeFPPC {
			return r
		}
	}
	return refs[0]
}

// nameCommittee notes the name a report was filed under. The name of the
// latest report is the committee's name.
func (l *loader) nameCommittee(ctx context.Context, committee int64, h *store.Filing) error {
	name := cleanText(h.FilerName)
	if name == "" {
		return nil
	}
	day := h.Thru
	if h.Filed > day {
		day = h.Filed
	}
	if _, err := l.stmts.exec(ctx, `INSERT INTO committee_name (committee_id, name, first, last) VALUES (?1, ?2, ?3, ?3)
		ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)`, committee, name, day); err != nil {
		return fmt.Errorf("store name of committee: %w", err)
	}
	if _, err := l.stmts.exec(ctx, `UPDATE committee SET name = ?2, name_day = ?3, type = CASE WHEN ?4 = '' THEN type ELSE ?4 END
		WHERE id = ?1 AND (name_day < ?3 OR (name_day = ?3 AND name < ?2))`, committee, name, day, h.CommitteeType); err != nil {
		return fmt.Errorf("name committee: %w", err)
	}
	return nil
}

// joinCommittees merges committees that a cross-reference shows to be one
// filer: the older one stays.
func (l *loader) joinCommittees(ctx context.Context) error {
	if err := l.spreadAliases(ctx); err != nil {
		return fmt.Errorf("spread ids of filers: %w", err)
	}
	for {
		var keep, drop int64
		err := l.stmts.row(ctx, `SELECT min(a.committee_id, b.committee_id), max(a.committee_id, b.committee_id)
			FROM filer_alias x
			JOIN committee_native a ON a.scheme = x.filer_scheme AND a.native = x.filer
			JOIN committee_native b ON b.scheme = x.alias_scheme AND b.native = x.alias
			WHERE a.committee_id <> b.committee_id LIMIT 1`).Scan(&keep, &drop)
		if errors.Is(err, errNone) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("look for committees that are one filer: %w", err)
		}
		if err := l.joinPair(ctx, keep, drop); err != nil {
			return fmt.Errorf("join committees %d and %d: %w", keep, drop, err)
		}
	}
}

// spreadAliases gives committees the other ids of their filers, and cites by
// the public id those that were known by the internal one only.
func (l *loader) spreadAliases(ctx context.Context) error {
	for _, query := range []string{
		`INSERT OR IGNORE INTO committee_native (scheme, native, committee_id)
			SELECT x.alias_scheme, x.alias, n.committee_id FROM committee_native n JOIN filer_alias x ON x.filer_scheme = n.scheme AND x.filer = n.native`,
		`INSERT OR IGNORE INTO committee_native (scheme, native, committee_id)
			SELECT x.filer_scheme, x.filer, n.committee_id FROM committee_native n JOIN filer_alias x ON x.alias_scheme = n.scheme AND x.alias = n.native`,
		`UPDATE committee SET scheme = 'fppc', native = (SELECT min(n.native) FROM committee_native n WHERE n.committee_id = committee.id AND n.scheme = 'fppc')
			WHERE scheme = 'calaccess' AND EXISTS (SELECT 1 FROM committee_native n WHERE n.committee_id = committee.id AND n.scheme = 'fppc')`,
	} {
		if _, err := l.stmts.exec(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) joinPair(ctx context.Context, keep, drop int64) error {
	if err := l.noteGiving(ctx, drop, nil); err != nil {
		return err
	}
	for _, query := range []string{
		`INSERT INTO committee_name SELECT ?1, name, first, last FROM committee_name WHERE committee_id = ?2
			ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)`,
		`DELETE FROM committee_name WHERE committee_id = ?2`,
		`UPDATE committee_native SET committee_id = ?1 WHERE committee_id = ?2`,
		`UPDATE filing SET committee_id = ?1 WHERE committee_id = ?2`,
		`DELETE FROM committee_donor WHERE committee_id = ?2`,
		`DELETE FROM committee_total WHERE committee_id = ?2`,
		`UPDATE committee SET (name, name_day) = (SELECT name, name_day FROM committee WHERE id = ?2)
			WHERE id = ?1 AND name_day < (SELECT name_day FROM committee WHERE id = ?2)`,
		`DELETE FROM committee WHERE id = ?2`,
	} {
		if _, err := l.stmts.exec(ctx, query, keep, drop); err != nil {
			return err
		}
	}
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		l.attached[id] = keep
		return err
	}, `SELECT id FROM filing WHERE committee_id = ?`, keep)
	delete(l.dirty, drop)
	l.touch(keep)
	for ref, id := range l.filers {
		if id == drop {
			l.filers[ref] = keep
		}
	}
	for _, f := range l.filings {
		if f.committee == drop {
			f.committee = keep
		}
	}
	return err
}
