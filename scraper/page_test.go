package scraper_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
)

func page(contentType, text string) http.Handler {
	return withRobots("", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, text)
	})
}

func TestHTML(t *testing.T) {
	t.Parallel()
	b := newBench(t, page("text/html; charset=windows-1252",
		"<html><body><ul><li id=a><a href='one.zip'>Jos\xe9</a></li><li><a href='/two.zip'>Two</a></li></ul></body></html>"))
	var got []string
	doc, err := b.HTML(t.Context(), b.url+"/dir/list", "li", func(e scraper.Element) error {
		got = append(got, e.Attr("", "id")+" "+e.Text("a")+" "+strings.TrimPrefix(e.URL(e.Attr("a", "href")), b.url)+" "+e.Text(""))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a José /dir/one.zip José", " Two /two.zip Two"}, got); diff != "" {
		t.Errorf("elements (-want +got):\n%s", diff)
	}
	if !strings.Contains(b.content(t, doc), "Jos\xe9") {
		t.Error("the archive has the page recoded")
	}
}

func TestXML(t *testing.T) {
	t.Parallel()
	b := newBench(t, page("application/xml", "\ufeff<?xml version=\"1.0\"?><rss><item id=\"1\"><link>/a</link></item><item id=\"2\"><link>/b</link></item></rss>"))
	var got []string
	_, err := b.XML(t.Context(), b.url+"/feed", "//item", func(e scraper.Element) error {
		got = append(got, e.Attr("", "id")+strings.TrimPrefix(e.URL(e.Text("link")), b.url)+e.Text("")+e.Attr("link", "none"))
		return nil
	})
	if diff := cmp.Diff([]string{"1/a/a", "2/b/b"}, got); diff != "" || err != nil {
		t.Errorf("%v, elements (-want +got):\n%s", err, diff)
	}
}

func TestCallbackErrorComesBack(t *testing.T) {
	t.Parallel()
	b := newBench(t, page("text/html", "<p>1</p><p>2</p>"))
	stop, calls := errors.New("stop"), 0
	_, err := b.HTML(t.Context(), b.url+"/x", "p", func(scraper.Element) error { calls++; return stop })
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("error %v after %d calls", err, calls)
	}
}

func TestPagesWithoutWhatIsLookedFor(t *testing.T) {
	t.Parallel()
	long := "<html><body>" + strings.Repeat("<div>x</div>", 500) + "</body></html>"
	tests := map[string]struct {
		contentType, text string
		want              error
	}{
		"renamed control": {"text/html", long, scraper.ErrNothingFound},
		"tiny page":       {"text/html", "<html><body>Welcome</body></html>", scraper.ErrBlocked},
		"empty":           {"text/html", "", scraper.ErrNothingFound},
		"firewall's page": {"text/html", strings.Replace(long, "<div>", `<script src="/_Incapsula_Resource?x"></script>`, 1), scraper.ErrBlocked},
		"empty feed":      {"application/xml", "<rss></rss>", scraper.ErrNothingFound},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, page(tt.contentType, tt.text))
			visit := b.HTML
			if tt.contentType == "application/xml" {
				visit = b.XML
			}
			if _, err := visit(t.Context(), b.url+"/x", "//p", func(scraper.Element) error { return nil }); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

// TestPagesThatTheFirewallLetThrough has its script in a page with entries.
func TestPagesThatTheFirewallLetThrough(t *testing.T) {
	t.Parallel()
	b := newBench(t, page("text/html", `<html><script src="/_Incapsula_Resource?x"></script>`+strings.Repeat("<p>entry</p>", 500)))
	entries := 0
	if _, err := b.HTML(t.Context(), b.url+"/x", "p", func(scraper.Element) error { entries++; return nil }); err != nil || entries != 500 {
		t.Errorf("%d entries, %v", entries, err)
	}
	small := newBench(t, page("text/html", `<html><script src="/_Incapsula_Resource?x"></script><p>entry</p>`))
	if _, err := small.HTML(t.Context(), small.url+"/x", "p", func(scraper.Element) error { return nil }); !errors.Is(err, scraper.ErrBlocked) {
		t.Errorf("error %v, want ErrBlocked", err)
	}
}

func TestCells(t *testing.T) {
	t.Parallel()
	b := newBench(t, page("text/html", "<table><tr><td> one </td><td><a href=x>two</a> and\n<b>more</b></td><td></td></tr></table>"))
	var got []string
	_, err := b.HTML(t.Context(), b.url+"/x", "tr", func(e scraper.Element) error { got = e.Cells(); return nil })
	if diff := cmp.Diff([]string{"one", "two and\nmore", ""}, got); diff != "" || err != nil {
		t.Errorf("%v, cells (-want +got):\n%s", err, diff)
	}
	feed := newBench(t, page("application/xml", "<rss><item><a>1</a><b>2</b></item></rss>"))
	_, err = feed.XML(t.Context(), feed.url+"/x", "//item", func(e scraper.Element) error { got = e.Cells(); return nil })
	if diff := cmp.Diff([]string{"1", "2"}, got); diff != "" || err != nil {
		t.Errorf("%v, cells (-want +got):\n%s", err, diff)
	}
}
