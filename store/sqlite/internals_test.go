package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"moneytrail/store"
)

// CheckGiven compares donor_given with what the ranks and rows of every donor
// add up to, and gives the number of its lines.
func (db *DB) CheckGiven(ctx context.Context) (lines int, err error) {
	err = db.view(ctx, func(s *snapshot) error {
		stored := make(map[store.DonorID]given)
		if err := each(ctx, s, func(rows *sql.Rows) error {
			var id store.DonorID
			var g given
			err := rows.Scan(&id, &g.net, &g.year)
			stored[id] = g
			return err
		}, `SELECT donor_id, net, year FROM donor_given`); err != nil {
			return err
		}
		lines = len(stored)
		var page []store.Standing
		if err := each(ctx, s, func(rows *sql.Rows) error {
			var d store.Standing
			err := rows.Scan(&d.Donor.ID)
			page = append(page, d)
			return err
		}, `SELECT DISTINCT donor_id FROM committee_donor`); err != nil {
			return err
		}
		h := pageHistory{ctx: ctx, s: s}
		h.turn(page)
		for i := range page {
			id := page[i].Donor.ID
			plain := donorHistory{&h, &page[i].Donor}
			g, ok := stored[id]
			delete(stored, id)
			switch {
			case ok != (gross(h.given(id)) >= givenFrom):
				return fmt.Errorf("donor %s gave %s: stored is %v", id, gross(h.given(id)), ok)
			case ok && g.net != plain.addUp():
				return fmt.Errorf("donor %s gave %s net, stored is %s", id, plain.addUp(), g.net)
			case ok && (g.year > 0 && !plain.rowsReach(g.year) || plain.rowsReach(max(g.year, 0)+1)):
				return fmt.Errorf("donor %s: stored most of a year is %s", id, g.year)
			}
		}
		if len(stored) > 0 {
			return fmt.Errorf("lines of donors who gave nothing: %v", stored)
		}
		return h.err
	})
	return lines, err
}

// Reading is the pool of readers.
func (db *DB) Reading() *sql.DB { return db.read }

// Writing is the pool of the one writer.
func (db *DB) Writing() *sql.DB { return db.write }

// IdleStatements gives the number of statements that wait on a connection.
func IdleStatements(ctx context.Context, c *sql.Conn) (n int, err error) {
	err = c.Raw(func(driverConn any) error {
		n = len(driverConn.(*cachingConn).idle)
		return nil
	})
	return n, err
}

// MaxIdleStatements bounds them.
const MaxIdleStatements = maxIdleStatements
