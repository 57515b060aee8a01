package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/sqlite"
)

func donorCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "donor",
		Short: "Correct who is one donor, and what kind: reversible, with reasons, in a public log",
		Long: `Each correction is an entry of an append-only log in the database and applies at
once: donors, classes and the ranks of every committee and contest it touches.
It prints the figures that moved. Filed rows never change; undo restores what
there was. Corrections last over imports and resolve.

DONOR is a donor's id (d and 13 letters, as top prints it) or a name as filed that
one donor alone has. See docs/corrections.md.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		donorMerge(a), donorSplit(a), donorNever(a), donorRename(a), donorClass(a), donorAffiliate(a), donorUndo(a),
		donorLog(a), donorChanges(a), donorShow(a),
	)
	return cmd
}

// because is why a correction is made, and by whom.
type because struct{ reason, link, author string }

func (b *because) flags(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&b.reason, "reason", "", "why, in `words` for readers of the public log (required)")
	cmd.Flags().StringVar(&b.link, "link", "", "`address` of the evidence")
	cmd.Flags().StringVar(&b.author, "author", os.Getenv("MONEYTRAIL_AUTHOR"), "`name` of whoever decides (environment: MONEYTRAIL_AUTHOR)")
	return cmd
}

func (b *because) entry(kind store.CorrectionKind, subject, object string) store.Correction {
	return store.Correction{Kind: kind, SubjectAs: subject, ObjectAs: object, Reason: strings.TrimSpace(b.reason), Link: b.link, Author: b.author}
}

func donorMerge(a *app) *cobra.Command {
	var why because
	return why.flags(&cobra.Command{
		Use:   "merge DONOR INTO",
		Short: "Make two donors one, known by the id of the second",
		Example: `  moneytrail donor merge d0e5w6vv2c3jfh d2k7m1c8x4q9ab --reason "same person: signed both forms" --author editor
  moneytrail donor merge "Invented Hats" "Invented Hat Works" --reason "renamed in 2031"`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.correct(cmd.Context(), sqlite.CorrectOptions{}, why.entry(store.CorrectionMerge, args[0], args[1]))
		},
	})
}

func donorSplit(a *app) *cobra.Command {
	var why because
	return why.flags(&cobra.Command{
		Use:   "split DONOR CONTRIBUTOR...",
		Short: "Take names as filed out of a donor: they are not that donor",
		Long: `CONTRIBUTOR is a name as filed that is taken for DONOR, by its id; donor show lists
them. Several become one donor together; split them one by one to have each apart.`,
		Example: `  moneytrail donor split d0e5w6vv2c3jfh d2k7m1c8x4q9ab --reason "the son, of the same name"`,
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			var entries []store.Correction
			for _, contributor := range args[1:] {
				entries = append(entries, why.entry(store.CorrectionSplit, contributor, args[0]))
			}
			for _, contributor := range args[2:] {
				entries = append(entries, why.entry(store.CorrectionMerge, contributor, args[1]))
			}
			return a.correct(cmd.Context(), sqlite.CorrectOptions{AsWritten: true}, entries...)
		},
	})
}

func donorNever(a *app) *cobra.Command {
	var why because
	return why.flags(&cobra.Command{
		Use:     "never-merge DONOR OTHER",
		Short:   "Keep two donors apart, whatever the rules say now or later",
		Example: `  moneytrail donor never-merge d0e5w6vv2c3jfh d2k7m1c8x4q9ab --reason "father and son"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.correct(cmd.Context(), sqlite.CorrectOptions{AsWritten: true}, why.entry(store.CorrectionNeverMerge, args[0], args[1]))
		},
	})
}

func donorRename(a *app) *cobra.Command {
	var why because
	return why.flags(&cobra.Command{
		Use:     "rename DONOR NAME",
		Short:   "Show a donor under another name; the names as filed stay beside it",
		Example: `  moneytrail donor rename d0e5w6vv2c3jfh "Invented Hat Works, Inc." --reason "its registered name"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			e := why.entry(store.CorrectionRename, args[0], "")
			if e.Value = strings.TrimSpace(args[1]); e.Value == "" || len(e.Value) > 200 {
				return usagef("donor rename: the name must have 1 to 200 letters")
			}
			return a.correct(cmd.Context(), sqlite.CorrectOptions{}, e)
		},
	})
}

func donorClass(a *app) *cobra.Command {
	var why because
	var kind string
	cmd := why.flags(&cobra.Command{
		Use:   "class DONOR CLASS",
		Short: "Say what kind of donor somebody is; beats every rule",
		Long: `CLASS is an id of the taxonomy, such as le_union, fire, teachers or real_estate; a
wrong one is answered with the list. "unknown" takes a class away.`,
		Example: `  moneytrail donor class d0e5w6vv2c3jfh le_union --kind probation --reason "represents probation officers" --link https://example.org/about`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			e := why.entry(store.CorrectionClass, args[0], "")
			e.Value, e.Detail = args[1], kind
			return a.correct(cmd.Context(), sqlite.CorrectOptions{}, e)
		},
	})
	cmd.Flags().StringVar(&kind, "kind", "", "`kind` of officers: police, sheriff, corrections, probation, state_patrol, school_police, management, other")
	return cmd
}

func donorAffiliate(a *app) *cobra.Command {
	var why because
	return why.flags(&cobra.Command{
		Use:     "affiliate DONOR OTHER",
		Short:   "Say that two donors belong together (a person and their firm, a union and its PAC); never added up silently",
		Example: `  moneytrail donor affiliate d0e5w6vv2c3jfh d2k7m1c8x4q9ab --reason "owns and controls it"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.correct(cmd.Context(), sqlite.CorrectOptions{}, why.entry(store.CorrectionAffiliate, args[0], args[1]))
		},
	})
}

func donorUndo(a *app) *cobra.Command {
	var why because
	return why.flags(&cobra.Command{
		Use:     "undo ENTRY...",
		Short:   "Take entries of the log out of force; figures are what they would be without them",
		Example: `  moneytrail donor undo 12 --reason "two people after all"`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var entries []store.Correction
			for _, text := range args {
				n, err := strconv.ParseInt(text, 10, 64)
				if err != nil || n < 1 {
					return usagef("donor undo: %q is no number of an entry; moneytrail donor log lists them", text)
				}
				e := why.entry(store.CorrectionUndo, "", "")
				e.Undoes = n
				entries = append(entries, e)
			}
			return a.correct(cmd.Context(), sqlite.CorrectOptions{}, entries...)
		},
	})
}

// correct enters corrections of a command and prints what moved.
func (a *app) correct(ctx context.Context, opts sqlite.CorrectOptions, entries ...store.Correction) (err error) {
	if err := a.checkFormat(); err != nil {
		return err
	}
	if entries[0].Reason == "" {
		return usagef("a correction needs a reason: --reason \"..\" says why, in the public log")
	}
	if err := a.mustExist(); err != nil {
		return err
	}
	db, err := a.openToWrite(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	result, err := db.Correct(ctx, entries, opts)
	if err != nil {
		return err
	}
	return a.printCorrected(&result)
}

// mustExist spares a mistyped path a new, empty database.
func (a *app) mustExist() error {
	if _, err := os.Stat(a.db); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%w: %s does not exist; import filings first (moneytrail import PATH)", sqlite.ErrUnusable, a.db)
	}
	return nil
}
