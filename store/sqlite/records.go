package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"

	"moneytrail/store"
)

var aliasColumns = []string{"alias_scheme", "alias", "filer_scheme", "filer"}

func aliasValue(a *store.FilerAlias, col int) driver.Value {
	return [...]string{string(a.Alias.Scheme), a.Alias.ID, string(a.Filer.Scheme), a.Filer.ID}[col]
}

var nameColumns = []string{"scheme", "native", "effective", "name", "type", "status"}

func nameValue(n *store.FilerName, col int) driver.Value {
	switch col {
	case 0:
		return string(n.Filer.Scheme)
	case 1:
		return n.Filer.ID
	case 2:
		return string(n.Effective)
	case 3:
		return cleanText(n.Name)
	case 4:
		return text(n.Type)
	default:
		return text(n.Status)
	}
}

var filerColumns = []string{"system", "report", "version", "scheme", "native", "form", "statement", "filed", "from_date", "thru_date"}

func filerValue(f *store.FilingFiler, col int) driver.Value {
	switch col {
	case 0:
		return string(f.Key.System)
	case 1:
		return f.Key.Report
	case 2:
		return int64(f.Key.Version)
	case 3:
		return string(f.Filer.Scheme)
	case 4:
		return f.Filer.ID
	default:
		return text([...]string{f.Form, f.Statement, string(f.Filed), string(f.From), string(f.Thru)}[col-5])
	}
}

// filerRecords stores what a publisher says of filers apart from their
// reports.
func (l *loader) filerRecords(ctx context.Context, ch *chunk) error {
	l.sawAliases = l.sawAliases || len(ch.aliases) > 0
	for _, b := range []struct {
		source, into string
		rows         int
	}{
		{"src_alias", "INSERT OR IGNORE INTO filer_alias", len(ch.aliases)},
		{"src_name", "INSERT OR IGNORE INTO filer_name", len(ch.names)},
		{"src_filer", "INSERT OR REPLACE INTO filing_filer", len(ch.filers)},
	} {
		if err := l.insert(ctx, b.source, b.into, b.rows); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) summary(ctx context.Context, s *store.SummaryLine) error {
	f, err := l.intern(ctx, s.Filing)
	if err != nil {
		return err
	}
	id, held := f.target(store.TableSummary)
	if held {
		return nil
	}
	l.touch(f.committee)
	part, err := l.part(ctx, s.Pos.Part)
	if err != nil {
		return err
	}
	// A line that stands twice is kept once, the later one.
	if _, err := l.stmts.exec(ctx, `INSERT OR REPLACE INTO summary (filing_id, schedule, line, a, b, c, part_id, src_line) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		id, s.Schedule, s.Line, int64(s.A), int64(s.B), int64(s.C), part, s.Pos.Line); err != nil {
		return fmt.Errorf("store summary line: %w", err)
	}
	return nil
}

func (l *loader) memo(ctx context.Context, m *store.Memo) error {
	f, err := l.intern(ctx, m.Filing)
	if err != nil {
		return err
	}
	id, held := f.target(store.TableMemo)
	if held {
		return nil
	}
	part, err := l.part(ctx, m.Pos.Part)
	if err != nil {
		return err
	}
	if _, err := l.stmts.exec(ctx, `INSERT INTO memo_text (filing_id, schedule, ref, text, part_id, src_line) VALUES (?, ?, ?, ?, ?, ?)`,
		id, text(m.Schedule), text(m.Ref), cleanText(m.Text), part, m.Pos.Line); err != nil {
		return fmt.Errorf("store memo: %w", err)
	}
	return nil
}

func (l *loader) person(ctx context.Context, p *store.Person) error {
	f, err := l.intern(ctx, p.Filing)
	if err != nil {
		return err
	}
	id, held := f.target(store.TableCover)
	if held {
		return nil
	}
	part, err := l.part(ctx, p.Pos.Part)
	if err != nil {
		return err
	}
	if _, err := l.stmts.exec(ctx, `INSERT INTO person (filing_id, role, last, first, title, suffix, city, state, zip, native,
			target_candidate, target_office, target_jurisdiction, target_measure, target_support, part_id, src_line)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, p.Role, text(cleanText(p.Name.Last)), text(cleanText(p.Name.First)), text(cleanText(p.Name.Title)), text(cleanText(p.Name.Suffix)),
		text(cleanText(p.City)), text(cleanText(p.State)), text(cleanText(p.Zip)), text(cleanText(p.ID)), text(cleanText(p.Target.Candidate)),
		text(cleanText(p.Target.Office)), text(cleanText(p.Target.Jurisdiction)), text(cleanText(p.Target.Measure)), text(p.Target.Support),
		part, p.Pos.Line); err != nil {
		return fmt.Errorf("store person: %w", err)
	}
	return nil
}

// accounts stores what became of every line of the file.
func (l *loader) accounts(ctx context.Context, ch *chunk) error {
	for i := range ch.quarantined {
		q := &ch.quarantined[i]
		q.Text = store.Redact(cleanText(q.Text))
		if len(l.result.Quarantined) < 1000 {
			l.result.Quarantined = append(l.result.Quarantined, *q)
		}
		if _, err := l.stmts.exec(ctx, `INSERT INTO quarantine (source_id, part, line, offset, length, text, reason) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			l.src.ID, q.Pos.Part, q.Pos.Line, q.Pos.Offset, q.Pos.Length, q.Text, q.Reason); err != nil {
			return fmt.Errorf("store quarantined line: %w", err)
		}
	}
	for _, r := range ch.references {
		l.result.References = append(l.result.References, r)
		if _, err := l.stmts.exec(ctx, `INSERT INTO line_reference (source_id, part, record, lines, first_line, first_offset, last_line, last_offset) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			l.src.ID, r.Part, r.Record, r.Lines, r.First.Line, r.First.Offset, r.Last.Line, r.Last.Offset); err != nil {
			return fmt.Errorf("store line reference: %w", err)
		}
	}
	for _, t := range ch.tallies {
		l.result.Tallies = append(l.result.Tallies, t)
		if !t.Balanced() {
			return fmt.Errorf("%s: %d lines but %d typed, %d referenced, %d quarantined: a line was lost", t.Part, t.Lines, t.Typed, t.Referenced, t.Quarantined)
		}
		part, err := l.part(ctx, t.Part)
		if err != nil {
			return err
		}
		if _, err := l.stmts.exec(ctx, `UPDATE source_part SET lines = lines + ?, typed = typed + ?, referenced = referenced + ?, quarantined = quarantined + ? WHERE id = ?`,
			t.Lines, t.Typed, t.Referenced, t.Quarantined, part); err != nil {
			return fmt.Errorf("store tally: %w", err)
		}
	}
	return nil
}
