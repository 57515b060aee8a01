package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
)

// mapLimit is how many addresses a site map may have (sitemaps.org).
const mapLimit = 50_000

// robots lets search engines read pages; which of them they may list, pages
// say themselves.
func (s *site) robots(c echo.Context) error {
	text := "User-agent: *\nDisallow: /api/v1/\nDisallow: /feeds/\nDisallow: /embed/\n"
	if s.opt.Site != "" {
		text += "\nSitemap: " + s.opt.Site + "/sitemap.xml\n"
	}
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.String(http.StatusOK, text)
}

type siteMap struct {
	XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Loc string `xml:"loc"`
}

// sitemap lists pages for search engines: contests, and committees by money.
// Pages of rows and of donors are not in it. It needs a public address, since
// a request may name any host.
func (s *site) sitemap(c echo.Context) error {
	if s.opt.Site == "" || c.QueryString() != "" {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	if fresh, err := api.Fresh(c, s.service, s.build); err != nil || fresh {
		return err
	}
	ctx := c.Request().Context()
	contests, err := s.service.Contests(ctx, api.ContestsRequest{})
	if err != nil {
		return fmt.Errorf("list contests for site map: %w", err)
	}
	paths := []string{"/", "/method", "/sources", "/api", "/feeds"}
	for _, contest := range contests.Contests {
		paths = append(paths, "/contests/"+url.PathEscape(contest.Slug))
	}
	in := api.CommitteesRequest{Limit: api.MaxLimit}
	for len(paths) < mapLimit {
		list, err := s.service.Committees(ctx, in)
		if err != nil {
			return fmt.Errorf("list committees for site map: %w", err)
		}
		for _, committee := range list.Committees {
			paths = append(paths, committeeLink(committee.ID))
		}
		if list.Next == nil {
			break
		}
		in.Cursor = *list.Next
	}
	var out siteMap
	for _, path := range paths[:min(len(paths), mapLimit)] {
		out.URLs = append(out.URLs, siteURL{s.opt.Site + path})
	}
	text, err := xml.Marshal(out)
	if err != nil {
		return fmt.Errorf("write site map: %w", err)
	}
	api.SetValidators(c, contests.DataVersion, s.build)
	return c.Blob(http.StatusOK, "application/xml; charset=utf-8", append([]byte(xml.Header), text...))
}
