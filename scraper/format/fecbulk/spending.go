package fecbulk

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"moneytrail/scraper/format/lines"
	"moneytrail/store"
)

// spendingColumns are those of independent_expenditure_YYYY.csv; the first
// nine cannot be done without.
var spendingColumns = []string{
	"spe_id", "cand_id", "exp_amo", "sup_opp", "file_num", "tran_id", "pay", "amndt_ind", "exp_date",
	"cand_name", "spe_nam", "ele_type", "can_office_state", "can_office_dis", "can_office", "cand_pty_aff", "agg_amo", "pur",
	"image_num", "receipt_dat", "fec_election_yr", "prev_file_num", "dissem_dt",
}

const spendingNeeded = 9

// isSpendingCSV tells the CSV by its header.
func isSpendingCSV(head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	text := strings.ToLower(string(line))
	return strings.Contains(text, "spe_id") && strings.Contains(text, "exp_amo") && strings.Contains(text, ",")
}

// spending reads the CSV of independent expenditures on 24- and 48-hour
// reports. The file holds each version of a report; prev_file_num leads from
// an amendment to what it amends, which may stand further down. So the rows
// are held until the end; the file of a cycle has some ten thousand.
func (m *member) spending(ctx context.Context, in *lines.Reader) error {
	s := &spendingFile{m: m, previous: make(map[string]string)}
	m.layout = &layout{name: "independent_expenditure"}
	if err := s.collect(ctx, in); err != nil {
		return err
	}
	if len(s.rows) == 0 {
		return m.refuse(1, "the file has a header and no rows", hintEmpty)
	}
	for i := range s.rows {
		if i&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := s.row(&s.rows[i]); err != nil {
			return err
		}
	}
	return m.sink.Tally(&m.tally)
}

type spendingFile struct {
	m        *member
	index    map[string]int
	rows     []spendingRow
	previous map[string]string // filing number -> the one that it amends
	known    map[store.FilingKey]bool
}

type spendingRow struct {
	cells []string
	pos   store.Position
	bad   badRow
}

func (s *spendingFile) get(r *spendingRow, column string) string {
	i, ok := s.index[column]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

func (s *spendingFile) collect(ctx context.Context, in *lines.Reader) error {
	var blanks []spendingRow
	for n := 1; ; n++ {
		if n&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		line, offset, length, err := in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return readFailed(s.m.part, err)
		}
		pos := store.Position{Part: s.m.part, Line: n, Offset: offset, Length: length}
		cells, bad := cutCSV(line)
		switch {
		case s.index == nil:
			if err := s.header(cells); err != nil {
				return err
			}
			continue
		case isBlank(line):
			blanks = append(blanks, spendingRow{pos: pos, bad: blank})
			continue
		case bad == "" && len(cells) < len(s.index):
			bad = short
		case bad == "" && len(cells) > len(s.index):
			bad = surplus
		}
		r := spendingRow{cells: cells, pos: pos, bad: bad}
		if prev := s.get(&r, "prev_file_num"); bad == "" && prev != "" {
			s.previous[s.get(&r, "file_num")] = prev
		}
		s.rows = append(append(s.rows, blanks...), r)
		blanks = blanks[:0]
	}
}

// cutCSV cuts one line: no text of the file has a line break. Where quoting is
// broken the line is cut at its commas, to be shown.
func cutCSV(line []byte) ([]string, badRow) {
	text := strings.TrimPrefix(decode(line), "\uFEFF")
	cells, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		return strings.Split(text, ","), "the quotation marks of the line do not pair"
	}
	return cells, ""
}

func (s *spendingFile) header(names []string) error {
	s.index = make(map[string]int, len(names))
	for i, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(spendingColumns, name) {
			return s.m.refuse(1, fmt.Sprintf("column %q is not known", clip(name, 40)), hintLayout)
		}
		if _, twice := s.index[name]; twice {
			return s.m.refuse(1, fmt.Sprintf("column %q stands twice in the header", name), hintLayout)
		}
		s.index[name] = i
	}
	for _, name := range spendingColumns[:spendingNeeded] {
		if _, ok := s.index[name]; !ok {
			return s.m.refuse(1, fmt.Sprintf("column %q is missing", name), hintLayout)
		}
	}
	return nil
}

