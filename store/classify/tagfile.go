package classify

import (
	"slices"
	"strings"

	"moneytrail/store"
)

func (r *Rules) addTag(s *section) error {
	if err := s.allow("donors", "at-least", "outside", "named", "say", "note"); err != nil {
		return err
	}
	t := tagRule{name: s.name}
	for _, e := range s.entries {
		if err := r.readTag(&t, e); err != nil {
			return err
		}
	}
	if t.name == "" || t.say == "" || len(t.donors) == 0 || len(t.limits) == 0 && !t.outside && len(t.named) == 0 {
		return bad(s.line, "a tag needs a name, donors, at-least (or outside or named) and say")
	}
	r.tags = append(r.tags, t)
	return nil
}

func (r *Rules) readTag(t *tagRule, e entry) error {
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
	case "outside":
		if e.value != "area" {
			return bad(e.line, "a donor is outside area, not outside %q", e.value)
		}
		t.outside = true
	case "named":
		terms, err := fields(e)
		if err != nil {
			return err
		}
		for _, term := range terms {
			if term[0] == '"' || term[0] == '@' {
				return bad(e.line, "named has words and {groups}, not %s", term)
			}
			f, err := r.termFeature(term, e.line)
			if err != nil {
				return err
			}
			t.named = append(t.named, f)
		}
	case "at-least":
		l, err := readLimit(e)
		if err != nil {
			return err
		}
		t.limits = append(t.limits, l)
	}
	return nil
}

// readLimit reads "$50,000 to-committee 5%", "$10,000 calendar-year" or
// "$1,000 passed-on 50%".
func readLimit(e entry) (limit, error) {
	parts := strings.Fields(e.value)
	if len(parts) < 2 || len(parts) > 3 {
		return limit{}, bad(e.line, "a limit is an amount, to-committee, calendar-year or passed-on, and perhaps a share")
	}
	cents, err := store.ParseCents(parts[0])
	if err != nil || cents <= 0 {
		return limit{}, bad(e.line, "%q is not an amount above zero", parts[0])
	}
	out := limit{cents: cents, measure: measure(parts[1])}
	if !slices.Contains([]measure{toCommittee, calendarYear, passedOn}, out.measure) {
		return limit{}, bad(e.line, "%q: to-committee, calendar-year or passed-on", parts[1])
	}
	if len(parts) == 3 {
		percent, err := store.ParseCents(strings.TrimSuffix(parts[2], "%"))
		if err != nil || percent%100 != 0 || percent <= 0 || percent > 10000 || out.measure == calendarYear {
			return limit{}, bad(e.line, "%q is not a share from 1%% to 100%% of a committee's receipts", parts[2])
		}
		out.percent = int64(percent / 100)
	}
	return out, nil
}

// nameTags gives the tags that the words of a name alone give an organisation.
func (r *Rules) nameTags(tokens []token) []string {
	var out []string
	for i := range r.tags {
		t := &r.tags[i]
		if len(t.named) > 0 && slices.ContainsFunc(tokens, func(k token) bool { return slices.ContainsFunc(t.named, k.has) }) {
			out = append(out, t.name)
		}
	}
	return out
}
