package fecfile

import (
	"strings"

	"moneytrail/store"
)

// cover turns the first row into the head of the filing, its summary cells and
// the persons it names. The report code stands in Statement, the day of the
// signature in Filed: a filing does not hold the day on which the FEC took it.
// Notices (F6, F24, and F5 within 24 or 48 hours) have no period.
func (f *filing) cover(r *Row, form, letter string) error {
	f.form = form
	head := &store.Filing{
		Form: form, FilerName: coverName(r), Pos: f.position(r), ReportID: f.number,
		Statement: named(r, "report_code", "rptcode"), Filed: day(r, "date_signed", "submission_date", "effective_date", "date_submitted"),
		From: day(r, "coverage_from_date", "date_coverage_from", "beginning_coverage_date"),
		Thru: day(r, "coverage_through_date", "date_coverage_to", "ending_coverage_date"), Election: day(r, "date_of_election"),
		CommitteeType: committeeType(r), Partial: f.scan.header.Paper,
	}
	if id := strings.ToUpper(r.Field(1)); id != "" {
		head.Filer = store.FilerRef{Scheme: store.SchemeFEC, ID: id}
	}
	if hours := named(r, "report_type", "24hour_48hour_code", "24_48_hour_code"); hours != "" && (form == "F24" || form == "F5") {
		head.Statement = hours
	}
	if form == "F24" || form == "F6" || head.Statement == "24" || head.Statement == "48" {
		head.From, head.Thru = "", ""
	}
	if form == "F6" || form == "F2" || form == "F10" {
		head.Target = candidate(r)
	}
	if f.number != "" {
		head.URL = "https://docquery.fec.gov/cgi-bin/forms/" + head.Filer.ID + "/" + f.number + "/"
	}
	head.Key = f.key(letter)
	f.typed()
	return f.emitHead(head, r)
}

func (f *filing) emitHead(head *store.Filing, r *Row) error {
	f.head, f.headed = *head, true
	if len(f.scan.warn) > 0 {
		f.note = store.JoinFilled("; ", f.note, strings.Join(f.scan.warn, "; "))
	}
	if err := f.sink.Filing(head); err != nil {
		return err
	}
	if r.Layout == nil || f.form == "" {
		return nil
	}
	if err := f.summary(r); err != nil {
		return err
	}
	return f.coverPersons(r)
}

// key identifies the version. An amendment names its original in the header;
// when that cannot be read, the amendment stands alone under its own number,
// and its rows say so.
func (f *filing) key(letter string) store.FilingKey {
	key := store.FilingKey{System: store.SystemFEC, Report: f.own}
	h := &f.scan.header
	if letter == "N" {
		return key
	}
	original, ok := h.Original()
	switch {
	case ok && original != f.number && (letter == "A" || h.Ordinal() > 0):
		key.Report, key.Version = original, max(1, h.Ordinal())
	case letter == "A":
		key.Version = max(1, h.Ordinal())
		f.note = amendsUnknown(h)
	}
	return key
}

// withoutCover gives a head to a filing whose cover is missing: every row
// names the filer in its second field.
func (f *filing) withoutCover(r *Row) error {
	head := &store.Filing{Key: f.key(""), ReportID: f.number, Pos: f.position(r), Partial: true}
	if id := strings.ToUpper(r.Field(1)); len(id) == 9 && rowTypeShape.MatchString(id) {
		head.Filer = store.FilerRef{Scheme: store.SchemeFEC, ID: id}
	}
	f.note = "the filing has no cover"
	return f.emitHead(head, r)
}

// coverName gives the filer's name: a committee, an organisation, or a person
// on Forms 2, 5 and 9.
func coverName(r *Row) string {
	if name := named(r, "committee_name", "committeename", "organization_name", "filer_committee_name", "ind_org_corp_name"); name != "" {
		return name
	}
	for _, whose := range [...]string{"individual", "candidate"} {
		if n := partsOf(r, whose); !n.IsZero() {
			return n.Full()
		}
	}
	return strings.ReplaceAll(named(r, "candidate_name"), "^", " ")
}

// committeeType joins the letter of Form 1's line 5 and the kind of connected
// organisation: "E/L" is a fund of a labor organization.
func committeeType(r *Row) string {
	return store.JoinFilled("/", named(r, "5_committee_type", "committee_type", "committee_org_type", "organization_type"),
		named(r, "5_e_organization_type", "6_organization_type"))
}

// named gives the first of the columns that the layout has and the row fills.
func named(r *Row, names ...string) string {
	layout := r.Layout
	if layout == nil {
		layout = paperHead
	}
	for _, name := range names {
		if i := indexOf(layout, name); i >= 0 && r.Field(i) != "" {
			return r.Field(i)
		}
	}
	return ""
}

// day gives the first of the columns that holds a day; a head without a
// readable day has none.
func day(r *Row, names ...string) store.Date {
	for _, name := range names {
		if d, err := store.ParseDate(named(r, name)); err == nil && d != "" {
			return d
		}
	}
	return ""
}
