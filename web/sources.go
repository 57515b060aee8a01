package web

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

// sources shows how fresh the data is. The page changes with every run, whether
// or not that brought a new data version: unlike others it is never kept.
func (s *site) sources(c echo.Context) error {
	c.Response().Header().Set("Content-Security-Policy", pagePolicy)
	if c.QueryString() != "" {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	list, err := s.service.Sources(c.Request().Context())
	if err != nil {
		return fmt.Errorf("answer page sources: %w", err)
	}
	html, err := s.render("sources", &view{
		Title: "How fresh the data is", Description: "When each source was last fetched, and how far its filings reach.",
		Data: "/api/v1/sources", Meta: list.Meta, Body: list,
	})
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return respond(c, http.StatusOK, html, false)
}
