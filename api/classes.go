package api

import (
	"cmp"
	"net/url"
	"slices"

	"moneytrail/store"
)

// LawEnforcementCode stands for all classes of law enforcement together, in
// answers and as the parameter class.
const LawEnforcementCode = "law_enforcement"

const (
	lawEnforcementName = "Law-enforcement unions and associations"
	lawEnforcementNote = "of sworn officers and their managers; firefighters, chiefs and sheriffs, supporters and joint bodies are lines of their own"
)

// Classification says what kinds of donors gave the itemized money. Confirmed
// and probable of all classes, not_classified and class_rest add up to it, to
// the cent; law_enforcement is the line of that code once more.
type Classification struct {
	Classes        []ClassLine    `json:"classes" doc:"By confirmed and probable money, largest first."`
	NotClassified  NotClassified  `json:"not_classified" doc:"Money of donors of no known class."`
	LawEnforcement LawEnforcement `json:"law_enforcement" doc:"The line of law enforcement once more."`
	Rest           *ClassRest     `json:"class_rest" doc:"Null when the classes add up, as they must."`
}

// ClassMoney is what the donors of one class gave, net. Late money is in no
// periodic report yet, and no part of the share.
type ClassMoney struct {
	ConfirmedCents store.Cents `json:"confirmed_cents" doc:"Net money of donors whose class is confirmed, in cents."`
	Confirmed      string      `json:"confirmed"`
	ProbableCents  store.Cents `json:"probable_cents" doc:"Net money of donors whose class is only probable, in cents."`
	Probable       string      `json:"probable"`
	LateCents      store.Cents `json:"late_cents" doc:"Confirmed and probable."`
	Late           string      `json:"late"`
	Donors         int         `json:"donors" doc:"Confirmed and probable, late ones too."`
	Share          *Share      `json:"share" doc:"Confirmed and probable."`
}

// ClassLine is one class. All of law enforcement is one line, with its kinds.
type ClassLine struct {
	Code string `json:"code" doc:"Code of the class; law_enforcement stands for all of law enforcement."`
	Name string `json:"name" doc:"Name of the class."`
	Note string `json:"note" doc:"What the class holds; may be empty."`
	ClassMoney
	Query string     `json:"query" doc:"Lists the donors of the class; empty when the rules do not know it."`
	Kinds []KindLine `json:"kinds" doc:"Of law enforcement; else empty."`
}

// KindLine is one kind of officers within a class of law enforcement.
type KindLine struct {
	Class string `json:"class" doc:"Class that the kind is of."`
	Code  string `json:"code" doc:"Code of the kind of officers; empty when none is named."`
	Name  string `json:"name" doc:"Name of the kind."`
	ClassMoney
}

// NotClassified is the money of donors of no known class, persons of no known
// business among them.
type NotClassified struct {
	Cents     store.Cents `json:"cents" doc:"Net money of donors of no known class, in cents."`
	Amount    string      `json:"amount" doc:"The cents in dollars."`
	LateCents store.Cents `json:"late_cents" doc:"Their late money in cents; in no share."`
	Late      string      `json:"late"`
	Donors    int         `json:"donors" doc:"Number of distinct donors."`
	Share     *Share      `json:"share" doc:"Part of the whole; null when the whole is not positive."`
	Query     string      `json:"query" doc:"Query of the lists of donors behind this line; empty when there is none."`
}

// LawEnforcement is the money of officers' unions and associations. Gifts by
// persons who work as officers are not in it.
type LawEnforcement struct {
	ConfirmedCents    store.Cents `json:"confirmed_cents" doc:"Net money of donors whose class is confirmed, in cents."`
	Confirmed         string      `json:"confirmed"`
	ProbableCents     store.Cents `json:"probable_cents" doc:"Net money of donors whose class is only probable, in cents."`
	Probable          string      `json:"probable"`
	LateCents         store.Cents `json:"late_cents" doc:"Late money of confirmed and probable donors in cents; in no share."`
	Late              string      `json:"late"`
	ShareConfirmed    *Share      `json:"share_confirmed" doc:"Part of the itemized money that confirmed donors gave."`
	ShareWithProbable *Share      `json:"share_with_probable" doc:"The same with the probable ones."`
	Donors            int         `json:"donors" doc:"Number of distinct donors."`
	Query             string      `json:"query" doc:"Query of the lists of donors behind this line; empty when there is none."`
}

// ClassRest is what is missing when the classes do not add up to the itemized
// money: itemized less everything else.
type ClassRest struct {
	Cents  store.Cents `json:"cents" doc:"Itemized money less all classes and what is not classified, in cents." example:"-12500"`
	Amount string      `json:"amount" doc:"The cents in dollars." example:"-125.00"`
	Share  *Share      `json:"share" doc:"Its part of the itemized money."`
}

func (m *ClassMoney) add(t *store.ClassTotal) {
	if t.Confidence == Weak {
		m.ProbableCents += t.Net
	} else {
		m.ConfirmedCents += t.Net
	}
	m.LateCents += t.Pending
	m.Donors += t.Donors
}

