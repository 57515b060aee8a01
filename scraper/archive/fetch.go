package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"time"
)

// Fetch is the record of one answer: what was asked and what came back.
type Fetch struct {
	Source string    `json:"source"`        // name of the source that asked
	Run    string    `json:"run,omitempty"` // id of the run that asked, when it had one
	Method string    `json:"method,omitempty"`
	URL    string    `json:"url"`
	Time   time.Time `json:"time"` // when the answer was complete
	// Status is the answer's. 304 means that the publisher said that the blob,
	// which is that of an earlier fetch, is still what stands there.
	Status int `json:"status"`
	// Header holds the header lines that say something about the evidence:
	// type, date, ETag, redirect target. Cookies are never kept.
	Header map[string]string `json:"header,omitempty"`
	SHA256 string            `json:"sha256"`
	Size   int64             `json:"size"` // bytes as sent, before any compression by the archive
	// Refused marks an answer that was kept as evidence only: a firewall's
	// page in place of the portal's.
	Refused bool `json:"refused,omitempty"`
}

// Record adds a fetch to the record and returns when it is on the disk.
func (a *Archive) Record(ctx context.Context, f Fetch) error {
	if err := a.fetches.Append(ctx, f); err != nil {
		return fmt.Errorf("record fetch of %s: %w", f.URL, err)
	}
	return nil
}

// RecordLater is [Archive.Record] for what [Archive.PutLater] stored.
func (a *Archive) RecordLater(ctx context.Context, f Fetch) error {
	_, err := a.fetches.add(ctx, f)
	return wrap("record fetch of "+f.URL, err)
}

// Fetches gives all recorded fetches, oldest first. A last line without its
// end was cut off by a crash and is passed over; any other line that cannot be
// read gives an error with its number, and reading goes on after it.
func (a *Archive) Fetches() iter.Seq2[Fetch, error] { return records[Fetch](a.fetches, "fetches") }

// Latest gives the newest good answer of an address that was asked for with
// GET: 2xx, or a 304 that confirms one. Refused answers and failures do not
// count.
func (a *Archive) Latest(address string) (Fetch, bool, error) {
	line, err := a.latest.find(address)
	if err != nil || line == nil {
		return Fetch{}, false, wrap("look up "+address, err)
	}
	var f Fetch
	if err := json.Unmarshal(line, &f); err != nil {
		return Fetch{}, false, fmt.Errorf("look up %s: %w", address, err)
	}
	return f, true, nil
}

// latestAddress gives the address of a fetch that [Archive.Latest] may give.
func latestAddress(line []byte) (string, bool) {
	var f struct {
		URL, Method, SHA256 string
		Status              int
		Refused             bool
	}
	if json.Unmarshal(line, &f) != nil || f.URL == "" || f.Refused || f.SHA256 == "" || (f.Method != "" && f.Method != http.MethodGet) {
		return "", false
	}
	return f.URL, f.Status/100 == 2 || f.Status == http.StatusNotModified
}

func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
