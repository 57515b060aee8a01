// Package netfile finds filings of California counties and cities that file
// through NetFile, in three ways. Each is a source of its own, and of one agency
// only one should be loaded: they give the same reports.
//
// [Source] ("netfile") uses the older public addresses: the yearly workbooks,
// under their fixed names or through the old portal's form, and the e-filings
// of the filing log. They need no key and no browser. The publisher is retiring
// them; an agency whose workbooks cannot be had is an error, never an empty
// success.
//
// [Public] ("netfile-public") asks what the newer portal's pages ask. Its lines
// have no transaction ids, entity codes, memo marks or committee ids.
//
// [Keyed] ("netfile-keyed") uses the interface that NetFile gives keys for: all
// of an agency at first, then what its sessions of changes (subscribe, peek,
// open, read topics, complete) say has changed, each changed filing whole. The
// number of the subscription is kept with the archive.
//
// Unverified, since no recorded answer exists: everything of the newer portal
// (fields and traps are as one peer measured them in 2026), the form of the old
// one (names of its controls are as several projects use them), and how the
// keyed interface pages and runs its sessions (as the publisher's own client and
// one city's program call it). The filing log, the filer list, an e-filing and the
// answer for a paper filing follow recorded answers of February 2026.
package netfile
