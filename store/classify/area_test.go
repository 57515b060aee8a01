package classify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
	"moneytrail/store/classify"
)

func areaRules(t *testing.T) *classify.Rules {
	t.Helper()
	rules, err := classify.Load(strings.NewReader(classify.DefaultText() + `
area fppc:9999903
  state CA
  city Alder Falls
  city St. Birch
  note invented for a test
`))
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func TestAreaOfCommittees(t *testing.T) {
	t.Parallel()
	rules := areaRules(t)
	for name, c := range map[string]struct {
		ids        []store.FilerRef
		candidates []string
		want       store.Area
	}{
		"files in California":         {[]store.FilerRef{{Scheme: "fppc", ID: "9999904"}}, nil, store.Area{State: "CA"}},
		"stands in the file":          {[]store.FilerRef{{Scheme: "calaccess", ID: "7"}, {Scheme: "fppc", ID: "9999903"}}, nil, store.Area{State: "CA", Cities: []string{"ALDER FALLS", "ST BIRCH"}}},
		"House":                       {[]store.FilerRef{{Scheme: "fec", ID: "C99999999"}}, []string{"H0NV99999"}, store.Area{State: "NV"}},
		"Senate and House, one state": {[]store.FilerRef{{Scheme: "fec", ID: "C99999999"}}, []string{"H0NV99999", "S0NV99999"}, store.Area{State: "NV"}},
		"candidates of two states":    {[]store.FilerRef{{Scheme: "fec", ID: "C99999999"}}, []string{"H0NV99999", "S0AZ99999"}, store.Area{}},
		"President":                   {[]store.FilerRef{{Scheme: "fec", ID: "C99999999"}}, []string{"P09999999"}, store.Area{}},
		"no candidate":                {[]store.FilerRef{{Scheme: "fec", ID: "C99999999"}}, nil, store.Area{}},
		"typed by hand":               {[]store.FilerRef{{Scheme: "hand", ID: "x"}}, nil, store.Area{}},
		"no id":                       {nil, nil, store.Area{}},
	} {
		if d := cmp.Diff(c.want, rules.Area(c.ids, c.candidates)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestOutOfArea(t *testing.T) {
	t.Parallel()
	california := store.Area{State: "CA"}
	city := store.Area{State: "CA", Cities: []string{"ALDER FALLS", "ST BIRCH"}}
	for name, c := range map[string]struct {
		area        store.Area
		city, state string
		want        bool
	}{
		"another state":          {california, "Reno", "NV", true},
		"a state in small type":  {california, "Reno", "nv ", true},
		"the state":              {california, "Reno", "CA", false},
		"no state":               {california, "Reno", "", false},
		"no code of a state":     {california, "Reno", "XX", false},
		"a foreign province":     {california, "Toronto", "ON", false},
		"an unknown area":        {store.Area{}, "Reno", "NV", false},
		"the city":               {city, "alder  falls", "CA", false},
		"the city, other points": {city, "St Birch", "CA", false},
		"another city":           {city, "Cedar", "CA", true},
		"no city":                {city, "", "CA", false},
		"no city, another state": {city, "", "OR", true},
	} {
		got := classify.Default().Tags(classify.Unknown, classify.FilerUnknown, classify.Giving{Area: c.area, City: c.city, State: c.state})
		if slices.Contains(got, "out_of_area") != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
