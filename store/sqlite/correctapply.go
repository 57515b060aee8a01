package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"moneytrail/store"
)

// spokenOf gives the entries whose donors this change concerns.
func (c *corrector) spokenOf() []store.Correction {
	out := slices.Clone(c.undone)
	for i := range c.added {
		if c.added[i].Kind != store.CorrectionUndo {
			out = append(out, c.added[i])
		}
	}
	return out
}

// reach notes the donors that the change concerns as they are, with the
// committees that they gave to.
func (c *corrector) reach(ctx context.Context) error {
	if c.donors == nil {
		c.donors, c.reached = make(map[store.DonorID]bool), make(map[int64]bool)
	}
	for _, e := range c.spokenOf() {
		for _, id := range []store.DonorID{e.Subject, e.Object} {
			donor, err := c.donorNow(ctx, id)
			if err != nil {
				return err
			}
			if donor == 0 || c.donors[donor] {
				continue
			}
			c.donors[donor] = true
			members, err := membersOf(ctx, &c.stmts, donor)
			if err != nil {
				return err
			}
			for _, m := range members {
				committees, err := committeesOfDonor(ctx, &c.stmts, m)
				if err != nil {
					return err
				}
				for _, committee := range committees {
					c.reached[committee] = true
				}
			}
		}
	}
	return nil
}

// apply lays all corrections in force over the rules, and refuses new ones that
// contradict any.
func (c *corrector) apply(ctx context.Context) error {
	if err := c.correct(ctx); err != nil {
		return err
	}
	after, err := correctionLog(ctx, &c.stmts, "")
	if err != nil {
		return err
	}
	before := make(map[int64]bool) // entries that were contradicted already
	for i := range c.log {
		before[c.log[i].ID] = c.log[i].State == store.CorrectionContradicted
	}
	byID := make(map[int64]*store.CorrectionEntry, len(after))
	for i := range after {
		byID[after[i].ID] = &after[i]
	}
	for i := range after {
		e := &after[i]
		if e.State == store.CorrectionContradicted && !before[e.ID] {
			return c.contradiction(e, byID[e.By])
		}
	}
	if err := c.reach(ctx); err != nil {
		return err
	}
	// Names and classes change without anybody's moving.
	for _, e := range c.spokenOf() {
		for _, id := range []store.DonorID{e.Subject, e.Object} {
			if id == 0 {
				continue
			}
			donor, err := c.donorNow(ctx, id)
			if err != nil {
				return err
			}
			if err := c.follow(ctx, id, donor); err != nil {
				return err
			}
			if err := c.followAll(ctx, donor, e.Kind); err != nil {
				return err
			}
		}
	}
	return nil
}

// followAll touches every committee of a donor whose class may change: it is
// added up under another one there.
func (c *corrector) followAll(ctx context.Context, donor store.DonorID, kind store.CorrectionKind) error {
	if kind == store.CorrectionAffiliate || kind == store.CorrectionRename {
		return nil
	}
	members, err := membersOf(ctx, &c.stmts, donor)
	if err != nil {
		return err
	}
	for _, m := range members {
		committees, err := committeesOfDonor(ctx, &c.stmts, m)
		if err != nil {
			return err
		}
		for _, committee := range committees {
			c.touch(committee)
		}
	}
	return nil
}

// contradiction tells which of two entries is new, by its line.
func (c *corrector) contradiction(e, by *store.CorrectionEntry) error {
	name := func(x *store.CorrectionEntry) string {
		at := fmt.Sprintf("entry %d", x.ID)
		if slices.ContainsFunc(c.added, func(a store.Correction) bool { return a.ID == x.ID }) {
			at = "this"
			if x.Line != 0 {
				at = fmt.Sprintf("line %d", x.Line)
			}
		}
		return fmt.Sprintf("%s (%s)", at, x.Text())
	}
	first, second := e, by
	if second == nil {
		return fmt.Errorf("apply correction %d: contradicted by nobody", e.ID)
	}
	if first.ID > second.ID {
		first, second = second, first
	}
	problem := fmt.Sprintf("%s contradicts %s", name(second), name(first))
	if slices.ContainsFunc(c.log, func(o store.CorrectionEntry) bool { return o.ID == first.ID }) {
		problem += fmt.Sprintf(", which is in force; moneytrail donor undo %d takes it back", first.ID)
	}
	return &store.CorrectionError{Line: second.Line, Problem: problem}
}

// describe gives the change that the new entries make, without its figures.
func (c *corrector) describe() *store.Change {
	first := &c.added[0]
	out := &store.Change{Cause: string(first.Kind), Text: first.Text(), Reason: first.Reason, Link: first.Link, Author: first.Author}
	if first.Kind == store.CorrectionUndo {
		out.Text = fmt.Sprintf("undo entry %d: %s", first.Undoes, c.undone[0].Text())
	}
	if n := len(c.added); n > 1 {
		out.Cause = "corrections"
		out.Text = fmt.Sprintf("%s; and %d more", out.Text, n-1)
		if first.File != "" {
			out.Text = fmt.Sprintf("%d corrections of %s", n, first.File)
		}
	}
	return out
}

// totals compares the figures of whole donors with those before.
func (c *corrector) totals(ctx context.Context, before map[store.DonorID]store.Standing) ([]movedFigure, error) {
	after, err := c.donorFigures(ctx, c.donors, c.reached)
	if err != nil {
		return nil, err
	}
	var out []movedFigure
	for _, d := range slices.Sorted(maps.Keys(c.donors)) {
		b, a := before[d], after[d]
		if _, reclassed := c.watch.classes[d]; b.Net == a.Net && b.Pending == a.Pending && !reclassed {
			continue
		}
		out = append(out, movedFigure{
			at: movedAt{scope: store.ScopeDonor}, donor: d, before: b.Net, after: a.Net, pendingBefore: b.Pending, pendingAfter: a.Pending,
		})
	}
	slices.SortStableFunc(out, func(a, b movedFigure) int { return cmp.Compare(c.watch.weight(&b), c.watch.weight(&a)) })
	return out, nil
}

// report gives what was entered with what became of it.
func (c *corrector) report(ctx context.Context, change *store.Change) error {
	log, err := correctionLog(ctx, &c.stmts, "")
	if err != nil {
		return err
	}
	for _, e := range log {
		if e.Change == change.ID {
			c.result.Entries = append(c.result.Entries, e)
			change.Entries = append(change.Entries, e.ID)
		}
		if e.InForce() && e.State == store.CorrectionStale {
			c.result.Stale = append(c.result.Stale, e)
		}
	}
	c.result.Change = change
	return nil
}
