package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/resolve"
	"moneytrail/store/rules"
)

// resolveFlags are what resolve is told.
type resolveFlags struct {
	corrections, weights string
	exact, full, print   bool
}

// check refuses ways that exclude each other.
func (f *resolveFlags) check() error {
	ways := 0
	for _, chosen := range [...]bool{f.weights != "", f.full, f.exact, f.print} {
		if chosen {
			ways++
		}
	}
	if ways > 1 || f.corrections != "" && (f.exact || f.print) {
		return usagef("resolve: choose one of --weights, --full, --exact and --print-weights; --corrections goes with the first two")
	}
	return nil
}

func resolveCommand(a *app) *cobra.Command {
	var f resolveFlags
	cmd := &cobra.Command{
		Use:   "resolve",
		Short: "Decide who is one donor, over all names as filed",
		Long: `Compares contributors as filed (names, places, jobs, committee ids) and joins those
that are one donor beyond doubt. Pairs that are only possibly the same are never
added up: moneytrail review lists them. Ranks follow at once. Loading files
matches their contributors by the same rules, so that this is needed only to
change how, or after an import with --no-resolve.

The rules work with weights: those that are shipped, or, with --full, others that
are estimated from the names in the database and kept in it. --print-weights
writes the file in force; --weights FILE takes such a file. They stay in force
until the next resolve. docs/donors.md explains both.

--corrections lays a CSV of your decisions over the result, in the form
"variant,canonical" or "action,donor,target,reason,link,author,date" with the
actions merge, split, rename and affiliate. The file is the record: leave a line
out and resolve again, and it is undone. --exact undoes every join, and later
files join nobody either, until the next resolve.`,
		Example: `  moneytrail resolve
  moneytrail resolve --full
  moneytrail resolve --print-weights > weights.json
  moneytrail resolve --corrections corrections.csv
  moneytrail resolve --exact`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if err := f.check(); err != nil {
				return err
			}
			if f.print {
				return a.printWeights(cmd.Context())
			}
			resolver, err := f.resolver()
			if err != nil {
				return err
			}
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			frugal()
			bar := newProgress(a.err, "donors", 0, a.now)
			r, err := db.Resolve(cmd.Context(), resolver, bar.stage)
			bar.close()
			if err != nil {
				return asCorrectionError(f.corrections, err)
			}
			return a.printResolve(&r)
		},
	}
	cmd.Flags().StringVar(&f.corrections, "corrections", "", "CSV `file` of merges, splits, names and affiliations")
	cmd.Flags().StringVar(&f.weights, "weights", "", "weight `file` to take in place of the shipped one")
	cmd.Flags().BoolVar(&f.full, "full", false, "estimate the weights from the names in the database")
	cmd.Flags().BoolVar(&f.exact, "exact", false, "undo every join: a donor is an exact name at one ZIP code again")
	cmd.Flags().BoolVar(&f.print, "print-weights", false, "write the weight file in force and change nothing")
	return cmd
}

// printResolve tells what a resolution changed, in donors and dollars.
func (a *app) printResolve(r *store.ResolveResult) error {
	if a.format == "json" {
		return printJSON(a.out, r)
	}
	fmt.Fprintf(a.out, "%s as filed: %s before, %s now\n", count(r.Contributors, "contributor"), count(r.Before, "donor"), thousands(r.After))
	fmt.Fprintf(a.out, "  %s moved to another donor; %s ranked again\n", count(r.Moved, "contributor"), count(r.Committees, "committee"))
	if len(r.Largest) > 0 {
		fmt.Fprintf(a.out, "  $%s attributed anew; totals stay; the donors that grew most:\n", r.MovedMoney)
		t := &table{columns: []string{"donor", "id", "before", "now"}, right: map[int]bool{2: true, 3: true}}
		for _, g := range r.Largest {
			t.add(g.Donor.Name, g.Donor.ID.String(), g.Before.String(), g.After.String())
		}
		if err := t.aligned(a.out); err != nil {
			return err
		}
	}
	if r.Weights != "" {
		fmt.Fprintf(a.out, "  weights %s; %s possibly the same and %s in conflict: moneytrail review lists them by money\n", r.Weights, count(r.Possible, "pair"), thousands(r.Conflicts))
	}
	for _, s := range r.Stale {
		a.say("stale correction: %s", s)
	}
	return nil
}

func (a *app) printWeights(ctx context.Context) (err error) {
	db, _, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	file, err := db.WeightFile(ctx)
	if err != nil {
		return err
	}
	_, err = a.out.Write(file)
	return err
}

// resolver gives what decides who is one donor.
func (f *resolveFlags) resolver() (store.Resolver, error) {
	if f.exact {
		return rules.Unresolved, nil
	}
	list, err := readCorrections(f.corrections)
	if err != nil {
		return nil, err
	}
	if f.full {
		return rules.Estimating(list), nil
	}
	weights, err := readWeights(f.weights)
	if err != nil {
		return nil, err
	}
	return rules.Resolver(weights, list), nil
}

// readWeights reads a weight file; nil when none is named.
func readWeights(path string) (*resolve.Weights, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, &store.InputError{File: path, Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
	}
	defer func() { _ = f.Close() }() // only read
	w, err := resolve.ReadWeights(f)
	if err != nil {
		return nil, &store.InputError{File: path, Problem: err.Error(), Hint: "moneytrail resolve --print-weights shows the form"}
	}
	return w, nil
}

func readCorrections(path string) ([]resolve.Correction, error) {
	if path == "" {
		return nil, nil
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
	return list, nil
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
