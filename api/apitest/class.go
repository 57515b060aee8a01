package apitest

import (
	"cmp"
	"slices"

	"moneytrail/store"
)

var classTexts = map[string][2]string{
	"unknown":                 {"Not classified", "nothing says what kind"},
	"individual_unclassified": {"Individuals, not classified", "people"},
	"le_union":                {"Police and deputies' unions and associations", "sworn officers"},
	"le_management":           {"Police managers' associations", "sergeants and upward"},
	"fire":                    {"Firefighters", ""},
	"private_union":           {"Other unions", ""},
	"real_estate":             {"Real estate", "land and building"},
	"business_other":          {"Other businesses", ""},
}

// ClassText names the few classes of the sample; the name of any other is its
// id.
func (Rules) ClassText(id string) (name, note string) {
	if t, ok := classTexts[id]; ok {
		return t[0], t[1]
	}
	return id, ""
}

// LawEnforcement holds for unions and managers.
func (Rules) LawEnforcement(class string) bool {
	return class == "le_union" || class == "le_management"
}

// TagText knows one tag.
func (Rules) TagText(tag string) string {
	if tag == "megadonor" {
		return "Gave one committee $100,000 or more. An invented rule."
	}
	return ""
}

// classOf says what kind an invented donor is, by the name.
func classOf(name string) store.DonorClass {
	switch name {
	case "Cragmoor Watch Officers Association":
		return store.DonorClass{Class: "le_union", Kind: "police", Confidence: "rule", Evidence: "name", Rule: "watch-officers", Matched: "Watch Officers Association"}
	case "Guild of Invented Bakers":
		return store.DonorClass{Class: "private_union", Confidence: "weak", Evidence: "name", Rule: "guild", Matched: "Guild"}
	case "Tidewater Lamplighters Union Local 12":
		return store.DonorClass{Class: "private_union", Confidence: "certain", Evidence: "alias", Rule: "list", Matched: name}
	case "Marigold & Thrush Holdings":
		return store.DonorClass{Class: "real_estate", Confidence: "weak", Evidence: "name", Rule: "holdings", Matched: "Holdings"}
	case "Hollyhock Ferry Company":
		return store.DonorClass{Class: "unknown", Confidence: "conflict", Why: "two rules disagree"}
	case "Peregrine Saltmarsh":
		return store.DonorClass{Class: "individual_unclassified", Confidence: "rule", Tags: []string{"le_individual"}}
	}
	return store.DonorClass{}
}

// ClassTotals adds up standings as a database would: by class, kind and
// confidence, largest first.
func ClassTotals(standings []store.Standing) []store.ClassTotal {
	var out []store.ClassTotal
	for i := range standings {
		st := &standings[i]
		c := st.Donor.Class
		if c.Class == "" {
			c.Class, c.Confidence = "unknown", "none"
		}
		j := slices.IndexFunc(out, func(t store.ClassTotal) bool {
			return t.Class == c.Class && t.Kind == c.Kind && t.Confidence == c.Confidence
		})
		if j < 0 {
			j = len(out)
			out = append(out, store.ClassTotal{Class: c.Class, Kind: c.Kind, Confidence: c.Confidence})
		}
		out[j].Donors++
		out[j].Net += st.Net
		out[j].Pending += st.Pending
	}
	slices.SortStableFunc(out, func(a, b store.ClassTotal) int { return cmp.Compare(b.Net, a.Net) })
	return out
}

func matching(all []store.Standing, q store.StandingQuery) []store.Standing {
	return slices.DeleteFunc(slices.Clone(all), func(st store.Standing) bool {
		class := st.Donor.Class.Class
		if class == "" {
			class = "unknown"
		}
		return len(q.Classes) > 0 && !slices.Contains(q.Classes, class) ||
			q.Tag != "" && !slices.Contains(st.Tags, q.Tag) && !slices.Contains(st.Donor.Class.Tags, q.Tag)
	})
}

// TagNeedsHistory knows no such tag.
func (Rules) TagNeedsHistory(string) bool { return false }

// MethodVersion is invented.
func (Rules) MethodVersion() string { return "invented" }

// ClassIDs gives the classes of the sample by name.
func (Rules) ClassIDs() []string { return sortedKeys(classTexts) }
