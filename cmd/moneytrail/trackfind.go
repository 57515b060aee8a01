package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"moneytrail/scraper"
	"moneytrail/scraper/format/netfilejson"
	"moneytrail/scraper/sources/netfile"
	"moneytrail/store"
)

// errSeveral means that a name fits several committees.
var errSeveral = errors.New("name one of them by its id")

// search is a look for a committee in all sources.
type search struct {
	text    string
	matches []scraper.Match
	asked   []string // where, for a person
	failed  error    // of the sources that could not be asked
}

// find looks a committee up. None, or several, is an error; several are listed.
func (a *app) find(ctx context.Context, work *fetching, config *scraper.Config, text string, f *trackFlags) (scraper.Match, error) {
	agencies, err := knownAgencies(ctx, work, config, f.agency)
	if err != nil {
		return scraper.Match{}, err
	}
	s := &search{text: bareID(text)}
	for _, source := range f.sources() {
		finder, ok := source.(scraper.Finder)
		if !ok {
			continue
		}
		where := []string{""}
		if source.Info().Name == netfile.PublicName {
			where = agencies
		} else if f.agency != "" {
			continue // the state and the FEC have no agencies
		}
		for _, agency := range where {
			if err := s.ask(ctx, work, finder, scraper.Query{Text: s.text, Agency: agency, Year: a.now().UTC().Year()}); err != nil {
				return scraper.Match{}, err
			}
		}
	}
	return a.only(s)
}

// bareID gives an id as publishers write it: without the scheme that this
// program puts in front, "fppc-1392842" or "fec:C00000001".
func bareID(text string) string {
	for _, scheme := range []store.Scheme{store.SchemeFPPC, store.SchemeNetFile, store.SchemeFEC} {
		for _, separator := range []string{"-", ":"} {
			if id, ok := strings.CutPrefix(strings.ToLower(text), string(scheme)+separator); ok {
				return strings.ToUpper(id)
			}
		}
	}
	return text
}

// knownAgencies gives NetFile's agencies in which a committee may file: the one
// that was named, or those of the configuration and of the database.
func knownAgencies(ctx context.Context, work *fetching, config *scraper.Config, named string) ([]string, error) {
	if named != "" {
		return []string{named}, nil
	}
	agencies, err := work.db.Agencies(ctx, netfilejson.System, netfilejson.SystemKeyed, store.SystemCAL)
	for _, job := range config.Jobs {
		if strings.HasPrefix(job.Source, netfile.Name) && job.Agency != "" {
			agencies = append(agencies, job.Agency)
		}
	}
	slices.Sort(agencies)
	return slices.Compact(agencies), err
}

// ask asks one source. What it cannot answer is remembered, not failed: another
// may know the committee.
func (s *search) ask(ctx context.Context, work *fetching, finder scraper.Finder, q scraper.Query) error {
	session, err := work.session.For(finder.Info())
	if err != nil {
		return err
	}
	defer session.Close()
	where := strings.TrimSpace(finder.Info().Name + " " + q.Agency)
	found, err := finder.Find(ctx, session, q)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, scraper.ErrNotAsked):
		return nil
	case err != nil:
		s.failed = errors.Join(s.failed, fmt.Errorf("%s could not be asked: %w", where, err))
		return nil
	}
	s.asked = append(s.asked, where)
	for _, m := range found {
		if !slices.ContainsFunc(s.matches, func(have scraper.Match) bool { return have.ID == m.ID && (have.Agency == m.Agency || m.Agency == "") }) {
			s.matches = append(s.matches, m)
		}
	}
	return nil
}

// foundLine is a committee to choose from.
type foundLine struct {
	Name   string `json:"name"`
	ID     string `json:"id"`
	Agency string `json:"agency"`
	Source string `json:"source"`
}

// only gives the one committee that fits, or that has exactly the name.
func (a *app) only(s *search) (scraper.Match, error) {
	if exact := s.exact(); len(exact) == 1 {
		s.matches = exact
	}
	switch {
	case len(s.matches) == 1:
		if s.failed != nil {
			a.say("note: %s", oneLine(s.failed))
		}
		return s.matches[0], nil
	case len(s.matches) > 1:
		t := &table{columns: []string{"committee", "id", "agency", "source"}}
		lines := []foundLine{}
		for _, m := range s.matches {
			t.add(m.Name, m.ID.String(), m.Agency, m.Job.Source)
			lines = append(lines, foundLine{m.Name, m.ID.String(), m.Agency, m.Job.Source})
		}
		if err := a.print(t, lines); err != nil {
			return scraper.Match{}, err
		}
		return scraper.Match{}, fmt.Errorf("%d committees fit %q: %w", len(s.matches), s.text, errSeveral)
	case s.failed != nil:
		return scraper.Match{}, fmt.Errorf("look for %q: %s; %s", s.text, s.where(), oneLine(s.failed))
	}
	return scraper.Match{}, fmt.Errorf("no committee %q: %w; %s; try fewer words, its id, or its --agency", s.text, store.ErrNotFound, s.where())
}

func (s *search) where() string {
	if len(s.asked) == 0 {
		return "no source could be asked for it"
	}
	return "asked were " + strings.Join(s.asked, ", ")
}

func (s *search) exact() []scraper.Match {
	var exact []scraper.Match
	for _, m := range s.matches {
		if strings.EqualFold(m.Name, s.text) || m.ID.ID == s.text {
			exact = append(exact, m)
		}
	}
	return exact
}

// oneLine writes an error, also one of several, as one line.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }
