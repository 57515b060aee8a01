package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/api"
)

const maxFound = 50

func searchCommand(a *app) *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "search WORD...",
		Short: "Find donors, committees and filings by name",
		Long: `Finds what begins with the words, in any order. Nicknames (bob, Robert), acronyms
(SEIU) and, when that finds too little, misspellings are understood. Words in
quotes stand for themselves alone. Donors and committees come by money, filings
by day.

Every start reads all names first, which takes seconds where there are a million
donors (1.7 s for 150,000 on a busy machine). serve keeps them in memory.`,
		Example: `  moneytrail search bob kowalczyk
  moneytrail search '"baum"'
  moneytrail search police protective --format json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 || limit > maxFound {
				return usagef("--limit %d: choose 1 to %d", limit, maxFound)
			}
			if err := a.checkFormat(); err != nil {
				return err
			}
			return a.search(cmd.Context(), strings.Join(args, " "), limit)
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 10, "number of results of each kind")
	return cmd
}

func (a *app) search(ctx context.Context, words string, limit int) (err error) {
	db, service, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	answer, err := service.Search(ctx, api.SearchRequest{Words: words, Limit: limit})
	if err != nil {
		return err
	}
	if a.format != "table" {
		return a.print(foundTable(answer), answer)
	}
	for _, group := range []struct {
		one, many string
		found     api.FoundCount
		table     *table
	}{
		{"donor", "donors", answer.Donors.FoundCount, foundDonors(answer)},
		{"committee", "committees", answer.Committees.FoundCount, foundCommittees(answer)},
		{"filing", "filings", answer.Filings.FoundCount, foundFilings(answer)},
	} {
		fmt.Fprint(a.out, api.Count(group.found.Count, group.one, group.many))
		if forgiven := group.found.Count - group.found.Spelled; forgiven > 0 {
			fmt.Fprintf(a.out, ", %s of them spelled otherwise", api.Number(forgiven))
		}
		fmt.Fprintln(a.out)
		if len(group.table.rows) > 0 {
			if err := group.table.aligned(a.out); err != nil {
				return err
			}
		}
		fmt.Fprintln(a.out)
	}
	return nil
}

func foundDonors(answer *api.SearchAnswer) *table {
	t := &table{columns: []string{"donor", "name", "given", "city", "class", "also filed as"}, right: map[int]bool{2: true}}
	for _, f := range answer.Donors.Items {
		class := ""
		if f.Donor.Class != nil {
			class = f.Donor.Class.Code
		}
		t.add(f.Donor.ID, f.Donor.Name, f.GivenCents.String(), strings.TrimSpace(f.Donor.City+" "+f.Donor.State), class, strings.Join(f.AlsoFiled, "; "))
	}
	return t
}

func foundCommittees(answer *api.SearchAnswer) *table {
	t := &table{columns: []string{"committee", "name", "itemized", "donors", "through"}, right: map[int]bool{2: true, 3: true}}
	for _, c := range answer.Committees.Items {
		t.add(c.ID, c.Name, c.ItemizedCents.String(), fmt.Sprint(c.DistinctDonors), string(c.Thru))
	}
	return t
}

func foundFilings(answer *api.SearchAnswer) *table {
	t := &table{columns: []string{"filing", "filed", "committee", "name"}}
	for _, f := range answer.Filings.Items {
		t.add(f.Filing.Label, string(f.Filing.Filed), f.Filer.ID, f.Filer.Name)
	}
	return t
}

// foundTable puts all kinds into one table, for spreadsheets.
func foundTable(answer *api.SearchAnswer) *table {
	t := &table{columns: []string{"kind", "id", "name", "amount", "day"}, right: map[int]bool{3: true}}
	for _, f := range answer.Donors.Items {
		t.add("donor", f.Donor.ID, f.Donor.Name, f.GivenCents.String(), "")
	}
	for _, c := range answer.Committees.Items {
		t.add("committee", c.ID, c.Name, c.ItemizedCents.String(), string(c.Thru))
	}
	for _, f := range answer.Filings.Items {
		t.add("filing", f.Filer.ID, f.Filing.Label, "", string(f.Filing.Filed))
	}
	return t
}
