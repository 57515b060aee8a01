package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/rules"
)

// reconcileLine is a line of the JSON output. Amounts are cents.
type reconcileLine struct {
	Committee     string      `json:"committee"`
	CommitteeName string      `json:"committee_name"`
	Report        string      `json:"report"`
	Schedule      string      `json:"schedule"`
	Line          string      `json:"line"`
	Rows          int         `json:"rows"`
	ItemizedCents store.Cents `json:"itemized_cents"`
	ReportedCents store.Cents `json:"reported_cents"`
	GapCents      store.Cents `json:"gap_cents"`
	Reason        string      `json:"reason"`
	Source        string      `json:"source_sha256"`
}

func reconcileCommand(a *app) *cobra.Command {
	var committee string
	var gapsOnly, strict bool
	cmd := &cobra.Command{
		Use:   "reconcile",
		Short: "Compare itemized rows with the filers' own summary lines",
		Long: `For every report in force and every schedule with a summary line (California A,
C, I lines 1 and B1 line 1) compares the itemized rows with what the filer wrote,
to the cent, and gives the reason of each gap, or "unexplained".`,
		Example: `  moneytrail reconcile
  moneytrail reconcile --committee 1249144 --gaps
  moneytrail reconcile --strict --format csv > gaps.csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if err := a.checkFormat(); err != nil {
				return err
			}
			db, _, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			var all []store.Reconciliation
			err = db.ReportSums(cmd.Context(), committee, func(r *store.ReportSums) error {
				all = append(all, rules.InForce{}.Reconcile(r)...)
				return nil
			})
			if err != nil {
				return notFound(err, "committee", committee)
			}
			gaps, err := a.printReconciliation(all, gapsOnly)
			if err == nil && strict && gaps > 0 {
				return errGap
			}
			return err
		},
	}
	cmd.Flags().StringVar(&committee, "committee", "", "one committee only (`id`)")
	cmd.Flags().BoolVar(&gapsOnly, "gaps", false, "show only what does not tie")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit with 6 when anything does not tie")
	return cmd
}

func (a *app) printReconciliation(all []store.Reconciliation, gapsOnly bool) (gaps int, err error) {
	t := &table{
		columns: []string{"committee", "report", "schedule", "line", "rows", "itemized", "summary", "gap", "reason"},
		right:   map[int]bool{4: true, 5: true, 6: true, 7: true},
	}
	lines := []reconcileLine{}
	type score struct{ tied, all int }
	scores := make(map[string]*score)
	var order []string
	for _, r := range all {
		if scores[r.Schedule] == nil {
			scores[r.Schedule] = &score{}
			order = append(order, r.Schedule)
		}
		scores[r.Schedule].all++
		if r.Gap == 0 {
			scores[r.Schedule].tied++
		} else {
			gaps++
		}
		if gapsOnly && r.Gap == 0 {
			continue
		}
		t.add(r.Committee.Public, r.Filing.Label(), r.Schedule, r.Line, fmt.Sprint(r.Rows), r.Itemized.String(), r.Reported.String(), r.Gap.String(), r.Reason)
		lines = append(lines, reconcileLine{
			Committee: r.Committee.Public, CommitteeName: r.Committee.Name, Report: r.Filing.Label(), Schedule: r.Schedule, Line: r.Line, Rows: r.Rows,
			ItemizedCents: r.Itemized, ReportedCents: r.Reported, GapCents: r.Gap, Reason: r.Reason, Source: r.Filing.Source.SHA256,
		})
	}
	if err := a.print(t, lines); err != nil {
		return gaps, err
	}
	if a.format == "table" {
		fmt.Fprintln(a.out)
		for _, s := range order {
			fmt.Fprintf(a.out, "Schedule %s: %d of %d reports tie to the cent\n", s, scores[s].tied, scores[s].all)
		}
	}
	return gaps, nil
}
