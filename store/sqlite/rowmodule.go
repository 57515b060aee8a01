package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"sync"

	"modernc.org/sqlite/vtab"
)

const rowModuleName = "moneytrail_rows"

// rowSource is a batch of rows that a virtual table shows to SQLite, so that
// INSERT .. SELECT pulls them without a statement per row. Values must be
// valid UTF-8 without NUL: SQLite takes them as they are.
type rowSource struct {
	name    string
	columns []string
	rows    int
	value   func(row, col int) driver.Value
}

// rowModule shows the sources that are registered with it by name.
type rowModule struct {
	mu      sync.Mutex
	sources map[string]*rowSource
}

func newRowModule() *rowModule { return &rowModule{sources: map[string]*rowSource{}} }

// attach makes src readable as temp.<name> on a connection.
func (m *rowModule) attach(ctx context.Context, conn *sql.Conn, src *rowSource) error {
	m.mu.Lock()
	m.sources[src.name] = src
	m.mu.Unlock()
	_, err := conn.ExecContext(ctx, fmt.Sprintf("CREATE VIRTUAL TABLE temp.%s USING %s(%s)", src.name, rowModuleName, src.name))
	if err != nil {
		return fmt.Errorf("attach row source %s: %w", src.name, err)
	}
	return nil
}

func (m *rowModule) detach(ctx context.Context, conn *sql.Conn, src *rowSource) error {
	_, err := conn.ExecContext(ctx, "DROP TABLE IF EXISTS temp."+src.name)
	m.mu.Lock()
	delete(m.sources, src.name)
	m.mu.Unlock()
	return err
}

// Create implements [vtab.Module].
func (m *rowModule) Create(ctx vtab.Context, args []string) (vtab.Table, error) {
	return m.Connect(ctx, args)
}

// Connect implements [vtab.Module]; the fourth argument names the source.
func (m *rowModule) Connect(ctx vtab.Context, args []string) (vtab.Table, error) {
	if len(args) < 4 {
		return nil, errors.New("row source: no name")
	}
	m.mu.Lock()
	src := m.sources[args[3]]
	m.mu.Unlock()
	if src == nil {
		return nil, fmt.Errorf("row source %s: unknown", args[3])
	}
	if err := ctx.Declare("CREATE TABLE x(" + strings.Join(src.columns, ",") + ")"); err != nil {
		return nil, err
	}
	return rowTable{src}, nil
}

type rowTable struct{ src *rowSource }

func (t rowTable) BestIndex(info *vtab.IndexInfo) error {
	info.EstimatedRows, info.EstimatedCost = int64(t.src.rows), float64(t.src.rows)
	return nil
}
func (t rowTable) Open() (vtab.Cursor, error) { return &rowCursor{src: t.src}, nil }
func (t rowTable) Disconnect() error          { return nil }
func (t rowTable) Destroy() error             { return nil }

type rowCursor struct {
	src *rowSource
	row int
}

func (c *rowCursor) Filter(int, string, []vtab.Value) error { c.row = 0; return nil }
func (c *rowCursor) Next() error                            { c.row++; return nil }
func (c *rowCursor) Eof() bool                              { return c.row >= c.src.rows }
func (c *rowCursor) Rowid() (int64, error)                  { return int64(c.row), nil }
func (c *rowCursor) Close() error                           { return nil }
func (c *rowCursor) Column(col int) (vtab.Value, error)     { return c.src.value(c.row, col), nil }
