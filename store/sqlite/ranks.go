package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"moneytrail/store"
)

var standingColumns = []string{"committee_id", "rank", "donor_id", "gross", "returned", "net", "gifts", "first", "last", "pending", "pending_gifts", "attributed"}

// committeeStanding is a line of committee_donor.
type committeeStanding struct {
	committee int64
	store.Standing
}

func (s *committeeStanding) value(col int) driver.Value {
	if col == 0 {
		return s.committee
	}
	return standingValue(&s.Standing, col-1)
}

func standingValue(s *store.Standing, col int) driver.Value {
	switch col {
	case 0:
		return int64(s.Rank)
	case 1:
		return int64(s.Donor.ID)
	case 2:
		return int64(s.Gross)
	case 3:
		return int64(s.Returned)
	case 4:
		return int64(s.Net)
	case 5:
		return int64(s.Gifts)
	case 6:
		return text(string(s.First))
	case 7:
		return text(string(s.Last))
	case 8:
		return int64(s.Pending)
	case 9:
		return int64(s.PendingGifts)
	default:
		return int64(s.Attributed)
	}
}

// totalKey groups the rows of a committee.
type totalKey struct {
	schedule string
	status   store.Status
	reason   store.Reason
}

type total struct {
	rows, positiveRows         int
	amount, positive, negative store.Cents
}

// figures are what a committee's rows add up to.
type figures struct {
	totals    map[totalKey]*total
	standings []store.Standing
}

// rank computes the figures of every touched committee again.
func (l *loader) rank(ctx context.Context) error {
	if err := l.mergeContributors(ctx); err != nil {
		return err
	}
	if err := l.correct(ctx); err != nil {
		return err
	}
	if err := l.classifyNew(ctx); err != nil {
		return err
	}
	if err := l.watchClasses(ctx); err != nil {
		return err
	}
	moved, err := l.mergedDonors(ctx)
	if err != nil {
		return err
	}
	ranker := l.db.opts.Rules.Ranker()
	for i, committee := range l.dirtySorted() {
		ranker.Reset()
		f, err := l.figures(ctx, committee, ranker, moved)
		if err != nil {
			return fmt.Errorf("rank donors of committee %d: %w", committee, err)
		}
		if err := l.watchCommittee(ctx, committee, f.standings); err != nil {
			return err
		}
		if err := l.storeFigures(ctx, committee, f); err != nil {
			return fmt.Errorf("store ranks of committee %d: %w", committee, err)
		}
		if i%1000 == 0 {
			l.progress("ranks", i)
		}
	}
	if err := l.flushStandings(ctx); err != nil {
		return err
	}
	l.result.Committees = len(l.dirty)
	if err := l.storeGiven(ctx); err != nil {
		return err
	}
	return l.rankContests(ctx)
}

// mergeContributors adds the identities that the file brought. Of several
// spellings the one that sorts last stays, so that the order of arrival does
// not matter. Two keys with one id would be a hash collision: the NOT NULL of
// key then fails the load rather than merge two donors.
func (l *loader) mergeContributors(ctx context.Context) error {
	if l.merged {
		return nil
	}
	l.merged = true
	_, err := l.tx.ExecContext(ctx, `INSERT INTO contributor (id, key, donor_id, name, city, state, zip5, entity, committee_ref, last, first, suffix, employer, occupation, street_hash)
		SELECT id, key, id, name, city, state, zip5, entity, committee_ref, last, first, suffix, employer, occupation, street_hash
		FROM temp.new_contributor WHERE true ORDER BY id
		ON CONFLICT (id) DO UPDATE SET key = CASE WHEN key = excluded.key THEN key END,
			(last, first, suffix) = (SELECT iif(excluded.name > name, excluded.last, last), iif(excluded.name > name, excluded.first, first), iif(excluded.name > name, excluded.suffix, suffix)),
			name = max(name, excluded.name),
			city = max(coalesce(city, ''), coalesce(excluded.city, '')), entity = max(coalesce(entity, ''), coalesce(excluded.entity, '')),
			state = max(coalesce(state, ''), coalesce(excluded.state, '')), zip5 = max(coalesce(zip5, ''), coalesce(excluded.zip5, '')),
			employer = max(coalesce(employer, ''), coalesce(excluded.employer, '')), occupation = max(coalesce(occupation, ''), coalesce(excluded.occupation, '')),
			street_hash = max(coalesce(street_hash, 0), coalesce(excluded.street_hash, 0))
		WHERE excluded.name > name OR excluded.key <> key OR coalesce(excluded.city, '') > coalesce(city, '')
			OR coalesce(excluded.entity, '') > coalesce(entity, '') OR coalesce(excluded.employer, '') > coalesce(employer, '')
			OR coalesce(excluded.occupation, '') > coalesce(occupation, '') OR coalesce(excluded.street_hash, 0) > coalesce(street_hash, 0)`)
	if err != nil {
		return fmt.Errorf("store contributors: %w", err)
	}
	return nil
}

