package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/rules"
)

func resolveCommand(a *app) *cobra.Command {
	var corrections string
	var exact bool
	cmd := &cobra.Command{
		Use:   "resolve",
		Short: "Decide who is one donor, over all names as filed",
		Long: `Compares contributors as filed (names, places, jobs, committee ids) and joins those
that are one donor beyond doubt. Pairs that are only possibly the same are never
added up: moneytrail review lists them. Ranks follow at once.

People's corrections (moneytrail donor, moneytrail corrections) are laid over the
result. --corrections enters a CSV of them first, as corrections import does.
--exact undoes every join by the rules; corrections stay.`,
		Example: `  moneytrail resolve
  moneytrail resolve --corrections corrections.csv
  moneytrail resolve --exact`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			resolver, err := chooseResolver(corrections, exact)
			if err != nil {
				return err
			}
			var entries []store.Correction
			if corrections != "" {
				if entries, err = readCorrections(corrections); err != nil {
					return err
				}
			}
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			if len(entries) > 0 {
				if _, err := enterCorrections(cmd.Context(), db, corrections, entries, false); err != nil {
					return err
				}
			}
			bar := newProgress(a.err, "donors", 0, a.now)
			defer bar.close()
			r, err := db.Resolve(cmd.Context(), resolver)
			if err != nil {
				return err
			}
			log, err := db.Corrections(cmd.Context())
			if err != nil {
				return err
			}
			a.tellStale(log)
			if a.format == "json" {
				return printJSON(a.out, r)
			}
			fmt.Fprintf(a.out, "%s as filed: %s before, %s now\n", count(r.Contributors, "contributor"), count(r.Before, "donor"), thousands(r.After))
			fmt.Fprintf(a.out, "  %s moved to another donor; %s ranked again\n", count(r.Moved, "contributor"), count(r.Committees, "committee"))
			fmt.Fprintf(a.out, "  %s possibly the same and %s in conflict: moneytrail review lists them by money\n", count(r.Possible, "pair"), thousands(r.Conflicts))
			return nil
		},
	}
	cmd.Flags().StringVar(&corrections, "corrections", "", "CSV `file` of corrections to enter first")
	cmd.Flags().BoolVar(&exact, "exact", false, "undo every join by the rules: a donor is an exact name at one ZIP code again")
	return cmd
}

func chooseResolver(corrections string, exact bool) (store.Resolver, error) {
	if exact && corrections != "" {
		return nil, usagef("resolve: choose --exact or --corrections")
	}
	if exact {
		return func([]store.ContributorFacts, map[store.DonorID]store.DonorID) (*store.Resolution, error) {
			return &store.Resolution{}, nil
		}, nil
	}
	return rules.Resolver(nil, nil), nil
}

func reviewCommand(a *app) *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "review",
		Short: "List pairs of donors that a person should decide about, by money",
		Long: `Pairs that are possibly the same, and conflicts (evidence for and against), by the
money of the smaller donor, with the commands that decide about each. Pairs that a
correction in force decides are not listed.`,
		Example: "  moneytrail review --limit 20",
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
			pairs, err := db.Review(cmd.Context(), limit)
			if err != nil {
				return err
			}
			t := &table{columns: []string{"answer", "weight", "donor", "id", "gave", "other donor", "id", "gave", "evidence"}, right: map[int]bool{1: true, 4: true, 7: true}}
			lines := []reviewLine{}
			for _, p := range pairs {
				t.add(p.Answer, fmt.Sprintf("%.1f", p.Weight), p.A.Name, p.A.ID.String(), p.NetA.String(), p.B.Name, p.B.ID.String(), p.NetB.String(), strings.Join(p.Evidence, "; "))
				from, into := p.A.ID.String(), p.B.ID.String()
				if p.NetA > p.NetB {
					from, into = into, from
				}
				lines = append(lines, reviewLine{
					p.Answer, p.Weight, p.A.Name, p.A.ID.String(), p.NetA, p.B.Name, p.B.ID.String(), p.NetB, p.Evidence, mergeCommand(from, into), neverCommand(from, into),
				})
			}
			if err := a.print(t, lines); err != nil || a.format != "table" || len(lines) == 0 {
				return err
			}
			fmt.Fprintln(a.out, "\nTo decide, in the same order (donor show ID has the evidence of each):")
			for _, l := range lines {
				fmt.Fprintf(a.out, "  %s\n    or %s\n", l.Merge, l.Apart)
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 50, "number of pairs")
	return cmd
}

// reviewLine is a line of the JSON output. Amounts are cents.
type reviewLine struct {
	Answer   string      `json:"answer"`
	Weight   float64     `json:"weight"`
	A        string      `json:"donor"`
	AID      string      `json:"donor_id"`
	ANet     store.Cents `json:"net_cents"`
	B        string      `json:"other"`
	BID      string      `json:"other_id"`
	BNet     store.Cents `json:"other_net_cents"`
	Evidence []string    `json:"evidence"`
	Merge    string      `json:"merge"` // the command that makes them one
	Apart    string      `json:"keep_apart"`
}
