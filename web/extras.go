package web

import (
	"fmt"
	"net/url"
	"strings"

	"moneytrail/api"
)

// extras is what surrounds the body of a page: its card for link previews,
// feeds, the embed, and where to report an error.
type extras struct {
	Self   string     // address of the page without what pages and filters add; empty: not to be shared
	Card   string     // address of the picture for link previews; empty: none
	Feeds  []feedLink // feeds about what the page is about
	Embed  string     // address of the embed; empty: none
	Code   string     // HTML that embeds it
	Public string     // public address of the site; empty: not known
	Report string     // address at which to report an error on this page; empty: none
	report string     // where the operator takes reports
}

// feedLink is a feed as pages offer it.
type feedLink struct{ Title, Atom, JSON string }

func newFeedLink(title, name string, query url.Values) feedLink {
	q := ""
	if len(query) > 0 {
		q = "?" + query.Encode()
	}
	return feedLink{title, "/feeds/" + name + ".atom" + q, "/feeds/" + name + ".json" + q}
}

func (s *site) extrasOf(v *view) extras {
	x := extras{Public: s.opt.Site, report: s.opt.ReportTo}
	about := v.Title
	if v.AsOf != 0 {
		return x // news and pictures are of the current state
	}
	switch body := v.Body.(type) {
	case homeBody:
		x.Feeds = []feedLink{newFeedLink("New filings", "filings", nil), newFeedLink("Late money", "gifts", url.Values{"late": {"true"}})}
		x.Self = "/"
	case committeeBody:
		x.Self, about = body.Self, "committee "+body.ID
		x.share(body.Self, v.Title, body.ID, "committee")
	case contestBody:
		x.Self, about = body.Self, "contest "+body.Contest.Contest.Slug
		x.share(body.Self, v.Title, body.Contest.Contest.Slug, "contest")
	}
	if v.Meta.DataVersion != 0 {
		x.Report = reportLink(x.report, fmt.Sprintf("%s, data version %d", about, v.Meta.DataVersion), x.Self)
	}
	return x
}

// share offers the card, feeds and embed of a committee or a contest.
func (x *extras) share(self, title, id, kind string) {
	of := func(more ...string) url.Values {
		q := url.Values{kind: {id}}
		for i := 0; i+1 < len(more); i += 2 {
			q.Set(more[i], more[i+1])
		}
		return q
	}
	x.Card, x.Embed = self+"/card.png", "/embed"+self
	x.Feeds = []feedLink{
		newFeedLink("New filings: "+title, "filings", of()),
		newFeedLink("Late money: "+title, "gifts", of("late", "true")),
		newFeedLink("Gifts of $10,000 and more: "+title, "gifts", of("min", "10000")),
		newFeedLink("Law-enforcement unions: "+title, "gifts", of("class", api.LawEnforcementCode)),
	}
	x.Code = `<iframe src="` + attribute(x.Public+x.Embed) + `" title="` + attribute(title) + `" width="100%" height="460" style="border:0" loading="lazy"></iframe>`
}

// attribute escapes text for an attribute in the code that readers copy.
func attribute(s string) string {
	return strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// reportLink is the address at which to report an error in what id names, on
// the page; empty when the operator takes no reports. A mail is prepared, or
// a form gets the parameters ref and page.
func reportLink(to, id, page string) string {
	u, err := url.Parse(to)
	if to == "" || err != nil {
		return ""
	}
	if u.Scheme == "mailto" {
		escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
		return "mailto:" + u.Opaque + "?subject=" + escape("Error in "+api.Short(id, 200)) + "&body=" + escape("Page: "+page+"\nId: "+id+"\nWhat is wrong: ")
	}
	q := u.Query()
	q.Set("ref", id)
	q.Set("page", page)
	u.RawQuery = q.Encode()
	return u.String()
}

// reportRow is the address at which to report an error in a row.
func reportRow(v *view, committee string, r api.Row) string {
	return reportLink(v.report, r.PermanentID(), fmt.Sprintf("%s/rows#r%d", committeeLink(committee), r.ID))
}

// CheckReportTo fails unless reports can be sent there: to a mail address or
// to a form on the web.
func CheckReportTo(to string) error {
	u, err := url.Parse(to)
	switch {
	case err != nil:
	case u.Scheme == "mailto" && strings.Contains(u.Opaque, "@") && u.RawQuery == "":
		return nil
	case (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.Fragment == "":
		return nil
	}
	return fmt.Errorf("%q is neither mailto:ADDRESS nor the https address of a form", to)
}
