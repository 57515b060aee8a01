// Package resolve decides who is one donor. It is pure: as-filed contributors
// in, identities with their evidence out. It knows no database, no file and no
// clock; its word lists and its default weights are embedded.
//
// Two rules live here. [Exact] is the simplest that never merges two people by
// guess: a contributor with a committee id is that committee; everybody else is
// the exact name, folded, at one five-digit ZIP code. It names the as-filed
// contributors.
//
// [Resolve] joins as-filed contributors to donors. Each pair that shares a
// block is compared field by field; the fields' weights are added up (Fellegi
// and Sunter, A Theory for Record Linkage, 1969), and a rare name says more
// than a common one. There are three answers: [Same] is merged, [Possible] is
// shown and never added up, [Different]. Hard separations (Jr and Sr, spouses,
// locals with other numbers, other committee ids) outweigh any sum. Two donors
// prefer to stay two rather than become one wrong one.
//
// Under one frozen [Weights] the partition into donors follows from the set of
// contributors alone, not from their order. [Matcher] takes in new contributors
// without a full pass and gives what a full pass would. [Correct] lays people's
// corrections over a resolution and changes neither.
package resolve
