package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"moneytrail/scraper/format"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

func importCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import PATH...",
		Short: "Read filings from files, folders and zips into the database",
		Long: `Recognises each file by its content: NetFile yearly workbooks, California .CAL
e-filings (plain or zipped), the CAL-ACCESS export (zip or single tables), the
CAL-ACCESS per-committee exports, the FEC's electronic filings (.fec, all
versions) and bulk files, and hand-typed CSV (docs/hand-csv.md).

Each file is stored whole or not at all, with its counts and ranks. Importing
the same bytes again changes nothing. Contributors are matched with those of
earlier files, so that one donor has one total (moneytrail resolve --help); in a
database that resolve --exact left as filed, or with --no-resolve, they are not. Lines that cannot be read are kept in
quarantine with their place and reason, and counted.`,
		Example: `  moneytrail import efile_BRK_2017.xlsx
  moneytrail import dbwebexport.zip
  moneytrail import filings/ --db county.db`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := a.checkFormat(); err != nil {
				return err
			}
			files, err := findFiles(args)
			if err != nil {
				return err
			}
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			return a.importFiles(cmd.Context(), db, files)
		},
	}
	cmd.Flags().BoolVar(&a.noResolve, "no-resolve", false, noResolveText)
	cmd.Flags().StringVar(&a.fecLayouts, "fec-layouts", "", "`folder` with further tables of the FEC for .fec files, one CSV per version")
	return cmd
}

const noResolveText = "leave the contributors as filed: a donor is an exact name at one ZIP code"

// importFiles loads file after file. A refused file is reported and the rest
// go on; the first refusal decides the exit code.
func (a *app) importFiles(ctx context.Context, db *sqlite.DB, files []inputFile) error {
	frugal()
	var refused error
	results := []importLine{}
	for _, f := range files {
		result, err := a.importFile(ctx, db, f)
		switch {
		case err == nil:
			results = append(results, newImportLine(&result))
			if a.format == "table" {
				a.describe(&result)
			}
		case errors.Is(err, store.ErrInput) && !f.named && isUnknown(err):
			a.say("skipped %s: not a filing in a known format", f.name)
		case errors.Is(err, store.ErrInput) && len(files) > 1:
			a.say("refused: %s", message(err))
			refused = errors.Join(refused, err)
		default:
			return err
		}
	}
	if refused == nil && len(results) == 0 {
		return &store.InputError{File: files[0].root, Problem: "holds no filing in a known format", Hint: "moneytrail import --help lists the formats"}
	}
	if err := a.printImports(results); err != nil {
		return err
	}
	log, err := db.Corrections(ctx)
	if err != nil {
		return err
	}
	a.tellStale(log)
	if refused != nil {
		return &store.InputError{File: "import", Problem: fmt.Sprintf("%d of %d files were refused, see above; the others are stored", refusals(refused), len(files)), Hint: "mend them and import them again"}
	}
	return nil
}

func refusals(err error) int {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		n := 0
		for _, e := range joined.Unwrap() {
			n += refusals(e)
		}
		return n
	}
	return 1
}

func isUnknown(err error) bool { return errors.Is(err, format.ErrUnknown) }

func (a *app) importFile(ctx context.Context, db *sqlite.DB, f inputFile) (result store.LoadResult, err error) {
	content, err := f.open()
	if err != nil {
		return result, err
	}
	defer closeInto(content, &err)
	source := store.SourceFile{SHA256: content.sha256, Name: f.name, Bytes: content.size, Fetched: a.now()}
	if known, err := db.HasSource(ctx, source.SHA256); err != nil || known {
		return store.LoadResult{Source: source, Unchanged: true}, err
	}
	bar := newProgress(a.err, f.name, content.size, a.now)
	defer bar.close()
	counted := &countingReader{r: content, bar: bar}
	kind, err := format.Detect(counted, content.size, f.name)
	if err != nil {
		return result, err
	}
	if kind, err = a.withLayouts(kind); err != nil {
		return result, err
	}
	source.Format = kind.Name
	read := func(ctx context.Context, sink store.Sink) error {
		counted.rewind()
		return kind.Read(ctx, counted, content.size, f.name, sink)
	}
	return db.Load(ctx, source, read, bar.stage)
}

// countingReader tells the progress bar how far into the file reading got.
type countingReader struct {
	r    io.ReaderAt
	bar  *progress
	done int64
}

