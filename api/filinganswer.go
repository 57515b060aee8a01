package api

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"moneytrail/store"
)

// FilingRequest asks for a report with its versions.
type FilingRequest struct {
	ID        string `path:"id" doc:"Id of the report, as answers give it: numbering, point, number." example:"cal.9900001~F460~2026-01-01~2026-06-30"`
	Version   int    `query:"version" minimum:"1" maximum:"1000" doc:"Which version to show: its ordinal, from 1. Without it the one in force." example:"2"`
	Amendment string `query:"amendment" maxLength:"10" doc:"Instead of version: which version to show, by its number as filed; 0 is the original." example:"1"`
	Compare   string `query:"compare" maxLength:"10" doc:"Version to compare it with: its ordinal, or previous for the one before." example:"previous"`
	Limit     int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"Rows on a page." example:"10"`
	Cursor    Cursor `query:"cursor" doc:"Where the page of rows begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in FilingRequest) check(*Service) error {
	_, err := in.compare()
	if err == nil {
		_, err = in.amendment()
	}
	return err
}

// amendment gives the number as filed, -1 when it was not asked for.
func (in FilingRequest) amendment() (int, error) {
	if in.Amendment == "" {
		return -1, nil
	}
	n, err := strconv.Atoi(in.Amendment)
	switch {
	case err != nil || n < 0:
		return 0, &ParamError{"amendment", "must be a number; 0 is the original"}
	case in.Version != 0:
		return 0, &ParamError{"amendment", "contradicts version; give one of them"}
	}
	return n, nil
}

// compare gives the ordinal to compare with, -1 for the version before.
func (in FilingRequest) compare() (int, error) {
	switch in.Compare {
	case "":
		return 0, nil
	case "previous":
		return -1, nil
	}
	n, err := strconv.Atoi(in.Compare)
	if err != nil || n < 1 || n > 1000 {
		return 0, &ParamError{"compare", "must be previous or the ordinal of a version, from 1"}
	}
	return n, nil
}

// maxCompared is how many rows two versions may have together to be compared
// for one answer; the command diff compares any number.
const maxCompared = 20_000

// maxListed is how many changed rows of each sort an answer lists.
const maxListed = 200

// FilingAnswer answers GET /api/v1/filings/:id.
type FilingAnswer struct {
	Meta
	ID             string           `json:"id" doc:"Id of the report, whatever its version."`
	Filer          CommitteeName    `json:"filer" doc:"Who filed it; empty when it is not known."`
	Shown          int              `json:"shown" doc:"Ordinal of the version that is shown, from 1."`
	Filing         Filing           `json:"filing" doc:"That version, with its source file."`
	Versions       []Filing         `json:"versions" doc:"All versions of the report, oldest first; the first has the ordinal 1."`
	Rows           int              `json:"rows" doc:"Rows of the version."`
	SumCents       store.Cents      `json:"sum_cents" doc:"Sum of all rows of the version, whatever their status, in cents."`
	Sum            string           `json:"sum"`
	CountedCents   store.Cents      `json:"counted_cents" doc:"The part of it that is in totals, in cents."`
	Counted        string           `json:"counted"`
	Accounting     []AccountLine    `json:"accounting" doc:"What became of every row, by status and schedule."`
	Reconciliation []ReconciledLine `json:"reconciliation" doc:"The rows of the version against the filer's own summary lines; empty when the report has none to compare."`
	Comparison     *Comparison      `json:"comparison" doc:"What the version changed against another; null when none was asked for, or there is none before."`
	Limit          int              `json:"limit" doc:"Rows on a page at most."`
	Next           *Cursor          `json:"next" doc:"What to ask for as cursor to get the following page of rows; null at the end."`
	Items          []Row            `json:"items" doc:"The page of rows, by id."`
}

// ReconciledLine compares the rows of a schedule with a line of the filer's
// summary.
type ReconciledLine struct {
	Schedule      string      `json:"schedule" doc:"Schedule of the form."`
	Line          string      `json:"line" doc:"Line of the summary." example:"1"`
	Rows          int         `json:"rows" doc:"Rows that were added up."`
	ItemizedCents store.Cents `json:"itemized_cents" doc:"Their sum, in cents."`
	Itemized      string      `json:"itemized"`
	ReportedCents store.Cents `json:"reported_cents" doc:"What the filer wrote, in cents."`
	Reported      string      `json:"reported"`
	GapCents      store.Cents `json:"gap_cents" doc:"Reported less itemized, in cents; 0: they tie to the cent."`
	Gap           string      `json:"gap"`
	Reason        string      `json:"reason" doc:"Why there is a gap, or unexplained; empty when there is none." example:"unexplained"`
}

