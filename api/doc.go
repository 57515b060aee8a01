// Package api is the query layer: it turns requests into response structs
// that the JSON endpoints and the pages both show, so that a page and the API
// cannot disagree.
//
// It must not know where answers come from (see [Reader]), how rows are judged
// (see [Rules]) or what a page looks like. Everything that speaks Echo stands
// in echo.go. Money is integer cents with a decimal string beside it, dates
// are ISO text, street lines never appear.
package api
