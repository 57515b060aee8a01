// Package format knows the formats that filings come in, and tells by a file's
// content which one it is. The readers themselves stand in the folders below:
// pure functions, bytes in, records out.
package format
