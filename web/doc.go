// Package web renders what package api answers as pages: HTML from embedded
// templates, one stylesheet, no scripts, nothing from other hosts.
//
// A page computes no figure. Every amount on it carries data-cents and
// data-path, the place of the same amount in a JSON answer: that of data-from of
// the nearest part of the page, else the one that the footer links to. A test
// compares the two. All answers of a page are of one data version.
//
// A chart is a plot: what it says in a sentence, a drawing of package chart or a
// bar, the same numbers as a table, and both as files under .../charts/. Package web must not know where answers come from.
package web
