package api

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"moneytrail/store"
)

// Past answers for data versions that were current once.
type Past interface {
	// At gives what answers for a data version, and the rules that it was
	// concluded by. The caller calls release when done. It fails with
	// [store.ErrGone] when the version is not kept.
	At(ctx context.Context, version int64) (reader Reader, rules Rules, release func(), err error)
	// Versions lists the versions that are or were kept, newest first.
	Versions(ctx context.Context) ([]store.KeptVersion, error)
}

// WithPast gives the service what answers for older data versions. Without it
// only the current one can be asked for.
func (s *Service) WithPast(p Past) *Service {
	out := *s
	out.past = p
	return &out
}

// AsOfRequest is the parameter that every question takes.
type AsOfRequest struct {
	AsOf int64 `query:"as_of" minimum:"1" maximum:"4611686018427387904" doc:"Repeat the answer of this data version, as it was before later imports, corrections and changes of rules; see /versions. A version that is not kept is a 410." example:"3"`
}

var asOfBinder = NewBinder[AsOfRequest]()

// SplitAsOf takes the parameter as_of out of a query; 0 when it is not there.
func SplitAsOf(rawQuery string) (asOf int64, rest string, err error) {
	if !strings.Contains(rawQuery, "as_of") {
		return 0, rawQuery, nil
	}
	var mine, others []string
	for part := range strings.SplitSeq(rawQuery, "&") {
		name, _, _ := strings.Cut(part, "=")
		if name, err := url.QueryUnescape(name); err == nil && name == "as_of" {
			mine = append(mine, part)
		} else {
			others = append(others, part)
		}
	}
	in, err := asOfBinder.Bind(nil, nil, strings.Join(mine, "&"))
	if err == nil && len(mine) > 0 && in.AsOf == 0 {
		err = &ParamError{"as_of", "must be a data version, a whole number from 1"}
	}
	return in.AsOf, strings.Join(others, "&"), err
}

// At gives a service that answers for a data version. The caller calls release
// when done. The current version needs not be kept, as long as it is current:
// check the version of the answer, and ask [Service.Kept] when it moved on.
func (s *Service) At(ctx context.Context, asOf int64) (at *Service, release func(), err error) {
	now, err := s.reader.Version(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read data version: %w", err)
	}
	switch {
	case asOf == now.ID:
		return s, func() {}, nil
	case asOf > now.ID:
		return nil, nil, &ParamError{"as_of", fmt.Sprintf("must not be later than the current data version, %d", now.ID)}
	}
	return s.Kept(ctx, asOf)
}

// Kept is [Service.At] for a version that is not current any more.
func (s *Service) Kept(ctx context.Context, asOf int64) (at *Service, release func(), err error) {
	if s.past == nil {
		return nil, nil, &store.GoneError{Version: asOf, Reason: "this server keeps no earlier versions"}
	}
	reader, rules, release, err := s.past.At(ctx, asOf)
	if err != nil {
		return nil, nil, err
	}
	out := *s
	out.reader, out.rules = reader, rules
	return &out, release, nil
}

// AnswerAt asks a question about a data version; 0 is the current one. The
// caller calls release when done with the answer, also after an error.
func AnswerAt[T interface{ Version() int64 }](ctx context.Context, s *Service, asOf int64, ask func(*Service) (T, error)) (out T, release func(), err error) {
	if asOf == 0 {
		out, err = ask(s)
		return out, func() {}, err
	}
	at, release, err := s.At(ctx, asOf)
	if err != nil {
		return out, func() {}, err
	}
	out, err = ask(at)
	if at != s || err == nil && out.Version() == asOf {
		return out, release, err
	}
	if at, release, err = s.Kept(ctx, asOf); err != nil {
		return out, func() {}, err
	}
	out, err = ask(at)
	return out, release, err
}

// goneProblem says why a version cannot be answered for.
func goneProblem(err error) Problem {
	p := problem(410, "The data version is not kept.")
	var gone *store.GoneError
	if errors.As(err, &gone) {
		p.Detail = fmt.Sprintf("Data version %d is not kept: %s.", gone.Version, gone.Reason)
	}
	p.Parameter = "as_of"
	return p
}
