package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/scraper"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/web"
)

// maxConnections bounds memory and files; more clients wait to be accepted.
const maxConnections = 2048

func serveCommand(a *app) *cobra.Command {
	var listen, jobs, folder string
	var columns columnsFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the pages and the JSON API",
		Long: `Serves pages for people at / and JSON at /api/v1 from the database, which other
commands may write to at the same time: each answer is of one data version.
Names are kept in memory for searching, and rows for filters when there are many.
After an import they are read again in the background.
Nothing can be changed over the network unless the environment has a
MONEYTRAIL_TOKEN.

Figures for Prometheus stand at /metrics.

With --schedule it also runs the jobs of a configuration when they are due, as
scrape does (docs/jobs.md). A job that should have come while nothing was
running comes at once. The file is read again when it changes.`,
		Example: `  moneytrail serve
  moneytrail serve --schedule jobs.toml --log-format json --log-level info
  moneytrail serve --listen 0.0.0.0:8080 --db county.db
  moneytrail serve --trust-proxy 127.0.0.1/32 --rate 20 --burst 100`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			opts, err := columns.options()
			if err != nil {
				return err
			}
			if err := a.checkLog(); err != nil {
				return err
			}
			meter := newMetrics(a.now)
			if jobs != "" {
				return a.serveScheduled(cmd.Context(), listen, jobs, folder, meter, opts)
			}
			db, _, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			return a.serve(cmd.Context(), db, listen, meter, opts)
		},
	}
	columns.add(cmd.Flags())
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8080", "`address` to listen on")
	cmd.Flags().StringVar(&jobs, "schedule", "", "run the jobs of this configuration `file` when they are due")
	cmd.Flags().StringVar(&folder, "archive", "", "`folder` of the archive, with --schedule (default: beside the database)")
	a.http.flags(cmd)
	return cmd
}

func (a *app) serve(ctx context.Context, db *sqlite.DB, listen string, meter *metrics, opts sqlite.HoldOptions) (err error) {
	server, err := a.newServer(db, false, meter)
	if err != nil {
		return err
	}
	defer closeInto(a.past, &err)
	defer a.hold(ctx, db, opts)()
	return a.listenAndServe(ctx, server, listen)
}

// serveScheduled serves and fetches from one process: the pages read the
// database through connections of their own, and see each new data version as
// soon as it is whole.
func (a *app) serveScheduled(ctx context.Context, listen, jobs, folder string, meter *metrics, opts sqlite.HoldOptions) (err error) {
	config, err := a.readJobs(jobs, nil)
	if err != nil {
		return err
	}
	quiet := *a
	quiet.out = io.Discard // runs are logged and remembered
	work, err := quiet.openFetching(ctx, fetchingOptions{contact: config.Contact, archive: folder, meter: meter, options: func(o *scraper.Options) { o.Progress = nil }})
	if err != nil {
		return err
	}
	defer closeInto(work, &err)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	schedule, err := startSchedule(ctx, work, jobs, nil, clockwork.NewRealClock())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, schedule.stop()) }()
	return a.serve(ctx, work.db, listen, meter, opts)
}

func (a *app) newServer(db *sqlite.DB, invented bool, meter *metrics) (*http.Server, error) {
	log := a.logger()
	if err := meter.watch(db); err != nil {
		return nil, err
	}
	options, err := a.httpOptions(log)
	if err != nil {
		return nil, err
	}
	options.Metrics = meter.registry
	e := api.NewEcho(options)
	inForce, err := a.inForce()
	if err != nil {
		return nil, err
	}
	service, err := a.servicePast(db, inForce)
	if err != nil {
		return nil, err
	}
	if err := api.Register(e, service, options); err != nil {
		return nil, fmt.Errorf("prepare API: %w", err)
	}
	if err := web.Register(e, service, web.Options{Invented: invented, Frozen: true, Rules: rules.Texts(), Build: build(), Log: log}); err != nil {
		return nil, fmt.Errorf("prepare pages: %w", err)
	}
	handler, err := api.NewHandler(e, service, options)
	if err != nil {
		return nil, fmt.Errorf("prepare server: %w", err)
	}
	return api.NewServer("", meter.mount(handler), log), nil
}

// listenAndServe serves until ctx ends, then lets running answers finish.
func (a *app) listenAndServe(ctx context.Context, server *http.Server, listen string) error {
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; choose another address with --listen", listen, err)
	}
	fmt.Fprintf(a.out, "serving http://%s/ (JSON at /api/v1/committees); stop with Ctrl-C\n", listener.Addr())
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(api.NewListener(listener, maxConnections)) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// build names this build of the program, for ETags.
func build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value[:min(12, len(s.Value))]
		}
	}
	return info.Main.Version
}
