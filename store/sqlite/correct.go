package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"moneytrail/store"
)

// CorrectOptions say how corrections are meant.
type CorrectOptions struct {
	// AsWritten takes an id for the contributor that has it, as in a file; else
	// for the donor that the contributor is taken for.
	AsWritten bool
	// Again enters lines that were entered before and undone since.
	Again bool
}

// Correct appends corrections to the log and applies them, all or none, in one
// data version: donors, classes, names, relations and the ranks of everybody
// whom they move. Subject and object are looked up by SubjectAs and ObjectAs, a
// published id or a name that one donor alone has. What is in force already is
// left out; when nothing is left, nothing changes.
//
// It fails with a [store.CorrectionError] for an unknown donor or entry, a
// cycle, and what contradicts another correction in force.
func (db *DB) Correct(ctx context.Context, in []store.Correction, opts CorrectOptions) (store.CorrectionResult, error) {
	var result store.CorrectionResult
	err := db.inTransaction(ctx, "corrections", func(l *loader) error {
		c := &corrector{loader: l, opts: opts, result: &result}
		return c.run(ctx, slices.Clone(in))
	})
	var refused *store.CorrectionError
	if errors.As(err, &refused) {
		return store.CorrectionResult{}, refused
	}
	return result, err
}

// corrector enters corrections within a transaction.
type corrector struct {
	*loader
	opts    CorrectOptions
	result  *store.CorrectionResult
	log     []store.CorrectionEntry
	added   []store.Correction
	undone  []store.Correction     // entries that added undoes
	leaving map[store.DonorID]bool // contributors that splits among the new entries take out
	donors  map[store.DonorID]bool
	reached map[int64]bool // committees of those donors
}

func (c *corrector) run(ctx context.Context, in []store.Correction) error {
	if err := c.prepare(ctx, in); err != nil {
		return err
	}
	if len(c.added) == 0 {
		return errUnchanged
	}
	if err := c.watchFigures(ctx); err != nil {
		return err
	}
	c.watch.keep += store.MaxMovesMore * (len(c.added) - 1)
	if err := c.reach(ctx); err != nil {
		return err
	}
	change := c.describe()
	var err error
	if change.ID, err = c.nextChange(ctx); err != nil {
		return err
	}
	for i := range c.added {
		c.added[i].Change = change.ID
		if err := c.append(ctx, &c.added[i]); err != nil {
			return err
		}
	}
	if err := c.apply(ctx); err != nil {
		return err
	}
	before, err := c.donorFigures(ctx, c.donors, c.reached)
	if err != nil {
		return err
	}
	if err := c.rank(ctx); err != nil {
		return err
	}
	totals, err := c.totals(ctx, before)
	if err != nil {
		return err
	}
	if err := c.logChange(ctx, change, totals); err != nil {
		return err
	}
	return c.report(ctx, change)
}

// prepare looks up donors, leaves out what is in force already, and refuses
// what cannot stand.
func (c *corrector) prepare(ctx context.Context, in []store.Correction) error {
	var err error
	if c.log, err = correctionLog(ctx, &c.stmts, ""); err != nil {
		return err
	}
	names := wantedNames(in)
	if err := c.lookUpNames(ctx, names); err != nil {
		return err
	}
	if err := c.leavingOf(ctx, in, names); err != nil {
		return err
	}
	for i := range in {
		e := &in[i]
		if e.Kind == store.CorrectionUndo {
			if err := c.prepareUndo(e); err != nil {
				return err
			}
			continue
		}
		if err := c.prepareEntry(ctx, e, names); err != nil {
			return err
		}
	}
	inForce := inForceOf(c.log)
	if err := c.db.opts.Rules.CheckUndo(inForce, c.undone); err != nil {
		return err
	}
	inForce = slices.DeleteFunc(inForce, func(e store.Correction) bool {
		return slices.ContainsFunc(c.undone, func(u store.Correction) bool { return u.ID == e.ID })
	})
	return c.db.opts.Rules.CheckCorrections(inForce, c.added)
}

func (c *corrector) prepareUndo(e *store.Correction) error {
	at := slices.IndexFunc(c.log, func(l store.CorrectionEntry) bool { return l.ID == e.Undoes })
	switch {
	case at < 0:
		return &store.CorrectionError{Problem: fmt.Sprintf("there is no entry %d; moneytrail donor log lists them", e.Undoes), Unknown: true}
	case c.log[at].Kind == store.CorrectionUndo:
		return &store.CorrectionError{Problem: fmt.Sprintf("entry %d undoes another; to do that one again, enter it again", e.Undoes)}
	case c.log[at].UndoneBy != 0:
		return &store.CorrectionError{Problem: fmt.Sprintf("entry %d was undone already, by entry %d", e.Undoes, c.log[at].UndoneBy)}
	case slices.ContainsFunc(c.added, func(a store.Correction) bool { return a.Undoes == e.Undoes }):
		return nil
	}
	e.Subject, e.Object = 0, 0
	c.undone = append(c.undone, c.log[at].Correction)
	c.added = append(c.added, *e)
	return nil
}

