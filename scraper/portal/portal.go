package portal

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Portal is a replica of the portals for one county.
type Portal struct {
	county  County
	faults  faults
	visits  visits
	changes changes
	server  *http.Server

	// Saved holds saved pages of CAL-ACCESS, served in place of invented ones:
	// propositions/<session>.html, proposition_committees/<id>.html,
	// candidates/<electNav>.html, incumbents/<session>.html. It may be nil.
	Saved fs.FS
	// Clock gives the time of visits; it may be nil.
	Clock func() time.Time
}

// New makes a replica; the faults strike in their order.
func New(county County, misbehave ...Fault) *Portal {
	return &Portal{county: county, faults: faults{list: misbehave, struck: make([]int, len(misbehave))}}
}

// Start serves on a free loopback port and returns the base address, without a
// slash at the end. Nothing outside this machine can reach it.
func (p *Portal) Start() (string, error) {
	var config net.ListenConfig
	listener, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("start replica: %w", err)
	}
	p.server = &http.Server{Handler: p.Handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = p.server.Serve(listener) }() // always http.ErrServerClosed, by Close
	return "http://" + listener.Addr().String(), nil
}

// Close stops serving.
func (p *Portal) Close() error {
	if p.server == nil {
		return nil
	}
	if err := p.server.Close(); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("stop replica: %w", err)
	}
	return nil
}

// Handler is the replica as a handler, for tests with a server of their own.
func (p *Portal) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.landing)
	mux.HandleFunc("GET /robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = fmt.Fprint(w, p.faults.robots())
	})
	mux.HandleFunc("GET /pub2/excel/{folder}/{file}", p.workbook)
	mux.HandleFunc("GET /Connect2/api/public/list/filing/rss/{agency}/campaign.xml", p.feed)
	mux.HandleFunc("GET /Connect2/api/public/efile/{id}", p.efile)
	mux.HandleFunc("/Connect2/api/public/campaign/list/filer", p.filers)
	mux.HandleFunc("GET /v1/committees/", p.federalCommittees)
	mux.HandleFunc("GET /dbwebexport.zip", p.stateExport)
	mux.HandleFunc("GET /Campaign/Committees/DetailContributionsReceivedExcel.aspx", p.committeeExport)
	p.handlePublic(mux)
	p.handleKeyed(mux)
	p.handleForm(mux)
	p.handlePages(mux)
	p.handleOpenData(mux)
	p.handleFederal(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.visits.begin(r, p.Clock)
		defer p.visits.end()
		if fault, ok := p.faults.next(r); ok {
			fault.serve(w, r, mux)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// workbook serves the yearly zip under the newer and the older file name. A
// year without reports has none.
func (p *Portal) workbook(w http.ResponseWriter, r *http.Request) {
	code := p.county.Code
	name := strings.TrimSuffix(r.PathValue("file"), ".zip")
	text := strings.TrimPrefix(strings.TrimPrefix(name, "efile_newest_"+code+"_"), "efile_"+code+"_")
	year, err := strconv.Atoi(text)
	if err != nil || r.PathValue("folder") != code+"Browsable" || !slices.Contains(p.county.Years(), year) {
		http.NotFound(w, r)
		return
	}
	book, err := Workbook(p.county, year)
	if err == nil {
		book, err = zipOf(name+".xlsx", book)
	}
	p.serve(w, r, "application/x-zip-compressed", name+".zip", book, err)
}

func (p *Portal) feed(w http.ResponseWriter, r *http.Request) {
	county := p.county
	if r.PathValue("agency") != county.Code {
		county.Local = nil
	}
	text, err := feed(county, "http://"+r.Host)
	p.serve(w, r, "application/xml; charset=utf-8", "", text, err)
}

func (p *Portal) efile(w http.ResponseWriter, r *http.Request) {
	for _, report := range p.county.Local {
		if report.ID != r.PathValue("id") || report.Paper {
			continue
		}
		text, err := EFile(report)
		if err == nil {
			text, err = zipOf("Efile.txt", text)
		}
		p.serve(w, r, "application/zip", report.ID+".zip", text, err)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	_, _ = fmt.Fprint(w, `{"responseStatus":{"errorCode":"EfileNotFoundException","message":"No e-file","errors":[]}}`)
}

func (p *Portal) filers(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
	text, err := filers(p.county, r.Form)
	p.serve(w, r, "application/json; charset=utf-8", "", text, err)
}

func (p *Portal) stateExport(w http.ResponseWriter, r *http.Request) {
	text, err := StateExport(p.county)
	p.serve(w, r, "application/zip", "", text, err)
}

func (p *Portal) committeeExport(w http.ResponseWriter, r *http.Request) {
	session, err := strconv.Atoi(r.URL.Query().Get("session"))
	if err != nil {
		http.Error(w, "bad session", http.StatusBadRequest)
		return
	}
	p.serve(w, r, "application/vnd.ms-excel", "", CommitteeExport(p.county, r.URL.Query().Get("id"), session), nil)
}

// serve sends a body with the headers that let a client ask for the rest of it
// or whether it has changed.
func (p *Portal) serve(w http.ResponseWriter, r *http.Request, contentType, name string, body []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType)
	if name != "" {
		w.Header().Set("Content-Disposition", "attachment; filename="+name)
	}
	http.ServeContent(w, r, "", p.county.Stamp, bytes.NewReader(body))
}

// answer sends JSON as an API does: without a day of last change.
func (p *Portal) answer(w http.ResponseWriter, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(text)
}

func zipOf(name string, body []byte) ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	w, err := archive.Create(name)
	if err != nil {
		return nil, fmt.Errorf("zip %s: %w", name, err)
	}
	if _, err := w.Write(body); err != nil {
		return nil, fmt.Errorf("zip %s: %w", name, err)
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("zip %s: %w", name, err)
	}
	return out.Bytes(), nil
}

var landingPage = template.Must(template.New("landing").Parse(`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{{.Name}}: invented data</title></head>
<body style="font-family: sans-serif; margin: 2rem; max-width: 50rem">
<h1 style="font-size: 4rem; line-height: 1; margin: 0 0 1rem">THIS COUNTY IS INVENTED</h1>
<p style="font-size: 1.5rem">{{.Name}} ({{.Code}}) does not exist. No person, company, committee or union named here is real, and no money was given.</p>
<p>This server stands in for a filing portal, for tests and demonstrations.</p>
<ul>
<li><a href="/Connect2/api/public/list/filing/rss/{{.Code}}/campaign.xml">filing log</a></li>
{{range .Years}}<li><a href="/pub2/excel/{{$.Code}}Browsable/efile_newest_{{$.Code}}_{{.}}.zip">workbook of {{.}}</a></li>
{{end}}<li><a href="/dbwebexport.zip">the state's export</a></li>
</ul>
</body>
</html>
`))

func (p *Portal) landing(w http.ResponseWriter, _ *http.Request) {
	page := struct {
		Name, Code string
		Years      []int
	}{p.county.Name, p.county.Code, p.county.Years()}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = landingPage.Execute(w, page)
}
