// Package calexport reads the "Excel" files that the pages of a committee on
// CAL-ACCESS offer: quoted, tab-separated text with one header line. There are
// six: contributions received, contributions made, expenditures made, and the
// late ones received (LATE1), made (LATE2) and independent (LATE3).
//
// What the files leave out, the reader leaves out too. They name neither the
// committee nor, in two of them, the filing: the committee's id is taken from
// the file's name. They show current versions only, without their number, no
// loans and no unitemised money, so every filing from here is marked partial.
// The form of a contribution received is not known (Form 460 as a rule, but
// 450 and others are on the same page) and stays empty.
//
// Each filing has a link: to the image of its original, by the number in the
// row; the exports of gifts and payments made name no filing, and their rows lead
// to the committee's list of filings with their images.
//
// Only "contributions received" was seen as a file; the columns of the others
// are as a public scraper of these pages reads them.
package calexport
