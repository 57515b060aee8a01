package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/scraper/format"
	"moneytrail/scraper/format/fecfile"
	"moneytrail/store"
)

func fecCommand(a *app) *cobra.Command {
	var csvDir, jsonDir, layouts string
	cmd := &cobra.Command{
		Use:   "fec FILE (--csv DIR | --json DIR)",
		Short: "Convert an FEC electronic filing (.fec) to CSV files or JSON lines",
		Long: `Writes every line of a filing: one CSV file per form type with the FEC's own
column names, or one file of JSON lines. "-" reads standard input. All versions
are read; where the FEC's table of a version is not built in, --layouts names a
folder with tables of yours ("8.4.csv").

This converts a file of your own, with everything in it: street addresses too.`,
		Example: `  moneytrail fec 1606847.fec --csv out/
  curl -s https://docquery.fec.gov/dcdev/posted/1606847.fec | moneytrail fec - --json out/`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (csvDir == "") == (jsonDir == "") {
				return usagef("fec: choose --csv DIR or --json DIR")
			}
			var o fecfile.Options
			if err := loadLayouts(layouts, &o); err != nil {
				return err
			}
			if csvDir != "" {
				return a.convertFEC(cmd.Context(), args[0], csvDir, func(in io.Reader, out *outputFolder) (*fecfile.Exported, error) {
					return fecfile.ExportCSV(cmd.Context(), in, out.create, o)
				})
			}
			return a.convertFEC(cmd.Context(), args[0], jsonDir, func(in io.Reader, out *outputFolder) (*fecfile.Exported, error) {
				w, err := out.create(baseName(args[0]) + ".jsonl")
				if err != nil {
					return nil, err
				}
				done, err := fecfile.ExportJSON(cmd.Context(), in, w, o)
				return done, errors.Join(err, w.Close())
			})
		},
	}
	cmd.Flags().StringVar(&csvDir, "csv", "", "write CSV files into `DIR`")
	cmd.Flags().StringVar(&jsonDir, "json", "", "write JSON lines into `DIR`")
	cmd.Flags().StringVar(&layouts, "layouts", "", "`folder` with further tables of the FEC, one CSV per version")
	return cmd
}

// loadLayouts adds the FEC's tables in a folder of the operator's.
func loadLayouts(dir string, o *fecfile.Options) error {
	if dir == "" {
		return nil
	}
	var err error
	if o.Layouts, err = fecfile.LoadLayouts(os.DirFS(dir)); err != nil {
		return &store.InputError{File: dir, Problem: err.Error(), Hint: "one CSV per version, named like 8.4.csv"}
	}
	return nil
}

// withLayouts makes the reader of .fec files use the operator's tables.
func (a *app) withLayouts(kind format.Format) (format.Format, error) {
	if a.fecLayouts == "" || kind.Name != fecfile.Name {
		return kind, nil
	}
	var o fecfile.Options
	if err := loadLayouts(a.fecLayouts, &o); err != nil {
		return kind, err
	}
	kind.Read = func(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error {
		return fecfile.ReadWith(ctx, r, size, name, sink, o)
	}
	return kind, nil
}

func baseName(path string) string {
	if path == "-" {
		return "filing"
	}
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

func (a *app) convertFEC(_ context.Context, path, dir string, convert func(io.Reader, *outputFolder) (*fecfile.Exported, error)) (err error) {
	in := a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return &store.InputError{File: path, Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
		}
		defer func() { _ = f.Close() }() // only read
		in = f
	}
	out, err := newOutputFolder(dir)
	if err != nil {
		return err
	}
	done, err := convert(in, out)
	if err != nil {
		return errors.Join(asInput(path, err), out.discard())
	}
	if err := out.publish(); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s written to %s: %s\n", count(done.Lines, "line"), dir, count(len(out.names), "file"))
	for _, w := range done.Warnings {
		a.say("note: %s", w)
	}
	return nil
}

// asInput names the file that a reader's error is about.
func asInput(path string, err error) error {
	var input *store.InputError
	var line *fecfile.LineError
	switch {
	case errors.As(err, &input):
		return err
	case errors.As(err, &line), errors.Is(err, fecfile.ErrNoHeader):
		return &store.InputError{File: path, Problem: err.Error(), Hint: "nothing is written; check that it is a whole .fec file"}
	}
	return fmt.Errorf("convert %s: %w", path, err)
}

// outputFolder collects files beside their place and moves them there when all
// are whole.
type outputFolder struct {
	dir, temp string
	names     []string
}

func newOutputFolder(dir string) (*outputFolder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make folder: %w", err)
	}
	temp, err := os.MkdirTemp(dir, ".unfinished-")
	if err != nil {
		return nil, fmt.Errorf("make folder: %w", err)
	}
	return &outputFolder{dir: dir, temp: temp}, nil
}

func (o *outputFolder) create(name string) (io.WriteCloser, error) {
	name = filepath.Base(name)
	o.names = append(o.names, name)
	return os.Create(filepath.Join(o.temp, name))
}

func (o *outputFolder) publish() error {
	for _, name := range o.names {
		if err := os.Rename(filepath.Join(o.temp, name), filepath.Join(o.dir, name)); err != nil {
			return errors.Join(fmt.Errorf("write %s: %w", name, err), o.discard())
		}
	}
	return o.discard()
}

func (o *outputFolder) discard() error { return os.RemoveAll(o.temp) }