// Comparison is what one version of a report changed against another.
type Comparison struct {
	With         int            `json:"with" doc:"Ordinal of the version compared with."`
	Label        string         `json:"label" doc:"That version in words."`
	TooMany      bool           `json:"too_many" doc:"True when the two have more than 20,000 rows together: the command diff compares them. Nothing else is given then."`
	Schedules    []ScheduleMove `json:"schedules" doc:"What the rows of each schedule add up to, before and after."`
	AddedCount   int            `json:"added_count" doc:"Exact number of added rows."`
	DroppedCount int            `json:"dropped_count" doc:"Exact number of dropped rows."`
	ChangedCount int            `json:"changed_count" doc:"Exact number of changed rows."`
	Added        []MovedRow     `json:"added" doc:"Rows that only the later version has, at most 200."`
	Dropped      []MovedRow     `json:"dropped" doc:"Rows that only the earlier version has, at most 200."`
	Changed      []MovedRow     `json:"changed" doc:"Rows that both have, with another content, at most 200."`
}

// ScheduleMove is what became of the sum of a schedule.
type ScheduleMove struct {
	Schedule    string      `json:"schedule" doc:"Schedule of the form."`
	RowsBefore  int         `json:"rows_before" doc:"Rows before."`
	RowsAfter   int         `json:"rows_after" doc:"Rows after."`
	BeforeCents store.Cents `json:"before_cents" doc:"Their sum before, in cents, as filed: counted or not."`
	Before      string      `json:"before"`
	AfterCents  store.Cents `json:"after_cents" doc:"Their sum after, in cents."`
	After       string      `json:"after"`
	MovedCents  store.Cents `json:"moved_cents" doc:"After less before, in cents."`
	Moved       string      `json:"moved"`
}

// MovedRow is a row that differs between two versions.
type MovedRow struct {
	Schedule    string      `json:"schedule" doc:"Schedule of the form."`
	TranID      string      `json:"tran_id" doc:"Transaction id as filed."`
	AsFiled     string      `json:"as_filed" doc:"The other party's name in the later version that has it."`
	GivenOn     store.Date  `json:"given_on" doc:"Day of the transaction."`
	BeforeCents store.Cents `json:"before_cents" doc:"Amount before, in cents; 0 of an added row."`
	Before      string      `json:"before"`
	AfterCents  store.Cents `json:"after_cents" doc:"Amount after, in cents; 0 of a dropped row."`
	After       string      `json:"after"`
	Fields      []string    `json:"fields" doc:"What differs, of a changed row." example:"[\"amount\"]"`
}

// filingID names a report in addresses. See [filingNumbers].
func filingID(k store.FilingKey) string {
	return string(k.System) + "." + strings.ReplaceAll(k.Report, "|", "~")
}

// filingNumbers reads an id: the strokes of a number may be written "~".
func filingNumbers(id string) (store.System, []string) {
	system, report, _ := strings.Cut(id, ".")
	return store.System(system), []string{strings.ReplaceAll(report, "~", "|"), report}
}

