package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"hash/maphash"
	"strings"

	"moneytrail/store"
)

// filing is a filing version that a load touches.
type filing struct {
	id, committee int64
	copyID        int64  // filing that takes the tables which the publisher changed
	skip          uint32 // tables that are held already, as bits
	changed       uint32 // tables that the publisher gives other rows for
	fresh         bool   // not in the database before this load
	placed        bool   // rows of it were stored in this load
	head          uint64 // hash of the head that was stored last
}

func bit(t store.Table) uint32 { return 1 << t }

// target gives the filing that rows of a table belong to, and whether they are
// held already.
func (f *filing) target(t store.Table) (id int64, held bool) {
	if f.changed&bit(t) != 0 {
		return f.copyID, false
	}
	return f.id, f.skip&bit(t) != 0
}

// knownFiling is what the database holds of a filing version.
type knownFiling struct {
	id, committee int64
	copies        int
	tables        [store.TableCount]heldTable
}

type heldTable struct {
	rows   int
	digest string
}

// compare surveys the file against what is held, unless nothing is held.
func (l *loader) compare(ctx context.Context) error {
	var any bool
	if err := l.stmts.row(ctx, `SELECT EXISTS (SELECT 1 FROM filing)`).Scan(&any); err != nil {
		return fmt.Errorf("look for filings: %w", err)
	}
	l.survey = newSurvey()
	if err := l.stmts.row(ctx, `SELECT coalesce(max(id), 0) FROM txn`).Scan(&l.nextRow); err != nil {
		return fmt.Errorf("last row: %w", err)
	}
	if !any {
		return nil
	}
	if err := l.read(ctx, surveySink{ctx, l.survey}); err != nil {
		return err
	}
	l.known = make(map[store.FilingKey]*knownFiling)
	for key, tables := range l.survey.filings {
		if err := l.compareFiling(ctx, key, *tables); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) compareFiling(ctx context.Context, key store.FilingKey, tables []tableDigest) error {
	held, err := l.held(ctx, key)
	if err != nil || held == nil {
		return err
	}
	f := &filing{id: held.id, committee: held.committee}
	for _, t := range tables {
		switch have := held.tables[t.table]; {
		case have.rows == 0:
		case have.rows == int(t.rows) && have.digest == string(t.digest.bytes()):
			f.skip |= bit(t.table)
		default:
			f.changed |= bit(t.table)
		}
	}
	if f.changed != 0 {
		if f.copyID, err = l.copyFiling(ctx, held); err != nil {
			return err
		}
		l.result.ReplacedFilings++
		l.touch(f.committee)
	}
	l.filings[key] = f
	return nil
}

// held gives the filing version with the newest copy of each of its tables.
func (l *loader) held(ctx context.Context, key store.FilingKey) (*knownFiling, error) {
	var k *knownFiling
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var id, committee int64
		var copies int
		var table store.Table
		var have heldTable
		if err := rows.Scan(&id, &committee, &copies, &table, &have.rows, &have.digest); err != nil {
			return err
		}
		if k == nil {
			k = &knownFiling{id: id, committee: committee}
		}
		k.copies = copies
		k.tables[table] = have
		return nil
	}, `SELECT f.id, coalesce(f.committee_id, 0), f.copy, coalesce(t.tbl, 0), coalesce(t.rows, 0), coalesce(t.digest, x'')
		FROM filing f LEFT JOIN filing_table t ON t.filing_id = f.id
		WHERE f.system = ? AND f.report = ? AND f.version = ? ORDER BY f.copy`, key.System, key.Report, key.Version)
	if err != nil {
		return nil, fmt.Errorf("look up filing: %w", err)
	}
	return k, nil
}

func (l *loader) copyFiling(ctx context.Context, held *knownFiling) (int64, error) {
	id, err := l.insertID(ctx, `INSERT INTO filing (system, report, version, copy, committee_id, form, filer_scheme, filer, filer_name, agency,
			statement, from_date, thru_date, filed, election, report_id, committee_type, target_candidate, target_office,
			target_jurisdiction, target_measure, target_support, partial, withdrawn, url, source_id)
		SELECT system, report, version, ?, committee_id, form, filer_scheme, filer, filer_name, agency,
			statement, from_date, thru_date, filed, election, report_id, committee_type, target_candidate, target_office,
			target_jurisdiction, target_measure, target_support, partial, withdrawn, url, ?
		FROM filing WHERE id = ?`, held.copies+1, l.src.ID, held.id)
	if err != nil {
		return 0, fmt.Errorf("copy filing: %w", err)
	}
	return id, nil
}

