package resolve

import (
	"encoding/csv"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"slices"
	"strings"

	"moneytrail/store"
)

// Tally counts labelled pairs by their label and by the answer. Only [Same]
// counts as found.
type Tally struct {
	TruePositive, FalsePositive, FalseNegative, TrueNegative int
	Possible                                                 int // of all pairs
}

// Pairs gives the number of pairs.
func (t Tally) Pairs() int {
	return t.TruePositive + t.FalsePositive + t.FalseNegative + t.TrueNegative
}

// Precision gives the share of found pairs that are right, with its 95 %
// Wilson interval; 1 with the interval 0..1 when none was found.
func (t Tally) Precision() Share { return wilson(t.TruePositive, t.TruePositive+t.FalsePositive) }

// Recall gives the share of the pairs labelled the same that was found, with
// its 95 % Wilson interval.
func (t Tally) Recall() Share { return wilson(t.TruePositive, t.TruePositive+t.FalseNegative) }

// F1 gives the harmonic mean of precision and recall.
func (t Tally) F1() float64 {
	if t.TruePositive == 0 {
		return 0
	}
	return 2 * float64(t.TruePositive) / float64(2*t.TruePositive+t.FalsePositive+t.FalseNegative)
}

// Share is a share of a sample with its 95 % interval.
type Share struct{ Value, Low, High float64 }

// wilson gives E. B. Wilson's score interval (1927) for hits of n.
func wilson(hits, n int) Share {
	if n == 0 {
		return Share{1, 0, 1}
	}
	const z = 1.959964
	p, size := float64(hits)/float64(n), float64(n)
	middle := (p + z*z/(2*size)) / (1 + z*z/size)
	half := z / (1 + z*z/size) * math.Sqrt(p*(1-p)/size+z*z/(4*size*size))
	return Share{p, max(middle-half, 0), min(middle+half, 1)}
}

// Report is what [EvaluatePairs] found, whole and by stratum.
type Report struct {
	All    Tally
	Strata map[string]Tally
	// Wrong lists the lines (from 2) of the pairs that were answered wrongly:
	// found and not the same, or the same and not found.
	Wrong []WrongPair
}

// WrongPair is a labelled pair that was answered wrongly.
type WrongPair struct {
	Line    int
	Stratum string
	Same    bool // the label
	Verdict Verdict
}

// String prints one line per stratum and one for all: pairs, precision and
// recall with their intervals, F1.
func (r Report) String() string {
	var b strings.Builder
	names := make([]string, 0, len(r.Strata))
	for name := range r.Strata {
		names = append(names, name)
	}
	slices.Sort(names)
	line := func(name string, t Tally) {
		p, c := t.Precision(), t.Recall()
		fmt.Fprintf(&b, "%-24s %4d pairs  tp %3d fp %3d fn %3d tn %3d possible %3d  precision %.3f [%.3f, %.3f]  recall %.3f [%.3f, %.3f]  F1 %.3f\n", name, t.Pairs(),
			t.TruePositive, t.FalsePositive, t.FalseNegative, t.TrueNegative, t.Possible, p.Value, p.Low, p.High, c.Value, c.Low, c.High, t.F1())
	}
	for _, name := range names {
		line(name, r.Strata[name])
	}
	line("all", r.All)
	return b.String()
}

// EvaluatePairs scores labelled pairs under the default weights. The input is a
// CSV whose head names left_ and right_ name, city, state, zip, employer,
// occupation, addr_key and committee_id, and same (1 or 0); a stratum column is
// optional. A missing column or another label is an error with its line.
func EvaluatePairs(r io.Reader) (Report, error) { return Default().EvaluatePairs(r) }

// EvaluatePairs scores labelled pairs under w; see the function of that name.
func (w *Weights) EvaluatePairs(r io.Reader) (Report, error) {
	in := csv.NewReader(r)
	head, err := in.Read()
	if err != nil {
		return Report{}, fmt.Errorf("evaluate pairs: read head: %w", err)
	}
	column := make(map[string]int)
	for i, name := range head {
		column[strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))] = i
	}
	for _, name := range pairColumns() {
		if _, ok := column[name]; !ok {
			return Report{}, fmt.Errorf("evaluate pairs: no column %q", name)
		}
	}
	report := Report{Strata: make(map[string]Tally)}
	for {
		row, err := in.Read()
		if err == io.EOF {
			return report, nil
		}
		if err != nil {
			return Report{}, fmt.Errorf("evaluate pairs: %w", err)
		}
		line, _ := in.FieldPos(0)
		if err := w.evaluateRow(&report, row, column, line); err != nil {
			return Report{}, err
		}
	}
}

var pairFields = [...]string{"name", "city", "state", "zip", "employer", "occupation", "addr_key", "committee_id"}

func pairColumns() []string {
	out := []string{"same"}
	for _, f := range pairFields {
		out = append(out, "left_"+f, "right_"+f)
	}
	return out
}

func (w *Weights) evaluateRow(report *Report, row []string, column map[string]int, line int) error {
	label := row[column["same"]]
	if label != "0" && label != "1" {
		return fmt.Errorf("evaluate pairs: line %d: same is %q, want 0 or 1", line, label)
	}
	stratum := ""
	if i, ok := column["stratum"]; ok {
		stratum = row[i]
	}
	v := w.Score(pairSide(row, column, "left_", 1), pairSide(row, column, "right_", 2))
	one := Tally{}
	switch same, found := label == "1", v.Answer == Same; {
	case same && found:
		one.TruePositive = 1
	case same:
		one.FalseNegative = 1
	case found:
		one.FalsePositive = 1
	default:
		one.TrueNegative = 1
	}
	if v.Answer == Possible {
		one.Possible = 1
	}
	report.All = report.All.plus(one)
	report.Strata[stratum] = report.Strata[stratum].plus(one)
	if one.FalseNegative+one.FalsePositive > 0 {
		report.Wrong = append(report.Wrong, WrongPair{line, stratum, label == "1", v})
	}
	return nil
}

func (t Tally) plus(u Tally) Tally {
	return Tally{
		t.TruePositive + u.TruePositive, t.FalsePositive + u.FalsePositive,
		t.FalseNegative + u.FalseNegative, t.TrueNegative + u.TrueNegative, t.Possible + u.Possible,
	}
}

func pairSide(row []string, column map[string]int, side string, id store.DonorID) Contributor {
	at := func(name string) string { return row[column[side+name]] }
	c := Contributor{
		ID: id, Name: store.Name{Last: at("name")}, City: at("city"), State: at("state"), Zip: at("zip"),
		Employer: at("employer"), Occupation: at("occupation"), CommitteeID: at("committee_id"),
	}
	if key := at("addr_key"); key != "" {
		h := fnv.New64a()
		_, _ = io.WriteString(h, key) // never fails
		c.AddressHash = int64(h.Sum64())
	}
	return c
}
