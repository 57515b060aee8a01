// Package caltsvtest writes invented CAL-ACCESS exports of any size, for
// benchmarks and for tests of what follows from the records.
//
// Nothing in them is real: names are put together from syllables, and the ids
// lie above those that the state has given out. The shape is real: the
// publisher's columns and line ends, the mix of schedules, entities and
// transaction types measured on a sample of the true export, summary cells
// that tie with the rows, amended reports that restate everything, and
// 24-hour reports of which most are repeated on a later Schedule A.
package caltsvtest
