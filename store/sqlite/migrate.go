package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to date, or refuses a newer one untouched.
func migrate(ctx context.Context, db *sql.DB) error {
	provider, err := newProvider(db)
	if err != nil {
		return err
	}
	if err := checkVersion(ctx, db); err != nil && !errors.Is(err, errNoSchema) && !errors.Is(err, errOlder) {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

func newProvider(db *sql.DB) (*goose.Provider, error) {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, sub, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, fmt.Errorf("prepare migrations: %w", err)
	}
	return p, nil
}

var (
	errNoSchema = fmt.Errorf("%w: the file holds no moneytrail tables; import filings first", ErrUnusable)
	errOlder    = fmt.Errorf("%w: it was written by an older version of this program, or its first import was cut off; any import brings it up to date", ErrUnusable)
)

// checkVersion compares the file's schema with the newest this program knows.
func checkVersion(ctx context.Context, db *sql.DB) error {
	var tables int
	err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE name = 'goose_db_version'`).Scan(&tables)
	if err != nil {
		return fmt.Errorf("read schema: %w", err)
	}
	if tables == 0 {
		return errNoSchema
	}
	var have int64
	if err := db.QueryRowContext(ctx, `SELECT max(version_id) FROM goose_db_version`).Scan(&have); err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	provider, err := newProvider(db)
	if err != nil {
		return err
	}
	sources := provider.ListSources()
	switch newest := sources[len(sources)-1].Version; {
	case have > newest:
		return fmt.Errorf("%w (schema %d, this program knows %d)", ErrNewer, have, newest)
	case have < newest:
		return errOlder
	}
	return nil
}
