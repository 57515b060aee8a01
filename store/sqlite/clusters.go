package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"moneytrail/store"
)

// nobody are words that stand for no employer.
const nobody = `('', 'N/A', 'NA', 'NONE', 'NOT EMPLOYED', 'UNEMPLOYED', 'RETIRED', 'SELF', 'SELF EMPLOYED', 'SELF-EMPLOYED', 'HOMEMAKER', 'STUDENT',
	'REQUESTED', 'INFORMATION REQUESTED', 'INFORMATION REQUESTED PER BEST EFFORTS', 'REFUSED', 'UNKNOWN', 'DISABLED', '-', '.')`

// clusterKeys are what the gifts of a cluster share besides their day, and what
// keeps rows without it out.
var clusterKeys = map[string]struct{ key, has string }{
	store.ByAddress:  {"t.street_hash", "coalesce(t.street_hash, 0) <> 0"},
	store.ByEmployer: {asFiled("t.employer"), asFiled("t.employer") + " NOT IN " + nobody},
}

// Clusters lists days on which several donors of one address or employer gave
// to the scope. It fails with [store.ErrNotFound] or [store.ErrAmbiguous].
func (db *DB) Clusters(ctx context.Context, q store.ClustersQuery) (*store.Clusters, error) {
	by, ok := clusterKeys[q.By]
	if !ok {
		return nil, fmt.Errorf("cluster by %q: %w", q.By, store.ErrNotFound)
	}
	out := &store.Clusters{}
	err := db.view(ctx, func(s *snapshot) error {
		scope, err := s.scope(ctx, db.opts.Rules, &q.Scope)
		if err != nil {
			return err
		}
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		if out.Coverage, err = s.coverage(ctx, scope.committees); err != nil {
			return err
		}
		f := scope.receipts()
		f.and("t.amount > 0 AND t.date <> '' AND " + by.has)
		found, err := s.clusterKeys(ctx, by.key, f, max(q.Donors, 2))
		if err != nil {
			return fmt.Errorf("look for clusters: %w", err)
		}
		out.Total = len(found)
		for _, k := range page(found, q.Offset, limitOr(q.Limit, 25)) {
			c, err := s.cluster(ctx, by.key, f, &k)
			if err != nil {
				return fmt.Errorf("read cluster: %w", err)
			}
			if q.By == store.ByEmployer {
				c.Employer = k.text
			}
			out.Items = append(out.Items, *c)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

type clusterKey struct {
	date   store.Date
	value  any
	text   string
	amount store.Cents
}

func (s *snapshot) clusterKeys(ctx context.Context, key string, f filter, donors int) ([]clusterKey, error) {
	var out []clusterKey
	err := each(ctx, s, func(rows *sql.Rows) error {
		var k clusterKey
		err := rows.Scan(&k.date, &k.value, &k.text, &k.amount)
		out = append(out, k)
		return err
	}, `SELECT t.date, `+key+`, `+key+`, sum(t.amount)`+receiptsFrom+f.where+` GROUP BY 1, 2 HAVING count(DISTINCT `+rowDonor+`) >= ?`, append(f.args, donors)...)
	slices.SortFunc(out, func(a, b clusterKey) int {
		return cmp.Or(cmp.Compare(b.amount, a.amount), cmp.Compare(a.date, b.date), cmp.Compare(a.text, b.text))
	})
	return out, err
}

func (s *snapshot) cluster(ctx context.Context, key string, f filter, k *clusterKey) (*store.Cluster, error) {
	f.args = slices.Clone(f.args)
	f.and("t.date = ? AND "+key+" = ?", string(k.date), k.value)
	c := &store.Cluster{Date: k.date}
	type gift struct {
		row, committee int64
		donor          store.DonorID
		amount         store.Cents
		pending        bool
	}
	var gifts []gift
	err := each(ctx, s, func(rows *sql.Rows) error {
		var g gift
		var city, state, zip string
		err := rows.Scan(&g.row, &g.donor, &g.committee, &g.amount, &g.pending, &city, &state, &zip)
		if len(gifts) == 0 {
			c.City, c.State, c.Zip5 = city, state, zip5(zip)
		}
		gifts = append(gifts, g)
		return err
	}, `SELECT t.id, `+rowDonor+`, t.committee_id, t.amount, t.status = `+fmt.Sprint(int(store.StatusPending))+`,
		coalesce(t.city, ''), coalesce(t.state, ''), coalesce(t.zip, '')`+receiptsFrom+f.where+` ORDER BY t.amount DESC, t.id`, f.args...)
	if err != nil {
		return nil, err
	}
	for _, g := range gifts {
		donor, err := s.donor(ctx, g.donor)
		if err != nil {
			return nil, err
		}
		committee, err := s.committee(ctx, g.committee)
		if err != nil {
			return nil, err
		}
		c.Amount += g.amount
		c.Rows = append(c.Rows, g.row)
		c.Gifts = append(c.Gifts, store.ClusterGift{Donor: *donor, Committee: committee, Amount: g.amount, Pending: g.pending})
	}
	return c, nil
}
