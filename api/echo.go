package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
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
	maxURL    = 4096
	apiPolicy = "default-src 'none'; frame-ancestors 'none'"
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

// Register puts the operations under e, with their description at
// /api/v1/openapi.json and .yaml, /healthz and /readyz. All take GET and HEAD.
func Register(e *echo.Echo, s *Service, opt Options) error {
	operations := Operations()
	doc := Document(operations)
	adapter := humaecho.New(e, huma.Config{OpenAPI: doc}).Adapter()
	for i := range operations {
		one := &endpoint{s, &operations[i], opt.Build}
		handle(adapter, Root+one.op.Path, one.serve)
	}
	if err := registerDocument(adapter, doc); err != nil {
		return err
	}
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
	return nil
}

// handle gives errors of a framework-free handler to Echo's error handler.
func handle(adapter huma.Adapter, path string, serve func(huma.Context) error) {
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		adapter.Handle(&huma.Operation{Method: method, Path: path}, func(ctx huma.Context) {
			if err := serve(ctx); err != nil {
				humaecho.Unwrap(ctx).Error(err)
			}
		})
	}
}

type health struct {
	Status      string `json:"status"`
	DataVersion *int64 `json:"data_version,omitempty"`
}

func get(e *echo.Echo, path string, h echo.HandlerFunc) {
	e.Match([]string{http.MethodGet, http.MethodHead}, path, h)
}

// Bind reads the path and the query of a request for a page.
func Bind[In any](c echo.Context, s *Service, b *Binder[In]) (In, error) {
	u := c.Request().URL
	return b.Bind(s, unescaped(c.Param, u), u.RawQuery)
}

// Fresh answers 304 when the client holds the current data version.
func Fresh(c echo.Context, s *Service, build string) (bool, error) {
	version, fresh, err := s.fresh(c.Request().Context(), c.Request().Header.Get("If-None-Match"), build)
	if err != nil || !fresh {
		return false, err
	}
	SetValidators(c, version, build)
	return true, c.NoContent(http.StatusNotModified)
}

// SetValidators lets clients keep a page as long as the data version stands.
func SetValidators(c echo.Context, version int64, build string) {
	setValidators(c.Response().Header().Set, version, build)
}

// IsAPI reports whether a request is for a program rather than for a reader.
func IsAPI(c echo.Context) bool {
	path := c.Request().URL.Path
	return strings.HasPrefix(path, "/api/") || path == "/healthz" || path == "/readyz"
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
