package rank_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rank"
)

func gift(donor store.DonorID, amount store.Cents, date store.Date) rank.Gift {
	return rank.Gift{Donor: donor, Amount: amount, Date: date, Status: store.StatusCounted}
}

func late(donor store.DonorID, amount store.Cents, date store.Date) rank.Gift {
	return rank.Gift{Donor: donor, Amount: amount, Date: date, Status: store.StatusPending}
}

func donor(id store.DonorID) store.Donor { return store.Donor{ID: id} }

func TestFold(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		gifts []rank.Gift
		want  []store.Standing
	}{
		{"no gifts", nil, nil},
		{"gifts and a return", []rank.Gift{gift(1, 500, "2031-03-02"), gift(1, -200, "2031-02-01"), gift(1, 100, "")}, []store.Standing{
			{Rank: 1, Donor: donor(1), Gross: 600, Returned: 200, Net: 400, Gifts: 2, First: "2031-02-01", Last: "2031-03-02"},
		}},
		{"pending money stands apart", []rank.Gift{late(1, 900, "2031-10-01"), gift(2, 500, "2031-03-02"), late(2, 50, "2031-10-02"), late(2, 60, "2031-10-03")}, []store.Standing{
			{Rank: 1, Donor: donor(2), Gross: 500, Net: 500, Gifts: 1, First: "2031-03-02", Last: "2031-03-02", Pending: 110, PendingGifts: 2},
			{Rank: 2, Donor: donor(1), Pending: 900, PendingGifts: 1},
		}},
		{"ties go by pending money, then by id", []rank.Gift{gift(9, 500, ""), gift(3, 500, ""), gift(5, 500, ""), late(5, 1, "")}, []store.Standing{
			{Rank: 1, Donor: donor(5), Gross: 500, Net: 500, Gifts: 1, Pending: 1, PendingGifts: 1},
			{Rank: 2, Donor: donor(3), Gross: 500, Net: 500, Gifts: 1}, {Rank: 3, Donor: donor(9), Gross: 500, Net: 500, Gifts: 1},
		}},
		{"a donor who got everything back", []rank.Gift{gift(1, 500, "2031-03-02"), gift(1, -500, "2031-04-02"), gift(2, 1, "2031-03-02")}, []store.Standing{
			{Rank: 1, Donor: donor(2), Gross: 1, Net: 1, Gifts: 1, First: "2031-03-02", Last: "2031-03-02"},
			{Rank: 2, Donor: donor(1), Gross: 500, Returned: 500, Gifts: 1, First: "2031-03-02", Last: "2031-04-02"},
		}},
		{"shares of joint fundraising stand apart", []rank.Gift{gift(1, 500, "2031-03-02"), {Donor: 1, Amount: 70, Status: store.StatusAttributed}, {Donor: 3, Amount: 80, Date: "2031-04-01", Status: store.StatusAttributed}, {Donor: 2, Amount: 90, Status: store.StatusAttributed}}, []store.Standing{
			{Rank: 1, Donor: donor(1), Gross: 500, Net: 500, Gifts: 1, First: "2031-03-02", Last: "2031-03-02", Attributed: 70},
			{Rank: 2, Donor: donor(2), Attributed: 90},
			{Rank: 3, Donor: donor(3), Attributed: 80},
		}},
		{"rows of other statuses are ignored", []rank.Gift{{Donor: 1, Amount: 5, Status: store.StatusCovered}, {Donor: 1, Amount: 5, Status: store.StatusMirror}, {Donor: 1, Amount: 5}}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := rank.Fold(slices.Values(test.gifts))
			if diff := cmp.Diff(test.want, got); diff != "" && len(got)+len(test.want) > 0 {
				t.Error(diff)
			}
		})
	}
}

func randomGifts(t *rapid.T, label string) []rank.Gift {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) rank.Gift {
		return rank.Gift{
			Donor: store.DonorID(rapid.Int64Range(1, 6).Draw(t, "donor")), Amount: store.Cents(rapid.Int64Range(-3, 3).Draw(t, "amount")),
			Date:   rapid.SampledFrom([]store.Date{"", "2031-01-01", "2031-06-30", "2032-02-29"}).Draw(t, "date"),
			Status: rapid.SampledFrom([]store.Status{store.StatusCounted, store.StatusCounted, store.StatusPending, store.StatusAttributed, store.StatusCovered}).Draw(t, "status"),
		}
	}), 0, 30).Draw(t, label)
}

