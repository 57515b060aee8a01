// Package fecbulktest writes invented bulk files in the shape of the Federal
// Election Commission's, of any size, for benchmarks and tests.
//
// Nothing in them is real: names are put together from syllables, and the ids
// of committees begin with C99. The shape is real: columns, whole dollars,
// interleaved filings, donors who give again under the same name, city, ZIP code
// and employer, and the mix of transaction types measured on samples.
package fecbulktest
