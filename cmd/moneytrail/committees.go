package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/api"
)

func committeesCommand(a *app) *cobra.Command {
	var limit, offset int
	cmd := &cobra.Command{
		Use:   "committees [WORD...]",
		Short: "List committees by money, or find them by name or id",
		Example: `  moneytrail committees
  moneytrail committees recall
  moneytrail committees 1392842 --format json`,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if limit < 1 || limit > api.MaxLimit || offset < 0 {
				return usagef("--limit %d --offset %d: choose a limit of 1 to %d and an offset of 0 or more", limit, offset, api.MaxLimit)
			}
			if err := a.checkFormat(); err != nil {
				return err
			}
			db, service, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			answer, err := service.Committees(cmd.Context(), api.CommitteesRequest{Search: strings.Join(args, " "), Limit: limit, Offset: offset})
			if err != nil {
				return err
			}
			if err := a.print(committeesTable(answer.Committees), answer); err != nil {
				return err
			}
			if shown := offset + len(answer.Committees); a.format == "table" && shown < answer.Total {
				fmt.Fprintf(a.out, "\n%d of %d shown; continue with --offset %d\n", shown, answer.Total, shown)
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 50, "number of committees")
	cmd.Flags().IntVar(&offset, "offset", 0, "leave out this many")
	return cmd
}

func committeesTable(items []api.CommitteeLine) *table {
	t := &table{
		columns: []string{"committee", "name", "itemized", "with small gifts", "late", "donors", "from", "through"},
		right:   map[int]bool{2: true, 3: true, 4: true, 5: true},
	}
	for _, c := range items {
		t.add(c.ID, c.Name, c.ItemizedCents.String(), c.TotalCents.String(), c.PendingCents.String(), fmt.Sprint(c.DistinctDonors), string(c.From), string(c.Thru))
	}
	return t
}
