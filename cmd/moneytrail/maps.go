package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"moneytrail/scraper"
	"moneytrail/scraper/format/socrata"
	"moneytrail/scraper/sources"
	"moneytrail/store"
)

// mapsVariable names the folder with the operator's column maps of data sets on
// Socrata, one TOML file each.
const mapsVariable = "MONEYTRAIL_MAPS"

// publicSources gives the sources with their public addresses, the operator's
// keys and column maps. A map that cannot be used is a source that says so, so
// that it keeps nobody from using the others.
func publicSources(env func(string) string) []scraper.Source {
	keys := sources.KeysFrom(env)
	list := sources.AllWith(keys)
	folder := env(mapsVariable)
	if folder == "" {
		return list
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.toml"))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s=%s: there is no map (*.toml) in it", mapsVariable, folder)
	}
	if err != nil {
		return append(list, broken{"maps", err})
	}
	for _, file := range files {
		more, err := withMap(list, keys, file)
		if err != nil {
			name := strings.TrimSuffix(filepath.Base(file), ".toml")
			more = append(list, broken{name, &store.InputError{File: file, Problem: err.Error(), Hint: "docs/add-a-source.md shows how a map looks"}})
		}
		list = more
	}
	return list
}

func withMap(list []scraper.Source, keys sources.Keys, file string) ([]scraper.Source, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	m, err := socrata.ParseMap(text)
	if err != nil {
		return nil, err
	}
	return sources.WithMaps(list, keys, []*socrata.Map{m})
}

// broken is a source that cannot be used.
type broken struct {
	name string
	err  error
}

func (b broken) Info() scraper.Info {
	return scraper.Info{Name: b.name, Title: "column map that cannot be used", Hosts: []string{"invalid."}}
}

// Crawl gives what is wrong.
func (b broken) Crawl(context.Context, *scraper.Session, scraper.Request, func(scraper.Document) error) error {
	return b.err
}
