package classify_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"moneytrail/store/classify"
)

func TestEvidence(t *testing.T) {
	t.Parallel()
	rules, err := classify.Load(strings.NewReader(classify.DefaultText() + `
override fppc:9999901
  class reform
  reason invented for a test
  date 2026-01-02
override d77
  class le_union
  kind sheriff
  reason invented for a test
  date 2026-01-02
committee fppc:9999902
  class le_union
  kind police
  accept alder
`))
	if err != nil {
		t.Fatal(err)
	}
	type want struct {
		Class      classify.Class
		Filer      classify.Filer
		Confidence classify.Confidence
		Evidence   classify.Evidence
		Tags       []string
	}
	union := "Alder Falls Police Union"
	for name, c := range map[string]struct {
		in   classify.Subject
		want want
	}{
		"override by committee beats the name": {
			classify.Subject{CommitteeID: "9999901", Names: []string{union}},
			want{Class: classify.Reform, Confidence: classify.Certain, Evidence: classify.EvidenceOverride},
		},
		"override by entity": {
			classify.Subject{EntityID: "d77", Names: []string{"Alder"}, Entity: "OTH"},
			want{Class: classify.LEUnion, Filer: classify.FilerBusiness, Confidence: classify.Certain, Evidence: classify.EvidenceOverride},
		},
		"listed id and a name that fits": {
			classify.Subject{CommitteeID: "#9999902", Names: []string{"Citizens of Alder"}},
			want{Class: classify.LEUnion, Confidence: classify.Certain, Evidence: classify.EvidenceCommittee},
		},
		"listed id and another's name": {
			classify.Subject{CommitteeID: "fppc:9999902", Names: []string{"Birch Teachers Association"}},
			want{Class: classify.Unknown, Confidence: classify.Conflict, Evidence: classify.EvidenceCommittee},
		},
		"listed id without a name": {
			classify.Subject{CommitteeID: "fppc:9999902"},
			want{Class: classify.Unknown, Confidence: classify.Conflict, Evidence: classify.EvidenceCommittee},
		},
		"a renamed committee is known by its id": {
			classify.Subject{CommitteeID: "1336580", Names: []string{"No on 32, a project for Alder"}},
			want{Class: classify.LEUnion, Confidence: classify.Certain, Evidence: classify.EvidenceCommittee},
		},
		"sponsor beats the rest of the name": {
			classify.Subject{Names: []string{"Teachers for Alder, sponsored by Birch Police Union"}},
			want{Class: classify.LEUnion, Confidence: classify.ByRule, Evidence: classify.EvidenceSponsor, Tags: []string{"sponsored_by:Birch Police Union"}},
		},
		"party by its code": {
			classify.Subject{Entity: "PTY", Names: []string{"Alder Central"}},
			want{Class: classify.Party, Filer: classify.FilerParty, Confidence: classify.ByRule, Evidence: classify.EvidenceEntity},
		},
		"a person whose name looks like a body": {
			classify.Subject{Entity: "IND", Names: []string{"Sheriff, Ada"}},
			want{Class: classify.Individual, Filer: classify.FilerIndividual, Confidence: classify.ByRule, Evidence: classify.EvidenceEntity},
		},
		"a person employed as an officer": {
			classify.Subject{Entity: "IND", Names: []string{"Alder, Ada"}, Occupation: "Deputy Sheriff", Employer: "Alder County"},
			want{Class: classify.Individual, Filer: classify.FilerIndividual, Confidence: classify.ByRule, Evidence: classify.EvidenceEntity, Tags: []string{"le_individual"}},
		},
		"a retired officer": {
			classify.Subject{Entity: "IND", Names: []string{"Alder, Ada"}, Occupation: "Retired Police Officer"},
			want{Class: classify.Individual, Filer: classify.FilerIndividual, Confidence: classify.ByRule, Evidence: classify.EvidenceEntity},
		},
		"a person's sector": {
			classify.Subject{Entity: "IND", Names: []string{"Alder, Ada"}, Occupation: "Attorney"},
			want{Class: classify.Law, Filer: classify.FilerIndividual, Confidence: classify.Weak, Evidence: classify.EvidenceJob},
		},
		"a body filed as an individual is probable": {
			classify.Subject{Entity: "IND", Names: []string{union}},
			want{Class: classify.LEUnion, Filer: classify.FilerIndividual, Confidence: classify.Weak, Evidence: classify.EvidenceName},
		},
		"a listed name filed as an individual is probable": {
			classify.Subject{Entity: "IND", Names: []string{"PORAC"}},
			want{Class: classify.LEUnion, Filer: classify.FilerIndividual, Confidence: classify.Weak, Evidence: classify.EvidenceAlias},
		},
		"sponsor beats the code of a party": {
			classify.Subject{Entity: "PTY", Names: []string{"Alder Central, sponsored by Birch Police Union"}},
			want{Class: classify.LEUnion, Filer: classify.FilerParty, Confidence: classify.ByRule, Evidence: classify.EvidenceSponsor, Tags: []string{"sponsored_by:Birch Police Union"}},
		},
		"a listed sponsor": {
			classify.Subject{Entity: "COM", Names: []string{"Neighbors for Alder, sponsored by LAPPL"}},
			want{Class: classify.LEUnion, Filer: classify.FilerCommittee, Confidence: classify.Certain, Evidence: classify.EvidenceSponsor, Tags: []string{"sponsored_by:LAPPL"}},
		},
		"a candidate's committee by its code": {
			classify.Subject{Entity: "CCM", Names: []string{"Ada Alder"}},
			want{Class: classify.CandidateCmte, Filer: classify.FilerCandidate, Confidence: classify.ByRule, Evidence: classify.EvidenceEntity},
		},
		"a candidate's own money": {
			classify.Subject{Entity: "CAN", Names: []string{"Alder, Ada"}},
			want{Class: classify.Unknown, Filer: classify.FilerCandidate, Confidence: classify.None, Evidence: classify.EvidenceNone},
		},
		"a union filed as a candidate's committee is probable": {
			classify.Subject{Entity: "CCM", Names: []string{union}},
			want{Class: classify.LEUnion, Filer: classify.FilerCandidate, Confidence: classify.Weak, Evidence: classify.EvidenceName},
		},
		"an officers' body behind its id": {
			classify.Subject{Names: []string{"PORAC, ID# 9999999"}},
			want{Class: classify.LEUnion, Confidence: classify.Certain, Evidence: classify.EvidenceAlias},
		},
		"alias": {
			classify.Subject{Entity: "SCC", Names: []string{"P.O.R.A.C. Small Contributor Committee"}},
			want{Class: classify.LEUnion, Filer: classify.FilerSmallContributor, Confidence: classify.Certain, Evidence: classify.EvidenceAlias},
		},
		"a POA of California is probable": {
			classify.Subject{State: "ca", Names: []string{"Alder Falls POA"}},
			want{Class: classify.LEUnion, Confidence: classify.Weak, Evidence: classify.EvidenceName},
		},
		"a POA of another state is not": {
			classify.Subject{State: "TN", Names: []string{"Alder Falls POA"}},
			want{Class: classify.Unknown, Confidence: classify.None, Evidence: classify.EvidenceNone},
		},
		"names that disagree": {
			classify.Subject{Names: []string{union, "Alder Teachers Association"}},
			want{Class: classify.Unknown, Confidence: classify.Conflict, Evidence: classify.EvidenceName},
		},
		"officers and their managers agree": {
			classify.Subject{Names: []string{union, "Alder Falls Police Sergeants Union"}},
			want{Class: classify.LEUnion, Confidence: classify.ByRule, Evidence: classify.EvidenceName},
		},
		"names of which one says nothing": {
			classify.Subject{Names: []string{"Alder", union}},
			want{Class: classify.LEUnion, Confidence: classify.ByRule, Evidence: classify.EvidenceName},
		},
		"nothing": {classify.Subject{}, want{Class: classify.Unknown, Confidence: classify.None, Evidence: classify.EvidenceNone}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.want.Filer == "" {
				c.want.Filer = classify.FilerUnknown
			}
			a := rules.Classify(c.in)
			got := want{a.Class, a.Filer, a.Confidence, a.Evidence, a.Tags}
			if d := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("%s (%+v)", d, a)
			}
			if a.RulesVersion != rules.Version() {
				t.Errorf("version %q", a.RulesVersion)
			}
		})
	}
}

func TestStaleOverrides(t *testing.T) {
	t.Parallel()
	rules, err := classify.Load(strings.NewReader("override fppc:1\n class fire\n reason r\n date d\noverride d2\n class fire\n reason r\n date d\n"))
	if err != nil {
		t.Fatal(err)
	}
	stale := rules.Stale(func(id string) bool { return id == "d2" })
	if len(stale) != 1 || stale[0].ID != "fppc:1" {
		t.Errorf("stale: %+v", stale)
	}
}
