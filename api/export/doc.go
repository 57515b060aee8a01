// Package export writes rows as CSV, JSON Lines and Parquet. What a row is
// comes from the tags json of its struct alone, so that all three formats hold
// the same and agree with the JSON of the API. It knows no HTTP and no
// database, and holds a bounded number of rows in memory.
package export
