// Package jsonlist reads answers of publishers' interfaces: JSON objects with a
// list of entries in them, without holding more than one entry. A file may hold
// several such objects, one behind the other: the pages of one answer. Entries
// are counted through all of them. The package knows no format.
package jsonlist
