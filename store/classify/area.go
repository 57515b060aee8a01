package classify

import (
	"slices"
	"strings"

	"moneytrail/store"
)

// areaOfCandidate stands in the rule file for the state of the office sought.
const areaOfCandidate = "of-candidate"

// addArea reads where a committee's people live: of one committee
// ("fppc:1392842"), or of all whose id is of a scheme ("fppc").
func (r *Rules) addArea(s *section) error {
	if err := s.allow("state", "city", "note"); err != nil {
		return err
	}
	state, err := s.only("state")
	if err != nil {
		return err
	}
	a := store.Area{State: strings.ToUpper(state.value)}
	if state.value == areaOfCandidate && !strings.Contains(s.name, ":") {
		a.State = areaOfCandidate
	} else if !knownState(a.State) {
		return bad(max(state.line, s.line), "an area needs a state, in two letters")
	}
	for _, e := range s.entries {
		if e.key == "city" {
			a.Cities = append(a.Cities, foldPlace(e.value))
		}
	}
	key := strings.ToLower(s.name)
	if strings.Contains(s.name, ":") {
		key = committeeKey(s.name)
	}
	if key == "" {
		return bad(s.line, "an area is of a committee like fppc:123456 or of a scheme like fppc")
	}
	r.areas[key] = a
	return nil
}

// Area gives where the people live whom a committee is about: what the rule
// file says of one of its ids, else of their schemes. For federal candidates
// it is the state that stands in the candidate's id (H4CA12055: House,
// California; FEC, "candidate identification number"); a run for president has
// none. The zero Area is not known.
func (r *Rules) Area(ids []store.FilerRef, candidates []string) store.Area {
	for _, id := range ids {
		if a, ok := r.areas[committeeKey(id.String())]; ok {
			return a
		}
	}
	for _, id := range ids {
		a, ok := r.areas[string(id.Scheme)]
		switch {
		case !ok:
		case a.State == areaOfCandidate:
			return store.Area{State: stateOfCandidates(candidates)}
		default:
			return a
		}
	}
	return store.Area{}
}

// stateOfCandidates gives the one state in which all candidates run, else "".
func stateOfCandidates(ids []string) string {
	state := ""
	for _, id := range ids {
		if len(id) != 9 || id[0] != 'H' && id[0] != 'S' || !knownState(id[2:4]) || state != "" && state != id[2:4] {
			return ""
		}
		state = id[2:4]
	}
	return state
}

// outside reports whether the donor's place is known to lie outside the area.
func outside(g *Giving) bool {
	state := strings.ToUpper(strings.TrimSpace(g.State))
	if g.Area.State == "" || !knownState(state) {
		return false
	}
	if state != g.Area.State {
		return true
	}
	city := foldPlace(g.City)
	return len(g.Area.Cities) > 0 && city != "" && !slices.Contains(g.Area.Cities, city)
}

// foldPlace gives one form to the spellings of a city.
func foldPlace(city string) string { return strings.Join(wordsOf(city), " ") }

// states are the postal codes of states, territories and military post (USPS
// Publication 28, appendix B). Other codes may be slips or foreign provinces.
const states = " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY" +
	" DC PR GU VI AS MP AA AE AP "

func knownState(code string) bool {
	return len(code) == 2 && strings.Contains(states, " "+code+" ")
}
