package fecfile

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Layout is the columns of one form in one version.
type Layout struct {
	Form    string // "F3X", "SA", "SC1", "TEXT"
	Version string // of the table that the columns come from; "observed" for paper
	Columns []Column

	places places
}

// Header gives the names of the columns, unique, as a CSV header: the names,
// with "a_11ai_" or "b_11ai_" before those of summary cells.
func (l *Layout) Header() []string {
	out := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		out[i] = c.Name
		if c.Line != "" {
			side := "a_"
			if c.ToDate {
				side = "b_"
			}
			out[i] = side + word(c.Line+" "+c.Name)
		}
	}
	return out
}

// Layouts are the layouts of all forms and versions. The zero value has none.
// It is safe for use by several goroutines.
type Layouts struct {
	forms map[string][]versioned // by version, ascending
}

type versioned struct {
	version version
	layout  *Layout
}

// StandardLayouts gives the layouts that come with the package.
var StandardLayouts = sync.OnceValue(standardLayouts)

func standardLayouts() *Layouts {
	l := &Layouts{forms: map[string][]versioned{}}
	for line := range strings.Lines(generatedLayouts) {
		form, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "|")
		versions, columns, ok := strings.Cut(rest, "|")
		if !ok {
			continue
		}
		names := parseColumns(columns)
		for _, v := range strings.Split(versions, ",") {
			l.add(v, FormColumns{Form: form, Columns: names})
		}
	}
	for _, p := range paperTables() {
		for _, v := range p.versions {
			l.add(v, p.columns)
		}
	}
	return l
}

// parseColumns reads the generated form: names separated by blanks, summary
// cells as "a:11AI:itemized".
func parseColumns(text string) []Column {
	names := strings.Fields(text)
	out := make([]Column, len(names))
	for i, name := range names {
		side, rest, ok := strings.Cut(name, ":")
		if !ok {
			out[i].Name = name
			continue
		}
		line, label, _ := strings.Cut(rest, ":")
		out[i] = Column{Name: label, Line: strings.ReplaceAll(line, "~", " "), ToDate: side == "b"}
	}
	return out
}

func (l *Layouts) add(text string, f FormColumns) {
	v, ok := parseVersion(text)
	if !ok {
		return
	}
	layout := &Layout{Form: f.Form, Version: text, Columns: f.Columns}
	layout.places = findPlaces(layout)
	list := l.forms[f.Form]
	i, found := slices.BinarySearchFunc(list, v, func(e versioned, v version) int { return e.version.compare(v) })
	if found {
		list[i].layout = layout
	} else {
		list = slices.Insert(list, i, versioned{version: v, layout: layout})
	}
	l.forms[f.Form] = list
}

// find gives the layout of a form for a version: the table of the version
// itself, or the nearest before it, or the first. Paper has layouts of its
// own; nil when the form has none.
func (l *Layouts) find(form string, v version) *Layout {
	var found *Layout
	for _, e := range l.forms[form] {
		if e.version.paper != v.paper {
			continue
		}
		if e.version.number > v.number && (found != nil || v.paper) {
			break
		}
		found = e.layout
	}
	return found
}

// LoadLayouts reads further tables of layouts from a folder, one CSV per
// version and named after it ("8.4.csv"), and gives the standard layouts with
// them. See the package's comment for their form. A file that is no table or
// is not named after a version is an error.
func LoadLayouts(dir fs.FS) (*Layouts, error) {
	names, err := fs.Glob(dir, "*.csv")
	if err != nil {
		return nil, fmt.Errorf("list tables of layouts: %w", err)
	}
	l := standardLayouts()
	for _, name := range names {
		text := strings.TrimSuffix(path.Base(name), ".csv")
		if _, ok := parseVersion(text); !ok {
			return nil, fmt.Errorf("table of layouts %s: the name is no version; name it like 8.4.csv", name)
		}
		f, err := dir.Open(name)
		if err != nil {
			return nil, fmt.Errorf("open table of layouts: %w", err)
		}
		forms, err := ParseTable(f)
		if cerr := f.Close(); err == nil && cerr != nil {
			err = cerr
		}
		if err != nil {
			return nil, fmt.Errorf("table of layouts %s: %w", name, err)
		}
		for _, form := range forms {
			l.add(text, form)
		}
	}
	return l, nil
}

// version is a version of the format. 5.3 and 5.30 are the same.
type version struct {
	number int // major * 100 + minor in hundredths
	paper  bool
}

func (v version) compare(w version) int {
	if v.paper != w.paper {
		if v.paper {
			return 1
		}
		return -1
	}
	return v.number - w.number
}

// known reports whether the FEC has given out this version.
func (v version) known() bool {
	if v.paper {
		return v.number >= 100 && v.number < 400
	}
	return v.number >= 100 && v.number <= 850
}

// parseVersion reads "8.3", "3.00", "P2.6", "8.3.0.1" and "180.5"; ok is false
// for anything else.
func parseVersion(text string) (v version, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) > 1 && (text[0] == 'P' || text[0] == 'p') {
		v.paper, text = true, text[1:]
	}
	major, rest, _ := strings.Cut(text, ".")
	minor, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(major)
	if err != nil || n < 0 || n > 99999 {
		return version{}, false
	}
	m, err := strconv.Atoi((minor + "00")[:2])
	if err != nil || m < 0 {
		return version{}, false
	}
	v.number = n*100 + m
	return v, true
}
