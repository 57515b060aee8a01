package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"moneytrail/store"
)

// progress shows a long load: a bar with rate and time left on a terminal, a
// plain line every so often elsewhere.
type progress struct {
	mu      sync.Mutex
	out     io.Writer
	name    string
	size    int64
	now     func() time.Time
	bar     *progressbar.ProgressBar // nil when the output is no terminal
	started time.Time
	spoke   time.Time
}

// quiet is how long a load may take before plain lines speak of it, and how
// often they do.
const quiet = 5 * time.Second

func newProgress(out io.Writer, name string, size int64, now func() time.Time) *progress {
	p := &progress{out: out, name: filepath.Base(name), size: size, now: now, started: now(), spoke: now()}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions64(size,
			progressbar.OptionSetWriter(out), progressbar.OptionShowBytes(true), progressbar.OptionSetDescription(p.name),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true),
			progressbar.OptionFullWidth(),
		)
	}
	return p
}

// bytes tells how far into the file reading got.
func (p *progress) bytes(done int64) {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.bar.Set64(min(done, p.size)) // a bar that cannot be drawn stops nothing
}

// fetched tells how far a download is.
func (p *progress) fetched(done int64) {
	if p.bar != nil {
		p.bytes(done)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if now.Sub(p.spoke) < quiet {
		return
	}
	p.spoke = now
	of := ""
	if p.size > 0 {
		of = " of " + size(p.size)
	}
	fmt.Fprintf(p.out, "%s: %s%s, %s\n", p.name, size(done), of, now.Sub(p.started).Round(time.Second))
}

// stage tells what the load is doing, with the number of rows so far.
func (p *progress) stage(stage string, rows int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	elapsed := p.now().Sub(p.started)
	rate := ""
	if seconds := elapsed.Seconds(); rows > 0 && seconds > 0 {
		rate = fmt.Sprintf(", %s (%s/s)", count(rows, "row"), thousands(int(float64(rows)/seconds)))
	}
	if p.bar != nil {
		p.bar.Describe(p.name + ": " + stage + rate)
		return
	}
	if now := p.now(); now.Sub(p.spoke) >= quiet {
		p.spoke = now
		fmt.Fprintf(p.out, "%s: %s%s, %s\n", p.name, stage, rate, elapsed.Round(time.Second))
	}
}

func (p *progress) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		_ = p.bar.Finish() // a bar that cannot be drawn stops nothing
	}
}

func thousands(n int) string {
	s := store.Cents(n * 100).String()
	return s[:len(s)-3]
}
