package count

import (
	"cmp"
	"slices"
	"strings"

	"moneytrail/store"
)

// linkExports replaces what the per-committee page export shows of a filing
// by the bulk export's rows of the same FILING_ID.
func (s *selection) linkExports(docs []*document) {
	bulk := make(map[string]*document)
	for _, d := range docs {
		if d.system == store.SystemCalAccess && d.substance == moneyRows {
			bulk[d.report] = d
		}
	}
	for _, d := range docs {
		if d.system == store.SystemCalAccessExport && bulk[d.report] != nil {
			s.replaceDocument(d, bulk[d.report], store.ReasonBetterCopy)
		}
	}
}

// linkBulk replaces the rows that the federal bulk files and the FEC's interface
// have of a filing by those of its .fec file, which have cents and all donors. A
// bulk row carries the number of the version in force, so every version of a
// report is looked at, amended ones and the original too. The interface's rows
// give way to those that a bulk file has of the same filing: the reports of both
// are called alike, apart for each kind of file, so that rows that only the
// interface has stay.
func (s *selection) linkBulk(docs []*document) {
	files, bulk := make(map[string]*document), make(map[string]*document)
	for _, d := range docs {
		if d.system == store.SystemFECBulk && d.substance == moneyRows {
			bulk[d.report] = d
		}
		if d.system != store.SystemFEC || d.substance != moneyRows {
			continue
		}
		files[d.report] = d // its original, which may not be at hand
		for _, i := range d.members {
			if number := strings.TrimSpace(s.reports[i].ReportID); number != "" {
				files[number] = d
			}
		}
	}
	for _, d := range docs {
		switch file := files[d.reportID]; {
		case d.system != store.SystemFECBulk && d.system != store.SystemFECAPI:
		case file != nil:
			s.replaceDocument(d, file, store.ReasonBetterCopy)
		case d.system == store.SystemFECAPI && bulk[d.report] != nil:
			s.replaceDocument(d, bulk[d.report], store.ReasonBetterCopy)
		}
	}
}

// sameNotice keeps a notice that is known from several systems in one.
func (s *selection) sameNotice(docs []*document) {
	type key struct{ form, id string }
	groups := make(map[key][]*document)
	for _, d := range docs {
		if !d.replaced && d.reportID != "" && isNotice(d.form) {
			groups[key{d.form, d.reportID}] = append(groups[key{d.form, d.reportID}], d)
		}
	}
	for _, group := range groups {
		slices.SortFunc(group, func(a, b *document) int {
			return cmp.Or(cmp.Compare(a.filed, b.filed), s.compareKeys(a.head, b.head))
		})
		for from := 0; from < len(group); {
			to := from + 1
			for to < len(group) && near(group[to-1].filed, group[to].filed) {
				to++
			}
			s.fullerNotice(group[from:to])
			from = to
		}
	}
}

func near(a, b store.Date) bool {
	x, y := dayNumber(a), dayNumber(b)
	return x == noDay || y == noDay || y-x <= restartDays
}

// fullerNotice leaves two notices of one system alone: they share a number by
// chance.
func (s *selection) fullerNotice(group []*document) {
	best := group[0]
	for _, d := range group[1:] {
		if s.compareFullness(d, best) > 0 {
			best = d
		}
	}
	for _, d := range group {
		if d.system != best.system && best.substance > nothing {
			s.replaceDocument(d, best, store.ReasonBetterCopy)
		}
	}
}

// samePeriod keeps one of the periodic reports of one form and period.
func (s *selection) samePeriod(docs []*document) {
	type key struct {
		form       string
		from, thru store.Date
	}
	groups := make(map[key][]*document)
	for _, d := range docs {
		if d.periodic() && !d.replaced {
			k := key{d.form, d.from, d.thru}
			groups[k] = append(groups[k], d)
		}
	}
	for _, group := range groups {
		best := slices.MaxFunc(group, s.compareFullness)
		for _, d := range group {
			switch {
			case d == best || best.substance == nothing:
			case d.system == best.system:
				s.replaceDocument(d, best, store.ReasonSamePeriod)
			default:
				s.replaceDocument(d, best, store.ReasonBetterCopy)
			}
		}
	}
}

// compareFullness prefers rows to a bare summary, then the fuller system, then
// the later filing, then the greater id.
func (s *selection) compareFullness(a, b *document) int {
	return cmp.Or(
		cmp.Compare(a.substance, b.substance),
		cmp.Compare(fullness(b.system), fullness(a.system)),
		cmp.Compare(a.filed, b.filed),
		compareIDs(a.report, b.report),
		s.compareKeys(a.head, b.head),
	)
}

func (d *document) periodic() bool {
	return family(d.form) != "" && d.from != "" && d.thru != "" && d.from <= d.thru
}

// insideLonger replaces reports whose period lies strictly inside a kept one
// of their family. Sorted by first day, then longest first, a report lies
// inside another exactly when an earlier one ends no sooner.
func (s *selection) insideLonger(docs []*document) {
	var periodic []*document
	for _, d := range docs {
		if d.periodic() && !d.replaced {
			periodic = append(periodic, d)
		}
	}
	slices.SortFunc(periodic, func(a, b *document) int {
		return cmp.Or(
			cmp.Compare(family(a.form), family(b.form)),
			cmp.Compare(a.from, b.from),
			cmp.Compare(b.thru, a.thru),
			-s.compareFullness(a, b),
		)
	})
	// A report known only in part may replace nothing but another such report.
	var whole, part *document
	for _, d := range periodic {
		switch {
		case d.inside(whole):
			s.replaceDocument(d, whole, store.ReasonInsideLonger)
			continue
		case d.partial && d.inside(part):
			s.replaceDocument(d, part, store.ReasonInsideLonger)
			continue
		case d.substance == nothing:
			continue
		}
		if !d.partial {
			whole = longer(whole, d)
		}
		part = longer(part, d)
	}
}

func (d *document) inside(outer *document) bool {
	return outer != nil && family(outer.form) == family(d.form) && d.thru <= outer.thru &&
		(outer.from < d.from || d.thru < outer.thru)
}

// longer keeps the report that ends last, the first of several.
func longer(a, b *document) *document {
	if a == nil || family(a.form) != family(b.form) || b.thru > a.thru {
		return b
	}
	return a
}
