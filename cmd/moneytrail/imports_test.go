package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "moneytrail"

// arrows says which packages of this module a package may import. A key with
// /* stands for all below it. cmd may import everything.
var arrows = map[string][]string{
	"store":                            {},
	"store/count":                      {"store"},
	"store/rank":                       {"store"},
	"store/classify":                   {"store"},
	"store/resolve":                    {"store"},
	"store/rules":                      {"store", "store/classify", "store/count", "store/rank", "store/resolve"},
	"store/columns":                    {"store"},
	"store/search":                     {"store/resolve"},
	"store/sqlite":                     {"store", "store/columns", "store/search"},
	"store/storetest":                  {"store"},
	"api":                              {"store", "api/export"},
	"api/export":                       {},
	"api/apitest":                      {"api", "store"},
	"web":                              {"api", "store", "web/chart"},
	"web/chart":                        {},
	"web/export":                       {},
	"scraper":                          {"store", "scraper/archive"},
	"scraper/archive":                  {},
	"scraper/format":                   {"store", "scraper/format/*"},
	"scraper/format/*":                 {"store", "scraper/format/lines", "scraper/format/jsonlist"},
	"scraper/format/fecapi":            {"store", "scraper/format/jsonlist", "scraper/format/fecbulk"},
	"scraper/format/caltsv/caltsvtest": {"store", "scraper/format/caltsv"},
	"scraper/sources":                  {"scraper", "scraper/sources/*", "scraper/format/*"},
	"scraper/sources/*":                {"store", "scraper", "scraper/format/*"},
	"scraper/portal":                   {"store", "scraper/portal/*"},
	"scraper/portal/*":                 {"store", "scraper/portal"},
}

// only says which packages may import a module from outside.
var only = map[string][]string{
	"github.com/gocolly/colly/v2":                             {"scraper"},
	"modernc.org/sqlite":                                      {"store/sqlite"},
	"database/sql":                                            {"store/sqlite"},
	"github.com/labstack/echo/v4":                             {"api", "web"},
	"github.com/xuri/excelize/v2":                             {"scraper/format/netfilexlsx", "scraper/portal"},
	"github.com/spf13/cobra":                                  {"cmd/moneytrail"},
	"github.com/pressly/goose/v3":                             {"store/sqlite"},
	"github.com/schollz/progressbar":                          {"cmd/moneytrail"},
	"github.com/go-co-op/gocron/v2":                           {"cmd/moneytrail"},
	"github.com/robfig/cron/v3":                               {"scraper"},
	"github.com/prometheus/client_golang/prometheus/promhttp": {"cmd/moneytrail"},
	"github.com/danielgtaylor/huma":                           {"api"},
	"github.com/parquet-go/parquet-go":                        {"api/export"},
}

// pure packages do no I/O of their own: not even these of the standard library.
var pure = []string{"store", "store/count", "store/rank", "store/resolve", "store/rules", "store/columns", "store/search"}

type listed struct {
	ImportPath string
	Imports    []string
}

func TestImports(t *testing.T) {
	t.Parallel()
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		for _, imported := range p.Imports {
			if inner, ok := strings.CutPrefix(imported, module+"/"); ok {
				checkArrow(t, name, inner)
			}
			for outer, allowed := range only {
				if (imported == outer || strings.HasPrefix(imported, outer+"/")) && !slices.Contains(allowed, name) {
					t.Errorf("%s imports %s; only %s may", name, imported, strings.Join(allowed, ", "))
				}
			}
			if slices.Contains(pure, name) && slices.Contains([]string{"os", "net", "net/http", "database/sql", "os/exec"}, imported) {
				t.Errorf("%s is pure and imports %s", name, imported)
			}
		}
	}
}

func checkArrow(t *testing.T, from, to string) {
	t.Helper()
	if from == "cmd/moneytrail" {
		return
	}
	allowed, ok := arrows[from]
	if !ok {
		allowed, ok = arrows[parent(from)+"/*"]
	}
	if !ok && strings.HasPrefix(from, "scraper/format/") {
		allowed, ok = []string{"store"}, true // test support below a format
	}
	if !ok {
		t.Errorf("package %s has no arrows; add it to the table and to docs/architecture.md", from)
		return
	}
	for _, a := range allowed {
		if a == to || strings.HasSuffix(a, "/*") && strings.HasPrefix(to, strings.TrimSuffix(a, "*")) {
			return
		}
	}
	t.Errorf("%s imports %s, which the layout does not allow", from, to)
}

func parent(p string) string {
	if i := strings.LastIndexByte(p, '/'); i > 0 {
		return p[:i]
	}
	return ""
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", module+"/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < 10 {
		t.Fatalf("go list found %d packages", len(packages))
	}
	return packages
}
