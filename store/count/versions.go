package count

import (
	"cmp"
	"slices"

	"moneytrail/store"
)

// Versions decides which reports of one filer are in force, table by table.
// The decisions stand in the order of the reports, and do not depend on it.
//
// Rules, in this order (docs/counting.md, rule 1):
//
//  1. Of several copies of one version, the latest that has rows in a table
//     keeps the table: the publisher replaced its own rows.
//  2. Of several versions of one report, CAL-ACCESS keeps for each table the
//     highest version with rows in it, because its newest amendments often
//     arrive without them. Elsewhere an amendment restates the report, so the
//     highest version keeps all tables. A version without rows of money never
//     replaces one that has some: it is named as EmptyAmendment. Of two federal
//     amendments with one ordinal the greater filing number is the newer.
//  3. The same report known from two systems is kept from the fuller one; the
//     same form and period filed again is kept from the later filing.
//     The rows that a federal bulk file has of a filing give way to its own
//     file, whichever of the filing's versions that is; those of the FEC's
//     interface to either.
//  4. A report whose period lies strictly inside a kept longer one of the same
//     forms is superseded. Partial overlaps are both kept.
//
// A withdrawn version keeps nothing and replaces nothing.
//
// Cover and memos follow their version: they are kept where any of its tables
// is. A table of a version that is not kept says which report replaced it;
// that report may itself be replaced by another.
func Versions(reports []Report) []Decision {
	s := &selection{reports: reports, decisions: make([]Decision, len(reports))}
	for i := range reports {
		s.decisions[i].Report = reports[i].ID
		kept := Verdict{Kept: true}
		if reports[i].Withdrawn {
			kept = Verdict{Status: store.StatusWithdrawn}
		}
		for t := range s.decisions[i].Tables {
			s.decisions[i].Tables[t] = kept
		}
	}
	docs := s.documents()
	for _, d := range docs {
		s.chooseCopies(d)
		if d.system == store.SystemCalAccess {
			s.choosePerTable(d)
		} else {
			s.chooseWhole(d)
		}
		s.identify(d)
	}
	s.linkExports(docs)
	s.linkBulk(docs)
	s.sameNotice(docs)
	s.samePeriod(docs)
	s.insideLonger(docs)
	for i := range s.decisions {
		s.followReport(i)
	}
	return s.decisions
}

// selection is the work on one filer.
type selection struct {
	reports   []Report
	decisions []Decision
}

// replace marks the tables of report i that are still kept.
func (s *selection) replace(i int, status store.Status, reason store.Reason, by int) {
	for t := store.TableNone; t < store.TableCount; t++ {
		s.replaceTable(i, t, status, reason, by)
	}
}

func (s *selection) replaceTable(i int, t store.Table, status store.Status, reason store.Reason, by int) {
	if v := &s.decisions[i].Tables[t]; v.Kept && i != by {
		*v = Verdict{Status: status, Reason: reason, By: s.reports[by].ID}
	}
}

// chooseCopies keeps, for each version and table, the latest copy with rows.
// The members of a document stand in order of version and copy.
func (s *selection) chooseCopies(d *document) {
	for from := 0; from < len(d.members); {
		to := from + 1
		for to < len(d.members) && s.version(d.members[to]) == s.version(d.members[from]) {
			to++
		}
		s.chooseCopy(d.members[from:to])
		from = to
	}
}

func (s *selection) chooseCopy(copies []int) {
	if len(copies) < 2 {
		return
	}
	for t := store.TableNone; t < store.TableCount; t++ {
		if followsReport(t) {
			continue
		}
		last := s.lastWithRows(copies, t)
		if s.reports[copies[last]].Rows[t] == 0 {
			continue
		}
		for _, i := range copies[:last] {
			if compareNumbers(&s.reports[i], &s.reports[copies[last]]) != 0 {
				s.replaceTable(i, t, store.StatusSuperseded, store.ReasonNewerVersion, copies[last])
				continue
			}
			s.replaceTable(i, t, store.StatusWithdrawn, store.ReasonPublisherReplaced, copies[last])
		}
	}
}

// choosePerTable is the rule of CAL-ACCESS.
func (s *selection) choosePerTable(d *document) {
	newest := d.members[len(d.members)-1]
	for t := store.TableNone; t < store.TableCount; t++ {
		if followsReport(t) {
			continue
		}
		last := s.lastWithRows(d.members, t)
		best := d.members[last]
		if s.reports[best].Rows[t] == 0 {
			continue
		}
		for _, i := range d.members[:last] {
			s.replaceTable(i, t, store.StatusSuperseded, store.ReasonNewerVersion, best)
		}
		if s.version(newest) > s.version(best) {
			s.decisions[best].EmptyAmendment = s.reports[newest].ID
		}
	}
}

// chooseWhole is the rule of every other system.
func (s *selection) chooseWhole(d *document) {
	best := s.fullest(d.members)
	for _, i := range d.members {
		switch {
		case s.version(i) < s.version(best), s.version(i) == s.version(best) && compareNumbers(&s.reports[i], &s.reports[best]) != 0:
			s.replace(i, store.StatusSuperseded, store.ReasonNewerVersion, best)
		case s.version(i) > s.version(best) && substanceOf(&s.reports[i]) == summaryOnly:
			// Its summary would count twice beside the one that is kept.
			s.replace(i, store.StatusSuperseded, store.ReasonSamePeriod, best)
		}
	}
	if newest := d.members[len(d.members)-1]; s.version(newest) > s.version(best) {
		for _, i := range d.members {
			if s.version(i) == s.version(best) && s.keepsRows(i) {
				s.decisions[i].EmptyAmendment = s.reports[newest].ID
			}
		}
	}
}

// fullest is the highest version with the most substance; of its copies, the
// latest.
func (s *selection) fullest(members []int) int {
	return slices.MaxFunc(members, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(substanceOf(&s.reports[a]), substanceOf(&s.reports[b])),
			cmp.Compare(s.version(a), s.version(b)),
			compareNumbers(&s.reports[a], &s.reports[b]),
			cmp.Compare(s.reports[a].Copy, s.reports[b].Copy),
		)
	})
}

// lastWithRows gives the place of the last member with rows in the table, or
// of the last member when none has any.
func (s *selection) lastWithRows(members []int, t store.Table) int {
	for k := len(members) - 1; k >= 0; k-- {
		if s.reports[members[k]].Rows[t] > 0 {
			return k
		}
	}
	return len(members) - 1
}

func (s *selection) keepsRows(i int) bool {
	for t := store.TableNone; t < store.TableCount; t++ {
		if !followsReport(t) && s.decisions[i].Tables[t].Kept && s.reports[i].Rows[t] > 0 {
			return true
		}
	}
	return false
}

// followReport settles the cover and the memos of report i: kept where any of
// its tables with rows is kept; without rows, unless a table was replaced.
func (s *selection) followReport(i int) {
	kept := Verdict{Kept: true}
	verdict := kept
	if !s.keepsRows(i) {
		hasRows := substanceOf(&s.reports[i]) > nothing
		for t := store.TableNone; t < store.TableCount; t++ {
			v := s.decisions[i].Tables[t]
			if !followsReport(t) && !v.Kept && (!hasRows || s.reports[i].Rows[t] > 0) {
				verdict = v
				break
			}
		}
	}
	s.decisions[i].Tables[store.TableCover] = verdict
	s.decisions[i].Tables[store.TableMemo] = verdict
	if !verdict.Kept {
		s.decisions[i].EmptyAmendment = 0
	}
}

func (s *selection) version(i int) int { return s.reports[i].Key.Version }
