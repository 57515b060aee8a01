package web

import (
	"context"
	"strconv"

	"moneytrail/api"
	"moneytrail/store"
)

type rowsBody struct {
	*api.RowList
	ID       string
	Next     string
	Filter   string // the query in words
	Statuses []string
}

func (s *site) rows(ctx context.Context, in api.RowsRequest) (*view, error) {
	list, err := s.service.Rows(ctx, in)
	if err != nil {
		return nil, err
	}
	q := list.Query
	body := rowsBody{RowList: list, ID: list.Committee.ID, Filter: filterText(list)}
	for st := store.StatusCounted; st < store.StatusCount; st++ {
		body.Statuses = append(body.Statuses, st.String())
	}
	link := func(cursor api.Cursor) string {
		return rowsLink(body.ID, "donor", q.Donor, "schedule", q.Schedule, "status", q.Status,
			"from", string(q.From), "thru", string(q.Thru), "limit", strconv.Itoa(q.Limit), "cursor", string(cursor))
	}
	if list.Next != nil {
		body.Next = link(*list.Next)
	}
	return &view{
		Title: "Rows of " + api.Short(list.Committee.Name, 100), Meta: list.Meta, Body: body,
		Description: "The rows of filings behind a figure, counted and not.",
		NoIndex:     true,
		Data:        "/api/v1" + link(in.Cursor),
	}, nil
}

// filterText says in words which rows are shown.
func filterText(list *api.RowList) string {
	q, text := list.Query, "All rows"
	if q.Status != "" {
		text = statusText(q.Status) + " rows"
	}
	if list.Donor != nil {
		text += " of " + api.Short(list.Donor.Name, 80)
	}
	if q.Schedule != "" {
		text += " on schedule " + api.Short(q.Schedule, 20)
	}
	if q.From != "" {
		text += " from " + api.DayText(q.From)
	}
	if q.Thru != "" {
		text += " through " + api.DayText(q.Thru)
	}
	return text
}
