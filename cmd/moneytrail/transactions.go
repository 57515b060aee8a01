package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"moneytrail/api"
	"moneytrail/store"
)

func transactionsCommand(a *app) *cobra.Command {
	var in api.TransactionsRequest
	var donor, cursor string
	cmd := &cobra.Command{
		Use:   "transactions",
		Short: "List rows of any filings by any filter, with their exact sum",
		Long: `Lists rows of filings, counted and not, by filters that combine freely: all that
are given must hold, of a list separated by commas one. Sums, counts and donors
are of the whole filter, not of the page.`,
		Example: `  moneytrail transactions --committee 1392842 --status counted --min 1000
  moneytrail transactions --class le_union --from 2022-01-01 --sort=-date
  moneytrail transactions --contest invented-recall --late yes --format csv
  moneytrail transactions --employer harbor --occupation attorney --state CA`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if in.Limit < 1 || in.Limit > api.MaxLimit {
				return usagef("--limit %d: choose 1 to %d; --cursor continues", in.Limit, api.MaxLimit)
			}
			if donor != "" {
				if in.Donor, err = store.ParseDonorID(donor); err != nil {
					return usagef("--donor %s: not a donor id; moneytrail search prints them", donor)
				}
			}
			in.Cursor = api.Cursor(cursor)
			if err := a.checkFormat(); err != nil {
				return err
			}
			return a.transactions(cmd.Context(), in)
		},
	}
	f := cmd.Flags()
	transactionFlags(f, &in)
	f.StringVar(&donor, "donor", "", "donor `id`, with all its names")
	f.StringVar(&in.Sort, "sort", "-amount", "`order`: -amount, amount, -date or date")
	f.IntVar(&in.Limit, "limit", 50, "number of rows")
	f.StringVar(&cursor, "cursor", "", "continue where a page `ended`")
	return cmd
}

// transactionFlags gives every filter that is a text a flag of its name.
func transactionFlags(f *pflag.FlagSet, in *api.TransactionsRequest) {
	for _, flag := range []struct {
		to          *string
		name, usage string
	}{
		{&in.Committee, "committee", "committee `ids`"}, {&in.Contest, "contest", "`slug` of a contest"}, {&in.Side, "side", "`side` of the contest"},
		{&in.Class, "class", "donor's `class`: law_enforcement, le_union, unknown.."}, {&in.Tag, "tag", "donor's `tag`, such as megadonor"},
		{&in.Kind, "kind", "`kinds` of money: monetary, in-kind, loan.."}, {&in.Schedule, "schedule", "`schedules` as filed: A, C, F497P1.."},
		{&in.Status, "status", "`statuses`: counted, pending, superseded.."}, {&in.Reason, "reason", "`reasons` of the status: newer-version, loan.."},
		{&in.Direction, "direction", "`received` or made"}, {&in.Form, "form", "`forms`: F460, F497.."}, {&in.Late, "late", "late money that no periodic report covers yet: `yes` or no"},
		{&in.Notice, "notice", "rows of 24-hour notices: `yes` or no"}, {&in.Min, "min", "least `amount` in dollars"}, {&in.Max, "max", "largest `amount` in dollars"},
		{&in.Name, "name", "`words` of the other party's name as filed"}, {&in.City, "city", "`city` as filed"}, {&in.State, "state", "`state` as filed"}, {&in.Zip, "zip", "ZIP `code`, five digits"},
		{&in.Entity, "entity", "`entity` as filed: IND, COM.."}, {&in.Employer, "employer", "`words` of the employer"}, {&in.Occupation, "occupation", "`words` of the occupation"},
		{(*string)(&in.From), "from", "first `day` given"}, {(*string)(&in.Thru), "thru", "last `day` given"},
		{(*string)(&in.FiledFrom), "filed-from", "first `day` filed"}, {(*string)(&in.FiledThru), "filed-thru", "last `day` filed"},
	} {
		f.StringVar(flag.to, flag.name, "", flag.usage)
	}
}

func (a *app) transactions(ctx context.Context, in api.TransactionsRequest) (err error) {
	for _, day := range []struct {
		name string
		d    *store.Date
	}{{"from", &in.From}, {"thru", &in.Thru}, {"filed-from", &in.FiledFrom}, {"filed-thru", &in.FiledThru}} {
		if *day.d, err = store.ParseDate(string(*day.d)); err != nil {
			return usagef("--%s %w", day.name, err)
		}
	}
	db, service, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	answer, err := service.Transactions(ctx, in)
	var param *api.ParamError
	if errors.As(err, &param) {
		return usagef("--%s: %s", param.Param, param.Detail)
	}
	if err != nil {
		return err
	}
	t := &table{columns: []string{"row", "given", "filed", "committee", "donor", "as filed", "amount", "schedule", "status", "class", "city", "filing"}, right: map[int]bool{6: true}}
	for _, r := range answer.Items {
		class := ""
		if r.Donor.Class != nil {
			class = r.Donor.Class.Code
		}
		t.add(fmt.Sprint(r.ID), string(r.GivenOn), string(r.FiledOn), r.Filer.ID, r.DonorID, r.AsFiled, r.AmountCents.String(), r.Schedule, r.Status, class, r.City, r.Filing.Label)
	}
	if err := a.print(t, answer); err != nil || a.format != "table" {
		return err
	}
	fmt.Fprintf(a.out, "\n%s, sum %s; counted %s (%s returned) from %s\n", count(answer.Rows, "row"), dollars(answer.SumCents), dollars(answer.CountedCents), dollars(answer.ReturnedCents), count(answer.DistinctDonors, "donor"))
	for _, l := range answer.ByStatus {
		fmt.Fprintf(a.out, "  %-12s Schedule %-8s %s, %s: %s\n", l.Status, display(l.Schedule), count(l.Rows, "row"), dollars(l.AmountCents), l.Why)
	}
	if answer.Next != nil {
		fmt.Fprintf(a.out, "\nMore rows: --cursor %s\n", *answer.Next)
	}
	return nil
}
