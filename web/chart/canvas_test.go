package chart_test

import (
	"bytes"
	"strings"
	"testing"

	"moneytrail/web/chart"
)

// Charts that are to be compared have the same axes: the same marks of the
// scale at the same places, whatever their own amounts are.
func TestSharedAxes(t *testing.T) {
	t.Parallel()
	axis := func(amount int64, c chart.Canvas) string {
		var b bytes.Buffer
		d := c.Timeline("t", "s", []chart.Period{{Label: "Mar 2031", Amount: amount, Cumulative: amount}}, money)
		if err := d.Inline(&b); err != nil {
			t.Fatal(err)
		}
		var kept []string
		for _, part := range strings.SplitAfter(b.String(), ">") {
			if strings.HasPrefix(part, `<path class="c-hair`) || strings.HasPrefix(part, `$`) {
				kept = append(kept, part)
			}
		}
		return strings.Join(kept, "")
	}
	shared := chart.Canvas{Width: 360, High: 9_000_000, Low: -2_000_000, Sum: 40_000_000}
	if small, large := axis(1_000, shared), axis(9_000_000, shared); small != large || small == "" {
		t.Errorf("axes differ:\n%s\n%s", small, large)
	}
	if axis(1_000, chart.Canvas{Width: 360}) == axis(9_000_000, chart.Canvas{Width: 360}) {
		t.Error("own axes do not fit their own amounts")
	}
}

// An inline drawing leaves colours to the page; the others bring their own.
func TestInlineHasNoColours(t *testing.T) {
	t.Parallel()
	for name, d := range samples() {
		var inline, own bytes.Buffer
		if err := d.Inline(&inline); err != nil {
			t.Fatal(err)
		}
		if err := d.SVG(&own); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(inline.String(), "#") || !strings.Contains(own.String(), "#") || inline.Len() >= own.Len() {
			t.Errorf("%s: %d bytes inline, %d with colours", name, inline.Len(), own.Len())
		}
		checkXML(t, name, inline.String())
	}
}
