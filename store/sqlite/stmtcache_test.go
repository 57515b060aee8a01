package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"

	"moneytrail/store/sqlite"
)

const counting = `WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) SELECT i FROM n`

// sum reads a counting query to its end and runs inner for every row.
func sum(t testing.TB, q interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}, from, to int, inner func(i int) int,
) int {
	t.Helper()
	rows, err := q.QueryContext(t.Context(), counting, from, to)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer func() { _ = rows.Close() }()
	total := 0
	for rows.Next() {
		var i int
		if err := rows.Scan(&i); err != nil {
			t.Error(err)
		}
		total += inner(i)
	}
	if err := rows.Err(); err != nil {
		t.Error(err)
	}
	return total
}

// One text may be read by several at once on one connection: none takes the
// statement of another, with other arguments, and one waits afterwards.
func TestKeptStatementIsNotShared(t *testing.T) {
	t.Parallel()
	conn, err := open(t).Reading().Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	before := idle(t, conn)
	got := sum(t, conn, 1, 3, func(i int) int {
		return sum(t, conn, i, 4, func(j int) int { return sum(t, conn, j, 4, func(int) int { return 1 }) })
	})
	if want := (4 + 3 + 2 + 1) + (3 + 2 + 1) + (2 + 1); got != want {
		t.Errorf("%d rows, want %d", got, want)
	}
	if n := idle(t, conn); n != before+1 {
		t.Errorf("%d statements wait, before %d", n, before)
	}
}

func idle(t testing.TB, conn *sql.Conn) int {
	t.Helper()
	n, err := sqlite.IdleStatements(t.Context(), conn)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestKeptStatementsAreBounded(t *testing.T) {
	t.Parallel()
	conn, err := open(t).Reading().Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	for round := range 2 {
		for i := range 3 * sqlite.MaxIdleStatements {
			var got int
			if err := conn.QueryRowContext(t.Context(), fmt.Sprintf("SELECT ? + %d", i), round).Scan(&got); err != nil || got != i+round {
				t.Fatalf("%d: %d, %v", i, got, err)
			}
		}
	}
	if n := idle(t, conn); n != sqlite.MaxIdleStatements {
		t.Errorf("%d statements wait", n)
	}
}

// A statement that failed, or whose caller went away, is not used again, and
// the next one of its text works.
func TestKeptStatementAfterFailure(t *testing.T) {
	t.Parallel()
	conn, err := open(t).Reading().Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	const query = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT json(iif(i = ?, '{', '1')) FROM n`
	for range 3 {
		var none string
		if err := conn.QueryRowContext(t.Context(), query, 1).Scan(&none); err == nil {
			t.Error("bad JSON was taken")
		}
		rows, err := conn.QueryContext(t.Context(), query, 3) //nolint:sqlclosecheck // read to its end
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() { // until the third
		}
		if rows.Err() == nil {
			t.Error("bad JSON was taken")
		}
		if err := conn.QueryRowContext(t.Context(), query, 9).Scan(&none); err != nil || none != "1" {
			t.Errorf("after a failure: %q, %v", none, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		if rows, err = conn.QueryContext(ctx, counting, 1, 1_000_000); err != nil || !rows.Next() { //nolint:sqlclosecheck // its context ends it
			t.Fatal(err)
		}
		cancel()
		for rows.Next() { // until it is noticed
		}
		if err := rows.Err(); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if got := sum(t, conn, 1, 4, func(i int) int { return i }); got != 10 {
			t.Errorf("after leaving: %d", got)
		}
	}
}

// A kept statement sees what the writer did since, also to the schema.
func TestKeptStatementSeesChanges(t *testing.T) {
	t.Parallel()
	db := open(t)
	change := func(query string) {
		t.Helper()
		if _, err := db.Writing().ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	conn, err := db.Reading().Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	change(`CREATE TABLE invented (a INTEGER)`)
	columns := 1
	for i, query := range []string{`INSERT INTO invented VALUES (1)`, `ALTER TABLE invented ADD COLUMN b INTEGER DEFAULT 7`, `CREATE INDEX invented_a ON invented (a)`, `INSERT INTO invented VALUES (2, 3)`} {
		change(query)
		if i == 1 {
			columns = 2
		}
		rows, err := conn.QueryContext(t.Context(), `SELECT * FROM invented WHERE a > ? ORDER BY a`, 0)
		if err != nil {
			t.Fatal(err)
		}
		names, err := rows.Columns()
		n := 0
		for rows.Next() {
			n++
		}
		if err = errors.Join(err, rows.Err(), rows.Close()); err != nil || n != 1+i/3 || len(names) != columns { //nolint:sqlclosecheck // in a loop
			t.Errorf("after %s: %d rows of %d columns, %v", query, n, len(names), err)
		}
	}
	change(`DROP TABLE invented`)
	var none any
	if err := conn.QueryRowContext(t.Context(), `SELECT * FROM invented WHERE a > ? ORDER BY a`, 0).Scan(&none); err == nil || errors.Is(err, sql.ErrNoRows) {
		t.Error("a dropped table was read")
	}
}

func TestKeptStatementsOfManyReaders(t *testing.T) {
	t.Parallel()
	db := open(t)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for i := range 50 {
				tx, err := db.Reading().BeginTx(t.Context(), &sql.TxOptions{ReadOnly: true})
				if err != nil {
					t.Error(err)
					return
				}
				if got := sum(t, tx, 1, i, func(int) int { return 1 }); got != max(i, 1) {
					t.Errorf("%d rows, want %d", got, i)
				}
				if err := tx.Rollback(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
