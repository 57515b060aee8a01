package resolve

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
)

// WeightsVersion is the version of the weight file this code reads. Files of
// other versions are refused: their numbers would mean something else.
const WeightsVersion = 1

// ErrWeights is returned for a weight file that cannot be used.
var ErrWeights = errors.New("not a usable weight file")

// Chance holds how often a level of agreement occurs among pairs that are one
// person (M) and among pairs that are two (U).
type Chance struct {
	M float64 `json:"m"`
	U float64 `json:"u"`
}

// Weights are the numbers that resolution works with. Frozen in a file they
// make it repeatable. Weights are logarithms to base two.
type Weights struct {
	Version int    `json:"version"`
	Source  string `json:"source"` // where the numbers come from, for readers
	// Prior is the weight of any pair before it is looked at; strongly negative.
	Prior float64 `json:"prior"`
	// Same and Possible are the weights from which a pair has that answer.
	Same     float64 `json:"same"`
	Possible float64 `json:"possible"`
	// Bridge is the weight under which two members of one donor contradict each
	// other even without a hard separation; donors are not joined over them.
	Bridge float64 `json:"bridge"`
	// Fields gives per field (last, first, middle, suffix, place, employer,
	// occupation) and per level its chances.
	Fields map[string]map[string]Chance `json:"fields"`
	// Surnames and Given are shares of the population, for names that are more
	// or less common here than the built-in lists say.
	Surnames map[string]float64 `json:"surnames,omitempty"`
	Given    map[string]float64 `json:"given,omitempty"`

	// Crowded are blocks that too many stand in to compare all with all, by the
	// hash of their key. Only a file estimated from data has any.
	Crowded []uint64 `json:"crowded,omitempty"`

	crowded   map[uint64]struct{}
	groupBits map[uint16]float64              // of the commonest given name of a nickname group
	table     [fieldCount][levelCount]float64 // log2(M/U)
	hits      [fieldCount][levelCount]float64 // log2(M), where U is the name's own share
}

//go:embed data/weights.json
var defaultWeights string

var shipped = sync.OnceValue(func() *Weights {
	w, err := parseWeights([]byte(defaultWeights))
	if err != nil {
		panic(err) // the embedded file is tested
	}
	return w
})

// Default gives the weights that the program ships. They were set by hand from
// rules of thumb; the file says so. Do not change the value.
func Default() *Weights { return shipped() }

// ReadWeights reads a weight file as [Weights.Write] writes it. Unknown fields
// or levels, chances outside 0..1 and other versions are [ErrWeights].
func ReadWeights(r io.Reader) (*Weights, error) {
	data, err := io.ReadAll(io.LimitReader(r, 64<<20))
	if err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	return parseWeights(data)
}

// Write writes the weights as indented JSON with sorted keys.
func (w *Weights) Write(to io.Writer) error {
	enc := json.NewEncoder(to)
	enc.SetIndent("", "  ")
	if err := enc.Encode(w); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}

func parseWeights(data []byte) (*Weights, error) {
	var w Weights
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWeights, err)
	}
	if w.Version != WeightsVersion {
		return nil, fmt.Errorf("%w: version %d, want %d", ErrWeights, w.Version, WeightsVersion)
	}
	if !(w.Bridge < w.Possible && w.Possible < w.Same) || w.Prior > 0 {
		return nil, fmt.Errorf("%w: bridge %v < possible %v < same %v and prior %v <= 0 must hold", ErrWeights, w.Bridge, w.Possible, w.Same, w.Prior)
	}
	if err := w.fill(); err != nil {
		return nil, err
	}
	return &w, nil
}

// fill computes the weight of each level; levels a file leaves out weigh 0.
func (w *Weights) fill() error {
	for name, levels := range w.Fields {
		f := fieldNamed(name)
		if f == fieldCount {
			return fmt.Errorf("%w: unknown field %q", ErrWeights, name)
		}
		for name, c := range levels {
			l := levelNamed(name)
			if l == levelCount {
				return fmt.Errorf("%w: unknown level %q of %s", ErrWeights, name, fieldNames[f])
			}
			if !(c.M > 0 && c.M <= 1 && c.U > 0 && c.U <= 1) {
				return fmt.Errorf("%w: %s %s: chances must lie in 0..1", ErrWeights, fieldNames[f], name)
			}
			w.table[f][l], w.hits[f][l] = math.Log2(c.M/c.U), math.Log2(c.M)
		}
	}
	w.groupBits = make(map[uint16]float64)
	for name, groups := range lists().groups {
		bits := -math.Log2(w.givenShare(name))
		for _, g := range groups {
			if known, ok := w.groupBits[g]; !ok || bits < known {
				w.groupBits[g] = bits
			}
		}
	}
	w.crowded = make(map[uint64]struct{}, len(w.Crowded))
	for _, k := range w.Crowded {
		w.crowded[k] = struct{}{}
	}
	for _, shares := range [...]map[string]float64{w.Surnames, w.Given} {
		for name, share := range shares {
			if !(share > 0 && share <= 1) {
				return fmt.Errorf("%w: share of %q must lie in 0..1", ErrWeights, name)
			}
		}
	}
	return nil
}
