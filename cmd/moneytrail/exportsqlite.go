package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// exportSQLite writes a database to give away.
func (a *app) exportSQLite(ctx context.Context, db *sqlite.DB, out string) error {
	if err := a.spare(out); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(out), ".moneytrail-export-")
	if err != nil {
		return fmt.Errorf("write %s: %w", out, err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // what is left of a failure
	a.say("copying the database; this takes about as long as reading it twice")
	part := filepath.Join(dir, "part.sqlite")
	var facts []sqlite.Fact
	v, err := db.Publish(ctx, part, func(v store.DataVersion) []sqlite.Fact {
		for _, f := range api.Facts(v) {
			facts = append(facts, sqlite.Fact(f))
		}
		return facts
	})
	if err != nil {
		return err
	}
	sum, err := writeWhole(out, func(w io.Writer) error { return copyFile(ctx, w, part) })
	if err = errors.Join(err, os.RemoveAll(dir)); err != nil {
		return err
	}
	if err := writeCheck(out, api.CheckText(filepath.Base(out), sum, -1, v)); err != nil {
		return err
	}
	a.say("%s: %s bytes, data version %d", out, thousands(int(sum.Bytes)), v.ID)
	return nil
}
