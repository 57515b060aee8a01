package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/api/export"
)

type exportFlags struct {
	list, table, out, as, all string
	notice                    bool
}

func exportCommand(a *app) *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write a list, a table or everything as CSV, JSON Lines, Parquet or SQLite",
		Long: `Writes the files that the API serves, with the same lists, parameters and columns
(docs/exports.md). A file has its name when it is whole, and FILE.sha256 beside it
tells its SHA-256, rows, data version and the law on its use. The format follows
from the name: .csv, .jsonl, .parquet, or .sqlite for a database to give away.

Lists:  ` + strings.Join(wrapped(api.FileNames(), "export/"), ", ") + `
Tables: ` + strings.Join(tableNames(), ", "),
		Example: `  moneytrail export --list 'transactions?committee=1392842&status=counted' --out gifts.csv
  moneytrail export --list committees/1392842/donors --out donors.parquet
  moneytrail export --table donors --out - --as csv
  moneytrail export --all data/ --as parquet
  moneytrail export --out moneytrail.sqlite`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.export(cmd.Context(), &f) },
	}
	cmd.Flags().StringVar(&f.list, "list", "", "`address` of a list with its parameters, as below /api/v1")
	cmd.Flags().StringVar(&f.table, "table", "", "`name` of a whole table")
	cmd.Flags().StringVar(&f.out, "out", "", "`file` to write; - is standard output")
	cmd.Flags().StringVar(&f.as, "as", "", "`format` when the name does not tell: csv, jsonl or parquet")
	cmd.Flags().StringVar(&f.all, "all", "", "`folder` to write all tables and a database to")
	cmd.Flags().BoolVar(&f.notice, "notice", false, "begin CSV and JSON Lines with the use notice")
	return cmd
}

func wrapped(names []string, without string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return strings.HasPrefix(n, without) })
}

// tableNames are whole tables: those of the API, and lists that need no
// parameters.
func tableNames() []string {
	var out []string
	for _, n := range api.FileNames() {
		if name, ok := strings.CutPrefix(n, "export/"); ok {
			out = append(out, name)
		}
	}
	return append(out, "committees", "contests")
}

func (f *exportFlags) check() error {
	switch {
	case f.all != "" && (f.list != "" || f.table != "" || f.out != ""):
		return usagef("--all cannot be combined with --list, --table or --out")
	case f.list != "" && f.table != "":
		return usagef("name either --list or --table")
	case f.all == "" && f.out == "":
		return usagef("export: say where to write, with --out FILE or --all FOLDER")
	case f.table != "" && !slices.Contains(tableNames(), f.table):
		return usagef("--table %s: choose %s", f.table, strings.Join(tableNames(), ", "))
	case f.as != "" && !slices.Contains(export.Formats(), export.Format(f.as)):
		return usagef("--as %s: choose csv, jsonl or parquet", f.as)
	}
	return nil
}

func (a *app) export(ctx context.Context, f *exportFlags) (err error) {
	if err := f.check(); err != nil {
		return err
	}
	db, service, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	if f.all != "" {
		return a.exportAll(ctx, service, f)
	}
	if filepath.Ext(f.out) == ".sqlite" && f.list == "" && f.table == "" {
		return a.exportSQLite(ctx, db, f.out)
	}
	if f.list == "" && f.table == "" {
		return usagef("export: say what to write, with --list or --table; --out FILE.sqlite writes everything")
	}
	as := f.as
	if as == "" {
		as = strings.TrimPrefix(filepath.Ext(f.out), ".")
	}
	if !slices.Contains(export.Formats(), export.Format(as)) {
		return usagef("--out %s: the name tells no format; add --as csv, jsonl or parquet", f.out)
	}
	list, query, _ := strings.Cut(f.list, "?")
	if f.table != "" {
		list = tableAddress(f.table)
	}
	return a.exportFile(ctx, service, address(list, as, query, f.notice), f.out)
}

func tableAddress(table string) string {
	if slices.Contains(api.FileNames(), "export/"+table) {
		return "export/" + table
	}
	return table
}

func address(list, as, query string, notice bool) string {
	if notice && as != string(export.Parquet) {
		query = strings.TrimPrefix(query+"&notice=true", "&")
	}
	return list + "." + as + "?" + query
}

func (a *app) exportAll(ctx context.Context, service *api.Service, f *exportFlags) error {
	if err := os.MkdirAll(f.all, 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	as := f.as
	if as == "" {
		as = string(export.CSV)
	}
	for _, table := range tableNames() {
		if err := a.exportFile(ctx, service, address(tableAddress(table), as, "", f.notice), filepath.Join(f.all, table+"."+as)); err != nil {
			return err
		}
	}
	return nil
}

// exportFile writes a file of the API and its check.
func (a *app) exportFile(ctx context.Context, service *api.Service, address, out string) error {
	if err := a.spare(out); err != nil {
		return err
	}
	stream, err := service.File(ctx, address)
	if err != nil {
		return notFound(err, "committee", address)
	}
	defer stream.Close()
	name := filepath.Base(out)
	p := newProgress(a.err, name, -1, a.now)
	defer p.close()
	var rows int64
	save := func(w io.Writer) (err error) {
		rows, err = stream.Save(ctx, w, func(n int64) { p.stage("writing", int(n)) })
		return err
	}
	if out == "-" {
		sum := export.NewCounter(a.out)
		if err := save(sum); err != nil {
			return err
		}
		a.say("%s, data version %d, sha256 %s", count(int(rows), "row"), stream.Data, sum.Hex())
		return nil
	}
	sum, err := writeWhole(out, save)
	if err != nil {
		return err
	}
	if err := writeCheck(out, api.CheckText(name, sum, rows, stream.Of)); err != nil {
		return err
	}
	a.say("%s: %s, %s bytes, data version %d", out, count(int(rows), "row"), thousands(int(sum.Bytes)), stream.Data)
	return nil
}

func writeCheck(file, text string) error {
	_, err := writeWhole(file+".sha256", func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
	return err
}
