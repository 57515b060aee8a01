package resolve_test

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"encoding/csv"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/resolve"
	"moneytrail/store/storetest"
)

func TestResolveKeepsHalfNamesApart(t *testing.T) {
	t.Parallel()
	job := func(name string) who { return home(name, "Hat Works", "Hatter") }
	tests := []struct {
		name    string
		members []who
		donors  []store.DonorID // of contributors 1, 2, 3, ..
	}{
		{"an initial joins the only candidate", []who{job("Quenby, James"), job("Quenby, J")}, []store.DonorID{1, 1}},
		{"an initial between two joins neither", []who{job("Quenby, James"), job("Quenby, J"), job("Quenby, Julia")}, []store.DonorID{1, 2, 3}},
		{"no suffix between father and son", []who{job("Quenby Sr, James"), job("Quenby, James"), job("Quenby Jr, James")}, []store.DonorID{1, 2, 3}},
		{"no middle name between two", []who{job("Quenby, James Allen"), job("Quenby, James"), job("Quenby, James Oscar")}, []store.DonorID{1, 1, 3}},
		{"a chain of spellings", []who{job("Quenbyson, James"), job("Quenbysen, James"), job("Quenbyson, Jim")}, []store.DonorID{1, 1, 1}},
		{
			"a committee's spellings under one id", []who{committee("Hatters PAC", "9900001"), committee("Hatters Political Action Committee", "9900001"),
				committee("Hatters PAC", "9955555")}, []store.DonorID{1, 1, 3},
		},
		{"a number between two locals", []who{body("Hatters Union Local 1"), body("Hatters Union"), body("Hatters Union Local 2")}, []store.DonorID{1, 2, 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var all []resolve.Contributor
			for i, m := range tt.members {
				all = append(all, m.contributor(store.DonorID(i+1)))
			}
			r := resolve.Resolve(all, resolve.Default())
			var got []store.DonorID
			for i := range all {
				got = append(got, r.Donors[all[i].ID])
			}
			if diff := cmp.Diff(tt.donors, got); diff != "" {
				t.Errorf("donors (-want +got):\n%s\nlinks %v\npossible %v\nconflicts %v", diff, r.Links, r.Possible, r.Conflicts)
			}
		})
	}
}

func TestResolveReportsConflicts(t *testing.T) {
	t.Parallel()
	r := resolve.Resolve([]resolve.Contributor{
		committee("Hatters PAC", "9900001").contributor(1), committee("Zorn Glove Sellers", "9900001").contributor(2),
	}, resolve.Default())
	if len(r.Conflicts) != 1 || r.Donors[1] == r.Donors[2] {
		t.Errorf("conflicts %v, donors %v", r.Conflicts, r.Donors)
	}
}

func TestPartitionDoesNotDependOnOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := village(rapid.IntRange(2, 60).Draw(t, "n"), rapid.Uint64().Draw(t, "seed"))
		want := resolve.Resolve(all, resolve.Default())
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 3))
		mixed := slices.Clone(all)
		rng.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if diff := cmp.Diff(want, resolve.Resolve(mixed, resolve.Default())); diff != "" {
			t.Fatalf("another order, another result:\n%s", diff)
		}
	})
}

// No donor holds two members that exclude each other.
func TestDonorsHoldNoContradiction(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := village(rapid.IntRange(2, 60).Draw(t, "n"), rapid.Uint64().Draw(t, "seed"))
		r := resolve.Resolve(all, resolve.Default())
		for i := range all {
			for j := range i {
				a, b := all[i], all[j]
				if r.Donors[a.ID] != r.Donors[b.ID] {
					continue
				}
				jrSr := a.Name.Suffix != "" && b.Name.Suffix != "" && a.Name.Suffix != b.Name.Suffix
				if a.Entity != b.Entity || a.Entity == "IND" && jrSr {
					t.Fatalf("%v and %v are one donor", a.Name, b.Name)
				}
			}
		}
	})
}

