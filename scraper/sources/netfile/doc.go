// Package netfile finds filings of California counties and cities that file
// through NetFile: the yearly workbooks of an agency and the e-filings in its
// filing log.
//
// It uses the older public addresses, which answer without a key and without a
// browser. The publisher is retiring them; some agencies' workbooks are gone
// already. An agency whose workbooks cannot be had is an error, never an empty
// success.
package netfile
