package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/classify"
	"moneytrail/store/resolve"
)

func evaluateCommand(a *app) *cobra.Command {
	var mistakes bool
	var weights string
	cmd := &cobra.Command{
		Use:   "evaluate LABELS.csv",
		Short: "Measure classes and joins against labels: precision, recall, F1",
		Long: `Reads a CSV of names labelled by hand (name, label 1 or 0, ..) and prints how well
the rule file tells law-enforcement organisations, with 95 % intervals: all
positives, confirmed ones alone, and names that no list of the rule file has.

A CSV of pairs (left_name, right_name, .., same 1 or 0) measures instead how well
contributors are joined to donors; only "same" counts as found. That takes the
shipped weights, whatever the database has, unless --weights names a file.`,
		Example: `  moneytrail evaluate labels.csv
  moneytrail evaluate labels.csv --classes classes.txt
  moneytrail evaluate labels.csv --mistakes`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.checkFormat(); err != nil {
				return err
			}
			inForce, err := a.inForce()
			if err != nil {
				return err
			}
			c := inForce.Classes
			if c == nil {
				c = classify.Default()
			}
			f, err := os.Open(args[0])
			if err != nil {
				return &store.InputError{File: args[0], Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
			}
			defer func() { _ = f.Close() }() // only read
			pairs, err := holdsPairs(f)
			if err != nil {
				return err
			}
			if pairs {
				return a.evaluatePairs(args[0], f, weights)
			}
			report, err := c.Evaluate(f)
			if err != nil {
				var input *store.InputError
				if errors.As(err, &input) {
					return err
				}
				return &store.InputError{File: args[0], Problem: err.Error(), Hint: "the columns name and label are needed"}
			}
			if mistakes {
				return a.print(mistakesTable(&report), report.Mistakes)
			}
			return a.printEvaluation(&report)
		},
	}
	cmd.Flags().StringVar(&weights, "weights", "", "weight `file` for pairs in place of the shipped one")
	cmd.Flags().BoolVar(&mistakes, "mistakes", false, "print instead the names where the rules differ from the labels")
	return cmd
}

// mistakesTable lists the names where the rules differ from the labels, with
// what decided them.
func mistakesTable(r *classify.Report) *table {
	t := &table{columns: []string{"label", "name", "class", "confidence", "rule", "matched"}}
	for _, m := range r.Mistakes {
		label := "0"
		if m.Label {
			label = "1"
		}
		t.add(label, m.Name, string(m.Got.Class), string(m.Got.Confidence), m.Got.Rule, m.Got.Matched)
	}
	return t
}

// holdsPairs tells a file of labelled pairs by its head.
func holdsPairs(f *os.File) (bool, error) {
	head := make([]byte, 4096)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, fmt.Errorf("read labels: %w", err)
	}
	first, _, _ := strings.Cut(string(head[:n]), "\n")
	return strings.Contains(first, "left_name"), nil
}

func (a *app) evaluatePairs(path string, f *os.File, weights string) error {
	w, err := readWeights(weights)
	if err != nil {
		return err
	}
	if w == nil {
		w = resolve.Default()
	}
	report, err := w.EvaluatePairs(f)
	if err != nil {
		return &store.InputError{File: path, Problem: err.Error(), Hint: "the columns left_name, right_name, .., same are needed"}
	}
	return a.print(pairsTable(&report), report)
}

// pairsTable has a line for all pairs and one for each stratum. Pairs that are
// "possible" count as not found.
func pairsTable(r *resolve.Report) *table {
	t := &table{
		columns: []string{"what", "pairs", "precision", "recall", "F1", "possible"},
		right:   map[int]bool{1: true, 4: true, 5: true},
	}
	add := func(what string, s resolve.Tally) {
		f1 := ""
		if s.TruePositive+s.FalsePositive+s.FalseNegative > 0 {
			f1 = fmt.Sprintf("%.3f", s.F1())
		}
		found, same := s.TruePositive+s.FalsePositive, s.TruePositive+s.FalseNegative
		t.add(what, fmt.Sprint(s.Pairs()), pairShare(s.TruePositive, found, s.Precision()), pairShare(s.TruePositive, same, s.Recall()), f1, fmt.Sprint(s.Possible))
	}
	add("all pairs", r.All)
	for _, name := range slices.Sorted(maps.Keys(r.Strata)) {
		add("stratum "+name, r.Strata[name])
	}
	return t
}

func pairShare(hits, of int, s resolve.Share) string {
	if of == 0 {
		return "none"
	}
	line := rateLine{s.Value, hits, of, s.Low, s.High}
	return line.text()
}

// evaluationLine is a line of the JSON output; rates are null when they are
// shares of nothing.
type evaluationLine struct {
	What      string    `json:"what"`
	Names     int       `json:"names"`
	Precision *rateLine `json:"precision"`
	Recall    *rateLine `json:"recall"`
	F1        *float64  `json:"f1"`
}

type rateLine struct {
	Value float64 `json:"value"`
	Hits  int     `json:"hits"`
	Of    int     `json:"of"`
	Low   float64 `json:"low_95"`
	High  float64 `json:"high_95"`
}

func newRateLine(r classify.Rate) *rateLine {
	if r.Of == 0 {
		return nil
	}
	return &rateLine{r.Value, r.Hits, r.Of, r.Low, r.High}
}

func (r *rateLine) text() string {
	if r == nil {
		return "none"
	}
	return fmt.Sprintf("%.3f (%d/%d, 95 %% %.3f-%.3f)", r.Value, r.Hits, r.Of, r.Low, r.High)
}

func (a *app) printEvaluation(r *classify.Report) error {
	t := &table{columns: []string{"what", "names", "precision", "recall", "F1"}, right: map[int]bool{1: true, 4: true}}
	var lines []evaluationLine
	add := func(what string, s classify.Score) {
		line := evaluationLine{What: what, Names: s.Names, Precision: newRateLine(s.Precision), Recall: newRateLine(s.Recall)}
		f1 := ""
		if !math.IsNaN(s.F1) {
			line.F1, f1 = &s.F1, fmt.Sprintf("%.3f", s.F1)
		}
		lines = append(lines, line)
		t.add(what, fmt.Sprint(s.Names), line.Precision.text(), line.Recall.text(), f1)
	}
	add("confirmed and probable", r.All)
	add("confirmed alone", r.Confirmed)
	add("certain alone", r.Certain)
	add("names in no list of the rule file", r.Unlisted)
	for _, s := range r.Strata {
		add("stratum "+s.Name, s.Score)
	}
	return a.print(t, lines)
}
