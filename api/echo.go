package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// NewEcho gives an Echo that recovers from panics and answers every error as a
// [Problem]. Requests must come through [NewHandler], which has the other
// manners. Client addresses are those of the connection, unless it is of a
// trusted proxy.
func NewEcho(opt Options) *echo.Echo {
	opt = opt.withDefaults()
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = clientIP(opt)
	e.HTTPErrorHandler = func(err error, c echo.Context) { respondProblem(c, FailureOf(err, c, opt.Log), opt.Log) }
	e.Pre(refused)
	e.Use(
		noteRoute,
		middleware.RecoverWithConfig(middleware.RecoverConfig{DisableErrorHandler: true, LogErrorFunc: keepStack}),
	)
	return e
}

// clientIP believes X-Forwarded-For from trusted proxies only; by itself Echo
// believes anybody.
func clientIP(opt Options) echo.IPExtractor {
	if len(opt.TrustedProxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, network := range opt.TrustedProxies {
		trust = append(trust, echo.TrustIPRange(network))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}

// NewHandler gives what a server serves: an Echo from [NewEcho] behind limits,
// kept answers, security headers, metrics and the log.
func NewHandler(e *echo.Echo, s *Service, opt Options) (http.Handler, error) {
	opt = opt.withDefaults()
	metrics, err := newHTTPMetrics(opt.Metrics)
	if err != nil {
		return nil, fmt.Errorf("register metrics of requests: %w", err)
	}
	f := &front{
		next: e, opt: opt, client: clientIP(opt), cache: newCache(opt.CacheBytes), metrics: metrics,
		slots: make(chan struct{}, opt.Concurrent), streams: streamPaths(append(Operations(), opt.More...)),
		version: &currentVersion{maxAge: opt.VersionAge, ask: func(ctx context.Context) (int64, error) {
			v, err := s.Version(ctx)
			return v.ID, err
		}},
	}
	if opt.Rate > 0 {
		f.limiter = newLimiter(opt.Rate, opt.Burst)
	}
	return f, nil
}

// refused ends requests that the front refused, in the way of the address.
func refused(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := traceOf(c.Request().Context()).refused; err != nil {
			return err
		}
		return next(c)
	}
}

func noteRoute(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		traceOf(c.Request().Context()).route = c.Path()
		return next(c)
	}
}

// Register puts the operations under e, with their description at
// /api/v1/openapi.json and .yaml, /healthz and /readyz. All take GET and HEAD,
// changes POST.
func Register(e *echo.Echo, s *Service, opt Options) error {
	opt = opt.withDefaults()
	operations := append(Operations(), opt.More...)
	doc := Document(operations)
	adapter := humaecho.New(e, huma.Config{OpenAPI: doc}).Adapter()
	guard := newGuard(opt)
	for i := range operations {
		one := &endpoint{s, &operations[i], opt, guard}
		if one.op.change != nil {
			handle(adapter, Root+one.op.Path, one.serveChange, http.MethodPost)
			continue
		}
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
func handle(adapter huma.Adapter, path string, serve func(huma.Context) error, methods ...string) {
	if len(methods) == 0 {
		methods = []string{http.MethodGet, http.MethodHead}
	}
	for _, method := range methods {
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
	setValidators(c.Request().Context(), c.Response().Header().Set, version, build)
}

// SetPastValidators lets clients keep a page of a data version that was asked
// for.
func SetPastValidators(c echo.Context, version int64, build string) {
	setPastValidators(c.Response().Header().Set, version, build)
}

// TakeAsOf takes as_of out of the query of a request; 0 when it is not there.
func TakeAsOf(c echo.Context) (int64, error) {
	u := c.Request().URL
	asOf, rest, err := SplitAsOf(u.RawQuery)
	u.RawQuery = rest
	return asOf, err
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
	if p.Status == http.StatusServiceUnavailable && c.Response().Header().Get("Retry-After") == "" {
		c.Response().Header().Set("Retry-After", "2")
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
