// Package scrapertest is the conformance suite of the sources: every source in
// the list is run against the replica, well and with each of its faults, and
// what it hands over is read. It holds tests only; run it with
//
//	go test -v ./scraper/scrapertest
//
// to see the table of sources, faults and outcomes.
//
// A source that is added to the list needs a job in jobs_test.go, or the suite
// fails.
package scrapertest
