package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// Options are settings of the endpoints.
type Options struct {
	Build   string        // version of the program; part of every ETag
	Timeout time.Duration // for one answer; 0 means 10 s
	Log     *slog.Logger  // nil discards
}

const (
	mimeProblem = "application/problem+json"
	maxURL      = 4096
	apiPolicy   = "default-src 'none'; frame-ancestors 'none'"
)

// NewEcho gives an Echo that recovers from panics, bounds requests, sets the
// security headers and answers every error as a [Problem]. Client addresses
// are those of the connection: headers that claim another are not believed.
func NewEcho(opt Options) *echo.Echo {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Timeout <= 0 {
		opt.Timeout = 10 * time.Second
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = func(err error, c echo.Context) { respondProblem(c, FailureOf(err, c, opt.Log), opt.Log) }
	e.Pre(limitURL)
	e.Use(
		securityHeaders,
		middleware.GzipWithConfig(middleware.GzipConfig{Level: 5, MinLength: 1024}),
		middleware.RecoverWithConfig(middleware.RecoverConfig{DisableErrorHandler: true, LogErrorFunc: keepStack}),
		middleware.BodyLimit("16K"),
		middleware.CORSWithConfig(middleware.CORSConfig{
			Skipper:       func(c echo.Context) bool { return !IsAPI(c) },
			AllowOrigins:  []string{"*"},
			AllowMethods:  []string{http.MethodGet, http.MethodHead},
			ExposeHeaders: []string{"ETag"},
			MaxAge:        86400,
		}),
		middleware.ContextTimeout(opt.Timeout),
	)
	return e
}

// Register puts the endpoints under e. All take GET and HEAD.
func Register(e *echo.Echo, s *Service, opt Options) {
	get(e, "/api/v1/committees", endpoint(s, opt, ParseCommittees, s.Committees))
	get(e, "/api/v1/committees/:id", endpoint(s, opt, s.ParseDonors, s.Committee))
	get(e, "/api/v1/committees/:id/donors", endpoint(s, opt, s.ParseDonors, s.Donors))
	get(e, "/api/v1/committees/:id/rows", endpoint(s, opt, ParseRows, s.Rows))
	get(e, "/api/v1/contests", endpoint(s, opt, parseNothing, func(ctx context.Context, _ struct{}) (*ContestList, error) {
		return s.Contests(ctx)
	}))
	get(e, "/api/v1/contests/:slug", endpoint(s, opt, s.ParseContest, s.Contest))
	get(e, "/api/v1/changes", endpoint(s, opt, ParseChanges, s.Changes))
	get(e, "/healthz", func(c echo.Context) error {
		return c.JSON(http.StatusOK, health{Status: "ok"})
	})
	get(e, "/readyz", func(c echo.Context) error {
		v, err := s.Version(c.Request().Context())
		if err != nil {
			return echo.NewHTTPError(http.StatusServiceUnavailable).SetInternal(fmt.Errorf("read data version: %w", err))
		}
		return c.JSON(http.StatusOK, health{"ready", &v.ID})
	})
}

type health struct {
	Status      string `json:"status"`
	DataVersion *int64 `json:"data_version,omitempty"`
}

func get(e *echo.Echo, path string, h echo.HandlerFunc) {
	e.Match([]string{http.MethodGet, http.MethodHead}, path, h)
}

// endpoint binds, checks, asks the query layer once and responds.
func endpoint[In any, Out interface{ Version() int64 }](
	s *Service, opt Options,
	parse func(string, *Query) (In, error), answer func(context.Context, In) (Out, error),
) echo.HandlerFunc {
	return func(c echo.Context) error {
		in, err := Bind(c, parse)
		if err != nil {
			return err
		}
		if fresh, err := Fresh(c, s, opt.Build); err != nil || fresh {
			return err
		}
		out, err := answer(c.Request().Context(), in)
		if err != nil {
			return fmt.Errorf("answer %s: %w", c.Path(), err)
		}
		SetValidators(c, out.Version(), opt.Build)
		return c.JSON(http.StatusOK, out)
	}
}

// Bind reads the id of the path and the query of a request with one of the
// parsers of this package.
func Bind[In any](c echo.Context, parse func(string, *Query) (In, error)) (In, error) {
	q := NewQuery(c.Request().URL.RawQuery)
	id, err := pathID(c)
	if err != nil {
		var zero In
		return zero, err
	}
	in, err := parse(id, q)
	return in, errors.Join(q.Done(), err)
}

// pathID gives the first parameter of the path. Echo unescapes it only when the
// whole path needed no escaping of its own.
func pathID(c echo.Context) (string, error) {
	names := c.ParamNames()
	if len(names) == 0 {
		return "", nil
	}
	value := c.Param(names[0])
	if c.Request().URL.RawPath == "" {
		return value, nil
	}
	id, err := url.PathUnescape(value)
	if err != nil {
		return "", &ParamError{names[0], "is not well escaped"}
	}
	return id, nil
}

// Fresh answers 304 when the client holds the current data version.
func Fresh(c echo.Context, s *Service, build string) (bool, error) {
	held := c.Request().Header.Get("If-None-Match")
	if held == "" {
		return false, nil
	}
	v, err := s.Version(c.Request().Context())
	if err != nil {
		return false, fmt.Errorf("read data version: %w", err)
	}
	if !Matches(held, Tag(v.ID, build)) {
		return false, nil
	}
	SetValidators(c, v.ID, build)
	return true, c.NoContent(http.StatusNotModified)
}

// SetValidators lets clients keep an answer as long as the data version stands.
func SetValidators(c echo.Context, version int64, build string) {
	h := c.Response().Header()
	h.Set("ETag", Tag(version, build))
	h.Set("Cache-Control", "no-cache")
}

// IsAPI reports whether a request is for a program rather than for a reader.
func IsAPI(c echo.Context) bool {
	path := c.Request().URL.Path
	return strings.HasPrefix(path, "/api/") || path == "/api" || path == "/healthz" || path == "/readyz"
}

// FailureOf gives the problem behind an error of a handler or of Echo itself,
// and logs it when it is ours.
func FailureOf(err error, c echo.Context, log *slog.Logger) Problem {
	p := ProblemOf(err)
	var he *echo.HTTPError
	if errors.As(err, &he) {
		p = problemOfStatus(he.Code)
	}
	if p.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		attrs := []any{"url", c.Request().URL.Path, "error", err}
		var crash *panicError
		if errors.As(err, &crash) {
			attrs = append(attrs, "stack", crash.stack)
		}
		log.Error("request failed", attrs...)
	}
	return p
}

func respondProblem(c echo.Context, p Problem, log *slog.Logger) {
	if c.Response().Committed {
		return
	}
	body, err := json.Marshal(p)
	if err == nil {
		c.Response().Header().Set("Cache-Control", "no-store")
		err = c.Blob(p.Status, mimeProblem, body)
	}
	if err != nil {
		log.Error("respond failed", "url", c.Request().URL.Path, "error", err)
	}
}

// panicError carries the stack of a recovered panic to where errors are logged.
type panicError struct {
	error
	stack string
}

func keepStack(_ echo.Context, err error, stack []byte) error { return &panicError{err, string(stack)} }

func limitURL(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if len(c.Request().RequestURI) > maxURL {
			return echo.NewHTTPError(http.StatusRequestURITooLong)
		}
		return next(c)
	}
}

// securityHeaders sets the policy of answers for programs; pages replace the
// content security policy by their own.
func securityHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", apiPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		return next(c)
	}
}
