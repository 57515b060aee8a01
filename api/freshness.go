package api

import (
	"context"

	"moneytrail/store"
)

// SourceFreshness says how fresh what a source gave is, for an agency and a
// committee as the publisher names them, or for all of them (empty).
type SourceFreshness struct {
	Source    string `json:"source" doc:"Short name of the source." example:"netfile"`
	Title     string `json:"title" doc:"The publisher, as printed." example:"NetFile"`
	Agency    string `json:"agency" doc:"Publisher's code of the county or city; empty for all." example:"LACO"`
	Committee string `json:"committee" doc:"Publisher's id of the committee; empty for all." example:"1392842"`
	// AsOf is when the latest good run ended; empty when there was none.
	AsOf string `json:"as_of" doc:"When the latest good run ended (RFC 3339, UTC); empty when there was none." example:"2031-05-14T05:31:12Z"`
	// CoversTo is as far as the filings can know, by CoversToBasis.
	CoversTo      store.Date `json:"covers_to" doc:"Day up to which the filings of this source reach; empty when it does not tell." example:"2031-05-13"`
	CoversToBasis string     `json:"covers_to_basis" doc:"What that day is: latest filing day, or last day covered by a periodic report." example:"latest filing day"`
	LastRun       string     `json:"last_run" doc:"When the latest run ended, good or not (RFC 3339, UTC)." example:"2031-05-14T05:31:12Z"`
	LastOutcome   string     `json:"last_outcome" doc:"How it ended: ok, failed or canceled." example:"ok"`
	LastError     string     `json:"last_error" doc:"Why it failed, in a few words; empty when it did not." example:"the portal asks us to wait"`
}

// SourceList answers GET /api/v1/sources: by source, agency and committee. It
// is empty when the database was filled from files only.
type SourceList struct {
	Meta
	Sources []SourceFreshness `json:"sources" doc:"Sources, by name, agency and committee."`
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
	out := &SourceList{Meta: s.newMeta(version, store.Coverage{}), Sources: make([]SourceFreshness, 0, len(runs))}
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

// SourcesRequest asks how fresh the data is.
type SourcesRequest struct{}

// sourceOperations are the questions about where the data comes from.
func sourceOperations() []Operation {
	return []Operation{
		ask(Operation{
			ID: "list-sources", Path: "/sources", Tag: "Sources", Live: true,
			Summary: "How fresh the data is",
			Text: "For each source, and each agency and committee that it was asked for: when the latest good run ended, how far the filings reach, and how " +
				"the latest run ended. Empty when the database was filled from files only. It changes with every run, also when that brought no new data " +
				"version, so that it is never kept.",
			Example: "/sources",
		}, func(s *Service, ctx context.Context, _ SourcesRequest) (*SourceList, error) { return s.Sources(ctx) }),
	}
}
