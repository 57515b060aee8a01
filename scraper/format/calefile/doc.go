// Package calefile reads reports in California's electronic filing format,
// .CAL 2.01, as the state and NetFile's agencies take it from filers: one
// report per file, comma separated, a record type at the head of each line.
// Forms 410, 450, 460, 461, 465, 496 and 497 are read, plain or inside the zip
// that NetFile serves.
//
// It is pure: bytes in, records out. Lines are read one by one, so that a
// quote that is never closed spoils its own line only.
//
// Field positions come from real filings of Forms 460, 496 and 497. Those of
// Form 410 are derived from the state's table of the same records with the
// street fields put back, which gives the width that such filings have.
package calefile
