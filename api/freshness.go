package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"moneytrail/store"
)

// SourceFreshness says how fresh what a source gave is, for an agency and a
// committee as the publisher names them, or for all of them (empty).
type SourceFreshness struct {
	Source    string `json:"source" doc:"Short name of the source"`
	Title     string `json:"title" doc:"The publisher, as printed"`
	Agency    string `json:"agency" doc:"Publisher's code of the county or city; empty for all"`
	Committee string `json:"committee" doc:"Publisher's id of the committee; empty for all"`
	// AsOf is when the latest good run ended; empty when there was none.
	AsOf string `json:"as_of" doc:"When the latest good run ended (RFC 3339, UTC); empty when there was none"`
	// CoversTo is as far as the filings can know, by CoversToBasis.
	CoversTo      store.Date `json:"covers_to" doc:"Day up to which the filings of this source reach; empty when it does not tell"`
	CoversToBasis string     `json:"covers_to_basis" doc:"What that day is: latest filing day, or last day covered by a periodic report"`
	LastRun       string     `json:"last_run" doc:"When the latest run ended, good or not (RFC 3339, UTC)"`
	LastOutcome   string     `json:"last_outcome" doc:"How it ended: ok, failed or canceled"`
	LastError     string     `json:"last_error" doc:"Why it failed, in a few words; empty when it did not"`
}

// SourceList answers GET /api/v1/sources: by source, agency and committee. It
// is empty when the database was filled from files only.
type SourceList struct {
	Meta
	Sources []SourceFreshness `json:"sources" doc:"Sources, by name, agency and committee"`
}

// Sources says how fresh the data is, source by source.
func (s *Service) Sources(ctx context.Context) (*SourceList, error) {
	version, err := s.reader.Version(ctx)
	if err != nil {
		return nil, err
	}
	runs, err := s.reader.SourceRuns(ctx)
	if err != nil {
		return nil, err
	}
	out := &SourceList{Meta: newMeta(version, store.Coverage{}), Sources: make([]SourceFreshness, 0, len(runs))}
	for i := range runs {
		out.Sources = append(out.Sources, newSourceFreshness(&runs[i]))
	}
	return out, nil
}

func newSourceFreshness(r *store.SourceRun) SourceFreshness {
	f := SourceFreshness{
		Source: r.Source, Title: r.Title, Agency: r.Agency, Committee: r.Committee,
		AsOf: utc(r.AsOf), LastRun: utc(r.LastRun), LastOutcome: r.Outcome, LastError: r.Reason,
	}
	switch {
	case r.FiledThrough != "":
		f.CoversTo, f.CoversToBasis = r.FiledThrough, AsOfFiled
	case r.Through != "":
		f.CoversTo, f.CoversToBasis = r.Through, AsOfThru
	}
	return f
}

// registerSources puts the freshness of sources under e. It changes with every
// run, whether or not that brought a new data version: it is never kept.
func registerSources(e *echo.Echo, s *Service) {
	get(e, "/api/v1/sources", func(c echo.Context) error {
		if c.QueryString() != "" {
			return echo.NewHTTPError(http.StatusBadRequest)
		}
		list, err := s.Sources(c.Request().Context())
		if err != nil {
			return fmt.Errorf("answer %s: %w", c.Path(), err)
		}
		c.Response().Header().Set("Cache-Control", "no-store")
		return c.JSON(http.StatusOK, list)
	})
}
