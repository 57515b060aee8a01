// Package archive keeps what portals answered, byte for byte: the evidence
// behind every row.
//
// A blob stands under the SHA-256 of its exact bytes. Text is compressed
// (blobs/ab/abcdef...gz), what is compressed already stands as it came
// (blobs/ab/abcdef...); readers get the exact bytes either way. A blob is
// written to a temporary file, hashed on the way, synced and renamed, so that a
// blob that exists is whole. Listing pages, of which there are thousands, are
// synced in groups: what a power cut takes of them is seen by its size, and
// fetched again.
//
// Two journals of JSON lines say what the blobs are. fetches.jsonl has a line
// for every answer: what was asked, when, and which blob came back.
// documents.jsonl has a line for every document that was handed over for
// reading, in that order: reading them again in the same order rebuilds the
// database. The lines are the truth; the index over them is a temporary
// file, built when it is first needed, so that memory does not grow with the
// number of pages.
//
// Downloads of gigabytes grow in partial/ and go on where they stopped, also in
// another process.
//
// The package knows no portal, no file format and no clock. Files are readable
// by their owner only: filings hold street lines that are never served.
package archive
