package classify

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Score compares what the rules say of some names with what people said.
type Score struct {
	Names             int
	Precision, Recall Rate
	F1                float64 // NaN when there are no true positives to speak of
}

// String gives the score on one line.
func (s Score) String() string {
	part := func(name string, r Rate) string {
		if r.Of == 0 {
			return name + " none"
		}
		return fmt.Sprintf("%s %.3f (%d/%d, 95%% %.3f-%.3f)", name, r.Value, r.Hits, r.Of, r.Low, r.High)
	}
	return fmt.Sprintf("%d names: %s, %s, F1 %.3f", s.Names, part("precision", s.Precision), part("recall", s.Recall), s.F1)
}

// Stratum is the score of the names that share a reason or a stratum.
type Stratum struct {
	Name string
	Score
}

// Mistake is a label that the rules do not follow.
type Mistake struct {
	Name, Reason string
	Label        bool // people say that it is an organisation of officers
	Got          Assignment
}

// Report is how well the rules do on labelled names.
type Report struct {
	All       Score // confirmed and probable count as positive
	Confirmed Score // only what is more than probable counts
	Certain   Score // only listed ids and names count
	Unlisted  Score // as All, over names of bodies that the rule file does not list
	Strata    []Stratum
	Mistakes  []Mistake
}

// Labelled is a name with what people said of it.
type Labelled struct {
	Name, Reason, Stratum string
	Officers              bool // an organisation of sworn officers, its PAC or pooled dues
}

// ReadLabels reads a CSV file with the columns name and label (1 or 0), and
// perhaps reason and stratum; other columns are passed over.
func ReadLabels(r io.Reader) ([]Labelled, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("read head of labels: %w", err)
	}
	at := func(name string) int { return slices.Index(head, name) }
	name, label := at("name"), at("label")
	if name < 0 || label < 0 {
		return nil, fmt.Errorf("read labels: the columns name and label are needed, there are %s", strings.Join(head, ", "))
	}
	var out []Labelled
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read label %d: %w", len(out)+1, err)
		}
		cell := func(i int) string {
			if i < 0 || i >= len(row) {
				return ""
			}
			return strings.TrimSpace(row[i])
		}
		l := Labelled{Name: cell(name), Reason: cell(at("reason")), Stratum: cell(at("stratum")), Officers: cell(label) == "1"}
		if !l.Officers && cell(label) != "0" {
			return nil, fmt.Errorf("read label %d: the label is 1 or 0, not %q", len(out)+1, cell(label))
		}
		out = append(out, l)
	}
}

// Evaluate reads labelled names, see [ReadLabels], and scores the rules.
func (r *Rules) Evaluate(labels io.Reader) (Report, error) {
	ls, err := ReadLabels(labels)
	if err != nil {
		return Report{}, err
	}
	return r.Score(ls), nil
}

// Score classifies names by themselves, without code, id or place, and
// compares with the labels. Strata are by the column stratum, else by reason.
func (r *Rules) Score(labels []Labelled) Report {
	var all, confirmed, certain, unlisted tally
	strata := map[string]*tally{}
	var out Report
	for _, l := range labels {
		a := r.Classify(Subject{Names: []string{l.Name}})
		all.add(l.Officers, a.Positive())
		confirmed.add(l.Officers, a.Positive() && a.Confirmed())
		certain.add(l.Officers, a.Positive() && a.Confidence == Certain)
		if !r.lists(l.Name, &a) {
			unlisted.add(l.Officers, a.Positive())
		}
		key := l.Stratum
		if key == "" {
			key = l.Reason
		}
		if strata[key] == nil {
			strata[key] = &tally{}
		}
		strata[key].add(l.Officers, a.Positive())
		if l.Officers != a.Positive() {
			out.Mistakes = append(out.Mistakes, Mistake{Name: l.Name, Reason: l.Reason, Label: l.Officers, Got: a})
		}
	}
	out.All, out.Confirmed, out.Certain, out.Unlisted = all.score(), confirmed.score(), certain.score(), unlisted.score()
	for name, t := range strata {
		out.Strata = append(out.Strata, Stratum{Name: name, Score: t.score()})
	}
	slices.SortFunc(out.Strata, func(a, b Stratum) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// lists reports whether the rule file knows the body itself and not only its
// kind of name: what decided is an entry of a list, or a rule that is about
// single bodies; or the name is an alias, or that of a listed committee.
func (r *Rules) lists(name string, got *Assignment) bool {
	switch got.Evidence {
	case EvidenceOverride, EvidenceCommittee, EvidenceAlias:
		return true
	}
	for i := range r.rules {
		if r.rules[i].id == got.Rule && r.rules[i].bodies {
			return true
		}
	}
	sc := r.borrow()
	defer r.scratch.Put(sc)
	rd := r.read(name, r.tokens(sc, name))
	if _, ok := r.aliases[r.bare(rd.tokens)]; ok {
		return true
	}
	for _, l := range r.committees {
		if slices.ContainsFunc(l.names, func(f features) bool { return rd.mask.holds(f) }) {
			return true
		}
	}
	return false
}

type tally struct{ names, hits, said, are int }

func (t *tally) add(label, said bool) {
	t.names++
	if label && said {
		t.hits++
	}
	if said {
		t.said++
	}
	if label {
		t.are++
	}
}

func (t *tally) score() Score {
	s := Score{Names: t.names, Precision: rate(t.hits, t.said), Recall: rate(t.hits, t.are), F1: math.NaN()}
	if t.said+t.are > 0 {
		s.F1 = 2 * float64(t.hits) / float64(t.said+t.are)
	}
	return s
}
