// Package netfilejson reads what NetFile's newer public portal answers to its
// own pages: the filings of a filer, the lines of the filings, and the filer's
// number by its state id.
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