// Filing gives a report with its versions and what they changed.
func (s *Service) Filing(ctx context.Context, in FilingRequest) (*FilingAnswer, error) {
	compare, err := in.compare()
	if err != nil {
		return nil, err
	}
	amendment, err := in.amendment()
	if err != nil {
		return nil, err
	}
	var key rowKey
	list := fmt.Sprintf("filing %q %d %q", in.ID, in.Version, in.Amendment)
	if in.Cursor != "" {
		if err := in.Cursor.Read(list, &key); err != nil {
			return nil, err
		}
	}
	system, reports := filingNumbers(in.ID)
	r, err := s.reader.Filing(ctx, store.FilingQuery{
		System: system, Reports: reports, Version: in.Version, Amendment: amendment, Compare: compare, MaxRows: maxCompared, Limit: in.Limit, After: key.Row,
	})
	if err != nil {
		return nil, err
	}
	shown := r.Versions[r.Shown-1]
	out := &FilingAnswer{
		Meta: s.newMeta(r.Version, store.Coverage{FiledThrough: shown.Filed}), ID: filingID(shown.Key), Filer: CommitteeName{r.Committee.Public, r.Committee.Name},
		Shown: r.Shown, Filing: s.filing(shown), Versions: s.filings(r.Versions), Accounting: s.accounting(r.Sums),
		Reconciliation: s.reconciled(r), Comparison: s.comparison(r), Limit: in.Limit, Items: make([]Row, 0, len(r.Rows)),
	}
	for _, sum := range r.Sums {
		out.Rows += sum.Rows
		out.SumCents += sum.Amount
		if sum.Status == store.StatusCounted {
			out.CountedCents += sum.Amount
		}
	}
	out.Sum, out.Counted = out.SumCents.Decimal(), out.CountedCents.Decimal()
	for i := range r.Rows {
		out.Items = append(out.Items, s.row(r.Rows[i]))
	}
	if r.More && len(r.Rows) > 0 {
		next := NewCursor(list, rowKey{Row: r.Rows[len(r.Rows)-1].ID})
		out.Next = &next
	}
	return out, nil
}

func (s *Service) reconciled(r *store.FilingReport) []ReconciledLine {
	out := []ReconciledLine{}
	if len(r.Report.Summary) == 0 {
		return out
	}
	for _, l := range s.rules.Reconcile(&r.Report) {
		out = append(out, ReconciledLine{
			l.Schedule, l.Line, l.Rows, l.Itemized, l.Itemized.Decimal(), l.Reported, l.Reported.Decimal(), l.Gap, l.Gap.Decimal(), l.Reason,
		})
	}
	return out
}

func (s *Service) comparison(r *store.FilingReport) *Comparison {
	if r.Compared == 0 {
		return nil
	}
	out := &Comparison{
		With: r.Compared, Label: filingLabel(r.Versions[r.Compared-1]), TooMany: r.TooMany, Schedules: []ScheduleMove{},
		Added: []MovedRow{}, Dropped: []MovedRow{}, Changed: []MovedRow{},
	}
	if r.TooMany {
		return out
	}
	d := s.rules.Diff(r.Before, r.After)
	out.AddedCount, out.DroppedCount, out.ChangedCount = len(d.Added), len(d.Dropped), len(d.Changed)
	out.Schedules = scheduleMoves(r.Before, r.After)
	for i := range d.Added[:min(len(d.Added), maxListed)] {
		out.Added = append(out.Added, newMovedRow(&d.Added[i], 0, d.Added[i].Amount, nil))
	}
	for i := range d.Dropped[:min(len(d.Dropped), maxListed)] {
		out.Dropped = append(out.Dropped, newMovedRow(&d.Dropped[i], d.Dropped[i].Amount, 0, nil))
	}
	for i := range d.Changed[:min(len(d.Changed), maxListed)] {
		c := &d.Changed[i]
		out.Changed = append(out.Changed, newMovedRow(&c.After, c.Before.Amount, c.After.Amount, c.Fields))
	}
	return out
}

func newMovedRow(r *store.RowView, before, after store.Cents, fields []string) MovedRow {
	return MovedRow{r.Schedule, r.TranID, r.Counterparty, r.Date, before, before.Decimal(), after, after.Decimal(), append([]string{}, fields...)}
}

// scheduleMoves adds up both versions by schedule, in the order of its names.
func scheduleMoves(before, after []store.RowView) []ScheduleMove {
	sums := map[string]*ScheduleMove{}
	of := func(r *store.RowView) *ScheduleMove {
		if sums[r.Schedule] == nil {
			sums[r.Schedule] = &ScheduleMove{Schedule: r.Schedule}
		}
		return sums[r.Schedule]
	}
	for i := range before {
		m := of(&before[i])
		m.RowsBefore++
		m.BeforeCents += before[i].Amount
	}
	for i := range after {
		m := of(&after[i])
		m.RowsAfter++
		m.AfterCents += after[i].Amount
	}
	out := []ScheduleMove{}
	for _, schedule := range sortedNames(sums) {
		m := sums[schedule]
		m.MovedCents = m.AfterCents - m.BeforeCents
		m.Before, m.After, m.Moved = m.BeforeCents.Decimal(), m.AfterCents.Decimal(), m.MovedCents.Decimal()
		out = append(out, *m)
	}
	return out
}
