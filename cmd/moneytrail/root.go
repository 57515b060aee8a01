package main

import (
	"context"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/store/sqlite"
)

type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// app is what every verb shares.
type app struct {
	streams
	db     string
	format string
	noMmap bool
	// passing leaves data versions unkept.
	passing bool
	past    *sqlite.Versions // of a server; see servicePast
	// noResolve leaves contributors as filed: nobody is joined.
	noResolve bool
	// classes is the operator's rule file of classes; empty: the shipped one.
	classes string
	// fecLayouts is the operator's folder of FEC tables; empty: none.
	fecLayouts string
	now        func() time.Time
	http       httpSettings // of serve
	logFormat  string       // text or json
	logLevel   string       // least level that is written; empty: warn
}

func newRoot(std streams) *cobra.Command {
	a := &app{streams: std, now: time.Now}
	root := &cobra.Command{
		Use:   "moneytrail",
		Short: "Who pays for a campaign, from the filing up",
		Long: `moneytrail reads campaign finance filings into one SQLite file, counts them by
rules that are printed beside every figure, and ranks the donors of a committee
or of a contest. Every figure leads to its rows and to the file they came from.

Exit codes: 0 done, 1 failed, 2 wrong command line, 3 a file or correction was refused,
4 the database cannot be used, 5 no such committee or contest,
6 reconcile --strict found a gap, 130 interrupted.`,
		Example: `  moneytrail demo
  moneytrail import efile_BRK_2017.xlsx dbwebexport.zip filings/
  moneytrail top --committee 1392842
  moneytrail explain --committee 1392842 --donor d0e5w6vv2c3jfh
  moneytrail serve --listen 127.0.0.1:8080`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	standard := os.Getenv("MONEYTRAIL_DB")
	if standard == "" {
		standard = "moneytrail.db"
	}
	root.PersistentFlags().StringVar(&a.db, "db", standard, "database `file` (environment: MONEYTRAIL_DB)")
	root.PersistentFlags().StringVar(&a.format, "format", "table", "output `format`: table, csv or json")
	root.PersistentFlags().StringVar(&a.classes, "classes", os.Getenv("MONEYTRAIL_CLASSES"), "rule `file` of classes in place of the shipped one (environment: MONEYTRAIL_CLASSES)")
	root.PersistentFlags().BoolVar(&a.noMmap, "no-mmap", false, "do not map the database file into memory for reading")
	root.PersistentFlags().BoolVar(&a.passing, "no-versions", os.Getenv("MONEYTRAIL_VERSIONS") == "off", "do not keep the state that a change leads to; it cannot be cited then (environment: MONEYTRAIL_VERSIONS=off)")
	root.PersistentFlags().StringVar(&a.logFormat, "log-format", "text", "`format` of log lines of scrape, track and serve: text or json")
	root.PersistentFlags().StringVar(&a.logLevel, "log-level", "warn", "least `level` of log lines: debug, info, warn or error")
	root.AddCommand(
		versionsCommand(a), citeCommand(a),
		importCommand(a), scrapeCommand(a, nil), trackCommand(a, nil), checkCommand(a, nil), runsCommand(a), archiveCommand(a), reparseCommand(a), contentHashCommand(a), topCommand(a), committeesCommand(a), reconcileCommand(a), explainCommand(a), searchCommand(a), transactionsCommand(a), diffCommand(a), fecCommand(a),
		contestCommand(a), linkCommand(a), resolveCommand(a), reviewCommand(a), donorCommand(a), correctionsCommand(a), classifyCommand(a), evaluateCommand(a), sourcesCommand(a), serveCommand(a), demoCommand(a), benchCommand(a),
	)
	wrapArgs(root)
	return root
}

// wrapArgs makes cobra's complaints about arguments usage errors.
func wrapArgs(cmd *cobra.Command) {
	if check := cmd.Args; check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				return usageError{err}
			}
			return nil
		}
	}
	for _, sub := range cmd.Commands() {
		wrapArgs(sub)
	}
}

// openToRead opens the database for questions.
func (a *app) openToRead(ctx context.Context) (*sqlite.DB, *api.Service, error) {
	inForce, err := a.inForce()
	if err != nil {
		return nil, nil, err
	}
	db, err := sqlite.Open(ctx, a.db, sqlite.Options{ReadOnly: true, Now: a.now, Rules: inForce, NoMmap: a.noMmap})
	if err != nil {
		return nil, nil, err
	}
	return db, api.NewService(db, inForce), nil
}

// openToWrite opens or creates the database with the key that street lines
// are hashed with.
func (a *app) openToWrite(ctx context.Context) (*sqlite.DB, error) {
	inForce, err := a.inForce()
	if err != nil {
		return nil, err
	}
	key, err := streetKey(a.db + ".key")
	if err != nil {
		return nil, err
	}
	return sqlite.Open(ctx, a.db, sqlite.Options{
		Now: a.now, Rules: inForce, NoMmap: a.noMmap, StreetKey: key, Match: !a.noResolve,
		Closing: func(db *sqlite.DB) error { return a.keepVersion(ctx, db) },
	})
}
