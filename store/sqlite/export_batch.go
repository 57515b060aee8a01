package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"moneytrail/store"
)

// exportRow is what a row refers to.
type exportRow struct {
	filing, committee, part int64
	causeRow, causeFiling   int64
}

// exportColumns are the columns of exportSelect: numbers, then texts, after
// the schedule.
type exportColumns struct {
	id       int64
	schedule string
	n        [17]int64
	t        [37]string
}

func (c *exportColumns) dest() []any {
	out := []any{&c.id, &c.schedule}
	for i := range c.n {
		out = append(out, &c.n[i])
	}
	for i := range c.t {
		out = append(out, &c.t[i])
	}
	return out
}

// batch collects rows and then completes them.
type batch struct {
	s       *snapshot
	known   *known
	views   []store.TransactionView
	rows    []exportRow
	renamed map[int64]bool // donors that a correction named
	c       exportColumns
	dest    []any
}

func newBatch(s *snapshot) *batch {
	b := &batch{s: s, known: newKnown(s), renamed: make(map[int64]bool)}
	b.dest = b.c.dest()
	return b
}

func (b *batch) names(ctx context.Context) error {
	err := each(ctx, b.s, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		b.renamed[id] = true
		return err
	}, `SELECT donor_id FROM donor_name`)
	if err != nil {
		return fmt.Errorf("read corrected names: %w", err)
	}
	return nil
}

// scan takes a row. The donor is told by the row itself unless it is another
// party, a committee, or was named by a correction.
func (b *batch) scan(rows *sql.Rows) error {
	if err := rows.Scan(b.dest...); err != nil {
		return err
	}
	n, t := &b.c.n, &b.c.t
	name := store.Name{Last: t[1], First: t[2], Title: t[3], Suffix: t[4]}
	v := store.TransactionView{RowView: store.RowView{
		ID: b.c.id, Schedule: b.c.schedule, Kind: store.Kind(n[0]), Direction: store.Direction(n[1]), Status: store.Status(n[2]), Reason: store.Reason(n[3]), Amount: store.Cents(n[4]),
		Pos: store.Position{Line: int(n[6]), Offset: n[7], Length: int(n[8])}, Line: int(n[11]), Memo: n[12] != 0, Donor: store.DonorID(n[16]),
		TranID: t[0], Counterparty: name.Full(), Entity: t[5], City: t[6], State: t[7], Zip5: zip5(t[8]), Employer: t[9], Occupation: t[10], CommitteeID: t[11], Date: store.Date(t[12]),
		Intermediary: t[13], Description: t[14], Note: t[20],
		Target: store.Target{Candidate: t[15], Office: t[16], Jurisdiction: t[17], Measure: t[18], Support: t[19]},
	}}
	party := store.DonorID(n[10])
	v.Match = store.Match{Contributor: party, Joined: party != v.Donor}
	if !v.Match.Joined && t[26] == "" && !b.renamed[n[16]] && t[21] != "" {
		v.Giver = store.Donor{ID: party, Name: t[21], City: t[22], State: t[23], Zip5: t[24], Entity: t[25], Class: store.DonorClass{
			Class: t[27], Kind: t[28], Filer: t[29], Confidence: t[30], Evidence: t[31], Rule: t[32], Matched: t[33], Why: t[34], Version: t[36],
		}}
		if t[35] != "" {
			v.Giver.Class.Tags = strings.Split(t[35], "\n")
		}
	}
	b.views = append(b.views, v)
	b.rows = append(b.rows, exportRow{filing: n[9], committee: n[15], part: n[5], causeRow: n[13], causeFiling: n[14]})
	return nil
}

// flush completes the rows and hands them on.
func (b *batch) flush(ctx context.Context, yield func([]store.TransactionView) error) error {
	if len(b.views) == 0 {
		return nil
	}
	if err := b.known.learn(ctx, b.views, b.rows); err != nil {
		return err
	}
	for i := range b.views {
		v, r := &b.views[i], &b.rows[i]
		v.Filing, v.Pos.Part, v.Committee = *b.known.filings[r.filing], b.known.parts[r.part], b.known.committees[r.committee]
		if v.Giver.ID == 0 {
			v.Giver = b.known.donors[v.Donor]
		}
		if p, ok := b.known.pairs[v.Match.Contributor]; ok && v.Match.Joined {
			v.Match.Weight, v.Match.Evidence = p.Weight, p.Evidence
		}
		var err error
		if v.Cause, err = b.known.cause(ctx, r.causeRow, r.causeFiling); err != nil {
			return err
		}
	}
	views := b.views
	b.views, b.rows = make([]store.TransactionView, 0, exportBatch), b.rows[:0]
	return yield(views)
}