func TestAddingNeverSplitsAnUnrelatedDonor(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := village(rapid.IntRange(2, 40).Draw(t, "n"), rapid.Uint64().Draw(t, "seed"))
		extra := village(1, rapid.Uint64().Draw(t, "extra"))[0]
		before := resolve.Resolve(all, resolve.Default())
		related := make(map[store.DonorID]bool)
		for i := range all {
			if resolve.Score(all[i], extra).Answer == resolve.Same {
				related[before.Donors[all[i].ID]] = true
			}
		}
		after := resolve.Resolve(append(slices.Clone(all), extra), resolve.Default())
		for i := range all {
			for j := range i {
				a, b := all[i].ID, all[j].ID
				if before.Donors[a] == before.Donors[b] && after.Donors[a] != after.Donors[b] && !related[before.Donors[a]] {
					t.Fatalf("%v came and split %v from %v", extra.Name, all[i].Name, all[j].Name)
				}
			}
		}
	})
}

// A donor with a committee id goes by the contributor that has it, so that its
// page leads to the committee's.
func TestADonorGoesByItsCommitteeID(t *testing.T) {
	t.Parallel()
	plain, withID := body("Hatters Union Local 12"), body("HATTERS UNION LOCAL 12")
	withID.committee, withID.entity = "9900001", "COM"
	r := resolve.Resolve([]resolve.Contributor{plain.contributor(1), withID.contributor(2), body("Hatters Union Local No. 12").contributor(3)}, resolve.Default())
	if diff := cmp.Diff(map[store.DonorID]store.DonorID{1: 2, 2: 2, 3: 2}, r.Donors); diff != "" {
		t.Errorf("donors (-want +got):\n%s", diff)
	}
}

// Blocks must not lose what scoring would find.
func TestBlocksFindLabelledPairs(t *testing.T) {
	t.Parallel()
	f, err := os.Open(storetest.SharedData(t, "labels/donor_pairs.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	found, missed := 0, 0
	for _, row := range rows[1:] {
		side := func(at int, id store.DonorID) resolve.Contributor {
			c := resolve.Contributor{
				ID: id, Name: store.Name{Last: row[at]}, City: row[at+1], State: row[at+2], Zip: row[at+3],
				Employer: row[at+4], Occupation: row[at+5], CommitteeID: row[at+7],
			}
			for _, b := range []byte(row[at+6]) {
				c.AddressHash = c.AddressHash*31 + int64(b)
			}
			return c
		}
		a, b := side(0, 1), side(8, 2)
		if resolve.Score(a, b).Answer != resolve.Same {
			continue
		}
		r := resolve.Resolve([]resolve.Contributor{a, b}, resolve.Default())
		if r.Donors[1] == r.Donors[2] {
			found++
		} else {
			missed++
		}
	}
	t.Logf("%d pairs found in blocks, %d missed", found, missed)
	if missed > found/100 {
		t.Errorf("blocks miss %d of %d pairs", missed, found+missed)
	}
}

func TestManyOfOneName(t *testing.T) {
	t.Parallel()
	var all []resolve.Contributor
	for i := range 500 {
		c := home("Smith, John", "", "").contributor(store.DonorID(i + 1))
		all = append(all, c)
	}
	r := resolve.Resolve(all, resolve.Default())
	if donors := slices.Collect(maps.Values(r.Donors)); slices.Max(donors) != 1 {
		t.Errorf("500 equal contributors are more than one donor")
	}
}

// B has A's address and C's job; but A and C have nothing in common but a name
// that many bear. A chain of likely pairs is not enough.
func TestAWeakBridgeJoinsNobody(t *testing.T) {
	t.Parallel()
	w := *resolve.Default()
	w.Surnames, w.Given = map[string]float64{"BRIDGELY": 1.0 / (1 << 12)}, map[string]float64{"ORVAL": 1.0 / (1 << 6)}
	var file bytes.Buffer
	if err := w.Write(&file); err != nil {
		t.Fatal(err)
	}
	weights, err := resolve.ReadWeights(&file)
	if err != nil {
		t.Fatal(err)
	}
	a, b, c := home("Bridgely, Orval", "Hat Works", "Hatter"), home("Bridgely, Orval", "Glove Mill", "Glover"), away("Bridgely, Orval", "Glove Mill", "Glover")
	all := []resolve.Contributor{a.contributor(1), b.contributor(2), c.contributor(3)}
	if ab, bc := weights.Score(all[0], all[1]), weights.Score(all[1], all[2]); ab.Answer != resolve.Same || bc.Answer != resolve.Same {
		t.Fatalf("the pairs alone: %v, %v", ab, bc)
	}
	if r := resolve.Resolve(all, weights); r.Donors[1] == r.Donors[3] || len(r.Conflicts) != 1 {
		t.Errorf("donors %v, conflicts %v", r.Donors, r.Conflicts)
	}
}