func (s *spendingFile) row(r *spendingRow) error {
	s.m.row.pos = r.pos
	if r.bad == "" {
		r.bad = s.check(r)
	}
	if r.bad != "" {
		text := clip(store.Redact(clip(strings.Join(r.cells, ","), 4*maxShown)), maxShown)
		return s.m.quarantine(r.pos, text, r.bad)
	}
	s.m.tally.Lines++
	s.m.tally.Typed++
	key, err := s.filing(r)
	if err != nil {
		return err
	}
	return s.m.sink.Transaction(s.transaction(r, key))
}

func (s *spendingFile) check(r *spendingRow) badRow {
	if !isCommittee(s.get(r, "spe_id")) {
		return "the spender's id could not be read"
	}
	if _, ok := dollars(s.get(r, "exp_amo")); !ok {
		return noAmount
	}
	return ""
}

// filing identifies a report by the number of its original.
func (s *spendingFile) filing(r *spendingRow) (store.FilingKey, error) {
	spender, number := s.get(r, "spe_id"), s.get(r, "file_num")
	original, steps := number, 0
	for s.previous[original] != "" && s.previous[original] != original && steps < 100 {
		original, steps = s.previous[original], steps+1
	}
	if n, err := strconv.Atoi(strings.TrimLeft(s.get(r, "amndt_ind"), "Aa")); err == nil && n > steps {
		steps = n
	}
	key := masterKey("ie", spender, original)
	key.Version = steps
	if s.known[key] {
		return key, nil
	}
	if s.known == nil {
		s.known = make(map[store.FilingKey]bool)
	}
	s.known[key] = true
	o := origin{committee: spender, number: number, image: s.get(r, "image_num")}
	f := s.m.head(o, key)
	f.FilerName = s.get(r, "spe_nam")
	if filed := spendingDate(s.get(r, "receipt_dat")); filed != "" {
		f.Filed = filed
	}
	return key, s.m.sink.Filing(f)
}

func (s *spendingFile) transaction(r *spendingRow, key store.FilingKey) *store.Transaction {
	amount, _ := dollars(s.get(r, "exp_amo")) // checked before
	sum, _ := dollars(s.get(r, "agg_amo"))
	support := strings.ToUpper(s.get(r, "sup_opp"))
	if support != "S" && support != "O" {
		support = ""
	}
	t := &store.Transaction{
		Filing: key, Table: store.TableIndependent, Schedule: "FECIE", TranID: s.get(r, "tran_id"), Kind: store.KindIndependent, Direction: store.Made,
		Counterparty: store.Name{Last: s.get(r, "pay")}, Amount: amount, Cumulative: sum, Description: s.get(r, "pur"), Pos: r.pos,
		Target: store.Target{
			Candidate: s.get(r, "cand_name"), Office: s.get(r, "can_office"), Support: support,
			Jurisdiction: store.JoinFilled(", district ", s.get(r, "can_office_state"), strings.TrimLeft(s.get(r, "can_office_dis"), "0")),
		},
	}
	if t.Target.Candidate == "" {
		t.Target.Candidate = s.get(r, "cand_id")
	}
	// The law's clock runs from the day that the public saw it.
	filed := s.get(r, "dissem_dt")
	if filed == "" {
		filed = s.get(r, "exp_date")
	}
	if t.Date = spendingDate(filed); t.Date == "" && filed != "" {
		t.InferredNote = "date as filed could not be read: " + clip(store.Redact(filed), 40)
	}
	return t
}

// spendingDate reads "15-MAY-26", or a date in another usual form.
func spendingDate(s string) store.Date {
	if d, err := store.ParseDate(s); err == nil {
		return d
	}
	day, rest, _ := strings.Cut(s, "-")
	month, year, _ := strings.Cut(rest, "-")
	i := strings.Index("JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC", strings.ToUpper(month))
	if len(month) != 3 || i < 0 || i%3 != 0 || !digits(day) || !digits(year) {
		return ""
	}
	if len(year) == 2 {
		year = "20" + year // the file begins with 2010
	}
	d, err := store.ParseDate(fmt.Sprintf("%d/%s/%s", i/3+1, day, year))
	if err != nil {
		return ""
	}
	return d
}
