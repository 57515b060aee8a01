package search_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store/search"
)

// Invented donors, dearest first.
var donors = []struct {
	names []string
	body  bool
}{
	{[]string{"Los Angeles Police Protective League", "LAPPL PAC"}, true},
	{[]string{"Bobcat Industries Inc."}, true},
	{[]string{"Example Police Protection Fund"}, true},
	{[]string{"Ada Bauman"}, false},
	{[]string{"Robert Kowalczyk", "KOWALCZYK, ROBERT J."}, false},
	{[]string{"Service Employees International Union Local 721", "S.E.I.U. Local #721"}, true},
	{[]string{"Frank Baum"}, false},
	{[]string{"Zoë O'Brien-Núñez"}, false},
	{[]string{"Roberta Kowalski"}, false},
}

func index() *search.Index {
	b := search.NewBuilder(0)
	for i, d := range donors {
		b.Document(int64(i), int64(-i))
		for _, n := range d.names {
			b.Name(int64(i), n, d.body)
		}
	}
	return b.Build()
}

func found(x *search.Index, text string) []int64 {
	return x.Find(search.Parse(text), 10).IDs
}

func TestWhatPeopleType(t *testing.T) {
	t.Parallel()
	x := index()
	for text, want := range map[string]int64{
		"kowalzyk":              4, // a letter left out
		"kowalcyzk":             4, // two swapped
		"kowalczik":             4,
		"bob kowalczyk":         4,
		"bobby kowal":           4,
		"Kowalczyk Robert":      4,
		"LAPPL":                 0,
		"lapp":                  0,
		"police protectve":      0,
		"league police angeles": 0,
		"seiu":                  5,
		"S.E.I.U. 721":          5,
		"obrien nunez":          7,
		"zoe":                   7,
		`"baum"`:                6,
		`"frank baum`:           6, // not closed yet
		`"police protective"`:   0,
	} {
		ids := found(x, text)
		if at := slices.Index(ids, want); at < 0 || at > 2 {
			t.Errorf("%s: %q is not among the first three of %v", text, donors[want].names[0], ids)
		}
	}
}

func TestQuotesAreExact(t *testing.T) {
	t.Parallel()
	x := index()
	for text, want := range map[string][]int64{
		`baum`:               {3, 6}, // begins so, dearer first
		`"baum"`:             {6},
		`"kowal"`:            nil,
		`"bob"`:              nil, // no nickname
		`"seiu"`:             {5}, // filed so
		`"sei"`:              nil,
		`"protective los"`:   nil, // words, but not in this order
		`"angeles police"`:   {0},
		`"pac los"`:          nil, // the end of one name and the beginning of another
		`"police" fund`:      {2},
		`"local no 721"`:     {5},
		`"kowalzyk"`:         nil,
		``:                   nil,
		`"`:                  nil,
		`--- ""`:             nil,
		`police absent word`: nil,
	} {
		if diff := cmp.Diff(want, found(x, text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestCountsAndOrder(t *testing.T) {
	t.Parallel()
	x := index()
	h := x.Find(search.Parse("pol"), 1)
	if diff := cmp.Diff(search.Hits{IDs: []int64{0}, Ranks: []int64{0}, Count: 2, Spelled: 2}, h); diff != "" {
		t.Errorf("a page of one (-want +got):\n%s", diff)
	}
	// What is spelled right stands before what is dearer.
	h = x.Find(search.Parse("baumon"), 10)
	if h.Spelled != 0 || h.Count != 1 {
		t.Errorf("misspelled: %+v", h)
	}
	h = x.Find(search.Parse("kowalsky"), 10)
	if len(h.IDs) == 0 || h.IDs[0] != 8 {
		t.Errorf("kowalsky: %+v", h)
	}
	if h := search.NewBuilder(0).Build().Find(search.Parse("anything"), 5); h.Count != 0 {
		t.Errorf("nothing to find: %+v", h)
	}
}
