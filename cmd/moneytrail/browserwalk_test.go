package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// step is one thing that a reader does: follow the link whose text matches a
// pattern (within an element, when named), or search for words.
type step struct{ link, within, search string }

// walks are the tasks that readers must be able to do from the home page in at
// most three clicks or one search. Shows are patterns that then stand on the
// screen, without scrolling, in the order of the page.
var walks = []struct {
	name  string
	steps []step
	shows []string
}{
	{"top donor", []step{{link: "second attempt"}}, []string{`Marlow Q\. Placeholder`, `\$\d`}},
	{"top donor by search", []step{{search: "second attempt"}, {link: "second attempt", within: "#main"}}, []string{`Marlow Q\. Placeholder`}},
	{"law-enforcement share", []step{{link: "Recall", within: "#contests"}, {link: "Kinds of donors|What kind of donors|[Ll]aw.enforcement"}}, []string{`[Ll]aw.enforcement`, `\d+\.\d%`}},
	{"change since last week", []step{{link: "the last week of filings"}}, []string{`May \d+, 2026`, `\$\d`}},
	{"gave to both", []step{{link: "Recall", within: "#contests"}, {link: "[Gg]ave to both|both sides"}}, []string{`[Bb]oth`, `\$\d`}},
	{"open the filing", []step{{link: "second attempt"}, {link: "Form 460", within: "#filings"}}, []string{`Form 460`, `[Ff]iled`}},
}

// inView lists the text that stands on the screen.
const inView = `(() => { const out = []; const w = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n; n = w.nextNode();) { const r = document.createRange(); r.selectNodeContents(n);
		if ([...r.getClientRects()].some(b => b.width > 0 && b.bottom > 0 && b.top < innerHeight && b.left < innerWidth)) out.push(n.data.trim()); }
	return out.filter(Boolean).join(" "); })()`

func (b *tab) follow(s step) {
	b.t.Helper()
	if s.search != "" {
		b.press(`document.querySelector("form[role=search] input[type=search]")`, false)
		b.do(chromedp.KeyEvent(s.search))
		b.wait(chromedp.KeyEvent("\r"))
		return
	}
	within := "body"
	if s.within != "" {
		within = s.within
	}
	find := `[...document.querySelectorAll(` + quoted(within+" a[href]") + `)].find(a => a.getClientRects().length && new RegExp(` + quoted(s.link) + `).test(a.textContent))`
	if !evaluate[bool](b, `!!(`+find+`)`) {
		b.t.Fatalf("%s: no link %q in %s: the page of this task is missing", evaluate[string](b, "location.pathname"), s.link, within)
	}
	same := evaluate[bool](b, `(a => a.hash !== "" && a.pathname + a.search === location.pathname + location.search)(`+find+`)`)
	b.press(find, !same)
}

func TestBrowserTasks(t *testing.T) {
	t.Parallel()
	server := browserCounty(t)
	for _, w := range walks {
		for _, scripts := range []bool{true, false} {
			name := w.name
			if !scripts {
				name += " without scripts"
			}
			t.Run(name, func(t *testing.T) {
				clicks, searches := 0, 0
				b := openTab(t, server)
				b.screen(390, 844)
				b.theme("light", "none")
				b.scripts(scripts)
				b.open("/")
				for _, s := range w.steps {
					if s.search != "" {
						searches++
					} else {
						clicks++
					}
					b.follow(s)
				}
				if clicks > 3 || searches > 1 {
					t.Errorf("%d clicks, %d searches", clicks, searches)
				}
				screen := evaluate[string](b, inView)
				for _, pattern := range w.shows {
					if !evaluate[bool](b, `new RegExp(`+quoted(pattern)+`).test(`+quoted(screen)+`)`) {
						t.Errorf("%s does not show %s: %.600s", evaluate[string](b, "location.href"), pattern, strings.Join(strings.Fields(screen), " "))
					}
				}
				b.quiet(w.name)
			})
		}
	}
}