func (c *corrector) prepareEntry(ctx context.Context, e *store.Correction, names written) error {
	if same := c.written(e); same != nil && (same.UndoneBy == 0 || !c.opts.Again) {
		c.repeated(same)
		return nil
	}
	if e.Kind == store.CorrectionClass {
		if err := c.db.opts.Rules.CheckClass(e.Value, e.Detail); err != nil {
			return &store.CorrectionError{Line: e.Line, Problem: err.Error()}
		}
	}
	var err error
	if e.Subject, err = c.anchor(ctx, e.SubjectAs, names, e.Line); err != nil {
		return err
	}
	if e.ObjectAs != "" {
		if e.Object, err = c.anchor(ctx, e.ObjectAs, names, e.Line); err != nil {
			return err
		}
	}
	if e.Kind == store.CorrectionSplit {
		if err := c.splitFrom(ctx, e); err != nil {
			return err
		}
	}
	if same := c.anchored(e); same != nil && (same.UndoneBy == 0 || !c.opts.Again) {
		c.repeated(same)
		return nil
	}
	if err := c.oneAlready(e); err != nil {
		return err
	}
	if err := c.nameAnchors(ctx, e); err != nil {
		return err
	}
	c.added = append(c.added, *e)
	return nil
}

func (c *corrector) repeated(same *store.Correction) {
	if same.UndoneBy == 0 {
		c.result.Repeated++
		return
	}
	c.result.Undone = append(c.result.Undone, *same)
}

// anchor gives the contributor by which an entry speaks of a donor.
func (c *corrector) anchor(ctx context.Context, text string, names written, line int) (store.DonorID, error) {
	id, err := c.find(ctx, text, names, line)
	if err != nil || c.opts.AsWritten {
		return id, err
	}
	return c.donorNow(ctx, id)
}

// splitFrom checks that a contributor that is to be split off has company, and
// keeps whose: by a name that stays behind.
func (c *corrector) splitFrom(ctx context.Context, e *store.Correction) error {
	donor, err := c.donorNow(ctx, e.Subject)
	if err != nil {
		return err
	}
	if e.Object != 0 {
		from, err := c.donorNow(ctx, e.Object)
		if err != nil || e.File != "" {
			return err
		}
		if from != donor {
			return &store.CorrectionError{Line: e.Line, Problem: fmt.Sprintf("%q is no name of %q; moneytrail donor show lists them", e.SubjectAs, e.ObjectAs)}
		}
		if !c.leaving[e.Object] {
			return nil
		}
	}
	members, err := membersOf(ctx, &c.stmts, donor)
	if err != nil {
		return err
	}
	stay := slices.DeleteFunc(members, func(m store.DonorID) bool { return m == e.Subject || c.leaving[m] })
	switch {
	case len(stay) > 0 && slices.Contains(stay, donor):
		e.Object = donor
	case len(stay) > 0:
		e.Object = stay[0]
	case e.File == "":
		return &store.CorrectionError{Problem: fmt.Sprintf("nothing would be left of %q: it has no other name as filed", e.ObjectAs)}
	}
	return nil
}

// leavingOf finds the contributors that splits take out.
func (c *corrector) leavingOf(ctx context.Context, in []store.Correction, names written) error {
	c.leaving = make(map[store.DonorID]bool)
	for i := range in {
		if in[i].Kind != store.CorrectionSplit {
			continue
		}
		id, err := c.find(ctx, in[i].SubjectAs, names, in[i].Line)
		if err != nil {
			return err
		}
		c.leaving[id] = true
	}
	return nil
}

// oneAlready refuses a command to merge what is one donor. A line of a file may
// say so: it then keeps them one whatever the rules say later.
func (c *corrector) oneAlready(e *store.Correction) error {
	if c.opts.AsWritten || e.Kind != store.CorrectionMerge && e.Kind != store.CorrectionAffiliate {
		return nil
	}
	if e.Subject == e.Object {
		return &store.CorrectionError{Problem: fmt.Sprintf("%q and %q are one donor already; moneytrail donor show %s says why", e.SubjectAs, e.ObjectAs, e.Object)}
	}
	return nil
}

// nameAnchors notes for readers of the log under which name each was known.
func (c *corrector) nameAnchors(ctx context.Context, e *store.Correction) error {
	for _, a := range []struct {
		id store.DonorID
		as *string
	}{{e.Subject, &e.SubjectAs}, {e.Object, &e.ObjectAs}} {
		if _, err := store.ParseDonorID(*a.as); err != nil && *a.as != "" || a.id == 0 {
			continue // written as a name
		}
		name, err := c.nameNow(ctx, a.id)
		if err != nil {
			return err
		}
		if e.File != "" && *a.as != "" {
			// The id was written: keep it, so that the name is not taken for
			// what the file says.
			name += " (" + a.id.String() + ")"
		}
		*a.as = name
	}
	return nil
}

// written finds the latest entry that says the same in the same words.
func (c *corrector) written(e *store.Correction) *store.Correction {
	return c.latest(func(o *store.Correction) bool {
		return e.File != "" && o.File != "" && foldName(o.SubjectAs) == foldName(e.SubjectAs) && (foldName(o.ObjectAs) == foldName(e.ObjectAs) || e.Kind == store.CorrectionSplit && e.ObjectAs == "")
	}, e)
}

// anchored finds the latest entry that says the same of the same contributors.
func (c *corrector) anchored(e *store.Correction) *store.Correction {
	same := c.latest(func(o *store.Correction) bool { return o.Subject == e.Subject && o.Object == e.Object }, e)
	if same != nil && same.UndoneBy != 0 && e.File == "" {
		return nil // a command means what it says
	}
	return same
}

func (c *corrector) latest(match func(*store.Correction) bool, e *store.Correction) *store.Correction {
	for i := range c.added {
		o := &c.added[i]
		if o.Kind == e.Kind && o.Value == e.Value && o.Detail == e.Detail && match(o) {
			return o
		}
	}
	for i := len(c.log) - 1; i >= 0; i-- {
		o := &c.log[i].Correction
		if o.Kind == e.Kind && o.Value == e.Value && o.Detail == e.Detail && match(o) {
			return o
		}
	}
	return nil
}
