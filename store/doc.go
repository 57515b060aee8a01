// Package store is the vocabulary of campaign finance that every other package
// speaks: committees, filings and their versions, transactions, statuses and
// the standings that follow from them.
//
// It uses the standard library only and knows no file format, no database and
// no web framework. Money is always integer cents, dates are ISO text
// (YYYY-MM-DD, empty when unknown) and identifiers are text, because leading
// zeros and foreign ids ("C00032979", "Pending") are real.
package store
