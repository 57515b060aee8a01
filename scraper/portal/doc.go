// Package portal stands in for the publishers' portals on this machine: it
// serves an invented county the way NetFile and the state's CAL-ACCESS serve
// real ones, in the same files and under the same paths, faults included. The
// demo and the tests crawl it with the sources that crawl the real portals.
//
// Nothing here is a recording. How far each path has been checked against a
// real answer:
//
//   - /Connect2/api/public/list/filing/rss/<AID>/campaign.xml and
//     /Connect2/api/public/campaign/list/filer: the shape of the answer follows
//     recorded answers of February 2026. The parameters of the filer list are
//     unverified.
//   - The yearly workbook and the e-file: their insides follow real files (16
//     sheets with their columns; .CAL 2.01). The path of the zip,
//     /pub2/excel/<AID>Browsable/efile_newest_<AID>_<year>.zip, is reported for
//     two cities and unverified for any county.
//   - /Connect2/api/public/efile/<id>: that a paper filing answers 500 with
//     EfileNotFoundException was seen; the rest of that body is unverified.
//   - /dbwebexport.zip and
//     /Campaign/Committees/DetailContributionsReceivedExcel.aspx: the insides
//     follow a real export; headers of the answer are unverified.
//   - /Campaign/Measures/list.aspx and Detail.aspx, /Campaign/Candidates/list.aspx:
//     laid out as saved pages are, which [Portal.Saved] serves in their place. The
//     committee page, the list of a day's filings and the other page exports:
//     as public scrapers read them. Unverified.
//   - /api/public/sites/api/ (NetFile's newer portal): fields and traps as one
//     peer measured them in 2026. Unverified.
//   - /pub2/ (the old portal's form): hidden fields and names of controls as
//     several projects use them. Unverified.
//   - /api/campaign/ (NetFile's keyed interface): fields follow recorded objects;
//     paging, sums of small lines, the answer to a wrong key and the sessions of
//     changes are as public clients call them. Unverified.
//   - /resource/ (Socrata): the query language as far as the sources use it;
//     columns of Oakland follow an export of 2015, those of Los Angeles are as
//     public projects read them. Unverified.
//   - /rss/generate, /dcdev/posted/, /paper/posted/, /files/bulk-downloads/, /v1/
//     (FEC): an item of the feed follows a recorded one; the rest follows the
//     publisher's documentation. Unverified.
//   - robots.txt: no recorded answer of any of these portals exists. Unverified.
//   - What a wrong agency code or an unknown committee answers (200 with
//     nothing) is reported by others; unverified.
//
// The package knows the shapes of the formats, not how to read them.
package portal
