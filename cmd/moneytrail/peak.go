package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"moneytrail/store"
)

// frugal makes the collector run more often while large files are read or many
// pages fetched: the load is bound by SQLite and fetching by the portal, so half
// the heap costs next to no time. On a busy machine the collector comes late,
// and the less there is to overshoot the better.
func frugal() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
}

// resetPeak starts a new measurement of the peak of resident memory, where the
// system can do that (Linux).
func resetPeak() {
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // without it the peak is that of the whole run
}

// peakMB gives the peak of resident memory in MB; 0 where it is not known.
func peakMB() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
			if err != nil {
				return 0
			}
			return kb / 1024
		}
	}
	return 0
}

func peakText() string {
	if mb := peakMB(); mb > 0 {
		return fmt.Sprint(mb)
	}
	return "unknown"
}

// stageWatch notes the peak of memory at the end of each stage of a load.
type stageWatch struct {
	now   func() time.Time
	last  string
	peaks map[string]string
}

func (w *stageWatch) progress(stage string, _ int) {
	stage, _, _ = strings.Cut(stage, " ")
	if stage == w.last {
		return
	}
	if w.peaks == nil {
		w.peaks = make(map[string]string)
	}
	if w.last != "" {
		w.peaks[w.last] = peakText()
	}
	w.last = stage
}

func (w *stageWatch) peak(i int, stages []store.Stage) string {
	if p, ok := w.peaks[stages[i].Name]; ok {
		return p
	}
	return peakText()
}
