// Package fecfiletest makes invented electronic filings of any size, in the
// real format, for benchmarks and tests. Every name in them is made up.
package fecfiletest