func (c *countingReader) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	c.done += int64(n)
	c.bar.bytes(c.done)
	return n, err
}

func (c *countingReader) rewind() { c.done = 0 }

// importLine is one file in the JSON and CSV output.
type importLine struct {
	File        string   `json:"file"`
	SHA256      string   `json:"sha256"`
	Format      string   `json:"format"`
	Unchanged   bool     `json:"unchanged"`
	Lines       int      `json:"lines"`
	Typed       int      `json:"typed"`
	References  int      `json:"references"`
	Quarantined int      `json:"quarantined"`
	Filings     int      `json:"filings"`
	NewFilings  int      `json:"new_filings"`
	Replaced    int      `json:"replaced_filings"`
	NewRows     int      `json:"new_rows"`
	NoFiler     int      `json:"rows_without_filer"`
	Committees  int      `json:"committees_counted"`
	DataVersion int64    `json:"data_version"`
	Reasons     []string `json:"quarantine_reasons"`
}

func newImportLine(r *store.LoadResult) importLine {
	t := r.Total()
	line := importLine{
		File: r.Source.Name, SHA256: r.Source.SHA256, Format: r.Source.Format, Unchanged: r.Unchanged, Lines: t.Lines, Typed: t.Typed,
		References: t.Referenced, Quarantined: t.Quarantined, Filings: r.Filings, NewFilings: r.NewFilings, Replaced: r.ReplacedFilings,
		NewRows: r.NewRows, NoFiler: r.NoFilerRows, Committees: r.Committees, DataVersion: r.Version, Reasons: []string{},
	}
	for _, q := range r.Quarantined {
		line.Reasons = append(line.Reasons, fmt.Sprintf("%s line %d: %s", q.Pos.Part, q.Pos.Line, q.Reason))
	}
	return line
}

func (a *app) printImports(results []importLine) error {
	if a.format == "table" {
		return nil
	}
	t := &table{
		columns: []string{"file", "format", "lines", "typed", "references", "quarantined", "filings", "new filings", "new rows", "sha256"},
		right:   map[int]bool{2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true},
	}
	for _, r := range results {
		t.add(r.File, r.Format, fmt.Sprint(r.Lines), fmt.Sprint(r.Typed), fmt.Sprint(r.References), fmt.Sprint(r.Quarantined), fmt.Sprint(r.Filings), fmt.Sprint(r.NewFilings), fmt.Sprint(r.NewRows), r.SHA256)
	}
	return a.print(t, results)
}

// describe tells a person what became of a file.
func (a *app) describe(r *store.LoadResult) {
	if r.Unchanged {
		fmt.Fprintf(a.out, "%s: already loaded, nothing changed\n", r.Source.Name)
		return
	}
	t := r.Total()
	fmt.Fprintf(a.out, "%s (%s)\n  %s in = %s typed + %s kept as references + %s quarantined\n",
		r.Source.Name, r.Source.Format, count(t.Lines, "line"), thousands(t.Typed), thousands(t.Referenced), thousands(t.Quarantined))
	fmt.Fprintf(a.out, "  %s: %s new, %s replaced; %s; %s counted again\n",
		count(r.Filings, "filing version"), thousands(r.NewFilings), thousands(r.ReplacedFilings), count(r.NewRows, "new row"), count(r.Committees, "committee"))
	if r.Matched > 0 {
		fmt.Fprintf(a.out, "  %s matched, %s joined to another donor\n", count(r.Matched, "contributor"), thousands(r.Joined))
	}
	if r.NoFilerRows > 0 {
		fmt.Fprintf(a.out, "  %s in the database have no known filer: counted for nobody; moneytrail sources --unassigned lists them\n", count(r.NoFilerRows, "row"))
	}
	const shown = 5
	for i, q := range r.Quarantined {
		if i == shown {
			fmt.Fprintf(a.out, "  ..and more; moneytrail sources --quarantine lists all\n")
			break
		}
		fmt.Fprintf(a.out, "  quarantined: %s line %d: %s\n", q.Pos.Part, q.Pos.Line, q.Reason)
	}
	for i, ref := range r.References {
		if i == shown {
			fmt.Fprintf(a.out, "  ..and %d more; moneytrail sources --references lists all\n", len(r.References)-shown)
			break
		}
		fmt.Fprintf(a.out, "  kept as reference: %s %s\n", count(ref.Lines, "line"), ref.Record)
	}
}
