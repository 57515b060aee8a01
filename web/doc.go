// Package web renders what package api answers as pages: HTML from embedded
// templates, one stylesheet, no scripts, nothing from other hosts.
//
// A page computes no figure. Every amount on it carries data-cents and
// data-path, the place of the same amount in the JSON of the same request, and
// a test compares the two. Package web must not know where answers come from.
package web
