// Package export writes what a handler serves as files that work from a
// folder: links between pages are relative, and nothing on them needs a
// server. It knows HTML and addresses, not what the pages are about.
package export