func (m *ClassMoney) finish(itemized store.Cents) {
	m.Confirmed, m.Probable, m.Late = m.ConfirmedCents.Decimal(), m.ProbableCents.Decimal(), m.LateCents.Decimal()
	m.Share = newShare(m.net(), itemized, ItemizedMoney)
}

func (m *ClassMoney) net() store.Cents { return m.ConfirmedCents + m.ProbableCents }

// compare orders by money, then late money, the largest first.
func (m *ClassMoney) compare(o *ClassMoney) int {
	return cmp.Or(cmp.Compare(o.net(), m.net()), cmp.Compare(o.LateCents, m.LateCents))
}

// classification groups totals by class. Without any totals nobody is
// classified.
func (s *Service) classification(totals []store.ClassTotal, whole *store.Totals) Classification {
	lines := map[string]*ClassLine{}
	none := NotClassified{Query: classQuery(notClassified[0])}
	rest := whole.Itemized
	for i := range totals {
		t := &totals[i]
		rest -= t.Net
		if s.newDonorClass(&store.DonorClass{Class: t.Class, Confidence: t.Confidence}) == nil {
			none.Cents += t.Net
			none.LateCents += t.Pending
			none.Donors += t.Donors
			continue
		}
		s.addClass(lines, t)
	}
	if len(totals) == 0 {
		none.Cents, none.LateCents, none.Donors, rest = whole.Itemized, whole.Pending, whole.Donors, 0
	}
	none.Amount, none.Late = none.Cents.Decimal(), none.LateCents.Decimal()
	none.Share = newShare(none.Cents, whole.Itemized, ItemizedMoney)
	out := Classification{Classes: sorted(lines, whole.Itemized), NotClassified: none}
	out.LawEnforcement = lawEnforcement(lines[LawEnforcementCode], whole.Itemized)
	if rest != 0 {
		out.Rest = &ClassRest{rest, rest.Decimal(), newShare(rest, whole.Itemized, ItemizedMoney)}
	}
	return out
}

func (s *Service) addClass(lines map[string]*ClassLine, t *store.ClassTotal) {
	code := t.Class
	officers := s.rules.LawEnforcement(code)
	if officers {
		code = LawEnforcementCode
	}
	line := lines[code]
	if line == nil {
		line = &ClassLine{Code: code, Name: lawEnforcementName, Note: lawEnforcementNote, Query: officersQuery, Kinds: []KindLine{}}
		if !officers {
			line.Name = s.className(code)
			_, note := s.rules.ClassText(code)
			line.Note, line.Query = Short(note, 240), ""
			if s.knownClass(code) {
				line.Query = classQuery(code)
			}
		}
		lines[code] = line
	}
	line.add(t)
	if !officers {
		return
	}
	i := slices.IndexFunc(line.Kinds, func(k KindLine) bool { return k.Class == t.Class && k.Code == t.Kind })
	if i < 0 {
		i = len(line.Kinds)
		line.Kinds = append(line.Kinds, KindLine{Class: t.Class, Code: t.Kind, Name: kindName(t.Kind)})
	}
	line.Kinds[i].add(t)
}

func classQuery(code string) string { return "class=" + url.QueryEscape(code) }

// sorted finishes the lines and orders them.
func sorted(lines map[string]*ClassLine, itemized store.Cents) []ClassLine {
	out := make([]ClassLine, 0, len(lines))
	for _, line := range lines {
		line.finish(itemized)
		for i := range line.Kinds {
			line.Kinds[i].finish(itemized)
		}
		slices.SortFunc(line.Kinds, func(a, b KindLine) int {
			return cmp.Or(a.compare(&b.ClassMoney), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Class, b.Class))
		})
		out = append(out, *line)
	}
	slices.SortFunc(out, func(a, b ClassLine) int {
		return cmp.Or(a.compare(&b.ClassMoney), cmp.Compare(a.Code, b.Code))
	})
	return out
}

func lawEnforcement(line *ClassLine, itemized store.Cents) LawEnforcement {
	if line == nil {
		line = &ClassLine{}
		line.finish(itemized)
	}
	return LawEnforcement{
		ConfirmedCents: line.ConfirmedCents, Confirmed: line.Confirmed,
		ProbableCents: line.ProbableCents, Probable: line.Probable, LateCents: line.LateCents, Late: line.Late,
		ShareConfirmed:    newShare(line.ConfirmedCents, itemized, ItemizedMoney),
		ShareWithProbable: line.Share, Donors: line.Donors, Query: officersQuery,
	}
}

var kindNames = map[string]string{
	"": "Officers of no named kind", "police": "Police officers", "sheriff": "Sheriffs’ deputies", "corrections": "Corrections officers",
	"probation": "Probation officers", "state_patrol": "Highway patrol and state police", "school_police": "School police",
	"management": "Police managers", "other": "Other peace officers",
}

func kindName(kind string) string {
	if name, ok := kindNames[kind]; ok {
		return name
	}
	return Short(kind, 60)
}
