package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/rules"
)

// diffLine is a row that one version changed, in JSON and CSV. Amounts are
// cents; Before is 0 for an added row, After for a dropped one.
type diffLine struct {
	Report      string      `json:"report"`
	From        string      `json:"from"`
	To          string      `json:"to"`
	Change      string      `json:"change"` // added, dropped, changed
	Schedule    string      `json:"schedule"`
	TranID      string      `json:"tran_id"`
	Name        string      `json:"name"`
	Given       store.Date  `json:"given_on"`
	BeforeCents store.Cents `json:"before_cents"`
	AfterCents  store.Cents `json:"after_cents"`
	Fields      []string    `json:"fields"`
}

func diffCommand(a *app) *cobra.Command {
	var committee, report string
	cmd := &cobra.Command{
		Use:   "diff --committee ID",
		Short: "Show what amendments changed: rows added, dropped and changed",
		Example: `  moneytrail diff --committee 1392842
  moneytrail diff --committee C00101766 --format csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if committee == "" {
				return usagef("diff: name a committee with --committee ID; moneytrail committees lists them")
			}
			if err := a.checkFormat(); err != nil {
				return err
			}
			db, _, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			lines := []diffLine{}
			err = db.Versions(cmd.Context(), committee, report, func(versions []store.FilingVersion, rows [][]store.RowView) error {
				if len(versions) == 1 {
					a.say("note: %s is an amendment whose original (%s) is not loaded: nothing to compare with", versions[0].Label(), versions[0].Key.Report)
				}
				for i := 1; i < len(versions); i++ {
					d := rules.InForce{}.Diff(rows[i-1], rows[i])
					d.Before, d.After = versions[i-1], versions[i]
					lines = append(lines, diffLines(&d)...)
				}
				return nil
			})
			if err != nil {
				return notFound(err, "committee", committee)
			}
			return a.printDiff(lines)
		},
	}
	cmd.Flags().StringVar(&committee, "committee", "", "committee `id`")
	cmd.Flags().StringVar(&report, "report", "", "one report only, by its `key` as explain --format json prints it")
	return cmd
}

func diffLines(d *store.VersionDiff) []diffLine {
	var out []diffLine
	add := func(change string, r *store.RowView, before, after store.Cents, fields []string) {
		out = append(out, diffLine{
			Report: d.After.Key.Report, From: d.Before.Label(), To: d.After.Label(), Change: change, Schedule: r.Schedule, TranID: r.TranID,
			Name: r.Counterparty, Given: r.Date, BeforeCents: before, AfterCents: after, Fields: fields,
		})
	}
	for i := range d.Added {
		add("added", &d.Added[i], 0, d.Added[i].Amount, []string{})
	}
	for i := range d.Dropped {
		add("dropped", &d.Dropped[i], d.Dropped[i].Amount, 0, []string{})
	}
	for i := range d.Changed {
		c := &d.Changed[i]
		add("changed", &c.After, c.Before.Amount, c.After.Amount, c.Fields)
	}
	return out
}

func (a *app) printDiff(lines []diffLine) error {
	t := &table{columns: []string{"version", "change", "schedule", "transaction", "name", "given", "before", "after", "fields"}, right: map[int]bool{6: true, 7: true}}
	for _, l := range lines {
		t.add(l.To, l.Change, l.Schedule, l.TranID, l.Name, string(l.Given), l.BeforeCents.String(), l.AfterCents.String(), strings.Join(l.Fields, ", "))
	}
	if a.format == "table" && len(lines) == 0 {
		fmt.Fprintln(a.out, "no report of this committee was filed twice, or its versions have the same rows")
		return nil
	}
	return a.print(t, lines)
}
