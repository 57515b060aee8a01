package classify

import (
	"slices"
	"strings"

	"moneytrail/store"
)

// Giving is the money of one donor that the computed tags ask for.
type Giving struct {
	ToCommittee  store.Cents // to one committee, cumulative, net of returns
	Itemized     store.Cents // all itemized receipts of that committee
	CalendarYear store.Cents // to all candidates and committees in one calendar year
}

// TagText is a computed tag with the rule to print beside it.
type TagText struct{ Tag, Text string }

// tagRule is a tag that follows from money, never from a name.
type tagRule struct {
	name, say string
	donors    []string
	limits    []limit // any one is enough
}

// limit is an amount that is reached, and a share that must be reached too.
type limit struct {
	cents   store.Cents
	yearly  bool // of the calendar year; else to one committee
	percent int64
}

// Tags gives the computed tags of a donor with class c who is a filer f, in
// the order of the rule file. A threshold is reached by exactly its amount. A
// share is of the committee's itemized receipts; where these are zero or less
// no share is reached.
func (r *Rules) Tags(c Class, f Filer, g Giving) []string {
	var out []string
	for i := range r.tags {
		t := &r.tags[i]
		if t.allows(c, f) && slices.ContainsFunc(t.limits, func(l limit) bool { return l.reached(g) }) {
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

func (l limit) reached(g Giving) bool {
	have := g.ToCommittee
	if l.yearly {
		have = g.CalendarYear
	}
	if have < l.cents {
		return false
	}
	if l.percent == 0 {
		return true
	}
	if g.Itemized <= 0 {
		return false
	}
	// have >= itemized * percent / 100 in whole numbers, without overflow.
	whole, rest := g.Itemized/100, g.Itemized%100
	need := whole*store.Cents(l.percent) + (rest*store.Cents(l.percent)+99)/100
	return have >= need
}

func (r *Rules) addTag(s *section) error {
	if err := s.allow("donors", "at-least", "say", "note"); err != nil {
		return err
	}
	t := tagRule{name: s.name}
	for _, e := range s.entries {
		switch e.key {
		case "say":
			t.say = e.value
		case "donors":
			t.donors = strings.Fields(e.value)
			for _, d := range t.donors {
				if !slices.Contains([]string{"any", "individual", "business", "organisation"}, d) {
					return bad(e.line, "donors are any, individual, business or organisation, not %q", d)
				}
			}
		case "at-least":
			l, err := readLimit(e)
			if err != nil {
				return err
			}
			t.limits = append(t.limits, l)
		}
	}
	if t.name == "" || t.say == "" || len(t.donors) == 0 || len(t.limits) == 0 {
		return bad(s.line, "a tag needs a name, donors, at-least and say")
	}
	r.tags = append(r.tags, t)
	return nil
}

// readLimit reads "$50,000 to-committee 5%" or "$10,000 calendar-year".
func readLimit(e entry) (limit, error) {
	parts := strings.Fields(e.value)
	if len(parts) < 2 || len(parts) > 3 {
		return limit{}, bad(e.line, "a limit is an amount, to-committee or calendar-year, and perhaps a share")
	}
	cents, err := store.ParseCents(parts[0])
	if err != nil || cents <= 0 {
		return limit{}, bad(e.line, "%q is not an amount above zero", parts[0])
	}
	out := limit{cents: cents, yearly: parts[1] == "calendar-year"}
	if !out.yearly && parts[1] != "to-committee" {
		return limit{}, bad(e.line, "%q: to-committee or calendar-year", parts[1])
	}
	if len(parts) == 3 {
		percent, err := store.ParseCents(strings.TrimSuffix(parts[2], "%"))
		if err != nil || percent%100 != 0 || percent <= 0 || percent > 10000 || out.yearly {
			return limit{}, bad(e.line, "%q is not a share from 1%% to 100%% of one committee's money", parts[2])
		}
		out.percent = int64(percent / 100)
	}
	return out, nil
}