// intern gives the filing of a key, making it when it is new.
func (l *loader) intern(ctx context.Context, key store.FilingKey) (*filing, error) {
	if l.last != nil && key == l.lastKey {
		return l.last, nil
	}
	f := l.filings[key]
	if f == nil {
		id, err := l.insertID(ctx, `INSERT INTO filing (system, report, version, copy, source_id) VALUES (?, ?, ?, 0, ?)`,
			key.System, key.Report, key.Version, l.src.ID)
		if err != nil {
			return nil, fmt.Errorf("store filing %s %s: %w", key.System, key.Report, err)
		}
		f = &filing{id: id, fresh: true}
		key.Report = strings.Clone(key.Report) // a piece of a line would keep the line
		l.filings[key] = f
		l.result.NewFilings++
	}
	l.lastKey, l.last = key, f
	return f, nil
}

// head stores what a report says of itself. Fields that are set win over those
// that are empty; a head that was stored before is left alone.
func (l *loader) head(ctx context.Context, h *store.Filing) error {
	f, err := l.intern(ctx, h.Key)
	if err != nil {
		return err
	}
	if !f.fresh && f.committee != 0 && f.copyID == 0 {
		return nil
	}
	// Bulk files name the filing on every row.
	at := h.Pos
	h.Pos = store.Position{}
	same := maphash.Comparable(l.seed, *h)
	h.Pos = at
	if f.head == same {
		return nil
	}
	f.head = same
	if !h.Filer.IsZero() {
		committee, err := l.committee(ctx, h.Filer)
		if err != nil {
			return err
		}
		if err := l.assign(f, committee); err != nil {
			return err
		}
		if err := l.nameCommittee(ctx, committee, h); err != nil {
			return err
		}
	}
	for _, id := range [...]int64{f.id, f.copyID} {
		if id == 0 {
			continue
		}
		if err := l.updateHead(ctx, id, f.committee, h); err != nil {
			return fmt.Errorf("store head of filing %s %s: %w", h.Key.System, h.Key.Report, err)
		}
	}
	return nil
}

// assign gives a filing its filer; rows that were stored before learn it later.
func (l *loader) assign(f *filing, committee int64) error {
	if f.committee == committee {
		return nil
	}
	if !f.fresh || f.placed {
		l.attached[f.id] = committee
	}
	f.committee = committee
	l.touch(committee)
	return nil
}

func (l *loader) touch(committee int64) {
	if committee != 0 {
		l.dirty[committee] = struct{}{}
	}
}

func (l *loader) updateHead(ctx context.Context, id, committee int64, h *store.Filing) error {
	t := h.Target
	_, err := l.stmts.exec(ctx, `UPDATE filing SET
		committee_id = coalesce(?, committee_id), form = coalesce(?, form), filer_scheme = coalesce(?, filer_scheme),
		filer = coalesce(?, filer), filer_name = coalesce(?, filer_name), agency = coalesce(?, agency),
		statement = coalesce(?, statement), from_date = coalesce(?, from_date), thru_date = coalesce(?, thru_date),
		filed = coalesce(?, filed), election = coalesce(?, election), report_id = coalesce(?, report_id),
		committee_type = coalesce(?, committee_type), target_candidate = coalesce(?, target_candidate),
		target_office = coalesce(?, target_office), target_jurisdiction = coalesce(?, target_jurisdiction),
		target_measure = coalesce(?, target_measure), target_support = coalesce(?, target_support),
		partial = max(partial, ?), withdrawn = max(withdrawn, ?), url = coalesce(?, url), part = coalesce(?, part), line = coalesce(?, line),
		offset = coalesce(?, offset), length = coalesce(?, length)
		WHERE id = ?`,
		idOrNull(committee), text(h.Form), text(string(h.Filer.Scheme)), text(h.Filer.ID), text(cleanText(h.FilerName)), text(h.Agency),
		text(h.Statement), text(string(h.From)), text(string(h.Thru)), text(string(h.Filed)), text(string(h.Election)), text(h.ReportID),
		text(h.CommitteeType), text(cleanText(t.Candidate)), text(cleanText(t.Office)), text(cleanText(t.Jurisdiction)),
		text(cleanText(t.Measure)), text(t.Support), flag(h.Partial), flag(h.Withdrawn), text(h.URL), text(h.Pos.Part), idOrNull(int64(h.Pos.Line)),
		idOrNull(h.Pos.Offset), idOrNull(int64(h.Pos.Length)), id)
	return err
}

var errNone = sql.ErrNoRows
