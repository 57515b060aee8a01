package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/resolve"
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

--corrections lays a CSV of your decisions over the result, in the form
"variant,canonical" or "action,donor,target,reason,link,author,date" with the
actions merge, split, rename and affiliate. The file is the record: leave a line
out and resolve again, and it is undone. --exact undoes every join.`,
		Example: `  moneytrail resolve
  moneytrail resolve --corrections corrections.csv
  moneytrail resolve --exact`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			resolver, err := chooseResolver(corrections, exact)
			if err != nil {
				return err
			}
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			bar := newProgress(a.err, "donors", 0, a.now)
			defer bar.close()
			r, err := db.Resolve(cmd.Context(), resolver)
			if err != nil {
				return asCorrectionError(corrections, err)
			}
			if a.format == "json" {
				return printJSON(a.out, r)
			}
			fmt.Fprintf(a.out, "%s as filed: %s before, %s now\n", count(r.Contributors, "contributor"), count(r.Before, "donor"), thousands(r.After))
			fmt.Fprintf(a.out, "  %s moved to another donor; %s ranked again\n", count(r.Moved, "contributor"), count(r.Committees, "committee"))
			fmt.Fprintf(a.out, "  %s possibly the same and %s in conflict: moneytrail review lists them by money\n", count(r.Possible, "pair"), thousands(r.Conflicts))
			for _, s := range r.Stale {
				a.say("stale correction: %s", s)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&corrections, "corrections", "", "CSV `file` of merges, splits, names and affiliations")
	cmd.Flags().BoolVar(&exact, "exact", false, "undo every join: a donor is an exact name at one ZIP code again")
	return cmd
}

func chooseResolver(path string, exact bool) (store.Resolver, error) {
	if exact && path != "" {
		return nil, usagef("resolve: choose --exact or --corrections")
	}
	if exact {
		return func([]store.ContributorFacts, map[store.DonorID]store.DonorID) (*store.Resolution, error) {
			return &store.Resolution{}, nil
		}, nil
	}
	if path == "" {
		return rules.Resolver(nil, nil), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, &store.InputError{File: path, Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
	}
	defer func() { _ = f.Close() }() // only read
	list, err := resolve.ParseCorrections(f)
	if err != nil {
		return nil, asCorrectionError(path, err)
	}
	return rules.Resolver(nil, list), nil
}

func asCorrectionError(path string, err error) error {
	if errors.Is(err, resolve.ErrCorrection) {
		return &store.InputError{File: path, Problem: err.Error(), Hint: "nothing was changed; mend the line and try again"}
	}
	return err
}

func reviewCommand(a *app) *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:     "review",
		Short:   "List pairs of donors that a person should decide about, by money",
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
				lines = append(lines, reviewLine{p.Answer, p.Weight, p.A.Name, p.A.ID.String(), p.NetA, p.B.Name, p.B.ID.String(), p.NetB, p.Evidence})
			}
			return a.print(t, lines)
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
}
