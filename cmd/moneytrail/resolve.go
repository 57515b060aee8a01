package main

import (
	"context"
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

People's corrections (moneytrail donor, moneytrail corrections) are laid over the
result. --corrections enters a CSV of them first, as corrections import does.
--exact undoes every join by the rules, and later files join nobody either, until
the next resolve; corrections stay.`,
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
			var entries []store.Correction
			if f.corrections != "" {
				if entries, err = readCorrections(f.corrections); err != nil {
					return err
				}
			}
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			if len(entries) > 0 {
				if _, err := enterCorrections(cmd.Context(), db, f.corrections, entries, false); err != nil {
					return err
				}
			}
			frugal()
			bar := newProgress(a.err, "donors", 0, a.now)
			r, err := db.Resolve(cmd.Context(), resolver, bar.stage)
			bar.close()
			if err != nil {
				return err
			}
			log, err := db.Corrections(cmd.Context())
			if err != nil {
				return err
			}
			a.tellStale(log)
			return a.printResolve(&r)
		},
	}
	cmd.Flags().StringVar(&f.corrections, "corrections", "", "CSV `file` of corrections to enter first")
	cmd.Flags().StringVar(&f.weights, "weights", "", "weight `file` to take in place of the shipped one")
	cmd.Flags().BoolVar(&f.full, "full", false, "estimate the weights from the names in the database")
	cmd.Flags().BoolVar(&f.exact, "exact", false, "undo every join by the rules: a donor is an exact name at one ZIP code again")
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
	if f.full {
		return rules.Estimating(), nil
	}
	weights, err := readWeights(f.weights)
	if err != nil {
		return nil, err
	}
	return rules.Resolver(weights), nil
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
