package apitest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"moneytrail/api"
	"moneytrail/store"
)

// Reader answers from its fields. An id or slug that is not in them is not
// found. With Err set every method fails with it.
type Reader struct {
	Data    store.DataVersion
	Reports map[string]*store.CommitteeReport
	Rows    map[string]*store.Explanation
	Groups  map[string]*store.ContestReport
	Runs    []store.SourceRun
	Log     []store.Change // latest first
	Err     error

	// Questions about receipts and relations are answered when these are set,
	// as by [Sample]; else they panic. What they mean is tested on the invented
	// county in a database.
	api.ReceiptReader
	api.RelationReader
}

// Version gives Data.
func (r *Reader) Version(context.Context) (store.DataVersion, error) { return r.Data, r.Err }

// Committees gives the committees whose name holds the search text, by id.
func (r *Reader) Committees(_ context.Context, q store.CommitteeQuery) ([]store.CommitteeItem, int, store.DataVersion, error) {
	var items []store.CommitteeItem
	for i, id := range sortedKeys(r.Reports) {
		if report := r.Reports[id]; strings.Contains(strings.ToLower(report.Committee.Name), strings.ToLower(q.Search)) {
			item := itemOf(report)
			item.Committee.ID = int64(i + 1)
			items = append(items, item)
		}
	}
	start := min(q.Offset, len(items))
	if q.After != nil {
		start = 1 + slices.IndexFunc(items, func(i store.CommitteeItem) bool { return i.Committee.ID == q.After.ID })
	}
	return items[start:min(start+q.Limit, len(items))], len(items), r.Data, r.Err
}

// SourceRuns gives Runs.
func (r *Reader) SourceRuns(context.Context) ([]store.SourceRun, error) { return r.Runs, r.Err }

// Committee gives a page of the report of the id.
func (r *Reader) Committee(_ context.Context, id string, q store.StandingQuery) (*store.CommitteeReport, error) {
	report, ok := r.Reports[id]
	if r.Err != nil || !ok {
		return nil, r.failure(id)
	}
	page := *report
	page.Standings, page.More = pageOf(report.Standings, q)
	return &page, nil
}

// Contests gives all contests.
func (r *Reader) Contests(context.Context) ([]store.Contest, store.DataVersion, error) {
	var out []store.Contest
	for _, slug := range sortedKeys(r.Groups) {
		out = append(out, r.Groups[slug].Contest)
	}
	return out, r.Data, r.Err
}

// Contest gives a page of the report of the slug.
func (r *Reader) Contest(_ context.Context, slug string, q store.StandingQuery) (*store.ContestReport, error) {
	report, ok := r.Groups[slug]
	if r.Err != nil || !ok {
		return nil, r.failure(slug)
	}
	page := *report
	page.Standings, page.More = pageOf(report.Standings, q)
	page.Sides = slices.Clone(report.Sides)
	for i := range page.Sides {
		page.Sides[i].Standings = matching(page.Sides[i].Standings, q)
	}
	return &page, nil
}

// Explain gives the rows of a committee that have the status of the query; the
// other filters are not applied.
func (r *Reader) Explain(_ context.Context, id string, q store.ExplainQuery) (*store.Explanation, error) {
	all, ok := r.Rows[id]
	if r.Err != nil || !ok {
		return nil, r.failure(id)
	}
	return filtered(all, q), nil
}

// Changes gives a page of the log.
func (r *Reader) Changes(_ context.Context, q store.ChangeQuery) (*store.ChangePage, error) {
	page := &store.ChangePage{Version: r.Data, Total: len(r.Log)}
	for _, c := range r.Log {
		if q.Before != 0 && c.ID >= q.Before {
			continue
		}
		if page.More = len(page.Changes) == q.Limit; page.More {
			break
		}
		page.Changes = append(page.Changes, c)
	}
	return page, r.Err
}

func (r *Reader) failure(id string) error {
	if r.Err != nil {
		return r.Err
	}
	return fmt.Errorf("find %s: %w", id, store.ErrNotFound)
}
