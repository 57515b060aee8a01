package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"path"
	"regexp"
	"strings"

	"moneytrail/store"
)

// snapshots are the names of files that hold all current rows of something, by
// the system of their filings: a federal bulk file of one kind and two-year
// cycle, such as indiv24.zip, and what the FEC's interface has of a committee and
// cycle. What a newer file of the same name lacks is gone. Other names may be
// parts or samples and withdraw nothing.
var snapshots = []struct {
	system store.System
	name   *regexp.Regexp
}{
	{store.SystemFECBulk, regexp.MustCompile(`^(indiv|oth|pas2)[0-9]{2}\.zip$`)},
	{store.SystemFECAPI, regexp.MustCompile(`^fec-api_schedule-a_C[0-9]{8}_[0-9]{4}\.json$`)},
}

// snapshotOf gives the system of the filings in such a file, "" for another.
func snapshotOf(name string) store.System {
	for _, s := range snapshots {
		if s.name.MatchString(name) {
			return s.system
		}
	}
	return ""
}

// withdrawMissing marks filings that an older file of the same name brought
// and this one lacks: their rows were amended away and now stand under another
// filing number. A filing that comes back counts again.
func (l *loader) withdrawMissing(ctx context.Context) error {
	name := path.Base(strings.ReplaceAll(l.src.Name, `\`, "/"))
	system := snapshotOf(name)
	if l.known == nil || system == "" {
		return nil
	}
	type held struct {
		id, committee int64
		withdrawn     bool
	}
	var changed []held
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var h held
		key := store.FilingKey{System: system}
		if err := rows.Scan(&h.id, &h.committee, &key.Report, &key.Version, &h.withdrawn); err != nil {
			return err
		}
		_, present := l.survey.filings[key]
		if present == h.withdrawn {
			h.withdrawn = !present
			changed = append(changed, h)
		}
		return nil
	}, `SELECT f.id, coalesce(f.committee_id, 0), f.report, f.version, f.withdrawn FROM filing f JOIN source_file s ON s.id = f.source_id
		WHERE f.system = ? AND s.id <> ? AND (s.name = ? OR s.name LIKE '%/' || ?)`, system, l.src.ID, name, name)
	if err != nil {
		return fmt.Errorf("look for withdrawn filings: %w", err)
	}
	for _, h := range changed {
		if _, err := l.stmts.exec(ctx, `UPDATE filing SET withdrawn = ? WHERE id = ?`, flag(h.withdrawn), h.id); err != nil {
			return fmt.Errorf("withdraw filing: %w", err)
		}
		l.touch(h.committee)
	}
	return nil
}
