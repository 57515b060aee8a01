//go:build unix

package columns_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"syscall"
	"testing"
	"time"

	"moneytrail/store"
	"moneytrail/store/columns"
)

// million builds columns of invented rows: a million donors and 8,000
// committees for five million rows.
func million(b *testing.B, rows int) *columns.Columns {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 20, 8000)
	builder := columns.NewBuilder(fold, rows)
	const perFiling = 100
	start := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range rows/perFiling + 1 {
		builder.Filing(columns.Filing{ID: int64(i), Committee: int64(zipf.Uint64() + 1), Form: []string{"F460", "F460", "F460", "F497"}[i%4], Filed: store.DateOf(start.AddDate(0, 0, i*4000*perFiling/rows))})
	}
	for d := range rows / 20 {
		builder.Class(int64(d*3), []string{"fire", "le_union", "real_estate"}[d%3], "")
	}
	row := columns.Row{Schedule: "A", Kind: store.KindMonetary, Direction: store.Received, Reason: store.ReasonGift}
	for i := range rows {
		d := r.IntN(rows / 5)
		row.ID, row.Filing, row.Donor = int64(i+1), int64(i/perFiling), int64(d)
		row.Status = []store.Status{store.StatusCounted, store.StatusCounted, store.StatusCounted, store.StatusSuperseded}[r.IntN(4)]
		row.Date = string(store.DateOf(start.AddDate(0, 0, i*4000/rows)))
		row.Amount = store.Cents(r.ExpFloat64() * 50_000)
		row.Last, row.First = fmt.Sprint("Name", d), "Ada"
		row.City, row.State, row.Zip = fmt.Sprint("City ", d%900), []string{"CA", "CA", "CA", "NV"}[d%4], fmt.Sprint(90000+d%1500)
		row.Employer, row.Occupation = fmt.Sprint("Employer ", d%70000), []string{"Attorney", "Police Officer", "Retired"}[d%3]
		if err := builder.Row(&row); err != nil {
			b.Fatal(err)
		}
	}
	c, err := builder.Build()
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// BenchmarkFiveMillion asks for the first 100 rows with the exact sums of the
// whole filter.
func BenchmarkFiveMillion(b *testing.B) {
	c := million(b, 5_000_000)
	hot, tables := c.Bytes()
	b.Logf("%d rows, %.1f bytes a row and %.1f for tables", c.Len(), float64(hot)/float64(c.Len()), float64(tables)/float64(c.Len()))
	for _, test := range []struct {
		name string
		q    columns.Query
	}{
		{"Everything", columns.Query{}},
		{"Newest", columns.Query{Order: store.NewestFirst}},
		{"Oldest", columns.Query{Order: store.OldestFirst}},
		{"ClassAndDays", columns.Query{TransactionFilter: store.TransactionFilter{Classes: []string{"le_union"}, From: "2018-01-01", Thru: "2022-12-31"}}},
		{"Texts", columns.Query{TransactionFilter: store.TransactionFilter{Employer: "employer 1", Occupation: "police", City: "City 17"}}},
		{"Name", columns.Query{TransactionFilter: store.TransactionFilter{Name: "ada name77"}}},
		{"OneCommittee", columns.Query{Committees: []int64{3}}},
		{"Many", columns.Query{Order: store.NewestFirst, TransactionFilter: store.TransactionFilter{Classes: []string{"le_union", "fire", "unknown"}, From: "2016-01-01", State: "CA", Min: cents(100), Statuses: []store.Status{store.StatusCounted}, Forms: []string{"F460"}}}},
	} {
		b.Run(test.name, func(b *testing.B) {
			test.q.Limit = 100
			before := processorTime(b)
			for b.Loop() {
				if _, err := c.Find(b.Context(), &test.q, runtime.GOMAXPROCS(0)); err != nil {
					b.Fatal(err)
				}
			}
			// What a shared machine leaves comparable; with two free processors an
			// answer takes half of it.
			b.ReportMetric((processorTime(b)-before).Seconds()*1000/float64(b.N), "processor-ms/op")
		})
	}
}

// processorTime is what the process has used so far.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
