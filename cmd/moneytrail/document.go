package main

import (
	"context"
	"fmt"
	"net"
	"os"

	"moneytrail/scraper"
	"moneytrail/scraper/format"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// loadDocument reads a fetched document from the archive into the database.
func (a *app) loadDocument(ctx context.Context, db *sqlite.DB, doc scraper.Document) (result store.LoadResult, err error) {
	f, err := os.Open(doc.Path)
	if err != nil {
		return result, fmt.Errorf("open %s in the archive: %w", doc.Name, err)
	}
	defer closeInto(f, &err)
	kind, err := format.Detect(f, doc.Size, doc.Name)
	if err != nil {
		return result, err
	}
	source := store.SourceFile{SHA256: doc.SHA256, Name: doc.Name, URL: doc.URL, Format: kind.Name, Bytes: doc.Size, Fetched: doc.Fetched}
	return db.Load(ctx, source, func(ctx context.Context, sink store.Sink) error {
		return kind.Read(ctx, f, doc.Size, doc.Name, sink)
	}, nil)
}

// freeAddress gives listen, or a free port of the same host when it is in use.
func freeAddress(ctx context.Context, listen string) string {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", listen)
	if err == nil {
		_ = l.Close() // it was only tried
		return listen
	}
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	return net.JoinHostPort(host, "0")
}
