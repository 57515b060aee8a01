// Package invented is an invented county with everything that makes campaign
// finance hard to count, and the right answers beside it. No person, company,
// committee or union in it is real; committee ids start with 99, ZIP codes with
// 0000, and no address has a street.
//
// What it contains, and where:
//
//   - a report amended twice, with a raised gift and a removed one: 9900001,
//     first half of 2025; another amended once: 9900002, spring of 2026
//   - late reports that a periodic report repeats, with the same transaction id
//     (9900001, 9900002) and with another one (9900002, LCR77), and late money
//     that no periodic report covers yet (9900002, 9900003, 9900004)
//   - a late report amended (9900002, 497-03)
//   - a returned gift, a memo line, a forgiven loan, twins: 9900001
//   - a half-year report repeated inside a full-year one: 9900003
//   - a transfer between two committees for one cause, on both sides' filings:
//     9900001 to 9900002
//   - one union under five spellings, with and without its committee id, and
//     other unions; a big donor who also gives through two companies
//   - a gift made that looks like one received: 9900002, 497-04
//   - independent spending with the receipts behind it: 9900004
//   - a filer that has no id yet
//   - a report whose own line 1 is off by 1,000.00: 9900003, 2025
//   - in the state's export: an amendment that is a cover without lines
//     (9910001), a damaged line (9910004), members' dues, gifts made
//
// [Expected] gives the totals, worked out by hand from the definition.
package invented
