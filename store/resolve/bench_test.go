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
	size := million(b)
	all := func(yield func(resolve.Contributor) bool) { // made on the way, so that it takes no memory
		for i := 0; i < size; i += 10_000 {
			for _, c := range crowd(min(10_000, size-i), uint64(i+1)) {
				if !yield(c) {
					return
				}
			}
		}
	}
	for b.Loop() {
		n := resolve.Build(all, resolve.Default(), nil)
		counts := make(map[resolve.Answer]int)
		for l := range n.Pairs() {
			counts[l.Answer]++
		}
		b.ReportMetric(float64(counts[resolve.Same]), "same")
		b.ReportMetric(float64(counts[resolve.Possible]), "possible")
		runtime.KeepAlive(n)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MB-from-system")
}

func BenchmarkScore(b *testing.B) {
	x, y := home("Quenby, Robert A", "Hat Works", "Hatter").contributor(1), home("QUENBY, BOB", "Hat Works", "Hatter").contributor(2)
	b.ReportAllocs()
	for b.Loop() {
		resolve.Score(x, y)
	}
}
