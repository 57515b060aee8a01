package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
)

// endpoint answers one operation: it binds, checks, asks the query layer once
// and responds. It knows HTTP but no framework.
type endpoint struct {
	service *Service
	op      *Operation
	opt     Options
	guard   *guard
}

func (e *endpoint) serve(ctx huma.Context) error {
	u := ctx.URL()
	query, asOf := u.RawQuery, int64(0)
	if !e.op.Live {
		var err error
		if asOf, query, err = SplitAsOf(u.RawQuery); err != nil {
			return err
		}
	}
	answer, err := e.op.bind(e.service, unescaped(ctx.Param, &u), query)
	if err != nil {
		return err
	}
	if asOf == 0 && !e.op.Live {
		if fresh, err := e.fresh(ctx); err != nil || fresh {
			return err
		}
	}
	out, release, err := AnswerAt(ctx.Context(), e.service, asOf, func(s *Service) (Answer, error) {
		if s != e.service {
			if answer, err = e.op.bind(s, unescaped(ctx.Param, &u), query); err != nil {
				return nil, err
			}
		}
		return answer(ctx.Context())
	})
	defer release()
	if err != nil {
		return fmt.Errorf("answer %s: %w", e.op.ID, err)
	}
	if s, ok := out.(*Stream); ok {
		return s.send(ctx, e.opt.Now)
	}
	body, err := encode(out)
	if err != nil {
		return fmt.Errorf("write answer of %s: %w", e.op.ID, err)
	}
	switch {
	case e.op.Live:
		ctx.SetHeader("Cache-Control", "no-store")
	case asOf != 0:
		setPastValidators(ctx.SetHeader, asOf, e.opt.Build)
	default:
		setValidators(ctx.Context(), ctx.SetHeader, out.Version(), e.opt.Build)
	}
	ctx.SetHeader("Content-Type", mimeJSON)
	ctx.SetStatus(http.StatusOK)
	_, err = ctx.BodyWriter().Write(body)
	return err
}

// fresh answers 304 when the client holds the current data version.
func (e *endpoint) fresh(ctx huma.Context) (bool, error) {
	version, fresh, err := e.service.fresh(ctx.Context(), ctx.Header("If-None-Match"), e.opt.Build)
	if fresh {
		setValidators(ctx.Context(), ctx.SetHeader, version, e.opt.Build)
		ctx.SetStatus(http.StatusNotModified)
	}
	return fresh, err
}

func (s *Service) fresh(ctx context.Context, held, build string) (int64, bool, error) {
	if held == "" {
		return 0, false, nil
	}
	v, err := s.Version(ctx)
	if err != nil {
		return 0, false, fmt.Errorf("read data version: %w", err)
	}
	return v.ID, Matches(held, Tag(v.ID, build)), nil
}

// setValidators lets clients keep an answer as long as the data version
// stands. They ask again each time, and may show what they have meanwhile.
func setValidators(ctx context.Context, set func(name, value string), version int64, build string) {
	t := traceOf(ctx)
	t.version, t.versioned = version, true
	set("ETag", Tag(version, build))
	set("Cache-Control", "public, max-age=0, stale-while-revalidate=60")
}

// setPastValidators is for answers of a data version that was asked for: they
// stay what they are.
func setPastValidators(set func(name, value string), version int64, build string) {
	set("ETag", Tag(version, build))
	set("Cache-Control", "public, max-age=3600")
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	err := json.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

// unescaped gives parameters of the path. Routers unescape them only when the
// whole path needed no escaping of its own.
func unescaped(param func(string) string, u *url.URL) func(string) string {
	if u.RawPath == "" {
		return param
	}
	return func(name string) string {
		value, err := url.PathUnescape(param(name))
		if err != nil {
			return ""
		}
		return value
	}
}
