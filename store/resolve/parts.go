package resolve

import (
	"runtime"
	"sync"
)

// fewest is how many comparisons are worth a goroutine.
const fewest = 256

// inParts runs do on consecutive parts of n things, one a processor, at the
// same time.
func inParts(n int, do func(from, to int)) {
	parts := min(runtime.GOMAXPROCS(0), n/fewest)
	if parts < 2 {
		do(0, n)
		return
	}
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() { do(n*p/parts, n*(p+1)/parts) })
	}
	wg.Wait()
}
