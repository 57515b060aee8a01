package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func sourcesCommand(a *app) *cobra.Command {
	var quarantine, references, unassigned bool
	var limit int
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List the files behind the figures, and what could not be read or assigned",
		Example: `  moneytrail sources
  moneytrail sources --quarantine
  moneytrail sources --unassigned --format csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if err := a.checkFormat(); err != nil {
				return err
			}
			db, _, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			switch {
			case quarantine:
				list, err := db.Quarantine(cmd.Context(), limit)
				if err != nil {
					return err
				}
				t := &table{columns: []string{"file", "part", "line", "offset", "length", "reason", "text (redacted)"}, right: map[int]bool{2: true, 3: true, 4: true}}
				for _, q := range list {
					t.add(q.Source, q.Part, fmt.Sprint(q.Line), fmt.Sprint(q.Offset), fmt.Sprint(q.Length), q.Reason, q.Text)
				}
				return a.print(t, list)
			case references:
				list, err := db.References(cmd.Context(), limit)
				if err != nil {
					return err
				}
				t := &table{columns: []string{"file", "part", "record", "lines", "first line", "last line"}, right: map[int]bool{3: true, 4: true, 5: true}}
				for _, r := range list {
					t.add(r.Source, r.Part, r.Record, fmt.Sprint(r.Lines), fmt.Sprint(r.FirstLine), fmt.Sprint(r.LastLine))
				}
				return a.print(t, list)
			case unassigned:
				list, err := db.Unassigned(cmd.Context(), limit)
				if err != nil {
					return err
				}
				t := &table{columns: []string{"system", "report", "version", "form", "rows", "receipts", "file"}, right: map[int]bool{2: true, 4: true, 5: true}}
				for _, u := range list {
					t.add(string(u.System), u.Report, fmt.Sprint(u.Version), u.Form, fmt.Sprint(u.Rows), u.Receipts.String(), u.Source)
				}
				return a.print(t, list)
			}
			list, err := db.Sources(cmd.Context())
			if err != nil {
				return err
			}
			t := &table{columns: []string{"file", "format", "lines", "typed", "references", "quarantined", "loaded", "sha256"}, right: map[int]bool{2: true, 3: true, 4: true, 5: true}}
			for _, s := range list {
				t.add(s.Name, s.Format, fmt.Sprint(s.Lines), fmt.Sprint(s.Typed), fmt.Sprint(s.Referenced), fmt.Sprint(s.Quarantined), s.Fetched, s.SHA256)
			}
			return a.print(t, list)
		},
	}
	cmd.Flags().BoolVar(&quarantine, "quarantine", false, "list the lines that could not be read")
	cmd.Flags().BoolVar(&references, "references", false, "list the tables and forms kept as line references")
	cmd.Flags().BoolVar(&unassigned, "unassigned", false, "list the reports whose filer is not known")
	cmd.Flags().IntVar(&limit, "limit", 1000, "number of lines")
	cmd.MarkFlagsMutuallyExclusive("quarantine", "references", "unassigned")
	return cmd
}
