package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// keepVersion keeps the state that a command leaves, so that it can be cited.
// An interrupted command leaves a passing state.
func (a *app) keepVersion(ctx context.Context, db *sqlite.DB) (err error) {
	if a.passing || ctx.Err() != nil {
		return nil
	}
	versions, err := a.openVersions(ctx, false)
	if err != nil {
		return err
	}
	defer closeInto(versions, &err)
	if _, err := versions.Keep(ctx, db); err != nil {
		if errors.Is(err, context.Canceled) {
			return nil
		}
		return fmt.Errorf("%w; the change itself is stored; --no-versions does without", err)
	}
	_, err = versions.Drop(ctx, store.KeepNewest)
	return err
}

func (a *app) openVersions(ctx context.Context, readOnly bool) (*sqlite.Versions, error) {
	inForce, err := a.inForce()
	if err != nil {
		return nil, err
	}
	return sqlite.OpenVersions(ctx, a.db, sqlite.Options{ReadOnly: readOnly, Now: a.now, Rules: inForce, NoMmap: a.noMmap})
}

func versionsCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "versions",
		Short: "List the data versions that can be cited, or restore one",
		Long: `Every command that changes an answer makes a data version. The state that it
leaves is kept in a file beside the database (` + sqlite.VersionsFile("moneytrail.db") + `), where
versions share what they have in common.

Kept are every cited version (see moneytrail cite), the newest 400, and the last
one of each month. Questions about a version that is not kept get an error that
says so. Of a command that changes much, such as an import of many files, only
the last version is kept.`,
		Example: `  moneytrail versions
  moneytrail versions restore 17 old.db`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.listVersions(cmd.Context()) },
	}
	cmd.AddCommand(&cobra.Command{
		Use:     "restore VERSION FILE",
		Short:   "Write the state of a data version to a new database file",
		Example: "  moneytrail versions restore 17 old.db",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return usagef("restore: %q is no data version; moneytrail versions lists them", args[0])
			}
			versions, err := a.openVersions(cmd.Context(), true)
			if err != nil {
				return err
			}
			defer closeInto(versions, &err)
			if err := versions.Restore(cmd.Context(), id, args[1]); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "data version %d is in %s\n", id, args[1])
			return nil
		},
	})
	return cmd
}

type versionLine struct {
	Version int64  `json:"data_version"`
	At      string `json:"at"`
	Cause   string `json:"cause"`
	State   string `json:"state"` // kept, cited, dropped
	Bytes   int64  `json:"bytes"`
}

func (a *app) listVersions(ctx context.Context) (err error) {
	if err := a.checkFormat(); err != nil {
		return err
	}
	versions, err := a.openVersions(ctx, true)
	if err != nil {
		return err
	}
	defer closeInto(versions, &err)
	list, err := versions.Versions(ctx)
	if err != nil {
		return err
	}
	lines := []versionLine{}
	t := &table{columns: []string{"version", "at", "state", "MB", "cause"}, right: map[int]bool{0: true, 3: true}}
	for i := range list {
		l := newVersionLine(&list[i])
		lines = append(lines, l)
		t.add(strconv.FormatInt(l.Version, 10), l.At, l.State, fmt.Sprintf("%.1f", float64(l.Bytes)/1e6), l.Cause)
	}
	return a.print(t, lines)
}

func newVersionLine(k *store.KeptVersion) versionLine {
	l := versionLine{k.ID, k.At.UTC().Format("2006-01-02 15:04:05Z"), k.Cause, "kept", k.Bytes}
	switch {
	case !k.Dropped.IsZero():
		l.State = "dropped " + string(store.DateOf(k.Dropped.UTC()))
	case !k.Cited.IsZero():
		l.State = "cited " + string(store.DateOf(k.Cited.UTC()))
	}
	return l
}
