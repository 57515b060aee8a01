// Package netfilejson reads what NetFile answers in JSON: the newer public
// portal to its own pages (the filings of a filer, the lines of the filings, and
// the filer's number by its state id), and the keyed interface, version 101 (the
// filings of an agency and their elements, several pages in one file).
//
// The keyed interface gives the fields of California's e-filing format. Its
// entries follow recorded ones; what an amendment looks like is not among them.
// A version is known by its filingNid; elements that are not active, or are
// superseded, are kept as references; of the versions of a 24-hour notice all
// but the last are withdrawn, told by the filing that they go back to. Sums of
// lines too small to list ("F460ALine2") are lines of the summary; the rest of
// the summary the interface does not give.
//
// What follows is about the public portal.
//
// No recorded answer of this portal exists. The fields are as one peer
// described them in 2026; a field that is not named there is passed over, a
// named one that is missing refuses the file.
//
// Lines know neither the filer's transaction id, nor the entity code, memo
// mark or committee id of the other side. They say in which filing they stand
// ("filingId"), and that number is all that identifies a report here: see
// [System]. A later version has a number of its own, so that amendments are
// told by form and period, from the list of filings; of the versions of a
// 24-hour notice, which has no period, all but the last are marked withdrawn
// there. Load the list before the lines. Memo lines are not told from others.
//
// The search that gives the lines matches donors as well as filers. Lines of
// other filers are therefore kept as references: of their filings the answer
// has a part only. Whose lines are wanted, and the state's id of that filer,
// stand in the document's name, which [Document.FileName] makes. A file with
// another name is read whole, its filers provisional by their filed names.
package netfilejson
