package classify_test

import (
	"errors"
	"strings"
	"testing"

	"moneytrail/store/classify"
)

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	const rule = "rule a\n  class fire\n  match hose\n  hit Alder Hose\n"
	for name, c := range map[string]struct{ text, says string }{
		"own example not hit":       {rule + "  hit Alder Ladder\n  miss Alder\n", `line 5: rule a must hit "Alder Ladder", and no rule decides it`},
		"own example hit":           {rule + "  miss Hose of Alder\n", `line 5: rule a must miss "Hose of Alder", and rule a decides it`},
		"earlier rule takes it":     {"rule z\n  class reform\n  match alder\n  hit alder\n  miss birch\n" + rule + "  miss x\n", `line 9: rule a must hit "Alder Hose", and rule z decides it`},
		"no examples":               {"rule a\n  class fire\n  match hose\n", "line 1: rule a needs an example"},
		"no class":                  {"rule a\n  match hose\n  hit hose\n  miss x\n", `line 1: rule a: there is no class ""`},
		"unknown class":             {"rule a\n  class police\n  match hose\n", `line 2: rule a: there is no class "police"`},
		"kind without officers":     {"rule a\n  class fire\n  kind police\n  match hose\n", "line 3: only organisations of officers have a kind"},
		"unknown key":               {"rule a\n  class fire\n  maybe hose\n", `line 3: rule has no "maybe"`},
		"unknown group":             {"rule a\n  class fire\n  match {hose}\n", "line 3: there is no group {hose}"},
		"no match":                  {"rule a\n  class fire\n  hit hose\n  miss x\n", "line 1: rule a matches nothing"},
		"open quote":                {"rule a\n  class fire\n  match \"hose x\n", "line 3: a quote is not closed"},
		"unknown section":           {"rules a\n", `line 1: there is no section "rules"`},
		"indented first":            {"  rule a\n", "line 1: an indented line"},
		"same rule twice":           {rule + "  miss x\n" + rule, "line 6: rule a stands already on line 1"},
		"committee without scheme":  {"committee 123\n  class fire\n  accept hose\n", "line 1: a committee is named like fppc:123456"},
		"committee without name":    {"committee fppc:123\n  class fire\n", "line 1: committee fppc:123 matches nothing"},
		"override without a reason": {"override d1\n  class fire\n  date 2026-01-01\n", "line 1: an override needs an id, a reason and a date"},
		"limit without unit":        {"tag t\n  donors any\n  at-least $10\n  say x\n", "line 3: a limit is"},
		"limit of nothing":          {"tag t\n  donors any\n  at-least $0 to-committee\n  say x\n", "line 3:"},
		"share above all":           {"tag t\n  donors any\n  at-least $1 to-committee 101%\n  say x\n", "line 3:"},
		"year with a share":         {"tag t\n  donors any\n  at-least $1 calendar-year 5%\n  say x\n", "line 3:"},
		"tag of nothing":            {"tag t\n  donors any\n  say x\n", "line 1: a tag needs"},
		"outside of what":           {"tag t\n  donors any\n  outside town\n  say x\n", `line 3: a donor is outside area, not outside "town"`},
		"named by a phrase":         {"tag t\n  donors any\n  named \"a b\"\n  say x\n", "line 3: named has words"},
		"area without a state":      {"area fppc\n", "line 1: an area needs a state"},
		"area of no state":          {"area fppc\n  state XX\n", "line 2: an area needs a state"},
		"area of a strange id":      {"area fec:12\n  state of-candidate\n", "line 2:"},
		"unknown kind":              {"kind dogs\n  match dog\n", `line 1: there is no kind "dogs"`},
		"short typo":                {"typos\n  words fop\n", "line 2:"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := classify.Load(strings.NewReader(c.text))
			if !errors.Is(err, classify.ErrRules) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v; want %q", err, c.says)
			}
		})
	}
}

func TestDefaultLoads(t *testing.T) {
	t.Parallel()
	rules, err := classify.Load(strings.NewReader(classify.DefaultText()))
	if err != nil {
		t.Fatal(err)
	}
	if v := rules.Version(); len(v) != 12 || v != classify.Default().Version() {
		t.Errorf("version %q", v)
	}
	changed, err := classify.Load(strings.NewReader(classify.DefaultText() + "# more\n"))
	if err != nil || changed.Version() == rules.Version() {
		t.Errorf("another file must have another version: %v", err)
	}
}
