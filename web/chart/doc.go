// Package chart draws the few kinds of charts of the pages, and share cards.
// A chart is a [Drawing]: it is written as SVG for pages, feeds and prints, or
// as PNG for downloads and cards, from the same marks.
//
// It knows numbers and labels, not where they come from. Charts begin at zero,
// have one scale, and say nothing by colour alone: parts carry their label and
// value as text, what is not known is hatched.
package chart