func fold(gifts ...[]rank.Gift) []store.Standing {
	return rank.Fold(slices.Values(slices.Concat(gifts...)))
}

func TestStandingsAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gifts := randomGifts(t, "gifts")
		standings := fold(gifts)
		var net, pending store.Cents
		for _, g := range gifts {
			switch g.Status {
			case store.StatusCounted:
				net += g.Amount
			case store.StatusPending:
				pending += g.Amount
			}
		}
		for i, s := range standings {
			if s.Rank != i+1 || s.Net != s.Gross-s.Returned || s.Gross < 0 || s.Returned < 0 {
				t.Fatalf("standing %d: %+v", i, s)
			}
			net, pending = net-s.Net, pending-s.Pending
		}
		if net != 0 || pending != 0 {
			t.Fatalf("standings and gifts differ by %v counted, %v pending", net, pending)
		}
		if diff := cmp.Diff(standings, fold(rapid.Permutation(gifts).Draw(t, "order"))); diff != "" {
			t.Fatal("another order:", diff)
		}
	})
}

func TestMergeIsFoldOfAll(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := randomGifts(t, "a"), randomGifts(t, "b"), randomGifts(t, "c")
		want := fold(a, b, c)
		for _, got := range [][]store.Standing{
			rank.Merge(fold(a), fold(b), fold(c)), rank.Merge(fold(c), fold(a, b)), rank.Merge(rank.Merge(fold(b), fold(c)), fold(a)),
		} {
			if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
				t.Fatal(diff)
			}
		}
	})
}

func TestMergeKeepsTheDonor(t *testing.T) {
	t.Parallel()
	named := store.Standing{Donor: store.Donor{ID: 7, Name: "ALMA OAK"}, Net: 1, Gross: 1}
	first := []store.Standing{named}
	second := []store.Standing{{Donor: donor(7), Net: 2, Gross: 2}}
	want := []store.Standing{{Rank: 1, Donor: named.Donor, Net: 3, Gross: 3}}
	for _, got := range [][]store.Standing{rank.Merge(first, second), rank.Merge(second, first)} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	if !cmp.Equal(first[0], named) {
		t.Error("the input was changed")
	}
}

func TestWithout(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gifts := randomGifts(t, "gifts")
		member := func(id store.DonorID) bool { return id%2 == 0 }
		standings := fold(gifts)
		before := slices.Clone(standings)
		got := rank.Without(standings, member)
		want := fold(slices.DeleteFunc(slices.Clone(gifts), func(g rank.Gift) bool { return member(g.Donor) }))
		if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(before, standings); diff != "" {
			t.Fatal("the input was changed:", diff)
		}
	})
}

func TestFolderIsUsedAgain(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var f rank.Folder
		for range 3 {
			gifts := randomGifts(t, "gifts")
			for i, g := range gifts {
				f.Add(g)
				if i == len(gifts)/2 {
					f.Standings() // looking between does not disturb
				}
			}
			got := f.Standings()
			f.Reset()
			if diff := cmp.Diff(fold(gifts), got); diff != "" && len(got) > 0 {
				t.Fatal(diff)
			}
		}
		if got := f.Standings(); len(got) != 0 {
			t.Fatalf("after a reset: %+v", got)
		}
	})
}

var _ store.Ranker = (*rank.Folder)(nil)

func BenchmarkFolder(b *testing.B) {
	for _, n := range []int{50_000, 5_000_000} {
		b.Run(fmt.Sprintf("gifts=%d", n), func(b *testing.B) {
			gifts := manyGifts(n)
			var f rank.Folder
			b.ReportAllocs()
			for b.Loop() {
				f.Reset()
				for _, g := range gifts {
					f.Add(g)
				}
				if len(f.Standings()) == 0 {
					b.Fatal("nobody gave")
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "gifts/s")
		})
	}
}

// manyGifts gives n gifts of about n/3 donors.
func manyGifts(n int) []rank.Gift {
	r := rand.New(rand.NewPCG(1, 2))
	gifts := make([]rank.Gift, n)
	for i := range gifts {
		gifts[i] = gift(store.DonorID(1+r.Int64N(int64(n/3+1))*7919), store.Cents(r.Int64N(500_000)), "2031-03-02")
		if i%20 == 0 {
			gifts[i].Status = store.StatusPending
		}
	}
	return gifts
}
