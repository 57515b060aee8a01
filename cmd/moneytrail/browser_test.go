package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	browserlog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// requireBrowser makes tests fail, rather than skip, without a browser or
// axe-core.
const requireBrowser = "MONEYTRAIL_REQUIRE_BROWSER"

// absent skips a test that cannot run here, or fails it where it must run.
func absent(t *testing.T, what string) {
	t.Helper()
	if os.Getenv(requireBrowser) == "1" {
		t.Fatal(what)
	}
	t.Skipf("%s; %s=1 makes that a failure", what, requireBrowser)
}

// browser is one browser for all tests of pages; each test opens a tab.
var browser = sync.OnceValues(func() (context.Context, error) {
	path := os.Getenv("MONEYTRAIL_BROWSER")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); path == "" && err == nil {
			path = found
		}
	}
	if path == "" {
		return nil, fmt.Errorf("no Chromium: apt-get install chromium, or name one in MONEYTRAIL_BROWSER")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-dev-shm-usage", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		cancel()
		return nil, fmt.Errorf("start %s: %w", path, err)
	}
	stopBrowser = func() { _ = chromedp.Cancel(ctx); cancel() }
	return ctx, nil
})

var stopBrowser = func() {}

// tab is a page in the browser with what it asked for and complained about.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	foreign  []string // requests to other hosts
	troubles []string // errors of the console, violations of the policy
}

func openTab(t *testing.T, base string) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes long")
	}
	ctx, err := browser()
	if err != nil {
		absent(t, err.Error())
	}
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(stop)
	b := &tab{t: t, ctx: ctx, base: base}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, b.base) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "about:") {
			b.foreign = append(b.foreign, u)
		}
	case *browserlog.EventEntryAdded:
		// An error page is an error of the network too; its test expects it.
		if e.Entry.Level == "error" && !strings.Contains(e.Entry.URL, "/nope") {
			b.troubles = append(b.troubles, e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		b.troubles = append(b.troubles, e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			b.troubles = append(b.troubles, fmt.Sprint("console ", e.Type))
		}
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// evaluate gives the value of an expression, which may be a promise.
func evaluate[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%v\n%.300s", err, expression)
	}
	return v
}

func (b *tab) screen(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height, chromedp.EmulateMobile))
}

// theme sets the colours that the reader asks for; nothing moves.
func (b *tab) theme(scheme, forced string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "forced-colors", Value: forced},
	}})
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) scripts(on bool) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// quiet fails when a page asked another host for something or complained.
func (b *tab) quiet(path string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.foreign) > 0 || len(b.troubles) > 0 {
		b.t.Errorf("%s: asked other hosts %q; complained %q", path, b.foreign, b.troubles)
	}
	b.foreign, b.troubles = nil, nil
}

// press clicks where the element stands and waits for the page it leads to.
func (b *tab) press(find string, loads bool) {
	b.t.Helper()
	at := evaluate[[]float64](b, `(() => { const e = `+find+`; if (!e) return []; e.scrollIntoView({block: "center", behavior: "instant"});
		const r = [...e.getClientRects()].find(r => r.width > 0) || e.getBoundingClientRect(); return [r.x + Math.min(r.width / 2, 40), r.y + r.height / 2]; })()`)
	if len(at) != 2 {
		b.t.Fatalf("nothing to click: %s", find)
	}
	click := chromedp.MouseClickXY(at[0], at[1])
	if !loads {
		b.do(click)
		return
	}
	b.wait(click)
}

func (b *tab) wait(trigger chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, trigger)); err != nil {
		b.t.Fatalf("no page was loaded: %v", err)
	}
}

// quoted writes a text as JavaScript.
func quoted(s string) string {
	text, _ := json.Marshal(s) // a string always has a form
	return string(text)
}
