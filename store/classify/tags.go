package classify

import (
	"slices"

	"moneytrail/store"
)

// Giving is what the computed tags ask about one donor of one committee.
type Giving struct {
	ToCommittee store.Cents // to one committee, cumulative, net of returns
	Itemized    store.Cents // all itemized receipts of that committee
	Area        store.Area  // of that committee
	City, State string      // of the donor, as filed
	// History tells of the donor's other money. It is asked only when a tag
	// depends on it; nil is a donor of whom nothing else is known.
	History store.DonorHistory
	Only    string // the one tag that is asked for; empty: all
}

// TagText is a computed tag with the rule to print beside it.
type TagText struct{ Tag, Text string }

// tagRule is a tag that follows from money, from places or from a name.
type tagRule struct {
	name, say string
	donors    []string
	limits    []limit  // any one is enough
	outside   bool     // the donor's place lies outside the committee's area
	named     features // words of a name, any one of which is enough
}

// measure is which money a limit is about.
type measure string

const (
	toCommittee  measure = "to-committee"  // to one committee; the share is of its itemized receipts
	calendarYear measure = "calendar-year" // to all committees in one calendar year; no share
	passedOn     measure = "passed-on"     // to all committees; the share is of the donor's own receipts
)

// limit is an amount that is reached, and a share that must be reached too.
type limit struct {
	cents   store.Cents
	measure measure
	percent int64
}

// Tags gives the computed tags of a donor with class c who is a filer f, in
// the order of the rule file. A threshold is reached by exactly its amount. No
// share is reached of receipts that are zero or less, and nobody is outside an
// area that is not known.
func (r *Rules) Tags(c Class, f Filer, g Giving) []string {
	var out []string
	for i := range r.tags {
		t := &r.tags[i]
		if g.Only != "" && g.Only != t.name || !t.allows(c, f) {
			continue
		}
		if t.outside && outside(&g) || slices.ContainsFunc(t.limits, func(l limit) bool { return l.reached(&g) }) {
			out = append(out, t.name)
		}
	}
	return out
}

// TagTexts gives the rule of every computed tag in words.
func (r *Rules) TagTexts() []TagText {
	out := make([]TagText, len(r.tags))
	for i, t := range r.tags {
		out[i] = TagText{Tag: t.name, Text: t.say}
	}
	return out
}

// NeedsHistory reports whether a tag depends on all that a donor gave, not
// only on what it gave one committee.
func (r *Rules) NeedsHistory(tag string) bool {
	return slices.ContainsFunc(r.tags, func(t tagRule) bool {
		return t.name == tag && slices.ContainsFunc(t.limits, func(l limit) bool { return l.measure != toCommittee })
	})
}

func (t *tagRule) allows(c Class, f Filer) bool {
	for _, d := range t.donors {
		switch d {
		case "any":
			return true
		case "individual":
			if f == FilerIndividual || f == FilerUnknown && c == Individual {
				return true
			}
		case "business":
			// The code OTH holds unions, parties and agencies too: the class
			// takes them out. Without a code the class alone must say business.
			if f == FilerBusiness && !organised(c) || f == FilerUnknown && c.Business() {
				return true
			}
		case "organisation":
			if f == FilerBusiness {
				return true
			}
		}
	}
	return false
}

// organised reports whether a class gives other people's money.
func organised(c Class) bool {
	switch c {
	case Party, CandidateCmte, MeasureCmte, LEHeads, LESupport, Reform, Agency:
		return true
	}
	return c.Labour()
}

func (l limit) reached(g *Giving) bool {
	switch {
	case l.measure == toCommittee:
		return g.ToCommittee >= l.cents && (l.percent == 0 || shareReached(g.ToCommittee, g.Itemized, l.percent))
	case g.History == nil:
		return false
	case l.measure == calendarYear:
		return g.History.YearReaches(l.cents)
	}
	received := g.History.Received()
	if l.percent > 0 && received <= 0 {
		return false
	}
	passed := g.History.PassedOn()
	return passed >= l.cents && (l.percent == 0 || shareReached(passed, received, l.percent))
}

// shareReached reports have >= whole * percent / 100 in whole numbers, without
// overflow.
func shareReached(have, whole store.Cents, percent int64) bool {
	if whole <= 0 {
		return false
	}
	hundreds, rest := whole/100, whole%100
	return have >= hundreds*store.Cents(percent)+(rest*store.Cents(percent)+99)/100
}
