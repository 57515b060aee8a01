package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/store"
)

func donorLog(a *app) *cobra.Command {
	var inForce bool
	cmd := &cobra.Command{
		Use:   "log",
		Short: "List the corrections, with what became of each",
		Long: `Every entry ever made, oldest first. The state of one in force is: applied; agrees
(the rules say the same by now); stale (no filing holds its donor any more);
contradicted (another entry, named, stands against it). moneytrail donor changes
lists the figures that moved.`,
		Example: "  moneytrail donor log --format csv > log.csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if err := a.checkFormat(); err != nil {
				return err
			}
			db, _, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			log, err := db.Corrections(cmd.Context())
			if err != nil {
				return err
			}
			t := &table{columns: []string{"entry", "at", "state", "what", "reason", "link", "author", "change", "file", "line"}, right: map[int]bool{0: true, 7: true, 9: true}}
			lines := []correctionLine{}
			for i := range log {
				l := newCorrectionLine(&log[i])
				if inForce && (l.UndoneBy != 0 || l.Undoes != 0) {
					continue
				}
				lines = append(lines, l)
				t.add(fmt.Sprint(l.Entry), l.At, l.State, l.What, l.Reason, l.Link, l.Author, fmt.Sprint(l.Change), l.File, blank(l.Line))
			}
			if err := a.print(t, lines); err != nil {
				return err
			}
			a.tellStale(log)
			return nil
		},
	}
	cmd.Flags().BoolVar(&inForce, "in-force", false, "only entries that nobody has undone")
	return cmd
}

func blank(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// tellStale names the entries in force that do nothing as they were meant.
func (a *app) tellStale(log []store.CorrectionEntry) {
	for i := range log {
		e := &log[i]
		switch {
		case !e.InForce():
		case e.State == store.CorrectionStale:
			a.say("stale correction: entry %d (%s): no filing holds its donor any more; undo it or wait for the filing", e.ID, e.Text())
		case e.State == store.CorrectionContradicted:
			a.say("contradicted correction: entry %d (%s) is against entry %d and not applied; undo one of them", e.ID, e.Text(), e.By)
		}
	}
}

// correctionLine is an entry in the JSON output.
type correctionLine struct {
	Entry     int64  `json:"entry"`
	At        string `json:"at"`
	Kind      string `json:"kind"`
	State     string `json:"state"` // also "undone by N" and "undoes N"
	What      string `json:"what"`
	SubjectID string `json:"subject_id"`
	Subject   string `json:"subject"`
	ObjectID  string `json:"object_id"`
	Object    string `json:"object"`
	Value     string `json:"value"`
	Detail    string `json:"detail"`
	Reason    string `json:"reason"`
	Link      string `json:"link"`
	Author    string `json:"author"`
	Date      string `json:"date"`
	File      string `json:"file"`
	Line      int    `json:"line"`
	Undoes    int64  `json:"undoes"`
	UndoneBy  int64  `json:"undone_by"`
	Change    int64  `json:"change"`
}

func newCorrectionLine(e *store.CorrectionEntry) correctionLine {
	l := correctionLine{
		Entry: e.ID, At: e.At.UTC().Format(time.RFC3339), Kind: string(e.Kind), State: string(e.State), What: e.Text(), Subject: e.SubjectAs, Object: e.ObjectAs,
		Value: e.Value, Detail: e.Detail, Reason: e.Reason, Link: e.Link, Author: e.Author, Date: string(e.Date), File: e.File, Line: e.Line,
		Undoes: e.Undoes, UndoneBy: e.UndoneBy, Change: e.Change,
	}
	if e.Subject != 0 {
		l.SubjectID = e.Subject.String()
	}
	if e.Object != 0 {
		l.ObjectID = e.Object.String()
	}
	switch {
	case e.UndoneBy != 0:
		l.State = fmt.Sprintf("undone by %d", e.UndoneBy)
	case e.Undoes != 0:
		l.State = fmt.Sprintf("undoes %d", e.Undoes)
	case e.State == store.CorrectionContradicted:
		l.State = fmt.Sprintf("contradicted by %d", e.By)
	}
	return l
}

func donorChanges(a *app) *cobra.Command {
	var limit int
	var after int64
	cmd := &cobra.Command{
		Use:   "changes",
		Short: "List what corrections and changed rules did to the figures: before, after, why, when",
		Long: `The public log of changes, latest first: the same as GET /api/v1/changes. Counts are
exact; of each change the largest moves are kept by name. CSV has a line a figure.`,
		Example: `  moneytrail donor changes
  moneytrail donor changes --limit 200 --format csv > changes.csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if err := a.checkFormat(); err != nil {
				return err
			}
			if limit < 1 || limit > api.MaxLimit {
				return usagef("--limit %d: choose 1 to %d; --after CHANGE continues", limit, api.MaxLimit)
			}
			db, service, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			answer, err := service.Changes(cmd.Context(), api.ChangesRequest{Limit: limit, Moves: store.MaxMoves, After: after})
			if err != nil {
				return err
			}
			return a.printChanges(answer)
		},
	}
	cmd.Flags().IntVar(&limit, "limit", api.DefaultLimit, "number of changes")
	cmd.Flags().Int64Var(&after, "after", 0, "continue after this `change`")
	return cmd
}

func (a *app) printChanges(answer *api.ChangeList) error {
	if a.format == "table" {
		for i := range answer.Changes {
			c := &answer.Changes[i]
			fmt.Fprintf(a.out, "change %d, %s, data version %d: %s\n", c.ID, c.At, c.DataVersion, c.What)
			if c.Reason != "" {
				fmt.Fprintf(a.out, "  because %s\n", display(c.Reason))
			}
			fmt.Fprintf(a.out, "  %s moved, of %s, in %s and %s\n", count(c.Figures, "figure"), count(c.Donors, "donor"), count(c.Committees, "committee"), count(c.Contests, "contest"))
			if err := movesTable(c.Moves).aligned(indented{a.out}); err != nil {
				return err
			}
		}
		if answer.Next != nil {
			fmt.Fprintf(a.out, "More changes: --after %d\n", answer.Changes[len(answer.Changes)-1].ID)
		}
		return nil
	}
	t := movesTable(nil)
	t.columns = append([]string{"change", "at", "cause", "what", "reason", "author"}, t.columns...)
	t.right = map[int]bool{0: true, 11: true, 12: true, 13: true, 14: true}
	for i := range answer.Changes {
		c := &answer.Changes[i]
		for _, row := range movesTable(c.Moves).rows {
			t.add(append([]string{fmt.Sprint(c.ID), c.At, c.Cause, c.What, c.Reason, c.Author}, row...)...)
		}
	}
	return a.print(t, answer)
}

func movesTable(moves []api.FigureMove) *table {
	t := &table{
		columns: []string{"figure of", "side", "name", "donor", "id", "before", "now", "late before", "late now", "class before", "class now"},
		right:   map[int]bool{5: true, 6: true, 7: true, 8: true},
	}
	for i := range moves {
		m := &moves[i]
		of := m.ID
		if of == "" {
			of = "all gifts"
		}
		t.add(of, m.Side, m.Name, m.DonorName, m.Donor, m.BeforeCents.String(), m.AfterCents.String(), m.PendingBeforeCents.String(), m.PendingAfterCents.String(), m.ClassBefore, m.ClassAfter)
	}
	return t
}
