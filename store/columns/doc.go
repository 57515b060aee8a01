// Package columns answers any combination of filters over all rows by looking
// at each of them, from memory: exact sums and counts of the whole filter and
// its first rows. It is pure: it knows no database and uses the standard
// library and the vocabulary alone.
//
// A row takes sixteen bytes: its amount, its day, and the numbers of its
// filing, of its party and of what it is. Whatever many rows share stands once
// in a table: the filing with committee, form and filing day; the party as
// filed with donor, name, place and job; the combination of schedule, kind,
// direction, status and reason. A filter is decided once per table entry, so
// that a row costs three look-ups and two comparisons, whatever was asked.
//
// [Columns] never change after [Builder.Build].
package columns
