// Package fec fetches federal filings and tables from the Federal Election
// Commission, in four sources:
//
//   - [New] ("fec"): the feed of the last seven days, and each filing in it.
//   - [NewBulk] ("fec-bulk"): the bulk files of two-year cycles.
//   - [NewDaily] ("fec-daily"): the zips with all e-filings of a day.
//   - [NewAPI] ("fec-api"): contributions received, page by page.
//
// They find and hand over; reading is for whoever knows the formats. A filing
// that is in the feed and gone from the site has been withdrawn, and is noted.
//
// The interface's rate headers are not seen here: the session obeys 429 and
// Retry-After. A key of the operator's is sent only by a session that keeps it
// out of the archive; without one the publisher's own DEMO_KEY is used, which
// allows about 40 requests an hour.
//
// Checked against recorded answers: one item of the feed, and the shape of the
// interface's answers of 2015, which had no cursor yet. Unverified: the rest of
// the feed, where bulk files redirect to, the cursor as it is now, robots.txt.
package fec
