// Package classify says what kind of donor a name is: an organisation of police
// officers, a teachers' union, a bank, or, by default, unknown. What it
// concludes is this program's judgement and never the filer's.
//
// The judgement lies in a text file, rules.txt, that a reporter can read and
// change; every rule in it carries names that it must hit and must miss, and
// a file whose examples fail is refused. See [Load] for the format.
//
// It is pure: no database, no clock, no network. It must not know where the
// donors come from nor how they are shown.
package classify
