package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
)

//go:embed templates/*.html
var templateFiles embed.FS

const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// view is what the layout shows around the body of a page.
type view struct {
	Title       string
	Description string
	Search      string // content of the search box
	Data        string // address of the same answer as JSON; may be empty
	NoIndex     bool   // keep the page out of search engines
	Moved       string // address of the page that is meant; nothing else is shown
	Meta        api.Meta
	Body        any
	AsOf        int64  // the data version that was asked for; 0: the current one
	Now         string // path and query of the page without as_of; empty of errors
	mixed       bool   // parts of the page are of different data versions
	// set by render
	Invented bool
	Frozen   bool
	Style    string
	extras
}

var pageNames = []string{"home", "committee", "rows", "contest", "method", "sources", "reference", "feeds", "error",
	"donors", "donor", "classes-list", "group", "filing", "news", "late", "overlap", "newcomers", "origins", "breakdown", "clusters", "outside",
	"search", "changes", "data", "transactions"}

// also notes the data version of a further part of the page.
func (v *view) also(m api.Meta) { v.mixed = v.mixed || m.DataVersion != v.Meta.DataVersion }

// parsePages gives each page its own set of templates: the layout, the shared
// parts and the page's "body".
func parsePages() (map[string]*template.Template, error) {
	shared, err := template.New("layout.html").Funcs(functions).Funcs(linkFunctions).ParseFS(templateFiles, "templates/layout.html", "templates/parts.html", "templates/classes.html", "templates/money.html", "templates/plot.html", "templates/extras.html")
	if err != nil {
		return nil, fmt.Errorf("parse layout: %w", err)
	}
	pages := map[string]*template.Template{}
	for _, name := range pageNames {
		t, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("clone layout: %w", err)
		}
		if pages[name], err = t.ParseFS(templateFiles, "templates/"+name+".html"); err != nil {
			return nil, fmt.Errorf("parse page %s: %w", name, err)
		}
	}
	return pages, nil
}

// render writes into memory, so that an error in a template never leaves half
// a page behind.
func (s *site) render(name string, v *view) ([]byte, error) {
	v.Invented, v.Frozen, v.Style = s.opt.Invented, s.opt.Frozen, s.assets.styleURL
	v.extras = s.extrasOf(v)
	var b bytes.Buffer
	if err := s.pages[name].ExecuteTemplate(&b, "layout.html", v); err != nil {
		return nil, fmt.Errorf("render page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

func respond(c echo.Context, status int, html []byte, noIndex bool) error {
	h := c.Response().Header()
	h.Set("Content-Security-Policy", pagePolicy)
	if noIndex {
		h.Set("X-Robots-Tag", "noindex")
	}
	return c.HTMLBlob(status, html)
}

// Version gives the data version that the page is of.
func (v *view) Version() int64 {
	if v == nil {
		return 0
	}
	return v.Meta.DataVersion
}

// Permanent is the address that repeats the page as it stands.
func (v *view) Permanent() string {
	join := "?"
	if strings.Contains(v.Now, "?") {
		join = "&"
	}
	return v.Now + join + "as_of=" + strconv.FormatInt(v.Meta.DataVersion, 10)
}

// fingerprint changes with everything besides the data that a page depends on.
func (s *site) fingerprint() string {
	sum := sha256.New()
	_, _ = fmt.Fprintf(sum, "%q %q %q %v %v %q %q %q", s.opt.Site, s.opt.ReportTo, s.opt.Build, s.opt.Invented, s.opt.Frozen, s.opt.Rules, s.service.Tags(), s.assets.styleURL)
	_, _ = fmt.Fprintf(sum, "%+v", s.api)
	names, _ := fs.Glob(templateFiles, "templates/*.html")
	for _, name := range names {
		text, _ := templateFiles.ReadFile(name)
		_, _ = sum.Write(text)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// fail answers an error as a page that says what to do next.
func (s *site) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	p := api.FailureOf(err, c, s.opt.Log)
	html, err := s.render("error", &view{Title: p.Title, NoIndex: true, Meta: api.Meta{Notice: api.Notice, ClassNotice: api.ClassNotice}, Body: p})
	if err == nil {
		c.Response().Header().Set("Cache-Control", "no-store")
		if c.Request().Method == http.MethodHead {
			err = c.NoContent(p.Status)
		} else {
			err = respond(c, p.Status, html, true)
		}
	}
	if err != nil {
		s.opt.Log.Error("respond failed", "url", c.Request().URL.Path, "error", err)
	}
}
