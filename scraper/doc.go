// Package scraper fetches public filings politely and keeps every answer.
//
// A [Source] knows one publisher's portal: which pages list filings and where
// the documents are. It asks through a [Session], which alone talks to the
// network: named, one request at a time, spaced per host, obedient to
// robots.txt, confined to the hosts that the source declares, and writing every
// body to the archive before anyone reads it. [Run] lets a source crawl and
// hands each document to the caller.
//
// What the archive has of an address becomes the condition of the next request
// for it: an answer that it has not changed (304) is given from the archive, as
// if it had been sent. Files of gigabytes come by [Session.Download], which goes
// on where it was cut, also in another process. A [Runner] adds what a machine
// needs that nobody watches: one run of a source at a time, a [History], the
// continuation of interrupted runs, and a look whether a portal suddenly gives
// far less. [Config] and [Schedule] say what is fetched and when; [Meter] takes
// figures.
//
// A source that has a key of the operator's sends it with [Session.GetWith]: to
// the host that it asks and to no other, never into the archive, the log or an
// error. Addresses are kept and shown without the values of key parameters. What
// a portal gives in pages becomes one document with [Session.Join].
//
// Sources find and fetch; they read nothing of a filing. What a document is
// gets decided by whoever takes it, by content, with the same readers that take
// local files.
//
// Pages and feeds go through Colly. Session hides what Colly does on its own:
// it cuts bodies at 10 MB without an error, ignores robots.txt (and always on
// redirects), recodes and unpacks bodies, keeps a failed address as visited and
// drops the error of a visit that a callback makes. Documents of any size are
// streamed to the archive and never held in memory.
//
// A portal that blocks is not outwitted: the session stops and says so.
package scraper
