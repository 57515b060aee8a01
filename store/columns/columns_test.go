package columns_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/columns"
)

// fold is enough of a fold for invented names.
func fold(s string) string { return strings.Join(strings.Fields(strings.ToUpper(s)), " ") }

// world is everything a reference answers from.
type world struct {
	filings []columns.Filing
	rows    []columns.Row
	classes map[int64][2]string // donor -> class, tags
	earned  map[string][][2]int64
}

var days = []string{"", "1900-01-01", "2030-12-31", "2031-01-01", "2031-06-30", "2032-02-29", "2199-12-31"}

func randomWorld(t *rapid.T) *world {
	w := &world{classes: map[int64][2]string{}, earned: map[string][][2]int64{}}
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	for i := range rapid.IntRange(1, 6).Draw(t, "filings") {
		w.filings = append(w.filings, columns.Filing{
			ID: int64(10 + i*3), Committee: int64(rapid.IntRange(0, 3).Draw(t, "committee")), Form: pick("form", "", "F460", "F497", "F24"), Filed: store.Date(pick("filed", days...)),
		})
	}
	for d := range int64(4) {
		if rapid.Bool().Draw(t, "classified") {
			w.classes[d+1] = [2]string{pick("class", "fire", "le_union", "unknown"), pick("tags", "", "le_individual", "a\nle_individual")}
		}
	}
	for range rapid.IntRange(0, 3).Draw(t, "earned") {
		w.earned["megadonor"] = append(w.earned["megadonor"], [2]int64{int64(rapid.IntRange(1, 3).Draw(t, "to")), int64(rapid.IntRange(1, 4).Draw(t, "by"))})
	}
	id := int64(rapid.IntRange(-3, 3).Draw(t, "first id"))
	for range rapid.IntRange(0, 60).Draw(t, "rows") {
		id += int64(rapid.SampledFrom([]int{1, 1, 1, 2, 1000}).Draw(t, "gap"))
		amount := store.Cents(rapid.IntRange(-3, 5).Draw(t, "amount")) * 100
		switch rapid.IntRange(0, 9).Draw(t, "size") {
		case 0:
			amount = math.MinInt32
		case 1:
			amount *= 1e12
		}
		w.rows = append(w.rows, columns.Row{
			ID: id, Filing: rapid.SampledFrom(w.filings).Draw(t, "filing").ID, Donor: int64(rapid.IntRange(1, 4).Draw(t, "donor")),
			Schedule: pick("schedule", "A", "C", "F497P1"), Kind: store.Kind(rapid.IntRange(0, 2).Draw(t, "kind")), Direction: store.Direction(rapid.IntRange(0, 2).Draw(t, "direction")),
			Status: store.Status(rapid.IntRange(1, 3).Draw(t, "status")), Reason: store.Reason(rapid.IntRange(0, 2).Draw(t, "reason")),
			Date: pick("day", days...), Amount: amount, Last: pick("last", "", "Example", "Example Guild", "exam"), First: pick("first", "", "Ada", "ada"), Suffix: pick("suffix", "", "Jr"),
			City: pick("city", "", "Los Angeles", "LOS  ANGELES", "Los"), State: pick("state", "", "CA", "ca", "NV"), Zip: pick("zip", "", "90001", "90001-1234", "900"),
			Entity: pick("entity", "", "IND", "COM"), Employer: pick("employer", "", "City of Example", "Example City"), Occupation: pick("occupation", "", "Police Officer", "Officer"),
		})
	}
	return w
}

