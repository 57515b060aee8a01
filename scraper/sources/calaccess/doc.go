// Package calaccess finds the filings of California's state committees: the
// Secretary of State's nightly export of everything, or the page export of one
// committee.
//
// The page site stands behind a firewall that blocks programs at will. Such a
// block ends the run with an error that says so; the nightly export has a host
// of its own and is the way to prefer.
package calaccess
