package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/resolve"
	"moneytrail/store/sqlite"
)

func correctionsCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "corrections",
		Short: "Enter corrections from a CSV, or write them to one",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(correctionsImport(a), correctionsExport(a))
	return cmd
}

func correctionsImport(a *app) *cobra.Command {
	var again bool
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Enter the corrections of a CSV into the log, all or none",
		Long: `Reads "variant,canonical", as newsrooms keep it (each line a merge of names), or
"action,donor,target,reason,link,author,date" with the actions merge, split,
never-merge, rename, class and affiliate. docs/corrections.md has the formats.

A file with an unknown donor, a cycle, lines that contradict each other or a
correction in force, or a missing column is refused with the line, and nothing of
it is applied. Lines in force already are passed over, so that the same file
again changes nothing; lines that were undone since stay undone.`,
		Example: "  moneytrail corrections import name_merges.csv",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := a.checkFormat(); err != nil {
				return err
			}
			entries, err := readCorrections(args[0])
			if err != nil {
				return err
			}
			if err := a.mustExist(); err != nil {
				return err
			}
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			result, err := enterCorrections(cmd.Context(), db, args[0], entries, again)
			if err != nil {
				return err
			}
			return a.printCorrected(&result)
		},
	}
	cmd.Flags().BoolVar(&again, "again", false, "also enter lines that were entered before and undone since")
	return cmd
}

// readCorrections reads a file without looking anybody up.
func readCorrections(path string) ([]store.Correction, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &store.InputError{File: path, Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
	}
	defer func() { _ = f.Close() }() // only read
	lines, err := resolve.ParseCorrections(f)
	if err != nil {
		return nil, asCorrectionError(path, err)
	}
	var out []store.Correction
	for i := range lines {
		out = append(out, lines[i].Entry(filepath.Base(path)))
	}
	return out, nil
}

func enterCorrections(ctx context.Context, db *sqlite.DB, path string, entries []store.Correction, again bool) (store.CorrectionResult, error) {
	result, err := db.Correct(ctx, entries, sqlite.CorrectOptions{AsWritten: true, Again: again})
	return result, asCorrectionError(path, err)
}

// asCorrectionError names the file and the line of a correction that was
// refused.
func asCorrectionError(path string, err error) error {
	if !errors.Is(err, store.ErrCorrection) {
		return err
	}
	out := &store.InputError{File: path, Problem: err.Error(), Hint: "nothing was changed; mend the line and try again"}
	var refused *store.CorrectionError
	if errors.As(err, &refused) {
		out.Line, out.Problem = refused.Line, refused.Problem
	}
	return out
}

func correctionsExport(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Write the corrections in force as a CSV that import reads",
		Long: `Writes the full form, with donors by id and their names beside it. Corrections are
no part of the archive: keep this file with it, and import it after reparse.`,
		Example: "  moneytrail corrections export > corrections.csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			db, _, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			log, err := db.Corrections(cmd.Context())
			if err != nil {
				return err
			}
			out := csv.NewWriter(a.out)
			if err := out.Write(append(resolve.FullHead(), "entry", "donor_name", "target_name")); err != nil {
				return err
			}
			for i := range log {
				e := &log[i]
				if !e.InForce() {
					continue
				}
				line := append(resolve.Line(&e.Correction), fmt.Sprint(e.ID), e.SubjectAs, e.ObjectAs)
				for col := 3; col < len(line); col++ {
					line[col] = safeCell(line[col], false)
				}
				if err := out.Write(line); err != nil {
					return err
				}
			}
			out.Flush()
			return out.Error()
		},
	}
}
