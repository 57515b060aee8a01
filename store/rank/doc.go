// Package rank holds the ranking rules in plain Go: how gifts become
// standings. The ranks in the database are tested against it. It knows no
// database, no committee and no donor resolution: a gift arrives with its
// donor's id, its status and its cents.
package rank
