package resolve_test

import (
	"os"
	"runtime"
	"strconv"
	"testing"

	"moneytrail/store/resolve"
)

// million is 1,000,000, or what MONEYTRAIL_BENCH_CONTRIBUTORS says.
func million(b *testing.B) int {
	b.Helper()
	if n, err := strconv.Atoi(os.Getenv("MONEYTRAIL_BENCH_CONTRIBUTORS")); err == nil && n > 0 {
		return n
	}
	return 1_000_000
}

// Goal: a million distinct contributors under 90 s and 1.5 GB.
func BenchmarkResolveMillion(b *testing.B) {
	all := crowd(million(b), 1)
	for b.Loop() {
		r := resolve.Resolve(all, resolve.Default())
		b.ReportMetric(float64(len(r.Links)), "links")
		b.ReportMetric(float64(len(r.Possible)), "possible")
		runtime.KeepAlive(r)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MB-from-system")
}

// Goal: 10,000 new contributors against a million under 2 s.
func BenchmarkIncremental(b *testing.B) {
	n := million(b)
	all := crowd(n, 1)
	x := resolve.NewIndex(all, nil, resolve.Default())
	seed := uint64(2)
	b.ResetTimer()
	for range b.N {
		b.StopTimer()
		fresh := crowd(10_000, seed)
		seed++
		b.StartTimer()
		for i := range fresh {
			x.Add(fresh[i])
		}
	}
}

func BenchmarkScore(b *testing.B) {
	x, y := home("Quenby, Robert A", "Hat Works", "Hatter").contributor(1), home("QUENBY, BOB", "Hat Works", "Hatter").contributor(2)
	b.ReportAllocs()
	for b.Loop() {
		resolve.Score(x, y)
	}
}
