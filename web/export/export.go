package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Options say what to write.
type Options struct {
	Handler http.Handler
	// Home is the address of the page that becomes index.html; links to "/"
	// lead there. Start are further addresses to begin at.
	Home  string
	Start []string
	// Include tells which addresses are part of the copy; static files are.
	Include func(u *url.URL) bool
	// Site is the public address at which the copy will stand, without a slash
	// at its end; empty: not known.
	Site string
	// Progress is told how many files were written and wait; may be nil.
	Progress func(done, waiting int)
}

// Summary says what was written.
type Summary struct {
	Pages    int      `json:"pages"`
	Files    int      `json:"files"`
	Bytes    int64    `json:"bytes"`
	Unlinked int      `json:"unlinked"` // links that lead out of the copy, now plain text
	Listed   []string `json:"-"`        // files of pages that search engines may list
	Sums     []string `json:"-"`        // "SHA-256  file", by file
}

type writer struct {
	opt   Options
	dir   string
	queue []*url.URL
	files map[string]string // file → address
	sum   Summary
}

// Write writes into dir, which must be empty, everything that the pages of the
// copy link to. It fails when a page of it does not answer 200.
func Write(ctx context.Context, dir string, opt Options) (*Summary, error) {
	w := &writer{opt: opt, dir: dir, files: map[string]string{}}
	for _, address := range append([]string{opt.Home}, opt.Start...) {
		u, err := url.Parse(address)
		if err != nil {
			return nil, fmt.Errorf("start at %s: %w", address, err)
		}
		if err := w.want(u); err != nil {
			return nil, err
		}
	}
	for len(w.queue) > 0 {
		u := w.queue[0]
		w.queue = w.queue[1:]
		if err := w.one(ctx, u); err != nil {
			return nil, err
		}
		if opt.Progress != nil {
			opt.Progress(w.sum.Files, len(w.queue))
		}
	}
	slices.Sort(w.sum.Listed)
	slices.SortFunc(w.sum.Sums, func(a, b string) int { return strings.Compare(a[64:], b[64:]) })
	return &w.sum, nil
}

func (w *writer) file(u *url.URL) string {
	if u.RawQuery == "" && (u.Path == "/" || u.RequestURI() == w.opt.Home) {
		return "index.html"
	}
	return fileOf(u)
}

func (w *writer) within(u *url.URL) bool {
	return u.Path == "/" && u.RawQuery == "" || strings.HasPrefix(u.Path, "/static/") || w.opt.Include(u)
}

// want queues an address, once.
func (w *writer) want(u *url.URL) error {
	file, address := w.file(u), u.RequestURI()
	if file == "index.html" {
		address = w.opt.Home
	}
	known, ok := w.files[file]
	if ok && !sameAddress(known, address) {
		return fmt.Errorf("%s and %s would both be the file %s", known, address, file)
	}
	if ok {
		return nil
	}
	w.files[file] = address
	next, err := url.Parse(address)
	w.queue = append(w.queue, next)
	return err
}

// sameAddress holds for queries in another order too, and for editions of
// static files.
func sameAddress(a, b string) bool {
	u, err1 := url.Parse(a)
	v, err2 := url.Parse(b)
	return errors.Join(err1, err2) == nil && u.EscapedPath() == v.EscapedPath() && (u.Query().Encode() == v.Query().Encode() || strings.HasPrefix(u.Path, "/static/"))
}

func (w *writer) one(ctx context.Context, u *url.URL) error {
	file := w.file(u)
	status, kind, body, err := w.ask(ctx, u.RequestURI())
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		return fmt.Errorf("write %s: %s answers %d", file, u.RequestURI(), status)
	}
	if strings.HasSuffix(file, ".html") {
		if !strings.HasPrefix(kind, "text/html") {
			return fmt.Errorf("write %s: %s is of the type %s", file, u.RequestURI(), kind)
		}
		page, err := w.rewrite(file, body)
		if err != nil {
			return err
		}
		body = page.text
		w.sum.Pages++
		w.sum.Unlinked += page.unlinks
		if !page.hidden {
			w.sum.Listed = append(w.sum.Listed, file)
		}
		for _, need := range page.needs {
			if err := w.want(need); err != nil {
				return err
			}
		}
	}
	return w.write(file, body)
}

func (w *writer) write(file string, body []byte) error {
	path := filepath.Join(w.dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make folder of %s: %w", file, err)
	}
	if err := os.WriteFile(path, body, 0o644); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	sum := sha256.Sum256(body)
	w.sum.Sums = append(w.sum.Sums, hex.EncodeToString(sum[:])+"  "+file)
	w.sum.Files++
	w.sum.Bytes += int64(len(body))
	return nil
}

// ask sends a request to the handler.
func (w *writer) ask(ctx context.Context, address string) (status int, kind string, body []byte, err error) {
	if err := ctx.Err(); err != nil {
		return 0, "", nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, "", nil, fmt.Errorf("ask for %s: %w", address, err)
	}
	r.RequestURI, r.RemoteAddr = address, "127.0.0.1:1"
	a := &answer{header: http.Header{}}
	w.opt.Handler.ServeHTTP(a, r)
	return max(a.status, http.StatusOK), a.header.Get("Content-Type"), a.body.Bytes(), ctx.Err()
}

// answer keeps what the handler says.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(p)
}
