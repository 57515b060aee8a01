package count_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/count"
)

func TestDiff(t *testing.T) {
	t.Parallel()
	row := func(id, name string, cents store.Cents) store.RowView {
		return store.RowView{Schedule: "A", TranID: id, Counterparty: name, Date: "2031-01-02", Amount: cents}
	}
	before := []store.RowView{row("1", "Ada", 100), row("2", "Bob", 200), row("", "Cleo", 5), row("", "Cleo", 5), row("4", "Dan", 1)}
	after := []store.RowView{row("2", "Bob B.", 250), row("1", "Ada", 100), row("", "Cleo", 5), row("3", "New", 7), row("4", "Dan", 1)}
	d := count.Diff(before, after)
	if len(d.Added) != 1 || d.Added[0].TranID != "3" || len(d.Dropped) != 1 || d.Dropped[0].Counterparty != "Cleo" {
		t.Errorf("added %+v dropped %+v", d.Added, d.Dropped)
	}
	if len(d.Changed) != 1 || d.Changed[0].Before.Amount != 200 || d.Changed[0].After.Amount != 250 {
		t.Fatalf("changed %+v", d.Changed)
	}
	if diff := cmp.Diff([]string{"amount", "name"}, d.Changed[0].Fields); diff != "" {
		t.Error(diff)
	}
}

// Whatever the rows, sum after = sum before + added - dropped + changes.
func TestDiffAddsUp(t *testing.T) {
	t.Parallel()
	rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) store.RowView {
		return store.RowView{
			Schedule: rapid.SampledFrom([]string{"A", "C"}).Draw(t, "schedule"), TranID: rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "id"),
			Amount: store.Cents(rapid.IntRange(-3, 3).Draw(t, "amount")),
		}
	}), 0, 8)
	rapid.Check(t, func(t *rapid.T) {
		before, after := rows.Draw(t, "before"), rows.Draw(t, "after")
		d := count.Diff(before, after)
		sum := func(rows []store.RowView) (s store.Cents) {
			for i := range rows {
				s += rows[i].Amount
			}
			return s
		}
		moved := sum(d.Added) - sum(d.Dropped)
		for i := range d.Changed {
			moved += d.Changed[i].After.Amount - d.Changed[i].Before.Amount
		}
		if sum(before)+moved != sum(after) {
			t.Fatalf("%v %v: moved %v", sum(before), sum(after), moved)
		}
	})
}
