package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"

	"moneytrail/store"
)

// exportRow is what a row refers to.
type exportRow struct {
	filing, committee, part int64
	causeRow, causeFiling   int64
}

// batch collects rows and then completes them.
type batch struct {
	s       *snapshot
	known   *known
	views   []store.TransactionView
	rows    []exportRow
	renamed map[int64]bool // donors that a correction named
	few     texts          // texts of which there are few
}

func newBatch(s *snapshot, rules store.Rules) *batch {
	return &batch{s: s, known: newKnown(s, rules), renamed: make(map[int64]bool), few: make(texts)}
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

// Places of the values of exportSelect: 18 numbers, then texts.
const exportTexts = 18

// add takes a row. The donor is told by the row itself unless it is another
// party, a committee, or was named by a correction.
func (b *batch) add(v []driver.Value) {
	n := func(i int) int64 { return number(v[i]) }
	t := func(i int) string { return cloned(v[exportTexts+i]) }
	few := func(i int) string { return b.few.keep(v[exportTexts+i]) }
	name := store.Name{Last: view(v[exportTexts+2]), First: view(v[exportTexts+3]), Title: view(v[exportTexts+4]), Suffix: view(v[exportTexts+5])}
	party, donor := store.DonorID(n(11)), store.DonorID(n(17))
	out := store.TransactionView{RowView: store.RowView{
		ID: n(0), Kind: store.Kind(n(1)), Direction: store.Direction(n(2)), Status: store.Status(n(3)), Reason: store.Reason(n(4)), Amount: store.Cents(n(5)),
		Pos: store.Position{Line: int(n(7)), Offset: n(8), Length: int(n(9))}, Line: int(n(12)), Memo: n(13) != 0, Donor: donor,
		Schedule: few(0), TranID: t(1), Counterparty: strings.Clone(name.Full()), Entity: few(6), City: t(7), State: few(8), Zip5: zip5(t(9)),
		Employer: t(10), Occupation: t(11), CommitteeID: t(12), Date: store.Date(t(13)), Intermediary: t(14), Description: t(15), Note: t(21),
		Target: store.Target{Candidate: t(16), Office: t(17), Jurisdiction: t(18), Measure: t(19), Support: few(20)},
	}, Match: store.Match{Contributor: party, Joined: party != donor}}
	if !out.Match.Joined && view(v[exportTexts+27]) == "" && !b.renamed[int64(donor)] && view(v[exportTexts+22]) != "" {
		out.Giver = store.Donor{ID: party, Name: t(22), City: t(23), State: few(24), Zip5: t(25), Entity: few(26), Class: store.DonorClass{
			Class: few(28), Kind: few(29), Filer: few(30), Confidence: few(31), Evidence: few(32), Rule: few(33), Matched: t(34), Why: t(35), Version: few(37),
		}}
		if tags := few(36); tags != "" {
			out.Giver.Class.Tags = strings.Split(tags, "\n")
		}
	}
	if len(b.few) > knownLimit {
		clear(b.few)
	}
	b.views = append(b.views, out)
	b.rows = append(b.rows, exportRow{filing: n(10), committee: n(16), part: n(6), causeRow: n(14), causeFiling: n(15)})
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
