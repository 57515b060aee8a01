package resolve_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"moneytrail/store/resolve"
)

func TestWeightsRoundTrip(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	if err := resolve.Default().Write(&buf); err != nil {
		t.Fatal(err)
	}
	got, err := resolve.ReadWeights(&buf)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(resolve.Default(), got, cmpopts.IgnoreUnexported(resolve.Weights{})); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
}

func TestReadWeightsRefuses(t *testing.T) {
	t.Parallel()
	good := `{"version":1,"prior":-20,"same":6,"possible":-3,"bridge":-9,"fields":{"last":{"exact":{"m":0.9,"u":0.1}}}}`
	if _, err := resolve.ReadWeights(strings.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		"not JSON": {"{", "["}, "another version": {`"version":1`, `"version":2`}, "unknown field": {`"last"`, `"shoe"`},
		"unknown level": {`"exact"`, `"quite"`}, "no chance": {`0.9`, `0`}, "more than certain": {`0.9`, `1.5`},
		"thresholds out of order": {`"same":6`, `"same":-6`}, "likely prior": {`"prior":-20`, `"prior":2`},
	} {
		if _, err := resolve.ReadWeights(strings.NewReader(strings.Replace(good, edit[0], edit[1], 1))); !errors.Is(err, resolve.ErrWeights) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReadWeights(f *testing.F) {
	f.Add(`{"version":1,"prior":-20,"same":6,"possible":-3,"bridge":-9,"fields":{"last":{"exact":{"m":0.9,"u":0.1}}},"given":{"X":0.1}}`)
	f.Fuzz(func(t *testing.T, text string) {
		w, err := resolve.ReadWeights(strings.NewReader(text))
		if err != nil {
			return
		}
		w.Score(home("Quenby, Robert", "", "").contributor(1), away("Quenby, Bob", "", "").contributor(2))
	})
}

// Estimated weights keep what matters: agreement speaks for one person,
// disagreement against, and the separations hold.
func TestEstimate(t *testing.T) {
	t.Parallel()
	all := crowd(20_000, 5)
	w := resolve.Estimate(all)
	for field, level := range map[string]string{"last": "exact", "first": "exact", "place": "exact", "employer": "exact"} {
		if c := w.Fields[field][level]; c.M < 10*c.U {
			t.Errorf("%s %s: m %g u %g", field, level, c.M, c.U)
		}
	}
	if c := w.Fields["place"]["different"]; c.M > c.U {
		t.Errorf("another place: m %g u %g", c.M, c.U)
	}
	if w.Prior > -12 || w.Prior < -24 || len(w.Surnames) == 0 {
		t.Errorf("prior %v, %d surnames", w.Prior, len(w.Surnames))
	}
	slices.Reverse(all)
	if diff := cmp.Diff(w, resolve.Estimate(all), cmpopts.IgnoreUnexported(resolve.Weights{})); diff != "" {
		t.Errorf("another order, other weights:\n%s", diff)
	}
	var buf bytes.Buffer
	if err := w.Write(&buf); err != nil {
		t.Fatal(err)
	}
	frozen, err := resolve.ReadWeights(&buf)
	if err != nil {
		t.Fatal(err)
	}
	a, b := home("Quenby, Robert", "Hat Works", "Hatter").contributor(1), home("Quenby, Alice", "Hat Works", "Hatter").contributor(2)
	if v := frozen.Score(a, b); v.Answer != resolve.Different {
		t.Errorf("spouses: %v", v)
	}
	if v := resolve.Estimate(nil).Score(a, a); v.Answer != resolve.Same {
		t.Errorf("from nothing: %v", v)
	}
}

func TestJaroWinkler(t *testing.T) {
	t.Parallel()
	// Values of Winkler's papers, to three decimals.
	for _, tt := range []struct {
		a, b string
		want float64
	}{{"MARTHA", "MARHTA", 0.961}, {"DWAYNE", "DUANE", 0.840}, {"DIXON", "DICKSONX", 0.813}, {"", "", 1}, {"A", "", 0}, {"ABC", "XYZ", 0}} {
		if got := resolve.JaroWinkler(tt.a, tt.b); got < tt.want-0.0006 || got > tt.want+0.0006 {
			t.Errorf("%q %q: %.4f, want %.3f", tt.a, tt.b, got, tt.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[A-F]{0,70}`)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		got := resolve.JaroWinkler(a, b)
		if got < 0 || got > 1 || resolve.JaroWinkler(a, a) != 1 {
			t.Fatalf("%v", got)
		}
		if want := plainJaroWinkler(a, b); got < want-1e-9 || got > want+1e-9 {
			t.Fatalf("%v, by the book %v", got, want)
		}
	})
}

func BenchmarkJaroWinkler(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		resolve.JaroWinkler("QUENBYSON", "QUENBYSEN")
	}
}

// plainJaroWinkler is the definition, with slices of flags.
func plainJaroWinkler(a, b string) float64 {
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	if a == b {
		return 1
	}
	window := max(max(len(a), len(b))/2-1, 0)
	usedB, matchA := make([]bool, len(b)), []byte(nil)
	for i := range len(a) {
		for j := range len(b) {
			if j >= i-window && j <= i+window && !usedB[j] && a[i] == b[j] {
				usedB[j], matchA = true, append(matchA, a[i])
				break
			}
		}
	}
	if len(matchA) == 0 {
		return 0
	}
	moved, at := 0.0, 0
	for j, used := range usedB {
		if used {
			if matchA[at] != b[j] {
				moved++
			}
			at++
		}
	}
	m := float64(len(matchA))
	jaro := (m/float64(len(a)) + m/float64(len(b)) + (m-moved/2)/m) / 3
	prefix := 0
	for prefix < min(4, len(a), len(b)) && a[prefix] == b[prefix] {
		prefix++
	}
	return jaro + float64(prefix)*0.1*(1-jaro)
}