func (l *loader) figures(ctx context.Context, committee int64, ranker store.Ranker, moved map[store.DonorID]store.DonorID) (*figures, error) {
	f := &figures{totals: make(map[totalKey]*total)}
	var key totalKey
	var last *total
	all := l.fromNothing()
	err := l.eachValue(ctx, func(v []driver.Value) error {
		schedule, _ := v[2].(string)
		status, reason := store.Status(number(v[0])), store.Reason(number(v[1]))
		if last == nil || key.status != status || key.reason != reason || key.schedule != schedule {
			key = totalKey{schedule: l.texts.keep(v[2]), status: status, reason: reason}
			if last = f.totals[key]; last == nil {
				last = &total{}
				f.totals[key] = last
			}
		}
		g := store.Gift{Donor: store.DonorID(number(v[3])), Amount: store.Cents(number(v[4])), Date: store.Date(l.texts.keep(v[5])), Status: status}
		last.add(g.Amount)
		if donor, ok := moved[g.Donor]; ok {
			g.Donor = donor
		}
		ranker.Add(g)
		if all {
			l.given.gift(&g)
		}
		return nil
	}, `SELECT moneytrail_each(status, reason, schedule, contributor_id, amount, date) FROM txn INDEXED BY txn_work WHERE committee_id = ?`, committee)
	if err != nil {
		return nil, err
	}
	f.standings = ranker.Standings()
	l.given.committee()
	return f, nil
}

func (t *total) add(amount store.Cents) {
	t.rows++
	t.amount += amount
	if amount > 0 {
		t.positive += amount
		t.positiveRows++
	} else {
		t.negative += amount
	}
}

func (l *loader) storeFigures(ctx context.Context, committee int64, f *figures) error {
	if err := l.noteGiving(ctx, committee, f.standings); err != nil {
		return err
	}
	if err := l.forgetFigures(ctx, committee); err != nil {
		return err
	}
	for k, t := range f.totals {
		if _, err := l.stmts.exec(ctx, `INSERT INTO committee_total (committee_id, schedule, status, reason, rows, amount, positive, negative, positive_rows)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, committee, k.schedule, int64(k.status), int64(k.reason), t.rows,
			int64(t.amount), int64(t.positive), int64(t.negative), t.positiveRows); err != nil {
			return err
		}
	}
	for _, s := range f.standings {
		l.standings = append(l.standings, committeeStanding{committee, s})
	}
	if len(l.standings) >= chunkRows {
		if err := l.flushStandings(ctx); err != nil {
			return err
		}
	}
	return l.storeSums(ctx, committee, f)
}

// forgetFigures makes room for new figures; in an empty database there are
// none.
func (l *loader) forgetFigures(ctx context.Context, committee int64) error {
	if l.fromNothing() {
		return nil
	}
	for _, query := range []string{`DELETE FROM committee_total WHERE committee_id = ?`, `DELETE FROM committee_donor WHERE committee_id = ?`} {
		if _, err := l.stmts.exec(ctx, query, committee); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) flushStandings(ctx context.Context) error {
	err := l.insert(ctx, "src_standing", "INSERT INTO committee_donor ("+columnList(standingColumns)+")", len(l.standings))
	l.standings = l.standings[:0]
	return err
}

// storeSums notes on the committee what its list shows.
func (l *loader) storeSums(ctx context.Context, committee int64, f *figures) error {
	var itemized, pending store.Cents
	donors := 0
	for _, s := range f.standings {
		itemized += s.Net
		pending += s.Pending
		if s.Gifts > 0 || s.Returned != 0 {
			donors++
		}
	}
	monetary, inKind, err := l.unitemized(ctx, committee)
	if err != nil {
		return err
	}
	_, err = l.stmts.exec(ctx, `UPDATE committee SET itemized = ?2, pending = ?3, donors = ?4, unitemized_monetary = ?5, unitemized_in_kind = ?6,
		from_date = (SELECT min(f.from_date) FROM filing f JOIN filing_table t ON t.filing_id = f.id AND t.kept = 1 WHERE f.committee_id = ?1 AND f.from_date IS NOT NULL),
		thru_date = (SELECT max(f.thru_date) FROM filing f JOIN filing_table t ON t.filing_id = f.id AND t.kept = 1 WHERE f.committee_id = ?1 AND f.from_date IS NOT NULL)
		WHERE id = ?1`, committee, int64(itemized), int64(pending), donors, int64(monetary), int64(inKind))
	return err
}

// unitemized adds up the summary cells for gifts too small to itemize, of the
// reports in force.
func (l *loader) unitemized(ctx context.Context, committee int64) (monetary, inKind store.Cents, err error) {
	cells := l.db.opts.Rules.Unitemized()
	err = each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var schedule, line string
		var sum store.Cents
		err := rows.Scan(&schedule, &line, &sum)
		for _, cell := range cells {
			switch {
			case cell.Schedule != schedule || cell.Line != line:
			case cell.InKind:
				inKind += sum
			default:
				monetary += sum
			}
		}
		return err
	}, `SELECT s.schedule, s.line, sum(s.a) FROM filing f
		JOIN filing_table t ON t.filing_id = f.id AND t.tbl = ? AND t.kept = 1
		JOIN summary s ON s.filing_id = f.id
		WHERE f.committee_id = ? GROUP BY s.schedule, s.line`, int64(store.TableSummary), committee)
	return monetary, inKind, err
}
