package fec

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"moneytrail/scraper"
)

const (
	bulkBase = "https://www.fec.gov"
	// bulkStore is where the bulk files are redirected to.
	bulkStore = "https://cg-519a459a-0ea3-42c2-b7bc-fa1143481f74.s3-us-gov-west-1.amazonaws.com"
	bulkPath  = "/files/bulk-downloads/"
)

// BulkFiles lists the bulk files of a cycle that are fetched unless told
// otherwise, by their short names: masters first.
func BulkFiles() []string { return []string{"cm", "cn", "ccl", "oth", "pas2", "oppexp", "indiv"} }

// Bulk are the bulk files of two-year cycles.
type Bulk struct {
	place
	files []string
}

var _ scraper.Source = (*Bulk)(nil)

// NewBulk makes the source of bulk files.
func NewBulk(o Options) *Bulk {
	b := &Bulk{files: o.Files, place: placeOf(o, scraper.Info{
		Name: BulkName, Title: "FEC, bulk files", Delay: time.Second, MinDocuments: 1,
	}, bulkBase, bulkStore)}
	if len(b.files) == 0 {
		b.files = BulkFiles()
	}
	return b
}

// Crawl implements [scraper.Source]: the bulk files of the cycles that the
// years lie in. A file that is not there yet, as in the first weeks of a cycle,
// is noted. What has not changed since it was last fetched is not sent again:
// the publisher says so by its day of change.
func (b *Bulk) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if len(req.Years) == 0 {
		return errors.New("no year given: bulk files are by two-year cycle")
	}
	for _, cycle := range cycles(req.Years) {
		for _, file := range b.files {
			name := fmt.Sprintf("%s%02d.zip", file, cycle%100)
			doc, err := session.Download(ctx, fmt.Sprintf("%s%s%d/%s", b.base[bulkBase], bulkPath, cycle, name))
			if isMissing(err) {
				session.Note(name, "is not there")
				continue
			}
			if err == nil {
				err = checkZip(session, doc)
			}
			if err != nil {
				return fmt.Errorf("bulk file %s: %w", name, err)
			}
			doc.Name = name
			if err := found(doc); err != nil {
				return err
			}
		}
	}
	return nil
}

// cycles gives the even years that years belong to, once each.
func cycles(years []int) []int {
	var even []int
	for _, year := range years {
		if cycle := year + year%2; !slices.Contains(even, cycle) {
			even = append(even, cycle)
		}
	}
	return even
}

// Daily are the zips with the e-filings of a day.
type Daily struct{ place }

var _ scraper.Source = (*Daily)(nil)

// NewDaily makes the source of daily zips.
func NewDaily(o Options) *Daily {
	return &Daily{placeOf(o, scraper.Info{
		Name: DailyName, Title: "FEC, electronic filings by day", Delay: time.Second, MinDocuments: 1, MaxDrop: 1,
	}, bulkBase, bulkStore)}
}

// maxGap is how many days in a row may lack a zip before the end is taken to
// be reached.
const maxGap = 10

// Crawl implements [scraper.Source]: the zips of the days from Since on, until
// the day of fetching. Days without one are passed over.
func (d *Daily) Crawl(ctx context.Context, session *scraper.Session, req scraper.Request, found func(scraper.Document) error) error {
	if req.Since.IsZero() {
		return errors.New("no first day given: there is a zip for every day since 2001")
	}
	day, gap := req.Since.UTC().Truncate(24*time.Hour), 0
	for last := day.AddDate(1, 0, 0); gap < maxGap && !day.After(last); day = day.AddDate(0, 0, 1) {
		name := day.Format("20060102") + ".zip"
		doc, err := session.Download(ctx, d.base[bulkBase]+bulkPath+"electronic/"+name)
		if isMissing(err) {
			gap++
			continue
		}
		if err == nil {
			err = checkZip(session, doc)
		}
		if err != nil {
			return fmt.Errorf("e-filings of %s: %w", day.Format(time.DateOnly), err)
		}
		gap, last, doc.Name = 0, doc.Fetched, name
		if err := found(doc); err != nil {
			return err
		}
	}
	return nil
}

// zipEnd is how much of the end of a zip holds its closing record: 22 bytes and
// a comment.
const zipEnd = 22 + 1<<16

// checkZip holds a document to be a whole zip.
func checkZip(session *scraper.Session, doc scraper.Document) error {
	file, err := session.Open(doc)
	if err != nil {
		return fmt.Errorf("look at %s: %w", doc.URL, err)
	}
	defer func() { _ = file.Close() }()
	head, tail := make([]byte, min(4, doc.Size)), make([]byte, min(zipEnd, doc.Size))
	if _, err := file.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("look at %s: %w", doc.URL, err)
	}
	if _, err := file.ReadAt(tail, doc.Size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("look at %s: %w", doc.URL, err)
	}
	if !bytes.HasPrefix(head, []byte("PK")) || !bytes.Contains(tail, []byte("PK\x05\x06")) {
		return fmt.Errorf("%s is no whole zip: %w", doc.URL, scraper.ErrNotData)
	}
	return nil
}