func (w *world) columns(t *rapid.T) *columns.Columns {
	b := columns.NewBuilder(fold, 0)
	for _, f := range w.filings {
		b.Filing(f)
	}
	for donor, c := range w.classes {
		b.Class(donor, c[0], c[1])
	}
	for tag, pairs := range w.earned {
		for _, p := range pairs {
			b.Earned(tag, p[0], p[1])
		}
	}
	for i := range w.rows {
		if err := b.Row(&w.rows[i]); err != nil {
			t.Fatal(err)
		}
	}
	c, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// maybe draws a value, or leaves the field open.
func maybe[T any](t *rapid.T, name string, odds int, values ...T) (out T) {
	if rapid.IntRange(0, odds).Draw(t, name+"?") == 0 {
		out = rapid.SampledFrom(values).Draw(t, name)
	}
	return out
}

func randomQuery(t *rapid.T) *columns.Query {
	q := &columns.Query{Order: store.TransactionOrder(rapid.IntRange(0, int(store.TransactionOrders)-1).Draw(t, "order")), Limit: rapid.IntRange(1, 8).Draw(t, "limit")}
	q.Committees = maybe(t, "committees", 4, []int64{1}, []int64{0, 2}, []int64{}, []int64{99})
	q.Donor = maybe(t, "donor", 6, store.DonorID(1), store.DonorID(2), store.DonorID(77))
	q.Classes = maybe(t, "classes", 6, []string{"fire"}, []string{"unknown", "le_union"}, []string{"none such"})
	q.Tag = maybe(t, "tag", 6, "megadonor", "le_individual", "none such")
	q.Kinds = maybe(t, "kinds", 6, []store.Kind{1}, []store.Kind{0, 2})
	q.Schedules = maybe(t, "schedules", 6, []string{"A"}, []string{"C", "F497P1"}, []string{"Z"})
	q.Statuses = maybe(t, "statuses", 6, []store.Status{1}, []store.Status{2, 3})
	q.Reasons = maybe(t, "reasons", 6, []store.Reason{1})
	q.Direction = maybe(t, "direction", 6, store.Received, store.Made)
	q.Forms = maybe(t, "forms", 6, []string{"F460"}, []string{"F497", "F1"})
	q.Notice = maybe(t, "notice", 6, store.Yes, store.No)
	q.From, q.Thru = maybe(t, "from", 5, store.Date("2031-01-01"), "2031-01-02"), maybe(t, "thru", 5, store.Date("2031-06-30"), "2030-01-01")
	q.FiledFrom, q.FiledThru = maybe(t, "filed from", 6, store.Date("2031-01-01")), maybe(t, "filed thru", 6, store.Date("2031-06-30"))
	q.Min, q.Max = maybe(t, "min", 6, new(store.Cents), cents(-100), cents(1e13)), maybe(t, "max", 6, new(store.Cents), cents(-100), cents(1e13))
	q.Name, q.City = maybe(t, "name", 5, "exa", "ada example", "example jr", "guild exam", "--"), maybe(t, "city", 6, "los angeles", "Los", "angeles", " ")
	q.State, q.Zip, q.Entity = maybe(t, "state", 6, "ca", "XX"), maybe(t, "zip", 6, "90001", "00000"), maybe(t, "entity", 6, "ind", "OTH")
	q.Employer, q.Occupation = maybe(t, "employer", 6, "exam city", "of"), maybe(t, "occupation", 6, "officer", "pol", "city")
	return q
}

func cents(c store.Cents) *store.Cents { return &c }

// Any filter gives what a plain loop over all rows gives, and its pages, one
// after the other, give every row once and in order.
func TestFindsWhatALoopFinds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		w := randomWorld(rt)
		c := w.columns(rt)
		for range 4 {
			q := randomQuery(rt)
			want, totals := w.reference(q)
			var got []int64
			for page := 0; ; page++ {
				r, err := c.Find(t.Context(), q, rapid.IntRange(1, 3).Draw(rt, "workers"))
				if err != nil {
					rt.Fatal(err)
				}
				if diff := gocmp.Diff(totals, r.Totals); diff != "" {
					rt.Fatalf("%+v: totals of page %d (-want +got):\n%s", q, page, diff)
				}
				if len(r.IDs) > q.Limit || (r.More && len(r.IDs) < q.Limit) {
					rt.Fatalf("page of %d, more: %v", len(r.IDs), r.More)
				}
				got = append(got, r.IDs...)
				if !r.More {
					break
				}
				last := w.row(r.IDs[len(r.IDs)-1])
				q.After = &store.TransactionPlace{Amount: last.Amount, Date: store.Date(last.Date), ID: last.ID}
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				rt.Fatalf("%+v (-want +got):\n%s", q, diff)
			}
		}
	})
}

// A page may begin behind a row that is gone.
func TestPlaceNeedNotExist(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		w := randomWorld(rt)
		c := w.columns(rt)
		q := &columns.Query{Order: store.TransactionOrder(rapid.IntRange(0, 3).Draw(rt, "order")), Limit: 1000}
		ids, _ := w.reference(q)
		q.After = &store.TransactionPlace{
			Amount: store.Cents(rapid.IntRange(-400, 600).Draw(rt, "amount")), Date: store.Date(rapid.SampledFrom(append([]string{"2031-03-03", "2200-01-01"}, days...)).Draw(rt, "day")),
			ID: int64(rapid.IntRange(-5, 4000).Draw(rt, "id")),
		}
		var want []int64
		for _, id := range ids {
			if r := w.row(id); compare(q.Order, r, &columns.Row{ID: q.After.ID, Amount: q.After.Amount, Date: string(q.After.Date)}) > 0 {
				want = append(want, id)
			}
		}
		r, err := c.Find(t.Context(), q, 1)
		if err != nil {
			rt.Fatal(err)
		}
		if diff := gocmp.Diff(want, r.IDs, gocmp.Transformer("nil", func(s []int64) []int64 { return append([]int64{}, s...) })); diff != "" {
			rt.Fatalf("after %+v (-want +got):\n%s", q.After, diff)
		}
	})
}

