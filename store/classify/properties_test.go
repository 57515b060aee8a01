package classify_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"moneytrail/store/classify"
)

var nameParts = []string{
	"Alder", "police", "Officers", "sheriff's", "Deputy", "Assn.", "Association", "F.O.P.", "p.b. a.", "for", "PAC", "Local 99",
	"of", "the", "credit union", "sponsored by", "LLC", "POA", "lake", "Retired", "fire", ",", "#9", "Teachers", "Yes on", "Ñandú", "ſheriff", "İ",
}

// What a name is called in does not depend on case, nor on extra blanks.
func TestCaseAndBlanksDoNotMatter(t *testing.T) {
	t.Parallel()
	rules := classify.Default()
	rapid.Check(t, func(t *rapid.T) {
		name := strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(nameParts), rapid.String()), 0, 8).Draw(t, "parts"), " ")
		plain := rules.Classify(classify.Subject{Names: []string{name}})
		blanks := strings.Repeat(" ", rapid.IntRange(1, 3).Draw(t, "blanks"))
		for _, other := range []string{
			strings.ToUpper(name), strings.ToLower(name), strings.ReplaceAll(name, " ", blanks), blanks + name + "\t", strings.ReplaceAll(name, " ", "\u00a0"),
		} {
			got := rules.Classify(classify.Subject{Names: []string{other}})
			if got.Class != plain.Class || got.Kind != plain.Kind || got.Rule != plain.Rule || got.Confidence != plain.Confidence {
				t.Fatalf("%q is %s by %q, %q is %s by %q", name, plain.Class, plain.Rule, other, got.Class, got.Rule)
			}
		}
	})
}

// An assignment always explains itself.
func check(t interface{ Errorf(string, ...any) }, name string, a classify.Assignment) {
	switch {
	case !a.Class.Known():
		t.Errorf("%q: class %q", name, a.Class)
	case a.Class.LawEnforcement() != a.Kind.Known():
		t.Errorf("%q: class %s with kind %q", name, a.Class, a.Kind)
	case a.Class != classify.Unknown && (a.Confidence == classify.None || a.Confidence == classify.Conflict || a.Matched == ""):
		t.Errorf("%q: %+v explains nothing", name, a)
	}
}

func FuzzClassify(f *testing.F) {
	for name := range officers {
		f.Add(name, "", "", "")
	}
	for name := range others {
		f.Add(name, "IND", "Deputy Sheriff", "810830")
	}
	rules := classify.Default()
	f.Fuzz(func(t *testing.T, name, entity, job, id string) {
		check(t, name, rules.Classify(classify.Subject{Names: []string{name}, Entity: entity, Occupation: job, Employer: job, CommitteeID: id}))
	})
}

func FuzzLoad(f *testing.F) {
	f.Add("rule a\n  class fire\n  match hose \"long hose\" {g} *hose\n  hit Hose\n  miss x\ngroup g\n  words hose \"a {g}\"\n")
	f.Add("same a\n  words b\ntypos\n  words association\ncut\n  words \"paid by\"\nkind police\n  match a\n")
	f.Add("alias A\n  class fire\ncommittee fec:C00000001\n  class fire\n  accept a\noverride x\n  class fire\n  reason r\n  date d\n")
	f.Add("tag t\n  donors any\n  at-least $10 to-committee 5%\n  say x\n")
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := classify.Load(strings.NewReader(text))
		if err != nil {
			return
		}
		check(t, text, rules.Classify(classify.Subject{Names: []string{"Alder Police Association", text}}))
	})
}

func BenchmarkClassify(b *testing.B) {
	rules := classify.Default()
	names := []string{
		"ALDER, ADA", "Alder Falls Police Officers Association PAC", "Birch Trucking, LLC", "Ada Alder for Assembly 2030",
		"Birch Falls Community Development Partners", "BIRCH, BEN", "CEDAR, CLEO M", "Yes on Measure Z, Neighbors for Parks",
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		rules.Classify(classify.Subject{Names: names[i%len(names) : i%len(names)+1]})
	}
}
