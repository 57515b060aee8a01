package api

import "context"

// trace is what an answer tells the front about itself, and the front the
// router: which route it was, of which data version the answer is, and whether
// the request was refused already.
type trace struct {
	route     string
	version   int64
	versioned bool
	refused   error
	client    string // network address
}

type traceKey struct{}

func withTrace(ctx context.Context, t *trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

// traceOf gives a trace that nobody reads when there is none.
func traceOf(ctx context.Context) *trace {
	if t, ok := ctx.Value(traceKey{}).(*trace); ok {
		return t
	}
	return &trace{}
}
