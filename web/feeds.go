package web

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
)

// filingsFeed tells of new filings and of what amendments changed.
func (s *site) filingsFeed(c echo.Context, in api.FeedFilingsRequest) (*feed, api.Meta, error) {
	r, err := s.service.FeedFilings(c.Request().Context(), in)
	if err != nil {
		return nil, api.Meta{}, err
	}
	f := newFeed("filings", "New filings", in.ScopeRequest, c.QueryParams(), r.Next)
	f.Subtitle = "Reports by the day they were filed; amendments say what they changed."
	for i := range r.Filings {
		f.Items = append(f.Items, filingItem(&r.Filings[i], r.DataVersionAt))
	}
	return f, r.Meta, nil
}

func filingItem(l *api.FeedFiling, loaded string) feedItem {
	what := formText(l.Filing.Form)
	if p := period(l.Filing.From, l.Filing.Thru); p != "" {
		what += ", " + p
	}
	name := api.Short(l.CommitteeName, 160)
	item := feedItem{
		ID: feedID("filing", l.ID), Page: committeeLink(l.CommitteeID) + "#filings", Source: l.Filing.URL,
		Updated: dayTime(loadedAt(loaded), l.Filing.Filed, l.Filing.Thru), Tags: []string{api.Clean(l.Filing.Form)},
	}
	item.Title = name + ": " + what
	item.Text = fmt.Sprintf("%s filed %s on %s. It states %s received in %s.", name, what, api.DayText(l.Filing.Filed), api.ExactDollars(l.ReceivedCents), api.Count(l.Gifts, "gift", "gifts"))
	if l.Gifts == 0 && l.ReceivedCents == 0 {
		item.Text = fmt.Sprintf("%s filed %s on %s. It states no gifts received.", name, what, api.DayText(l.Filing.Filed))
	}
	if l.Filing.Version > 0 {
		item.Title += fmt.Sprintf(", amendment %d", l.Filing.Version)
		item.Tags = append(item.Tags, "amendment")
	}
	if x := l.Correction; x != nil {
		change := fmt.Sprintf("changed from %s to %s", api.ExactDollars(x.FromCents), api.ExactDollars(x.ToCents))
		item.Title = "Correction: " + item.Title + ": gifts " + change
		item.Text += " The gifts it states were " + change + "."
		item.Tags = append(item.Tags, "correction")
	}
	return item
}

// giftsFeed tells of gifts: late ones, or those of a committee, a contest, a
// class or a donor, from an amount on.
func (s *site) giftsFeed(c echo.Context, in api.FeedGiftsRequest) (*feed, api.Meta, error) {
	r, err := s.service.FeedGifts(c.Request().Context(), in)
	if err != nil {
		return nil, api.Meta{}, err
	}
	title := "Gifts"
	if in.Late {
		title = "Late money"
	}
	if in.Least > 1 {
		title += fmt.Sprintf(" of %s and more", api.WholeDollars(r.MinCents))
	}
	if r.ClassName != "" {
		title += " from " + lowerFirst(r.ClassName)
	}
	f := newFeed("gifts", title, in.ScopeRequest, c.QueryParams(), r.Next)
	f.Subtitle = "Gifts by the day their filing was filed. Late money was reported within 24 hours and is in no periodic report yet. " + api.ClassNotice
	if in.Donor != 0 && len(r.Gifts) > 0 {
		f.Title += " of " + api.Short(r.Gifts[0].Donor.Name, 120)
	}
	for i := range r.Gifts {
		f.Items = append(f.Items, giftItem(&r.Gifts[i], r.DataVersionAt))
	}
	return f, r.Meta, nil
}

func giftItem(g *api.FeedGift, loaded string) feedItem {
	row := &g.Row
	donor, amount := api.Short(g.Donor.Name, 120), api.ExactDollars(row.AmountCents)
	item := feedItem{
		ID: feedID("gift", g.ID), Title: fmt.Sprintf("%s gave %s to %s", donor, amount, api.Short(g.CommitteeName, 120)),
		Page:   rowsLink(g.CommitteeID, "donor", g.Donor.ID, "status", row.Status),
		Source: row.Filing.URL, Updated: dayTime(loadedAt(loaded), row.Filing.Filed, row.GivenOn),
	}
	item.Text = fmt.Sprintf("%s gave %s (%s), given %s, filed %s on %s.", donor, amount, row.Kind, api.DayText(row.GivenOn), api.DayText(row.FiledOn), formText(row.Filing.Form))
	if row.Status == "pending" {
		item.Text += " Reported within 24 hours; in no periodic report yet."
		item.Tags = append(item.Tags, "late")
	}
	if kind := classText(g.Donor.Class); kind != "" {
		item.Text += " Kind of donor: " + kind + "."
		item.Tags = append(item.Tags, g.Donor.Class.Code)
	}
	return item
}

func newFeed(kind, title string, scope api.ScopeRequest, query url.Values, next *api.Cursor) *feed {
	q := url.Values{}
	for name, values := range query {
		if name != "cursor" {
			q[name] = values
		}
	}
	f := &feed{Title: title, Page: "/feeds"}
	switch {
	case scope.Committee != "":
		f.Page = committeeLink(scope.Committee)
		f.Title += ": " + api.Short(scope.Committee, 100)
	case scope.Contest != "":
		f.Page = "/contests/" + url.PathEscape(scope.Contest)
		f.Title += ": " + api.Short(strings.TrimSpace(scope.Contest+" "+scope.Side), 100)
	}
	f.ID = feedID("feed", kind+"?"+q.Encode())
	if len(q) > 0 {
		f.Query = "?" + q.Encode()
	}
	if next != nil {
		f.Next = string(*next)
	}
	return f
}

func loadedAt(text string) time.Time {
	t, _ := time.Parse(time.RFC3339, text) // of an empty database: the zero time
	return t
}

type feedsBody struct {
	Classes  []api.ClassName
	Contests *api.ContestList
	Feeds    []feedLink
}

// feeds is the page that lists feeds and makes addresses of others.
func (s *site) feeds(ctx context.Context, _ struct{}) (*view, error) {
	contests, err := s.service.Contests(ctx, api.ContestsRequest{})
	if err != nil {
		return nil, err
	}
	body := feedsBody{Classes: s.service.Classes(), Contests: contests, Feeds: []feedLink{
		newFeedLink("New filings", "filings", nil),
		newFeedLink("Late money", "gifts", url.Values{"late": {"true"}}),
		newFeedLink("Late money of $10,000 and more", "gifts", url.Values{"late": {"true"}, "min": {"10000"}}),
		newFeedLink("Gifts from law-enforcement unions and associations", "gifts", url.Values{"class": {api.LawEnforcementCode}}),
	}}
	return &view{Title: "Feeds", Description: "Follow new filings, late money, a committee, a contest, a donor or a kind of donors.", Meta: contests.Meta, Body: body}, nil
}
