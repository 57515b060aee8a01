package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"strings"

	msqlite "modernc.org/sqlite"
)

// rowSink hands the rows of a query to Go without making rows of them:
// SELECT moneytrail_each(a, b) FROM .. calls step for each, at about a third of
// the cost of scanning. It serves the one writing connection.
type rowSink struct {
	step func(args []driver.Value) error
	err  error
}

func (s *rowSink) register(drv *msqlite.Driver) error {
	return drv.RegisterFunction("moneytrail_each", &msqlite.FunctionImpl{
		NArgs: -1, VolatileArgs: true,
		MakeAggregate: func(msqlite.FunctionContext) (msqlite.AggregateFunction, error) { return sinkCall{s}, nil },
	})
}

type sinkCall struct{ s *rowSink }

func (c sinkCall) Step(_ *msqlite.FunctionContext, args []driver.Value) error {
	err := c.s.step(args)
	if err != nil {
		c.s.err = err // SQLite passes on its text alone
	}
	return err
}

func (sinkCall) WindowInverse(*msqlite.FunctionContext, []driver.Value) error {
	return errors.New("moneytrail_each is no window function")
}
func (sinkCall) WindowValue(*msqlite.FunctionContext) (driver.Value, error) { return nil, nil }
func (sinkCall) Final(*msqlite.FunctionContext)                             {}

// eachValue calls step for every row of a query that selects
// moneytrail_each(..) alone. Texts are views into SQLite's memory, gone when
// step returns: whatever stays is copied (texts.keep, strings.Clone). step
// must not use the database.
func (l *loader) eachValue(ctx context.Context, step func(args []driver.Value) error, query string, args ...any) error {
	sink := &l.db.sink
	sink.step, sink.err = step, nil
	var none any
	err := l.stmts.row(ctx, query, args...).Scan(&none)
	sink.step = nil
	if sink.err != nil {
		return sink.err
	}
	return err
}

// texts keeps one copy of texts that come again and again: days, schedules.
type texts map[string]string

func (t texts) keep(v driver.Value) string {
	s, ok := v.(string)
	if !ok || s == "" {
		return ""
	}
	if kept, ok := t[s]; ok {
		return kept
	}
	s = strings.Clone(s)
	t[s] = s
	return s
}

func cloned(v driver.Value) string {
	s, _ := v.(string)
	return strings.Clone(s)
}

func number(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}
