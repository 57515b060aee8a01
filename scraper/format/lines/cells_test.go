package lines_test

import (
	"slices"
	"testing"

	"moneytrail/scraper/format/lines"
)

func TestCell(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"": "", " ": "", "a": "a", " a b\t": "a b", "\u00a0é\u00a0": "é", "é": "é"} {
		if got := lines.Cell(in); got != want {
			t.Errorf("Cell(%q) = %q; want %q", in, got, want)
		}
	}
}

func TestFit(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		cells   []string
		want    []string
		surplus bool
	}{
		{nil, []string{"", ""}, false},
		{[]string{"a"}, []string{"a", ""}, false},
		{[]string{"a", "b", "", " "}, []string{"a", "b"}, false},
		{[]string{"a", "b", "c", ""}, []string{"a", "b"}, true},
	} {
		if got, surplus := lines.Fit(test.cells, 2); !slices.Equal(got, test.want) || surplus != test.surplus {
			t.Errorf("Fit(%q) = %q, %t", test.cells, got, surplus)
		}
	}
}
