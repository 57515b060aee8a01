package api_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"moneytrail/api"
	"moneytrail/api/apitest"
)

// serveReal serves on a port of its own, with all bounds of a server.
func serveReal(t *testing.T, adjust func(*http.Server)) string {
	t.Helper()
	server := api.NewServer("", newHandlerWith(apitest.Sample(), api.Options{Token: "secret"}), nil)
	if adjust != nil {
		adjust(server)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(api.NewListener(l, 64)) }()
	t.Cleanup(func() {
		if err := errors.Join(server.Close(), <-done); !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// say sends raw bytes and reads the answer.
func say(t *testing.T, address, request string) (status int, kind string, body []byte, err error) {
	t.Helper()
	var d net.Dialer
	c, err := d.DialContext(t.Context(), "tcp", address)
	if err != nil {
		return 0, "", nil, err
	}
	defer func() { _ = c.Close() }()
	if err := c.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		return 0, "", nil, err
	}
	go func() { _, _ = io.WriteString(c, request) }() // the server may stop reading
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return 0, "", nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err = io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header.Get("Content-Type"), body, err
}

func getLine(target string) string { return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" }

// hostile are requests that no reader sends; each is made from one of these.
var hostile = map[string]func(r *rand.Rand) string{
	"bad cursor": func(r *rand.Rand) string {
		lists := []string{"/api/v1/committees", base + "/donors", base + "/rows", "/api/v1/contests/" + apitest.ContestSlug}
		return getLine(lists[r.IntN(len(lists))]+"?cursor="+url.QueryEscape(noise(r, 1+r.IntN(700)))) + "\r\n"
	},
	"huge limit": func(r *rand.Rand) string {
		return getLine(fmt.Sprintf("%s?limit=%d%d", base, 201+r.IntN(1e9), r.Uint64())) + "\r\n"
	},
	"negative limit": func(r *rand.Rand) string { return getLine(fmt.Sprintf("%s?limit=-%d", base, r.IntN(1e9))) + "\r\n" },
	"control characters, escaped": func(r *rand.Rand) string {
		return getLine(fmt.Sprintf("/api/v1/committees?q=a%%%02xb", r.IntN(32))) + "\r\n"
	},
	"control characters, raw": func(r *rand.Rand) string {
		return getLine("/api/v1/committees?q=a"+string(rune(1+r.IntN(8)))+"b") + "\r\n"
	},
	"SQL in a parameter": func(r *rand.Rand) string {
		tricks := []string{"counted' OR 1=1--", "1;DROP TABLE txn", "' UNION SELECT sql FROM sqlite_master--", "\"; VACUUM; --"}
		return getLine(base+"/rows?status="+url.QueryEscape(tricks[r.IntN(len(tricks))]+noise(r, 8))) + "\r\n"
	},
	"SQL in an id": func(r *rand.Rand) string {
		return getLine("/api/v1/committees/"+url.PathEscape("fppc-1' OR '1'='1"+noise(r, 8))) + "\r\n"
	},
	"path": func(r *rand.Rand) string {
		tricks := []string{"/api/v1/../../etc/passwd", "/static/..%2f..%2fgo.mod", "/api/v1/committees/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "//etc/passwd", "/api/v1/committees/..\\..\\x", "/.git/config", "/api/v1/committees/%00"}
		return getLine(tricks[r.IntN(len(tricks))]+"/"+url.PathEscape(noise(r, 4))) + "\r\n"
	},
	"bad escapes": func(r *rand.Rand) string { return getLine(base+"?limit=%"+string(rune('g'+r.IntN(20)))+"z") + "\r\n" },
	"unknown parameter": func(r *rand.Rand) string {
		return getLine(base+"?"+url.QueryEscape("x"+noise(r, 1+r.IntN(60)))+"=1") + "\r\n"
	},
	"given twice": func(r *rand.Rand) string {
		return getLine(fmt.Sprintf("%s?limit=%d&limit=%d", base, 1+r.IntN(200), 1+r.IntN(200))) + "\r\n"
	},
	"long address": func(r *rand.Rand) string {
		return getLine("/api/v1/committees?q="+strings.Repeat("a", 4100+r.IntN(8000))) + "\r\n"
	},
	"header flood, many": func(r *rand.Rand) string {
		var b strings.Builder
		b.WriteString(getLine(base))
		for i := range 900 + r.IntN(900) {
			fmt.Fprintf(&b, "X-Flood-%d: %s\r\n", i, "yes and yes again, as often as it takes")
		}
		return b.String() + "\r\n"
	},
	"header flood, long": func(r *rand.Rand) string {
		return getLine(base) + "Cookie: " + strings.Repeat("c", 40_000+r.IntN(40_000)) + "\r\n\r\n"
	},
	"broken header": func(r *rand.Rand) string { return getLine(base) + "X" + string(rune(1+r.IntN(8))) + ": y\r\n\r\n" },
	"no host":       func(*rand.Rand) string { return "GET " + base + " HTTP/1.1\r\n\r\n" },
	"no version":    func(r *rand.Rand) string { return "GET " + base + " HTTQ/" + noise(r, 3) + "\r\nHost: x\r\n\r\n" },
	"unknown coding": func(*rand.Rand) string {
		return "POST " + base + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: zip\r\n\r\n"
	},
	"body on GET": func(r *rand.Rand) string {
		n := 1 + r.IntN(30_000)
		return getLine(base) + fmt.Sprintf("Content-Length: %d\r\n\r\n%s", n, strings.Repeat("b", n))
	},
	"slow body": func(r *rand.Rand) string { // announced, and never sent whole
		return getLine(base) + fmt.Sprintf("Content-Length: %d\r\n\r\nb", 1000+r.IntN(1_000_000))
	},
	"endless body": func(*rand.Rand) string { return getLine(base) + "Transfer-Encoding: chunked\r\n\r\n1\r\nb\r\n" },
	"two lengths":  func(*rand.Rand) string { return getLine(base) + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nbbbbbb" },
	"other method": func(r *rand.Rand) string {
		methods := []string{"POST", "PUT", "DELETE", "PATCH", "BREW", "TRACE", "PROPFIND"}
		return methods[r.IntN(len(methods))] + " " + base + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
	},
	"wrong dates": func(r *rand.Rand) string {
		return getLine(fmt.Sprintf("%s/rows?from=2026-%02d-%02d", base, 13+r.IntN(80), r.IntN(99))) + "\r\n"
	},
	"contradiction": func(r *rand.Rand) string {
		return getLine(fmt.Sprintf("%s/rows?from=2026-02-%02d&thru=2026-01-%02d", base, 1+r.IntN(28), 1+r.IntN(28))) + "\r\n"
	},
}

// noise is text of any bytes that a URL can carry escaped.
func noise(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.IntN(256))
	}
	return string(b)
}

func TestThousandHostileRequests(t *testing.T) {
	t.Parallel()
	address := serveReal(t, nil)
	var wg sync.WaitGroup
	gate := make(chan struct{}, 16)
	sent := 0
	for round := range 40 {
		for name, make := range hostile {
			sent++
			request := make(rand.New(rand.NewPCG(uint64(round), uint64(len(name)))))
			wg.Go(func() {
				gate <- struct{}{}
				defer func() { <-gate }()
				status, kind, body, err := say(t, address, request)
				var p api.Problem
				if err != nil || json.Unmarshal(body, &p) != nil || kind != "application/problem+json" || status < 400 || status > 499 || p.Status != status || p.Detail == "" {
					t.Errorf("%s: %d %s %.200s, %v; request %.120q", name, status, kind, body, err, request)
				}
			})
		}
	}
	wg.Wait()
	if sent < 1000 {
		t.Errorf("%d requests", sent)
	}
	if status, _, _, err := say(t, address, getLine(base)+"\r\n"); err != nil || status != http.StatusOK {
		t.Errorf("afterwards a reader gets %d, %v", status, err)
	}
}

// Whoever has the token and sends a body too slowly is told so.
func TestSlowChangesEnd(t *testing.T) {
	t.Parallel()
	n := newNotes("secret")
	address := serveReal(t, func(s *http.Server) { s.Handler, s.ReadTimeout = n.handler, 300*time.Millisecond })
	request := "POST " + notePath + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
	status, kind, body, err := say(t, address, request)
	if err != nil || status != http.StatusRequestTimeout || kind != "application/problem+json" {
		t.Errorf("%d %s %s, %v", status, kind, body, err)
	}
}

// One connection more than may be open is accepted when another closes.
func TestConnectionsAreBounded(t *testing.T) {
	t.Parallel()
	var lc net.ListenConfig
	inner, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := api.NewListener(inner, 1)
	var d net.Dialer
	for range 2 {
		c, err := d.DialContext(t.Context(), "tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
	}
	first, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	second := make(chan error, 1)
	go func() {
		c, err := l.Accept()
		if err == nil {
			err = c.Close()
		}
		second <- err
	}()
	select {
	case err := <-second:
		t.Fatalf("a second connection was accepted: %v", err)
	default:
	}
	if err := errors.Join(first.Close(), <-second); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Accept(); err == nil {
		t.Error("accepts after it was closed")
	}
}
