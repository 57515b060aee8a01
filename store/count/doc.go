// Package count holds the counting rules: which version of a report is in
// force, which 24-hour notices a periodic report already carries, and so the
// one status and reason of every row. It is pure: it reads no database and
// knows no file format. docs/counting.md explains the rules to people.
package count
