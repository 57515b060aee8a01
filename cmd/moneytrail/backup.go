package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

func backupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the database while others may write to it",
		Long: `Writes one snapshot of the database to FILE and the kept data versions to
FILE.versions, each with its check beside it (.sha256). Nobody has to stop. An
earlier backup under that name is replaced; any other file is refused.

The key of street hashes and the archive are not copied: the key is a secret,
and the archive is large and holds street lines. Keep them too (docs/backup.md).`,
		Example: `  moneytrail backup backups/moneytrail-2031-05-01.db
  moneytrail restore backups/moneytrail-2031-05-01.db --db moneytrail.db`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.backup(cmd.Context(), args[0]) },
	}
}

// backup copies the kept versions first: what they hold is then never newer
// than the database, which would give later versions the numbers of others.
func (a *app) backup(ctx context.Context, out string) (err error) {
	if err := errors.Join(a.spareOthers(out), a.spareOthers(sqlite.VersionsFile(out))); err != nil {
		return err
	}
	db, _, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	versions, err := a.openVersions(ctx, true)
	if err != nil {
		return err
	}
	defer closeInto(versions, &err)
	if _, err := os.Stat(sqlite.VersionsFile(a.db)); err == nil {
		if err := a.backupFile(sqlite.VersionsFile(out), func(w io.Writer) (store.DataVersion, error) {
			_, err := versions.Copy(ctx, w)
			return store.DataVersion{}, err
		}); err != nil {
			return err
		}
	}
	if err := a.backupFile(out, func(w io.Writer) (store.DataVersion, error) { return db.Copy(ctx, w) }); err != nil {
		return err
	}
	a.say("keep also %s (secret) and the folder of the archive; see docs/backup.md", a.db+".key")
	return nil
}

func (a *app) backupFile(out string, copyTo func(io.Writer) (store.DataVersion, error)) error {
	p := newProgress(a.err, out, -1, a.now)
	defer p.close()
	var v store.DataVersion
	sum, err := writeWhole(out, func(w io.Writer) (err error) {
		v, err = copyTo(&saying{w, p, 0})
		return err
	})
	if err != nil {
		return err
	}
	if err := writeCheck(out, api.CheckText(filepath.Base(out), sum, -1, v)); err != nil {
		return err
	}
	a.say("%s: %s bytes", out, thousands(int(sum.Bytes)))
	return nil
}

// saying tells how much was written.
type saying struct {
	to    io.Writer
	p     *progress
	bytes int64
}

func (s *saying) Write(b []byte) (int, error) {
	n, err := s.to.Write(b)
	if before := s.bytes >> 26; (s.bytes+int64(n))>>26 != before {
		s.p.stage(fmt.Sprintf("copied %d MB", (s.bytes+int64(n))>>20), 0)
	}
	s.bytes += int64(n)
	return n, err
}

func restoreCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of a database that is not there",
		Long: `Checks the backup against its .sha256, opens it, and copies it to --db with its kept
data versions. A database that is there is never overwritten: move it away first.`,
		Example: `  mv moneytrail.db damaged.db
  moneytrail restore backups/moneytrail-2031-05-01.db --db moneytrail.db`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.restore(cmd.Context(), args[0]) },
	}
}

func (a *app) restore(ctx context.Context, from string) error {
	for _, path := range []string{a.db, a.db + "-wal", sqlite.VersionsFile(a.db)} {
		if _, err := os.Stat(path); err == nil {
			return fmt.Errorf("%w: %s is there and would be lost; move it away first, or name another with --db", sqlite.ErrUnusable, path)
		}
	}
	files := []string{from}
	if _, err := os.Stat(sqlite.VersionsFile(from)); err == nil {
		files = append(files, sqlite.VersionsFile(from))
	}
	for _, file := range files {
		if err := verifyCheck(file); err != nil {
			return err
		}
	}
	for i, file := range files {
		to := []string{a.db, sqlite.VersionsFile(a.db)}[i]
		if _, err := writeWhole(to, func(w io.Writer) error { return copyFile(ctx, w, file) }); err != nil {
			return err
		}
	}
	db, _, err := a.openToRead(ctx)
	if err == nil {
		var v store.DataVersion
		v, err = db.Version(ctx)
		if err = errors.Join(err, db.Close()); err == nil {
			a.say("%s is data version %d of %s; put the key beside it as %s", a.db, v.ID, v.At.UTC().Format("2006-01-02 15:04:05Z"), a.db+".key")
		}
	}
	return err
}

func copyFile(ctx context.Context, w io.Writer, path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read backup: %w", err)
	}
	defer closeInto(f, &err)
	if _, err := io.Copy(w, f); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return ctx.Err()
}

// verifyCheck compares a file with the last line of its check.
func verifyCheck(path string) error {
	f, err := os.Open(path + ".sha256")
	if err != nil {
		return fmt.Errorf("%w: %s has no check beside it; a backup is FILE and FILE.sha256 (%w)", sqlite.ErrUnusable, path, err)
	}
	want := ""
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if line := lines.Text(); !strings.HasPrefix(line, "#") {
			want, _, _ = strings.Cut(line, " ")
		}
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("read check: %w", err)
	}
	sum := sha256.New()
	if err := copyFile(context.Background(), sum, path); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != want {
		return fmt.Errorf("%w: %s is not what was backed up: its SHA-256 is %s, its check says %s", sqlite.ErrUnusable, path, got, want)
	}
	return nil
}
