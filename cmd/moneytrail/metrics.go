package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"moneytrail/scraper"
	"moneytrail/store"
)

// freshnessReader tells how fresh the database is.
type freshnessReader interface {
	SourceRuns(ctx context.Context) ([]store.SourceRun, error)
}

// metrics are the figures of runs for Prometheus, in a registry of their own.
// It is the [scraper.Meter] of all runs of a process.
type metrics struct {
	registry                                *prometheus.Registry
	answers, bytes, retries, refusals, runs *prometheus.CounterVec
	lastRun, took                           *prometheus.GaugeVec
	now                                     func() time.Time
}

var _ scraper.Meter = (*metrics)(nil)

const metricsSpace = "moneytrail"

func newMetrics(now func() time.Time) *metrics {
	m := &metrics{registry: prometheus.NewRegistry(), now: now}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: metricsSpace, Subsystem: "scrape", Name: name, Help: help}, labels)
		m.registry.MustRegister(c) // names are constants: they cannot clash
		return c
	}
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: metricsSpace, Subsystem: "scrape", Name: name, Help: help}, labels)
		m.registry.MustRegister(g)
		return g
	}
	m.answers = counter("pages_total", "Answers of portals: pages, feeds and documents, by HTTP status; 304 is one that was not sent again.", "source", "status")
	m.bytes = counter("bytes_total", "Bytes of the bodies of answers, as sent.", "source")
	m.retries = counter("retries_total", "Requests that were sent again.", "source")
	m.refusals = counter("parse_failures_total", "Documents that their reader refused.", "source")
	m.runs = counter("runs_total", "Runs that have ended.", "source", "outcome")
	m.lastRun = gauge("last_run_timestamp_seconds", "When the latest run with this outcome ended, in seconds since 1970.", "source", "outcome")
	m.took = gauge("last_run_duration_seconds", "How long the latest run took.", "source")
	return m
}

// Fetched implements [scraper.Meter].
func (m *metrics) Fetched(source string, status int, bytes int64) {
	m.answers.WithLabelValues(source, strconv.Itoa(status)).Inc()
	m.bytes.WithLabelValues(source).Add(float64(bytes))
}

// Retried implements [scraper.Meter].
func (m *metrics) Retried(source string) { m.retries.WithLabelValues(source).Inc() }

// ParseFailed implements [scraper.Meter].
func (m *metrics) ParseFailed(source string) { m.refusals.WithLabelValues(source).Inc() }

// Newest implements [scraper.Meter]. The age of the newest filing is read from
// the database, which knows it also for runs of other processes.
func (m *metrics) Newest(string, time.Time) {}

// Ran implements [scraper.Meter].
func (m *metrics) Ran(source string, outcome scraper.Outcome, took time.Duration) {
	m.runs.WithLabelValues(source, string(outcome)).Inc()
	m.lastRun.WithLabelValues(source, string(outcome)).Set(float64(m.now().Unix()))
	m.took.WithLabelValues(source).Set(took.Seconds())
}

// watch adds what the database says of its freshness to the figures.
func (m *metrics) watch(db freshnessReader) error {
	if err := m.registry.Register(&freshnessCollector{db: db, now: m.now}); err != nil {
		return fmt.Errorf("register figures of freshness: %w", err)
	}
	return nil
}

// mount puts the figures at /metrics beside what next serves.
func (m *metrics) mount(next http.Handler) http.Handler {
	figures := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/metrics" { // no ServeMux: it would redirect other paths
			figures.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// writeFile writes all figures in one step, for the textfile collector of the
// node exporter. Counters are those of this process: of one command.
func (m *metrics) writeFile(path string, db freshnessReader) error {
	if err := m.watch(db); err != nil {
		return err
	}
	if err := prometheus.WriteToTextfile(path, m.registry); err != nil {
		return fmt.Errorf("write figures to %s: %w; check that the folder exists and may be written to", path, err)
	}
	return nil
}
