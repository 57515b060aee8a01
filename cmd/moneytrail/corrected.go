package main

import (
	"bytes"
	"fmt"
	"io"

	"moneytrail/api"
	"moneytrail/store"
)

// correctedLine is the JSON output of a command that enters corrections.
type correctedLine struct {
	Entries  []correctionLine  `json:"entries"`
	Repeated int               `json:"in_force_already"`
	Undone   []correctionLine  `json:"undone_before"`
	Stale    []correctionLine  `json:"stale"`
	Change   *api.FigureChange `json:"change"`
}

// printCorrected tells what corrections changed.
func (a *app) printCorrected(r *store.CorrectionResult) error {
	out := correctedLine{Repeated: r.Repeated, Entries: correctionLines(r.Entries), Stale: correctionLines(r.Stale), Undone: []correctionLine{}}
	for i := range r.Undone {
		out.Undone = append(out.Undone, newCorrectionLine(&store.CorrectionEntry{Correction: r.Undone[i]}))
	}
	var moves []api.FigureMove
	if r.Change != nil {
		c := api.NewChange(r.Change)
		out.Change, moves = &c, c.Moves
	}
	if a.format != "table" {
		return a.print(movesTable(moves), out)
	}
	for _, e := range out.Entries {
		fmt.Fprintf(a.out, "entry %d: %s", e.Entry, e.What)
		if e.State != "" && e.State != string(store.CorrectionApplied) && e.Undoes == 0 {
			fmt.Fprintf(a.out, " (%s)", e.State)
		}
		fmt.Fprintln(a.out)
	}
	if r.Repeated > 0 {
		fmt.Fprintf(a.out, "%s in force already\n", count(r.Repeated, "correction"))
	}
	for _, u := range out.Undone {
		fmt.Fprintf(a.out, "left out, since it was undone: entry %d, %s; --again enters it again\n", u.Entry, u.What)
	}
	a.tellStale(r.Stale)
	if r.Change == nil {
		fmt.Fprintln(a.out, "nothing changed")
		return nil
	}
	c := out.Change
	fmt.Fprintf(a.out, "%s moved, of %s, in %s and %s; data version %d\n", count(c.Figures, "figure"), count(c.Donors, "donor"), count(c.Committees, "committee"), count(c.Contests, "contest"), c.DataVersion)
	const shown = 20
	if len(moves) > 0 {
		if err := movesTable(moves[:min(shown, len(moves))]).aligned(indented{a.out}); err != nil {
			return err
		}
	}
	if len(moves) > shown {
		fmt.Fprintln(a.out, "  ..and more; moneytrail donor changes lists them")
	}
	return nil
}

func correctionLines(all []store.CorrectionEntry) []correctionLine {
	out := []correctionLine{}
	for i := range all {
		out = append(out, newCorrectionLine(&all[i]))
	}
	return out
}

// indented writes lines two blanks in.
type indented struct{ io.Writer }

func (w indented) Write(p []byte) (int, error) {
	for line := range bytes.Lines(p) {
		if _, err := fmt.Fprintf(w.Writer, "  %s", line); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}
