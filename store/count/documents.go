package count

import (
	"cmp"
	"slices"
	"strings"

	"moneytrail/store"
)

// document is one report of one system with all its versions and copies.
type document struct {
	system  store.System
	report  string
	members []int // places in selection.reports, by version, copy, id
	head    int   // the version that speaks for the document

	form, reportID    string
	from, thru, filed store.Date
	substance         substance
	partial           bool
	replaced          bool // by another document
}

// restartDays parts two notices that carry one number: committees and vendors
// begin again at 1, and the report id is all that identifies a notice. A
// notice is amended within weeks, or as a higher version.
const restartDays = 90

// documents groups the reports, in an order that follows from their keys.
func (s *selection) documents() []*document {
	byKey := make(map[store.FilingKey][]int)
	for i := range s.reports {
		if s.reports[i].Withdrawn {
			continue
		}
		key := s.reports[i].Key
		key.Version = 0
		byKey[key] = append(byKey[key], i)
	}
	var docs []*document
	for key, members := range byKey {
		for _, part := range s.partNotices(members) {
			slices.SortFunc(part, s.compareMembers)
			docs = append(docs, &document{system: key.System, report: strings.TrimSpace(key.Report), members: part})
		}
	}
	slices.SortFunc(docs, func(a, b *document) int { return s.compareKeys(a.members[0], b.members[0]) })
	return docs
}

// partNotices parts the members of one key where a notice's number was used
// again: long after, at a version that is not higher.
func (s *selection) partNotices(members []int) [][]int {
	notice := func(i int) bool { return isNotice(form(&s.reports[i])) }
	system := s.reports[members[0]].Key.System
	if system == store.SystemCalAccess || isFederal(system) || !slices.ContainsFunc(members, notice) {
		return [][]int{members} // a FILING_ID is not used again
	}
	slices.SortFunc(members, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.reports[a].Filed, s.reports[b].Filed), s.compareMembers(a, b))
	})
	var parts [][]int
	day, highest := int32(noDay), 0
	for k, i := range members {
		filed := dayNumber(s.reports[i].Filed)
		if k == 0 || (day != noDay && filed != noDay && filed-day > restartDays && s.version(i) <= highest) {
			parts, highest = append(parts, nil), s.version(i)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], i)
		day, highest = max(day, filed), max(highest, s.version(i))
	}
	return parts
}

// identify takes form, period, id and filing day of the document from the
// version that speaks for it, and from older ones where that is silent.
func (s *selection) identify(d *document) {
	d.head = s.fullest(d.members)
	head := &s.reports[d.head]
	d.form, d.from, d.thru, d.filed = form(head), head.From, head.Thru, head.Filed
	d.reportID, d.partial = strings.TrimSpace(head.ReportID), head.Partial
	for k := len(d.members) - 1; k >= 0; k-- {
		r := &s.reports[d.members[k]]
		d.substance = max(d.substance, substanceOf(r))
		d.form = cmp.Or(d.form, form(r))
		if d.from == "" || d.thru == "" {
			d.from, d.thru = r.From, r.Thru
		}
		d.filed = cmp.Or(d.filed, r.Filed)
		d.reportID = cmp.Or(d.reportID, strings.TrimSpace(r.ReportID))
	}
}

// replaceDocument marks all that is still kept of d.
func (s *selection) replaceDocument(d, by *document, reason store.Reason) {
	d.replaced = true
	for _, i := range d.members {
		s.replace(i, store.StatusSuperseded, reason, by.head)
	}
}

func (s *selection) compareMembers(a, b int) int {
	x, y := &s.reports[a], &s.reports[b]
	return cmp.Or(
		cmp.Compare(x.Key.Version, y.Key.Version),
		compareNumbers(x, y),
		cmp.Compare(x.Copy, y.Copy),
		cmp.Compare(x.ID, y.ID),
	)
}

// compareNumbers orders two federal filings with the same ordinal by their
// filing numbers: filers number two amendments alike. A number that is not
// known comes first.
func compareNumbers(x, y *Report) int {
	if !isFederal(x.Key.System) || x.ReportID == y.ReportID {
		return 0
	}
	switch {
	case x.ReportID == "":
		return -1
	case y.ReportID == "":
		return 1
	}
	return compareIDs(x.ReportID, y.ReportID)
}

func (s *selection) compareKeys(a, b int) int {
	x, y := &s.reports[a], &s.reports[b]
	return cmp.Or(
		cmp.Compare(fullness(x.Key.System), fullness(y.Key.System)),
		cmp.Compare(x.Key.System, y.Key.System),
		compareIDs(x.Key.Report, y.Key.Report),
		cmp.Compare(x.Filed, y.Filed),
		s.compareMembers(a, b),
	)
}
