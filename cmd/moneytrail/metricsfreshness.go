package main

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"moneytrail/store"
)

var (
	newestAge = prometheus.NewDesc("moneytrail_newest_filing_age_seconds",
		"Age of the newest filing that a source has given, from the beginning of its filing day (UTC).", []string{"source", "agency"}, nil)
	asOfTime = prometheus.NewDesc("moneytrail_source_as_of_timestamp_seconds",
		"When the latest good run of a source ended, in seconds since 1970.", []string{"source", "agency"}, nil)
)

// freshnessCollector asks the database when it is asked itself.
type freshnessCollector struct {
	db  freshnessReader
	now func() time.Time
}

// Describe implements [prometheus.Collector].
func (c *freshnessCollector) Describe(to chan<- *prometheus.Desc) {
	to <- newestAge
	to <- asOfTime
}

// freshnessTimeout bounds the question to the database.
const freshnessTimeout = 5 * time.Second

// Collect implements [prometheus.Collector]. Of an agency's jobs the freshest
// counts.
func (c *freshnessCollector) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), freshnessTimeout)
	defer cancel()
	runs, err := c.db.SourceRuns(ctx)
	if err != nil {
		to <- prometheus.NewInvalidMetric(newestAge, err)
		return
	}
	type key struct{ source, agency string }
	best, order := map[key]store.SourceRun{}, []key{}
	for _, r := range runs {
		k := key{r.Source, r.Agency}
		have, ok := best[k]
		if !ok {
			order = append(order, k)
		}
		have.FiledThrough = max(have.FiledThrough, r.FiledThrough)
		if r.AsOf.After(have.AsOf) {
			have.AsOf = r.AsOf
		}
		best[k] = have
	}
	for _, k := range order {
		r := best[k]
		if filed, err := time.Parse(time.DateOnly, string(r.FiledThrough)); err == nil {
			to <- prometheus.MustNewConstMetric(newestAge, prometheus.GaugeValue, c.now().Sub(filed).Seconds(), k.source, k.agency)
		}
		if !r.AsOf.IsZero() {
			to <- prometheus.MustNewConstMetric(asOfTime, prometheus.GaugeValue, float64(r.AsOf.Unix()), k.source, k.agency)
		}
	}
}
