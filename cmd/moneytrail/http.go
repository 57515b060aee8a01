package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"moneytrail/api"
)

// versionAge is how long the server believes a data version without asking.
const versionAge = 250 * time.Millisecond

// httpSettings are what a server may be told about its clients.
type httpSettings struct {
	rate    float64
	burst   int
	proxies []string
	cacheMB int64
	token   string // allows changes to whoever sends it; empty: nobody may
}

func (h *httpSettings) flags(cmd *cobra.Command) {
	cmd.Flags().Float64Var(&h.rate, "rate", 50, "`requests` a second that one client may send on average; 0: no limit")
	cmd.Flags().IntVar(&h.burst, "burst", 250, "`requests` that one client may send at once")
	cmd.Flags().StringSliceVar(&h.proxies, "trust-proxy", nil, "`network` (10.0.0.0/8) whose X-Forwarded-For names the client; may be repeated")
	cmd.Flags().Int64Var(&h.cacheMB, "cache-mb", 64, "memory for answers that are kept, in `MB`; 0: none")
}

// tokenVariable holds the token for changes: no list of processes shows it.
const tokenVariable = "MONEYTRAIL_TOKEN"

// httpOptions gives the settings of the API.
func (a *app) httpOptions(log *slog.Logger) (api.Options, error) {
	h := &a.http
	if h.rate < 0 || h.burst < 0 || h.cacheMB < 0 {
		return api.Options{}, usagef("--rate %g --burst %d --cache-mb %d: none may be negative", h.rate, h.burst, h.cacheMB)
	}
	out := api.Options{
		Build: build(), Log: log, Now: a.now, VersionAge: versionAge,
		Rate: h.rate, Burst: h.burst, CacheBytes: h.cacheMB << 20, Token: h.token,
	}
	if h.cacheMB == 0 {
		out.CacheBytes = -1
	}
	for _, text := range h.proxies {
		_, network, err := net.ParseCIDR(text)
		if err != nil {
			return out, usagef("--trust-proxy %s: not a network, such as 10.0.0.0/8 or 127.0.0.1/32", text)
		}
		out.TrustedProxies = append(out.TrustedProxies, network)
	}
	if out.Token != "" {
		out.Audit = (&auditFile{path: a.db + ".audit.jsonl"}).write
	}
	return out, nil
}

// auditFile keeps records of changes, one JSON object a line, beside the
// database. Each is on disk before the change is made.
type auditFile struct {
	mu   sync.Mutex
	path string
}

func (f *auditFile) write(_ context.Context, r api.AuditRecord) (err error) {
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write audit record: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	file, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open audit file: %w", err)
	}
	defer closeInto(file, &err)
	if _, err := file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("write %s: %w", f.path, err)
	}
	return file.Sync()
}
