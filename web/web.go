package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
	"moneytrail/store"
)

// Options are settings of the pages.
type Options struct {
	// Invented marks every page with a band that says that nothing on it is
	// real: for demos.
	Invented bool
	// Rules describes the counting rules in force, in order.
	Rules []Rule
	// Frozen says that pages answer as_of=VERSION: the box for citing then has
	// the address of the state that it is of.
	Frozen bool
	// Site is the public address without a slash at its end; empty: not known.
	// Feeds, link previews and the site map carry it.
	Site string
	// ReportTo is where readers report errors, as [CheckReportTo] allows it;
	// empty: nowhere.
	ReportTo string
	Build    string       // version of the program; part of every ETag
	Log      *slog.Logger // nil discards
}

// Rule is a counting rule in words.
type Rule = store.RuleText

// site is what all pages share.
type site struct {
	service *api.Service
	opt     Options
	pages   map[string]*template.Template
	assets  *assets
	embed   *embedPage
	build   string
	api     api.Reference
}

// Register puts the pages under e, which must come from [api.NewEcho], and
// answers errors outside the API as pages.
func Register(e *echo.Echo, service *api.Service, opt Options) error {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	pages, err := parsePages()
	if err != nil {
		return err
	}
	files, err := loadAssets()
	if err != nil {
		return err
	}
	frame, err := loadEmbed()
	if err != nil {
		return err
	}
	operations := api.Operations()
	s := &site{service: service, opt: opt, pages: pages, assets: files, embed: frame, api: api.NewReference(api.Document(operations), operations)}
	s.build = s.fingerprint()
	next := e.HTTPErrorHandler
	e.HTTPErrorHandler = func(err error, c echo.Context) {
		if api.IsAPI(c) {
			next(err, c)
			return
		}
		s.fail(err, c)
	}
	get(e, "/", page(s, "home", (*site).home))
	get(e, "/committees/:id", page(s, "committee", (*site).committee))
	get(e, "/committees/:id/rows", page(s, "rows", (*site).rows))
	get(e, "/committees/:id/places", page(s, "breakdown", (*site).places))
	get(e, "/committees/:id/jobs", page(s, "breakdown", (*site).jobs))
	get(e, "/committees/:id/charts/:file", s.plotFile((*site).committeeFiles))
	get(e, "/contests/:slug", page(s, "contest", (*site).contest))
	get(e, "/contests/:id/charts/:file", s.plotFile((*site).contestFiles))
	get(e, "/method", page(s, "method", (*site).method))
	get(e, "/api", page(s, "reference", (*site).reference))
	get(e, "/sources", s.sources)
	get(e, "/static/:name", s.static)
	s.registerMore(e)
	s.registerDonors(e)
	s.registerMoney(e)
	s.registerFilings(e)
	return nil
}

func get(e *echo.Echo, path string, h echo.HandlerFunc) {
	e.Match([]string{http.MethodGet, http.MethodHead}, path, h)
}

// page binds, checks, asks the query layer and renders the template of the
// name with the view. With as_of it asks about that data version.
func page[In any](s *site, name string, answer func(*site, context.Context, In) (*view, error)) echo.HandlerFunc {
	binder := api.NewBinder[In]()
	return func(c echo.Context) error {
		// Before everything else: a 304 renews the headers that a browser
		// keeps with the page, and must not renew them to the API's policy.
		c.Response().Header().Set("Content-Security-Policy", pagePolicy)
		asOf, err := api.TakeAsOf(c)
		if err != nil {
			return err
		}
		in, err := api.Bind(c, s.service, binder)
		if err != nil {
			return err
		}
		if asOf == 0 {
			if fresh, err := api.Fresh(c, s.service, s.build); err != nil || fresh {
				return err
			}
		}
		ask := func(service *api.Service) (*view, error) {
			at := *s
			at.service = service
			return whole(c.Request().Context(), in, func(ctx context.Context, in In) (*view, error) { return answer(&at, ctx, in) })
		}
		v, release, err := api.AnswerAt(c.Request().Context(), s.service, asOf, ask)
		defer release()
		if err != nil {
			return fmt.Errorf("answer page %s: %w", name, err)
		}
		if v.Moved != "" {
			return c.Redirect(http.StatusMovedPermanently, v.Moved)
		}
		v.AsOf, v.Now = asOf, c.Request().URL.RequestURI()
		v.NoIndex = v.NoIndex || asOf != 0
		html, err := s.render(name, v)
		if err != nil {
			return err
		}
		if asOf != 0 {
			api.SetPastValidators(c, asOf, s.build)
			return respond(c, http.StatusOK, keepAsOf(html, asOf), v.NoIndex)
		}
		api.SetValidators(c, v.Meta.DataVersion, s.build)
		return respond(c, http.StatusOK, html, v.NoIndex)
	}
}

// errMixed is logged when data changes faster than a page can be put together.
var errMixed = errors.New("parts of the page are of different data versions")

// whole answers again when an import ended between two questions of a page: all
// parts of a page are of one data version.
func whole[In any](ctx context.Context, in In, answer func(context.Context, In) (*view, error)) (*view, error) {
	for range 3 {
		v, err := answer(ctx, in)
		if err != nil || !v.mixed {
			return v, err
		}
	}
	return nil, fmt.Errorf("%w: %w", errMixed, context.DeadlineExceeded)
}
