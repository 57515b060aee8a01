// Package resolve decides who is one donor. It is pure: as-filed contributors
// in, identities out.
//
// The rule in force is the simplest that never merges two people by guess: a
// contributor with a committee id is that committee; everybody else is the
// exact name, folded, at one five-digit ZIP code.
package resolve
