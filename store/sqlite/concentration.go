package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"math"

	"moneytrail/store"
)

// topCounts are the numbers of largest donors whose share is told.
var topCounts = []int{1, 2, 5, 10, 100}

// Concentration says how few donors fund a scope. It fails with
// [store.ErrNotFound] or [store.ErrAmbiguous].
func (db *DB) Concentration(ctx context.Context, q store.Scope) (*store.Concentration, error) {
	out := &store.Concentration{}
	err := db.view(ctx, func(s *snapshot) error {
		scope, err := s.scope(ctx, db.opts.Rules, &q)
		if err != nil {
			return err
		}
		if out.Version, err = s.version(ctx); err != nil {
			return err
		}
		if out.ScopeFacts, err = s.facts(ctx, scope); err != nil {
			return err
		}
		nets, err := s.donorNets(ctx, scope, out)
		if err != nil {
			return fmt.Errorf("read donors: %w", err)
		}
		concentrate(out, nets)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// donorNets gives the positive net money of each donor, largest first.
func (s *snapshot) donorNets(ctx context.Context, c *scope, out *store.Concentration) ([]store.Cents, error) {
	table, f := c.standings()
	var nets []store.Cents
	err := each(ctx, s, func(rows *sql.Rows) error {
		var net, returned store.Cents
		var gifts int
		if err := rows.Scan(&net, &returned, &gifts); err != nil {
			return err
		}
		out.Itemized += net
		if gifts > 0 || returned != 0 {
			out.Donors++
		}
		if net > 0 {
			nets = append(nets, net)
		}
		return nil
	}, `SELECT d.net, d.returned, d.gifts FROM `+table+` d `+f.where+` ORDER BY d.rank`, f.args...)
	return nets, err
}

func concentrate(out *store.Concentration, nets []store.Cents) {
	var all store.Cents
	for _, n := range nets {
		all += n
	}
	var sum store.Cents
	squares := 0.0
	next := 0
	for i, n := range nets {
		sum += n
		share := float64(n) / float64(all) * 100
		squares += share * share
		if next < len(topCounts) && topCounts[next] == i+1 {
			out.Top = append(out.Top, store.TopShare{Donors: i + 1, Net: sum})
			next++
		}
		if out.Half == 0 && out.Itemized > 0 && 2*sum >= out.Itemized {
			out.Half = i + 1
		}
	}
	out.HHI = int(math.Round(squares))
}
