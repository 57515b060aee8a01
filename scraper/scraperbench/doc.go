// Package scraperbench holds the benchmarks of fetching: many small pages, and
// one file of 1.5 GB. They are apart from the other tests so that the memory
// they report is that of the fetching and not of test tools. Run it with
//
//	go test ./scraper/scraperbench -run xxx -bench .
package scraperbench