func TestBuilderRefuses(t *testing.T) {
	t.Parallel()
	b := columns.NewBuilder(fold, 0)
	b.Filing(columns.Filing{ID: 1})
	if err := b.Row(&columns.Row{ID: 5, Filing: 2}); err == nil {
		t.Error("a row of an unknown filing was taken")
	}
	if err := b.Row(&columns.Row{ID: 5, Filing: 1}); err != nil {
		t.Error(err)
	}
	if err := b.Row(&columns.Row{ID: 5, Filing: 1}); err == nil {
		t.Error("a row was taken twice")
	}
	var err error
	for i := range 70_000 {
		if err = b.Row(&columns.Row{ID: int64(6 + i), Filing: 1, Date: fmt.Sprint("day ", i)}); err != nil {
			break
		}
	}
	if err == nil {
		t.Error("more days than fit were taken")
	}
}

func (w *world) row(id int64) *columns.Row {
	i := slices.IndexFunc(w.rows, func(r columns.Row) bool { return r.ID == id })
	return &w.rows[i]
}

func compare(o store.TransactionOrder, a, b *columns.Row) int {
	key := cmp.Compare(a.Amount, b.Amount)
	if o.ByDate() {
		key = cmp.Compare(a.Date, b.Date)
	}
	if o.Descending() {
		key = -key
	}
	return cmp.Or(key, cmp.Compare(a.ID, b.ID))
}

func (w *world) reference(q *columns.Query) ([]int64, store.TransactionTotals) {
	var found []*columns.Row
	sums := map[store.ScheduleTotal]*store.TransactionSum{}
	counted, all := map[int64]bool{}, map[int64]bool{}
	for i := range w.rows {
		r := &w.rows[i]
		if !w.admits(q, r) {
			continue
		}
		found = append(found, r)
		k := store.ScheduleTotal{Schedule: r.Schedule, Status: r.Status, Reason: r.Reason}
		if sums[k] == nil {
			sums[k] = &store.TransactionSum{ScheduleTotal: k}
		}
		sums[k].Rows++
		sums[k].Amount += r.Amount
		if r.Amount < 0 {
			sums[k].Returned -= r.Amount
		}
		all[r.Donor] = true
		if r.Status == store.StatusCounted {
			counted[r.Donor] = true
		}
	}
	slices.SortFunc(found, func(a, b *columns.Row) int { return compare(q.Order, a, b) })
	var ids []int64
	for _, r := range found {
		ids = append(ids, r.ID)
	}
	t := store.TransactionTotals{Donors: len(counted), Parties: len(all)}
	for _, s := range sums {
		t.Sums = append(t.Sums, *s)
	}
	slices.SortFunc(t.Sums, func(a, b store.TransactionSum) int {
		return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(a.Schedule, b.Schedule), cmp.Compare(a.Reason, b.Reason))
	})
	return ids, t
}

func (w *world) admits(q *columns.Query, r *columns.Row) bool {
	f := w.filings[slices.IndexFunc(w.filings, func(f columns.Filing) bool { return f.ID == r.Filing })]
	class, tags := "unknown", ""
	if c, ok := w.classes[r.Donor]; ok {
		class, tags = c[0], c[1]
	}
	notice := f.Form == "F497" || f.Form == "F24"
	hasTag := slices.Contains(strings.Split(tags, "\n"), q.Tag) || slices.Contains(w.earned[q.Tag], [2]int64{f.Committee, r.Donor})
	return (q.Committees == nil || slices.Contains(q.Committees, f.Committee)) && (q.Donor == 0 || int64(q.Donor) == r.Donor) && in(q.Classes, class) && (q.Tag == "" || hasTag) &&
		in(q.Kinds, r.Kind) && in(q.Schedules, r.Schedule) && in(q.Statuses, r.Status) && in(q.Reasons, r.Reason) && (q.Direction == 0 || q.Direction == r.Direction) &&
		in(q.Forms, f.Form) && (q.Notice == store.Either || (q.Notice == store.Yes) == notice) &&
		inDays(r.Date, q.From, q.Thru) && inDays(string(f.Filed), q.FiledFrom, q.FiledThru) &&
		(q.Min == nil || r.Amount >= *q.Min) && (q.Max == nil || r.Amount <= *q.Max) &&
		hasWords(q.Name, r.First+" "+r.Last+" "+r.Suffix) && hasWords(q.Employer, r.Employer) && hasWords(q.Occupation, r.Occupation) &&
		(q.City == "" || fold(q.City) != "" && fold(q.City) == fold(r.City)) && (q.State == "" || fold(q.State) == fold(r.State)) &&
		(q.Entity == "" || fold(q.Entity) == fold(r.Entity)) && (q.Zip == "" || strings.HasPrefix(r.Zip, q.Zip))
}

func in[T comparable](wanted []T, have T) bool {
	return len(wanted) == 0 || slices.Contains(wanted, have)
}

func inDays(d string, from, thru store.Date) bool {
	if from == "" && thru == "" {
		return true
	}
	return d != "" && d >= string(from) && (thru == "" || d <= string(thru))
}

func hasWords(wanted, text string) bool {
	if wanted == "" {
		return true
	}
	words := strings.Fields(fold(wanted))
	for _, w := range words {
		if !slices.ContainsFunc(strings.Fields(fold(text)), func(have string) bool { return strings.HasPrefix(have, w) }) {
			return false
		}
	}
	return len(words) > 0
}
