package columns

import (
	"context"

	"moneytrail/store"
)

// Query asks for rows. Committees are row ids that take the place of the
// filter's Committees, Contest and Side: nil does not filter. The filter's Donor is whom the parties are taken for.
type Query struct {
	store.TransactionFilter
	Committees []int64
	Order      store.TransactionOrder
	After      *store.TransactionPlace
	Limit      int
}

// Result is the totals of all rows of a query and the ids of its page.
type Result struct {
	Totals store.TransactionTotals
	IDs    []int64
	More   bool
}

// Find answers a query on up to workers goroutines. It ends early with ctx.
func (c *Columns) Find(ctx context.Context, q *Query, workers int) (*Result, error) {
	p := c.plan(q)
	if p.nothing {
		return &Result{}, nil
	}
	scans, err := p.run(ctx, workers)
	if err != nil {
		return nil, err
	}
	all := scans[0]
	for _, s := range scans[1:] {
		all.join(s)
	}
	out := &Result{Totals: all.totals()}
	rows := all.best.sorted()
	if len(rows) > q.Limit {
		rows, out.More = rows[:q.Limit], true
	}
	out.IDs = make([]int64, len(rows))
	for i, r := range rows {
		out.IDs[i] = c.id(r.row)
	}
	return out, nil
}
