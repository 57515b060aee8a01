package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
)

// maxIdleStatements bounds the prepared statements that wait on a connection.
const maxIdleStatements = 96

// cachingConnector opens connections that keep prepared queries: preparing one
// takes as long as a short answer's reading.
type cachingConnector struct{ connector }

func (c cachingConnector) Connect(context.Context) (driver.Conn, error) {
	inner, err := c.drv.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	full, ok := inner.(sqliteConn)
	if !ok {
		return nil, errors.Join(errors.New("open connection: the driver lacks an interface that is needed"), inner.Close())
	}
	return &cachingConn{sqliteConn: full, idle: make(map[string]*idleStmt)}, nil
}

// sqliteConn is what the driver's connections can do, as far as database/sql
// uses it.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

var _ sqliteConn = (*cachingConn)(nil)

// cachingConn is a connection whose queries are prepared once. A statement is
// out of the cache while its rows are read, so that two readings of one text
// never share it. SQLite itself prepares a statement anew when the schema has
// changed. Like every driver connection it serves one goroutine at a time.
type cachingConn struct {
	sqliteConn
	idle   map[string]*idleStmt
	newest idleStmt // ring of the idle statements, the latest used first
	closed bool
}

// idleStmt is a statement in the ring of those that wait.
type idleStmt struct {
	driver.Stmt
	text       string
	prev, next *idleStmt
}

// QueryContext runs a query with a kept statement, or prepares one.
func (c *cachingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	run, ok := s.Stmt.(driver.StmtQueryContext)
	if !ok {
		return nil, errors.Join(errors.New("query: the driver's statement takes no context"), s.Close())
	}
	rows, err := run.QueryContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return &cachedRows{Rows: rows, conn: c, stmt: s}, nil
}

// Close finalizes the kept statements and closes the connection.
func (c *cachingConn) Close() error {
	c.closed = true
	var errs []error
	for _, s := range c.idle {
		errs = append(errs, s.Close())
	}
	clear(c.idle)
	return errors.Join(append(errs, c.sqliteConn.Close())...)
}

func (c *cachingConn) take(ctx context.Context, query string) (*idleStmt, error) {
	if s := c.idle[query]; s != nil {
		c.unlink(s)
		return s, nil
	}
	prepared, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return &idleStmt{Stmt: prepared, text: query}, nil
}

// give takes a statement back that is read to its end, and finalizes the one
// that was used least lately when there are too many.
func (c *cachingConn) give(s *idleStmt) error {
	if c.closed || c.idle[s.text] != nil {
		return s.Close()
	}
	c.link(s)
	if len(c.idle) <= maxIdleStatements {
		return nil
	}
	oldest := c.newest.prev
	c.unlink(oldest)
	return oldest.Close()
}

func (c *cachingConn) link(s *idleStmt) {
	if c.newest.next == nil {
		c.newest.prev, c.newest.next = &c.newest, &c.newest
	}
	c.idle[s.text] = s
	s.prev, s.next = &c.newest, c.newest.next
	s.prev.next, s.next.prev = s, s
}

func (c *cachingConn) unlink(s *idleStmt) {
	delete(c.idle, s.text)
	s.prev.next, s.next.prev = s.next, s.prev
	s.prev, s.next = nil, nil
}

// cachedRows gives its statement back when it is closed.
type cachedRows struct {
	driver.Rows
	conn   *cachingConn
	stmt   *idleStmt
	failed bool
}

// Next remembers a failure: such a statement is not used again.
func (r *cachedRows) Next(dest []driver.Value) error {
	err := r.Rows.Next(dest)
	r.failed = r.failed || err != nil && !errors.Is(err, io.EOF)
	return err
}

// Close resets the statement. Closing twice does nothing the second time.
func (r *cachedRows) Close() error {
	if r.stmt == nil {
		return nil
	}
	s := r.stmt
	r.stmt = nil
	err := r.Rows.Close()
	if err != nil || r.failed {
		return errors.Join(err, s.Close())
	}
	return r.conn.give(s)
}
