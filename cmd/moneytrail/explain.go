package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/store"
)

type explainFlags struct {
	committee, donor, schedule, status, from, thru string
	limit                                          int
	after                                          int64
}

func explainCommand(a *app) *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain --committee ID",
		Short: "Show the rows behind a figure: counted and not, with reasons",
		Long: `Lists the rows of a committee, or of one of its donors, with the status of each,
the reason in words, the filing and the place in the file it came from.`,
		Example: `  moneytrail explain --committee 1392842 --schedule A
  moneytrail explain --committee 1392842 --donor d0e5w6vv2c3jfh
  moneytrail explain --committee 1392842 --status covered --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			q, err := f.query()
			if err != nil {
				return err
			}
			if err := a.checkFormat(); err != nil {
				return err
			}
			return a.explain(cmd.Context(), f.committee, q)
		},
	}
	cmd.Flags().StringVar(&f.committee, "committee", "", "committee `id`")
	cmd.Flags().StringVar(&f.donor, "donor", "", "donor `id`, as top prints it")
	cmd.Flags().StringVar(&f.schedule, "schedule", "", "schedule as filed: A, C, B1, F497P1..")
	cmd.Flags().StringVar(&f.status, "status", "", "counted, pending, covered, superseded, memo, mirror, other-money..")
	cmd.Flags().StringVar(&f.from, "from", "", "first `day` given, as 2022-01-31")
	cmd.Flags().StringVar(&f.thru, "thru", "", "last `day` given")
	cmd.Flags().IntVar(&f.limit, "limit", 50, "number of rows")
	cmd.Flags().Int64Var(&f.after, "after", 0, "continue after this `row`")
	return cmd
}

func (f *explainFlags) query() (store.ExplainQuery, error) {
	q := store.ExplainQuery{Schedule: f.schedule, Limit: f.limit, After: f.after}
	if f.committee == "" {
		return q, usagef("explain: name a committee with --committee ID; moneytrail committees lists them")
	}
	if f.limit < 1 || f.limit > api.MaxLimit {
		return q, usagef("--limit %d: choose 1 to %d; --after ROW continues", f.limit, api.MaxLimit)
	}
	var err error
	if f.donor != "" {
		if q.Donor, err = store.ParseDonorID(f.donor); err != nil {
			return q, usagef("--donor %s: not a donor id; moneytrail top prints them", f.donor)
		}
	}
	if f.status != "" {
		if q.Status = statusNamed(f.status); q.Status == store.StatusUnset {
			return q, usagef("--status %s: no such status", f.status)
		}
	}
	if q.From, err = store.ParseDate(f.from); err != nil {
		return q, usagef("--from %w", err)
	}
	if q.Thru, err = store.ParseDate(f.thru); err != nil {
		return q, usagef("--thru %w", err)
	}
	return q, nil
}

func statusNamed(name string) store.Status {
	for s := store.StatusCounted; s < store.StatusCount; s++ {
		if s.String() == name {
			return s
		}
	}
	return store.StatusUnset
}

func (a *app) explain(ctx context.Context, committee string, q store.ExplainQuery) (err error) {
	db, service, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	answer, err := service.Rows(ctx, api.RowsRequest{
		ID: committee, Donor: q.Donor, Schedule: q.Schedule, Status: q.Status, From: q.From, Thru: q.Thru, Limit: q.Limit, After: q.After,
	})
	if err != nil {
		return notFound(err, "committee", committee)
	}
	t := &table{columns: []string{"row", "given", "schedule", "transaction", "as filed", "amount", "status", "why", "filing", "file", "part", "line"}, right: map[int]bool{5: true, 11: true}}
	for _, r := range answer.Items {
		t.add(fmt.Sprint(r.ID), string(r.GivenOn), r.Schedule, r.TranID, r.AsFiled, r.AmountCents.String(), r.Status, r.Why, r.Filing.Label, r.Filing.Source.Name, r.Place.Part, fmt.Sprint(r.Place.Line))
	}
	if a.format != "table" {
		return a.print(t, answer)
	}
	return a.explainText(answer)
}

// explainText writes a row on two lines: reasons are sentences, too long for a
// column.
func (a *app) explainText(answer *api.RowList) error {
	fmt.Fprintf(a.out, "%s\n", answer.Committee.Name)
	if answer.Donor != nil {
		fmt.Fprintf(a.out, "Donor: %s, %s %s (%s)\n", answer.Donor.Name, answer.Donor.City, answer.Donor.State, answer.Donor.ID)
	}
	fmt.Fprintf(a.out, "%s, counted %s\n\n", count(answer.Rows, "row"), dollars(answer.CountedCents))
	sums := &table{columns: []string{"status", "schedule", "rows", "amount"}, right: map[int]bool{2: true, 3: true}}
	for _, l := range answer.Accounting {
		sums.add(l.Status, l.Schedule, fmt.Sprint(l.Rows), l.AmountCents.String())
	}
	if err := sums.aligned(a.out); err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	for _, r := range answer.Items {
		fmt.Fprintf(a.out, "%s  %s  %s  %s  Schedule %s %s\n", r.GivenOn, dollars(r.AmountCents), display(r.AsFiled), r.Status, r.Schedule, display(r.TranID))
		fmt.Fprintf(a.out, "    %s\n    %s; %s %s line %d\n", r.Why, r.Filing.Label, display(r.Filing.Source.Name), r.Place.Part, r.Place.Line)
	}
	if answer.Next != nil {
		fmt.Fprintf(a.out, "\nMore rows: --after %d\n", answer.Items[len(answer.Items)-1].ID)
	}
	return nil
}
