package resolve

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"moneytrail/store"
)

// Action is what a correction does.
type Action string

const (
	// Merge makes Donor and Target one donor, Target.
	Merge Action = "merge"
	// Split makes the contributor Donor a donor of its own again, apart from
	// Target if that is given.
	Split Action = "split"
	// Rename shows Donor under the name Target.
	Rename Action = "rename"
	// NeverMerge keeps Donor and Target apart, also from rules that join them.
	NeverMerge Action = "never-merge"
	// Class gives Donor the class Target; a kind of officers follows a colon
	// ("le_union:sheriff").
	Class Action = "class"
	// Affiliate relates Donor to Target (a person and the firm they control, a
	// union and its PAC) without adding them up: a relation, not a merge.
	Affiliate Action = "affiliate"
)

// ErrCorrection is returned for a file of corrections that cannot be applied.
// The error names the line.
var ErrCorrection = store.ErrCorrection

// Correction is one decision of a person about donors. Donor and Target are
// written as published ids or as names; who applies them looks them up.
type Correction struct {
	Action               Action
	Donor, Target        string
	Reason, Link, Author string
	Date                 store.Date
	Line                 int // in its file
}

var (
	shortHead = []string{"variant", "canonical"}
	fullHead  = []string{"action", "donor", "target", "reason", "link", "author", "date"}
	// noteHead are columns that may stand in the full form for people to read.
	noteHead = []string{"donor_name", "target_name", "entry"}
)

var actions = []Action{Merge, Split, NeverMerge, Rename, Class, Affiliate}

// Entry gives a line as an entry of the log. File is the name under which it is
// remembered; a line without a reason has that it stands there.
func (c *Correction) Entry(file string) store.Correction {
	e := store.Correction{
		Kind: store.CorrectionKind(c.Action), SubjectAs: c.Donor, Reason: c.Reason, Link: c.Link, Author: c.Author, Date: c.Date, File: file, Line: c.Line,
	}
	if e.Reason == "" {
		e.Reason = "listed in " + file
	}
	switch c.Action {
	case Rename:
		e.Value = c.Target
	case Class:
		e.Value, e.Detail, _ = strings.Cut(c.Target, ":")
	default:
		e.ObjectAs = c.Target
	}
	return e
}

// Line gives an entry in force as a line of the full form: the opposite of
// [Correction.Entry], with donors by id.
func Line(e *store.Correction) []string {
	target := e.Value
	if e.Detail != "" {
		target += ":" + e.Detail
	}
	if e.Object != 0 {
		target = e.Object.String()
	}
	day := e.Date
	if day == "" {
		day = store.DateOf(e.At.UTC())
	}
	return []string{string(e.Kind), e.Subject.String(), target, e.Reason, e.Link, e.Author, string(day)}
}

// FullHead gives the columns of the full form, in the order of [Line].
func FullHead() []string { return slices.Clone(fullHead) }

// ParseCorrections reads a CSV of corrections in one of two forms, told by the
// head: "variant,canonical" (names; each line a merge) or
// "action,donor,target,reason,link,author,date" with the columns in any order;
// entry, donor_name and target_name may stand beside these and are not read. Blank lines and lines that start with # are skipped. The first unknown or
// missing column, unknown action, empty donor, missing or needless target, date
// that is none, cycle of merges or contradiction with an earlier line refuses
// the whole file ([ErrCorrection] with its line). Repeated lines are one.
func ParseCorrections(r io.Reader) ([]Correction, error) {
	in := csv.NewReader(r)
	in.Comment, in.FieldsPerRecord, in.TrimLeadingSpace = '#', -1, true
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, refuse(1, "the file is empty; the first line must be %q or %q", strings.Join(shortHead, ","), strings.Join(fullHead, ","))
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCorrection, err)
	}
	column, err := correctionColumns(head)
	if err != nil {
		return nil, err
	}
	var out []Correction
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return out, checkCorrections(out)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrCorrection, err)
		}
		line, _ := in.FieldPos(0)
		if len(row) != len(head) {
			return nil, refuse(line, "%d fields, the head has %d", len(row), len(head))
		}
		c, err := correctionOf(row, column, line)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
}

func refuse(line int, format string, args ...any) error {
	return &store.CorrectionError{Line: line, Problem: fmt.Sprintf(format, args...)}
}

func correctionColumns(head []string) (map[string]int, error) {
	column := make(map[string]int)
	for i, name := range head {
		name = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))
		if _, twice := column[name]; twice {
			return nil, refuse(1, "column %q stands twice", name)
		}
		column[name] = i
	}
	want := fullHead
	if _, short := column["variant"]; short {
		want = shortHead
	}
	for _, name := range want {
		if _, ok := column[name]; !ok {
			return nil, refuse(1, "no column %q", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(column)) {
		if !slices.Contains(want, name) && (len(want) == len(shortHead) || !slices.Contains(noteHead, name)) {
			return nil, refuse(1, "unknown column %q", name)
		}
	}
	return column, nil
}

func correctionOf(row []string, column map[string]int, line int) (Correction, error) {
	at := func(name string) string {
		if i, ok := column[name]; ok {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	c := Correction{
		Action: Action(strings.ToLower(at("action"))), Donor: at("donor"), Target: at("target"),
		Reason: at("reason"), Link: at("link"), Author: at("author"), Line: line,
	}
	if _, short := column["variant"]; short {
		c.Action, c.Donor, c.Target = Merge, at("variant"), at("canonical")
	}
	var err error
	if c.Date, err = store.ParseDate(at("date")); err != nil {
		return c, refuse(line, "date %q is not a day", at("date"))
	}
	switch {
	case !slices.Contains(actions, c.Action):
		return c, refuse(line, "unknown action %q; use merge, split, never-merge, rename, class or affiliate", c.Action)
	case c.Donor == "":
		return c, refuse(line, "no donor")
	case c.Target == "" && c.Action != Split:
		return c, refuse(line, "%s needs a target", c.Action)
	case c.Action != Rename && c.Action != Class && sameText(c.Donor, c.Target):
		return c, refuse(line, "a donor cannot %s with itself", c.Action)
	}
	return c, nil
}
