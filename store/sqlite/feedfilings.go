package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"moneytrail/store"
)

// FeedFilings lists the versions of reports that were filed last. Of a
// version that the publisher gave twice only the newest copy is listed. It
// fails with [store.ErrNotFound] or [store.ErrAmbiguous].
func (db *DB) FeedFilings(ctx context.Context, q store.FeedFilingsQuery) (*store.FeedFilings, error) {
	out := &store.FeedFilings{}
	err := db.view(ctx, func(s *snapshot) (err error) {
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		f := filter{where: "WHERE f.committee_id IS NOT NULL"}
		if q.Scope != (store.Scope{}) {
			scope, err := s.scope(ctx, db.opts.Rules, &q.Scope)
			if err != nil {
				return err
			}
			f = filter{where: "WHERE f.committee_id IN (" + marks(len(scope.committees)) + ")"}
			for _, id := range scope.committees {
				f.args = append(f.args, id)
			}
		}
		limit := limitOr(q.Limit, 25)
		found, err := s.feedFilings(ctx, f, q.After, limit+1)
		if err != nil {
			return fmt.Errorf("look for latest filings: %w", err)
		}
		if out.More = len(found) > limit; out.More {
			found = found[:limit]
		}
		for _, x := range found {
			item, err := s.feedFiling(ctx, x)
			if err != nil {
				return err
			}
			out.Items = append(out.Items, *item)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// filedFiling is a filing that was found, by row ids.
type filedFiling struct {
	id, committee int64
	place         store.FilingPlace
}

const feedOrder = `coalesce(f.filed, ''), f.system, f.report, f.version, f.copy`

func (s *snapshot) feedFilings(ctx context.Context, f filter, after *store.FilingPlace, limit int) ([]filedFiling, error) {
	f.where += noReports + ` AND f.withdrawn = 0 AND f.form IS NOT NULL AND NOT EXISTS (SELECT 1 FROM filing g
		WHERE g.system = f.system AND g.report = f.report AND g.version = f.version AND g.copy > f.copy)`
	if after != nil {
		f.and("("+feedOrder+") < (?, ?, ?, ?, ?)", string(after.Filed), string(after.System), after.Report, after.Version, after.Copy)
	}
	var out []filedFiling
	err := each(ctx, s, func(rows *sql.Rows) error {
		var x filedFiling
		err := rows.Scan(&x.id, &x.committee, &x.place.Filed, &x.place.System, &x.place.Report, &x.place.Version, &x.place.Copy)
		out = append(out, x)
		return err
	}, `SELECT f.id, f.committee_id, `+feedOrder+` FROM filing f `+f.where+`
		ORDER BY coalesce(f.filed, '') DESC, f.system DESC, f.report DESC, f.version DESC, f.copy DESC LIMIT ?`, append(f.args, limit)...)
	return out, err
}

func (s *snapshot) feedFiling(ctx context.Context, x filedFiling) (*store.FeedFiling, error) {
	out := &store.FeedFiling{Place: x.place}
	versions, err := s.filingsWhere(ctx, `f.id = ?1`, x.id)
	if err != nil {
		return nil, err
	}
	if len(versions) != 1 {
		return nil, fmt.Errorf("read filing %d: found %d", x.id, len(versions))
	}
	out.Filing = versions[0]
	if out.Committee, err = s.committee(ctx, x.committee); err != nil {
		return nil, err
	}
	stated, err := s.statedGifts(ctx, x.id)
	if err != nil {
		return nil, err
	}
	out.Gifts, out.Received = stated.gifts, stated.sum
	if stated.rows == 0 {
		return out, nil // an amendment without rows of gifts changes none
	}
	var former int64
	err = s.row(ctx, `SELECT id, version FROM filing WHERE system = ? AND report = ? AND (version, copy) < (?, ?) ORDER BY version DESC, copy DESC LIMIT 1`,
		string(x.place.System), x.place.Report, x.place.Version, x.place.Copy).Scan(&former, &out.FormerVersion)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return out, nil
	case err != nil:
		return nil, fmt.Errorf("look for the version before: %w", err)
	}
	before, err := s.statedGifts(ctx, former)
	out.Former = &before.sum
	return out, err
}

// stated is what a version of a report says of gifts received.
type stated struct {
	rows, gifts int // gifts: without returns
	sum         store.Cents
}

// statedGifts adds up the gifts received that a version of a report states.
func (s *snapshot) statedGifts(ctx context.Context, filing int64) (out stated, err error) {
	err = s.row(ctx, `SELECT count(*), coalesce(sum(amount > 0), 0), coalesce(sum(amount), 0) FROM txn INDEXED BY txn_filing
		WHERE filing_id = ? AND direction = ? AND kind IN (?, ?, ?, ?, ?) AND coalesce(memo, 0) = 0 AND reason <> ?`, filing, int64(store.Received),
		int64(store.KindMonetary), int64(store.KindInKind), int64(store.KindForgiveness), int64(store.KindReturn), int64(store.KindTransfer),
		int64(store.ReasonRepeatedLine)).Scan(&out.rows, &out.gifts, &out.sum)
	if err != nil {
		return out, fmt.Errorf("add up gifts of filing %d: %w", filing, err)
	}
	return out, nil
}
