package rank_test

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rank"
)

// network is who gave what to invented committees, by number.
type network map[int64][]store.MoneySource

func (n network) sources(c int64) ([]store.MoneySource, error) { return n[c], nil }

func TestLookThroughDividesInProportion(t *testing.T) {
	t.Parallel()
	n := network{
		1: {{Donor: 20, Committee: 2, Amount: 300_00}, {Donor: 30, Amount: 100_00}, {Amount: 50_00}},
		2: {{Donor: 40, Amount: 100_00}, {Donor: 30, Amount: 50_00}, {Amount: 50_00}},
	}
	found, passed, err := rank.LookThrough(1, 3, n.sources)
	if err != nil {
		t.Fatal(err)
	}
	want := []store.Attribution{
		{Kind: store.OriginDonor, Donor: 30, Amount: 175_00, Direct: 100_00},
		{Kind: store.OriginDonor, Donor: 40, Amount: 150_00},
		{Kind: store.OriginUnitemized, Committee: 2, Amount: 75_00},
		{Kind: store.OriginUnitemized, Committee: 1, Amount: 50_00, Direct: 50_00},
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]store.PassedThrough{{Committee: 2, Depth: 1, Amount: 300_00}}, passed); diff != "" {
		t.Error(diff)
	}
}

func TestLookThroughEndsLoops(t *testing.T) {
	t.Parallel()
	n := network{
		1: {{Donor: 20, Committee: 2, Amount: 100_00}},
		2: {{Donor: 30, Committee: 3, Amount: 60_00}, {Donor: 10, Committee: 1, Amount: 40_00}},
		3: {{Donor: 20, Committee: 2, Amount: 10_00}},
	}
	found, _, err := rank.LookThrough(1, 2, n.sources)
	if err != nil {
		t.Fatal(err)
	}
	want := []store.Attribution{ // 1 ← 2 ← 3 ← 2: the third is beyond the depth
		{Kind: store.OriginDeeper, Donor: 20, Amount: 60_00},
		{Kind: store.OriginLoop, Donor: 10, Amount: 40_00},
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

// Whatever the network, every cent is attributed once, and nobody gets more
// than a cent beside the exact share per committee that was looked through.
func TestLookThroughAttributesEveryCent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n := network{}
		committees := rapid.IntRange(1, 5).Draw(rt, "committees")
		for c := 1; c <= committees; c++ {
			for d := range rapid.IntRange(0, 5).Draw(rt, "donors") {
				s := store.MoneySource{Donor: store.DonorID(100*c + d), Amount: store.Cents(rapid.IntRange(1, 1_000_00).Draw(rt, "amount"))}
				if rapid.Bool().Draw(rt, "is a committee") {
					s.Committee = int64(rapid.IntRange(1, committees).Draw(rt, "which"))
				}
				n[int64(c)] = append(n[int64(c)], s)
			}
			if rapid.Bool().Draw(rt, "small gifts") {
				n[int64(c)] = append(n[int64(c)], store.MoneySource{Amount: store.Cents(rapid.IntRange(1, 100_00).Draw(rt, "small"))})
			}
		}
		depth := rapid.IntRange(1, 3).Draw(rt, "depth")
		found, _, err := rank.LookThrough(1, depth, n.sources)
		if err != nil {
			rt.Fatal(err)
		}
		var whole, sum, direct store.Cents
		for _, s := range n[1] {
			whole += s.Amount
		}
		exact := map[store.Attribution]*big.Rat{}
		n.exact(1, 1, new(big.Rat).SetInt64(int64(whole)), 0, depth, exact)
		for _, a := range found {
			sum, direct = sum+a.Amount, direct+a.Direct
			if a.Amount <= 0 || a.Direct > a.Amount {
				rt.Fatalf("%+v", a)
			}
			want := exact[store.Attribution{Kind: a.Kind, Donor: a.Donor, Committee: a.Committee}]
			if want == nil {
				rt.Fatalf("%+v is no origin", a)
			}
			off := new(big.Rat).Sub(want, new(big.Rat).SetInt64(int64(a.Amount)))
			if off.Abs(off).Cmp(big.NewRat(int64(20*committees*depth), 1)) > 0 {
				rt.Fatalf("%+v, exactly %s", a, want.FloatString(2))
			}
		}
		if sum != whole {
			rt.Fatalf("attributed %v of %v", sum, whole)
		}
	})
}

// exact follows every path with fractions: the reference.
func (n network) exact(origin, committee int64, amount *big.Rat, at, depth int, into map[store.Attribution]*big.Rat) {
	whole := int64(0)
	for _, s := range n[committee] {
		whole += int64(s.Amount)
	}
	for _, s := range n[committee] {
		part := new(big.Rat).Mul(amount, big.NewRat(int64(s.Amount), whole))
		key := store.Attribution{Kind: store.OriginDonor, Donor: s.Donor}
		switch {
		case s.Donor == 0:
			key = store.Attribution{Kind: store.OriginUnitemized, Committee: committee}
		case s.Committee == 0:
		case s.Committee == origin:
			key.Kind = store.OriginLoop
		case len(n[s.Committee]) == 0:
		case at == depth:
			key.Kind = store.OriginDeeper
		default:
			n.exact(origin, s.Committee, part, at+1, depth, into)
			continue
		}
		if into[key] == nil {
			into[key] = new(big.Rat)
		}
		into[key].Add(into[key], part)
	}
}
