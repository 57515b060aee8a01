package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/store"
)

// maxWatched bounds a watch-list.
const maxWatched = 10_000

func watchCommand(a *app) *cobra.Command {
	var since int64
	var state string
	cmd := &cobra.Command{
		Use:   "watch FILE.csv",
		Short: "Look up a list of names or committee ids, and what changed since",
		Long: `Reads a CSV file of names or committee ids, one a line, or with the columns
variant,canonical as newsrooms keep them: all variants of one canonical name are
one line of the answer.

found      a party was filed under the name (words in any order) or the id; its
           donor's money is added up, also under other names that were joined
possible   none was, but these donors may be meant: decide yourself
not_found  nothing like it

Namesakes are listed apart; what they gave is added up, so look at the donors.`,
		Example: `  moneytrail watch names.csv
  moneytrail watch names.csv --state last-time.json
  moneytrail watch name_merges.csv --since 17 --format json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if since != 0 && state != "" {
				return usagef("--since and --state: choose one to compare with")
			}
			if err := a.checkFormat(); err != nil {
				return err
			}
			return a.watch(cmd.Context(), args[0], since, state)
		},
	}
	cmd.Flags().Int64Var(&since, "since", 0, "compare with this data `version`, if it is kept")
	cmd.Flags().StringVar(&state, "state", "", "compare with this `file` and write the new answer to it")
	return cmd
}

// watchDiff is a watched name beside what was known of it the time before.
type watchDiff struct {
	api.WatchLine
	Before      *store.Cents `json:"net_cents_before"` // null: not on the list then, or nothing to compare with
	ChangeCents store.Cents  `json:"change_cents"`
	Change      string       `json:"change"`
}

type watchAnswer struct {
	DataVersion int64       `json:"data_version"`
	Before      int64       `json:"data_version_before"`
	Notice      string      `json:"notice"`
	Lines       []watchDiff `json:"lines"`
}

func (a *app) watch(ctx context.Context, file string, since int64, state string) (err error) {
	list, err := readWatchList(file)
	if err != nil {
		return err
	}
	before, err := a.watchedBefore(ctx, list, since, state)
	if err != nil {
		return err
	}
	if err := a.spare(state); err != nil {
		return err
	}
	db, service, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	now, err := service.Watch(ctx, list)
	if err != nil {
		return err
	}
	if state != "" {
		if _, err := writeWhole(state, func(w io.Writer) error { return printJSON(w, now) }); err != nil {
			return err
		}
	}
	return a.printWatch(compareWatch(before, now))
}

// watchedBefore gives the answer to compare with, nil when there is none.
func (a *app) watchedBefore(ctx context.Context, list []api.Watched, since int64, state string) (_ *api.WatchReport, err error) {
	if state != "" {
		text, err := os.ReadFile(state)
		if errors.Is(err, os.ErrNotExist) {
			return nil, nil
		}
		out := &api.WatchReport{}
		if err == nil {
			err = json.Unmarshal(text, out)
		}
		if err != nil {
			return nil, &store.InputError{File: state, Problem: "is no state that watch wrote (" + err.Error() + ")", Hint: "name one with --state, or a new file"}
		}
		return out, nil
	}
	if since == 0 {
		return nil, nil
	}
	inForce, err := a.inForce()
	if err != nil {
		return nil, err
	}
	versions, err := a.openVersions(ctx, true)
	if err != nil {
		return nil, err
	}
	defer closeInto(versions, &err)
	db, release, err := versions.At(ctx, since)
	if err != nil {
		return nil, err
	}
	defer release()
	return api.NewService(db, inForce).Watch(ctx, list)
}

func compareWatch(before, now *api.WatchReport) *watchAnswer {
	out := &watchAnswer{DataVersion: now.DataVersion, Notice: now.Notice, Lines: []watchDiff{}}
	known := map[string]store.Cents{}
	if before != nil {
		out.Before = before.DataVersion
		for _, l := range before.Lines {
			known[l.Name] = l.NetCents + l.PendingCents
		}
	}
	for _, l := range now.Lines {
		d := watchDiff{WatchLine: l}
		if cents, ok := known[l.Name]; ok {
			d.Before, d.ChangeCents = &cents, l.NetCents+l.PendingCents-cents
		}
		d.Change = d.ChangeCents.Decimal()
		out.Lines = append(out.Lines, d)
	}
	return out
}

func (a *app) printWatch(w *watchAnswer) error {
	t := &table{columns: []string{"name", "status", "net", "late", "rows", "change", "who"}, right: map[int]bool{2: true, 3: true, 4: true, 5: true}}
	for _, l := range w.Lines {
		change := ""
		if l.Before != nil {
			change = l.ChangeCents.String()
		}
		var who []string
		for _, d := range l.Donors {
			who = append(who, d.Donor.ID)
		}
		for _, c := range l.Candidates {
			who = append(who, c.Donor.ID+" "+c.Donor.Name+"?")
		}
		t.add(l.Name, l.Status, l.NetCents.String(), l.PendingCents.String(), fmt.Sprint(l.Rows), change, strings.Join(who, "; "))
	}
	return a.print(t, w)
}

// readWatchList reads names, or variants of canonical names.
func readWatchList(file string) ([]api.Watched, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, &store.InputError{File: file, Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
	}
	in := csv.NewReader(f)
	in.FieldsPerRecord, in.TrimLeadingSpace, in.Comment = -1, true, '#'
	lines, err := in.ReadAll()
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, &store.InputError{File: file, Problem: "it is no CSV: " + err.Error(), Hint: "write one name a line, or variant,canonical"}
	}
	var out []api.Watched
	at := map[string]int{}
	for i, line := range lines {
		variant := strings.TrimSpace(strings.TrimPrefix(line[0], "\uFEFF"))
		canonical := variant
		if len(line) > 1 && strings.TrimSpace(line[1]) != "" {
			canonical = strings.TrimSpace(line[1])
		}
		if variant == "" || i == 0 && (strings.EqualFold(variant, "variant") || strings.EqualFold(variant, "name") || strings.EqualFold(variant, "id")) {
			continue
		}
		j, ok := at[canonical]
		if !ok {
			j = len(out)
			at[canonical] = j
			out = append(out, api.Watched{Name: canonical, Variants: []string{canonical}})
		}
		if variant != canonical {
			out[j].Variants = append(out[j].Variants, variant)
		}
	}
	if len(out) == 0 || len(lines) > maxWatched {
		return nil, usagef("watch-list %s has %d lines with a name; it must have 1 to %d", file, len(lines), maxWatched)
	}
	return out, nil
}
