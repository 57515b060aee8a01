// Package archive keeps what portals answered, byte for byte: the evidence
// behind every row.
//
// A blob stands under the SHA-256 of its bytes (blobs/ab/abcdef..) and is
// written to a temporary file, hashed on the way, synced and renamed, so that a
// blob that exists is whole. Every fetch adds one line of JSON to
// fetches.jsonl: what was asked, when, and which blob came back.
//
// Blobs are plain files. The form of storage is the archive's own affair:
// compressed blobs and an index over the fetches would sit behind the same
// methods, because callers know a blob by its hash only.
//
// The package knows no portal, no file format and no clock. Files are readable
// by their owner only: filings hold street lines that are never served.
package archive
