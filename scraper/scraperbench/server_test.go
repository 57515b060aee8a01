package scraperbench_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"
)

// childServes is set in a child: what it serves.
const childServes = "MONEYTRAIL_TEST_SERVES"

// startServer serves in a process of its own, so that neither its memory nor
// its collector is taken for the client's, and returns its address.
func startServer(b *testing.B, what string) string {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), os.Args[0], "-test.run=^TestChildServes$")
	cmd.Env = append(os.Environ(), childServes+"="+what)
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = in.Close() // ends it
		_ = cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(address, "http://") {
		b.Fatalf("server says %q, %v", address, err)
	}
	return strings.TrimSpace(address)
}

// TestChildServes is the server of a benchmark, until its input ends.
func TestChildServes(t *testing.T) {
	serve := map[string]http.HandlerFunc{"listings": serveListings, "bulk": serveBulk, "noise": serveNoise}[os.Getenv(childServes)]
	if serve == nil {
		t.Skip("not in a child")
	}
	var config net.ListenConfig
	listener, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(http.ResponseWriter, *http.Request) {}) // forbids nothing
	mux.HandleFunc("/", serve)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }() // always http.ErrServerClosed
	fmt.Println("http://" + listener.Addr().String())
	_, _ = io.Copy(io.Discard, os.Stdin)
	_ = server.Close()
}

// residentMB reads a figure of this process's memory: VmRSS now, VmHWM at most
// since resetPeak. It is 0 on systems that do not tell.
func residentMB(b *testing.B, field string) float64 {
	b.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), field+":")
	kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		b.Fatal(err)
	}
	return kb / 1024
}

// resetPeak gives free memory back and forgets the peak so far (proc(5),
// clear_refs).
func resetPeak(b *testing.B) {
	b.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Logf("the peak is that of the whole run: %v", err)
	}
}
