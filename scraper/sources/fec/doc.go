// Package fec fetches federal filings and tables from the Federal Election
// Commission, in four sources:
//
//   - [New] ("fec"): the feed of the last seven days, and each filing in it.
//   - [NewBulk] ("fec-bulk"): the bulk files of two-year cycles.
//   - [NewDaily] ("fec-daily"): the zips with all e-filings of a day.
//   - [NewAPI] ("fec-api"): the filings of a committee, and the contributions
//     that it received, of a cycle.
//
// They find and hand over; reading is for whoever knows the formats. A filing
// that is in the feed and gone from the site has been withdrawn, and is noted.
//
// The session obeys 429, Retry-After and X-RateLimit-Remaining. The interface's
// key is sent in a header; without one the publisher's own DEMO_KEY is used,
// which allows about 40 requests an hour.
// The interface's pages of a list are handed over as one document, since a
// filing's rows stand on several of them.
//
// Checked against recorded answers: one item of the feed, and the shape of the
// interface's answers of 2015, which had no cursor yet. Unverified: the rest of
// the feed, where bulk files redirect to, the cursor as it is now, robots.txt.
package fec
