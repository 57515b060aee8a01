package api

import (
	"context"
	"fmt"
	"iter"
)

// Rows are handed from the one who reads to the one who writes in batches: a
// small one first, so that the file begins soon.
const (
	firstBatch = 32
	rowBatch   = 512
)

// begun is a list that is being read while its rows are written.
type begun struct {
	ctx   context.Context //nolint:containedctx // lives as long as one answer
	first []any
	rest  chan []any
	done  chan struct{}
	err   error // once rest is closed
}

// begin reads the first rows, so that a mistake in the question is known
// before the file begins.
func begin(ctx context.Context, read rowReader) (*begun, error) {
	b := &begun{ctx: ctx, rest: make(chan []any, 4), done: make(chan struct{})}
	go b.run(read)
	select {
	case b.first = <-b.rest:
	case <-ctx.Done():
		return b, ctx.Err()
	}
	if b.first == nil {
		<-b.done
	}
	if b.first == nil && b.err != nil {
		return b, b.err
	}
	return b, nil
}

func (b *begun) run(read rowReader) {
	defer close(b.done)
	defer close(b.rest)
	size, batch := firstBatch, make([]any, 0, firstBatch)
	send := func() error {
		select {
		case b.rest <- batch:
			size, batch = rowBatch, make([]any, 0, rowBatch)
			return nil
		case <-b.ctx.Done():
			return b.ctx.Err()
		}
	}
	b.err = unbroken(func() error {
		return read(b.ctx, func(row any) error {
			batch = append(batch, row)
			if len(batch) < size {
				return nil
			}
			return send()
		})
	})
	if b.err == nil && len(batch) > 0 {
		b.err = send()
	}
}

// batches gives the rows; err tells afterwards whether they are all.
func (b *begun) batches() iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		if b.first != nil && !yield(b.first) {
			return
		}
		for batch := range b.rest {
			if !yield(batch) {
				return
			}
		}
		<-b.done
	}
}

// wait returns when nobody reads any more; its context must have ended.
func (b *begun) wait() { <-b.done }

// unbroken makes an error of a panic, which would end the program here, away
// from the request.
func unbroken(fn func() error) (err error) {
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("read rows: panic: %v", crash)
		}
	}()
	return fn()
}
