package web

import "github.com/labstack/echo/v4"

// registerMore puts what surrounds the pages under e: cards, embeds, feeds and
// what search engines ask for.
func (s *site) registerMore(e *echo.Echo) {
	get(e, "/committees/:id/card.png", picture(s, s.committeeCard))
	get(e, "/contests/:slug/card.png", picture(s, s.contestCard))
	get(e, "/embed/committees/:id", framed(s, s.committeeEmbed))
	get(e, "/embed/contests/:slug", framed(s, s.contestEmbed))
	get(e, "/feeds", page(s, "feeds", (*site).feeds))
	for _, format := range []string{"atom", "json"} {
		get(e, "/feeds/filings."+format, news(s, format, s.filingsFeed))
		get(e, "/feeds/gifts."+format, news(s, format, s.giftsFeed))
	}
	get(e, "/robots.txt", s.robots)
	get(e, "/sitemap.xml", s.sitemap)
}
