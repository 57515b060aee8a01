package api

import (
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// httpMetrics counts by route, not by address, so that nobody can make the
// number of series grow.
type httpMetrics struct {
	took *prometheus.HistogramVec
	kept map[string]prometheus.Counter // by outcome.kept
}

func newHTTPMetrics(to prometheus.Registerer) (*httpMetrics, error) {
	if to == nil {
		return nil, nil
	}
	m := &httpMetrics{
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "moneytrail_http_request_duration_seconds", Help: "Time to answer, by route and status.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route", "method", "status"}),
		kept: map[string]prometheus.Counter{},
	}
	kept := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "moneytrail_http_cache_total", Help: "Answers that were kept (hit), worked out (miss) or not for keeping (pass).",
	}, []string{"result"})
	for _, result := range []string{"hit", "miss", "pass"} {
		m.kept[result] = kept.WithLabelValues(result)
	}
	for _, c := range []prometheus.Collector{m.took, kept} {
		if err := to.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// observer gives nil when nothing is measured. Kept answers hold theirs, which
// spares looking it up.
func (m *httpMetrics) observer(route, method string, status int) prometheus.Observer {
	if m == nil {
		return nil
	}
	return m.took.WithLabelValues(route, methodLabel(method), strconv.Itoa(status))
}

func (f *front) observe(r *http.Request, out outcome, start time.Time) {
	took := f.opt.Now().Sub(start)
	if out.route == "" {
		out.route = "none"
	}
	if f.metrics != nil {
		if out.took == nil {
			out.took = f.metrics.observer(out.route, r.Method, out.status)
		}
		out.took.Observe(took.Seconds())
		f.metrics.kept[out.kept].Inc()
	}
	if !f.opt.Log.Enabled(r.Context(), slog.LevelInfo) {
		return
	}
	f.opt.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
		slog.String("method", methodLabel(r.Method)), slog.String("url", Short(r.URL.Path, 200)), slog.String("route", out.route),
		slog.Int("status", out.status), slog.Int("bytes", out.written), slog.Duration("took", took), slog.String("cache", out.kept),
		slog.String("client", f.client(r)))
}

// methodLabel keeps made-up methods out of metrics and logs.
func methodLabel(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		return method
	}
	return "other"
}
