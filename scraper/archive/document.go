package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"
)

// Document is the record of a document that was handed over for reading.
type Document struct {
	Source      string    `json:"source"`
	Run         string    `json:"run,omitempty"`
	Name        string    `json:"name"` // as a file would be called
	URL         string    `json:"url"`
	ContentType string    `json:"type,omitempty"`
	Fetched     time.Time `json:"fetched"`
	SHA256      string    `json:"sha256"`
	Size        int64     `json:"size"` // bytes as sent
}

// HandOver records that a document is about to be read, unless that is what was
// last recorded for its address. It must be called before the document is
// read, so that no row can stand in a database without it.
func (a *Archive) HandOver(ctx context.Context, d Document) error {
	line, err := a.handed.find(d.URL)
	if err != nil {
		return fmt.Errorf("record document %s: %w", d.URL, err)
	}
	var last Document
	if line != nil && json.Unmarshal(line, &last) == nil && last.SHA256 == d.SHA256 && last.Name == d.Name && last.Source == d.Source {
		return nil
	}
	if a.unsynced.has(d.SHA256) {
		if err := a.Sync(); err != nil {
			return fmt.Errorf("record document %s: %w", d.URL, err)
		}
	}
	if err := a.documents.Append(ctx, d); err != nil {
		return fmt.Errorf("record document %s: %w", d.URL, err)
	}
	return nil
}

// Documents gives all documents in the order in which they were handed over
// for reading. Reading them again in this order gives the same database.
// Errors are as in [Archive.Fetches].
func (a *Archive) Documents() iter.Seq2[Document, error] {
	return records[Document](a.documents, "documents")
}
