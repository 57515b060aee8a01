package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"

	"moneytrail/scraper"
	"moneytrail/scraper/archive"
	"moneytrail/scraper/format"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// loadDocument reads a fetched document from the archive into the database;
// days, which may be nil, is told the days of its filings.
func (a *app) loadDocument(ctx context.Context, db *sqlite.DB, doc scraper.Document, days *filedDays) (result store.LoadResult, err error) {
	f, err := os.Open(doc.Path)
	if err != nil {
		return result, fmt.Errorf("open %s in the archive: %w", doc.Name, err)
	}
	defer closeInto(f, &err)
	source := store.SourceFile{SHA256: doc.SHA256, Name: doc.Name, URL: doc.URL, Bytes: doc.Size, Fetched: doc.Fetched}
	return a.loadFrom(ctx, db, f, source, days)
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

// reparse reads an archived document into the database.
func (a *app) reparse(ctx context.Context, db *sqlite.DB, kept *archive.Archive, doc archive.Document) (result store.LoadResult, err error) {
	f, err := kept.Open(doc.SHA256)
	if err != nil {
		return result, err
	}
	defer closeInto(f, &err)
	source := store.SourceFile{SHA256: doc.SHA256, Name: doc.Name, URL: doc.URL, Bytes: doc.Size, Fetched: doc.Fetched}
	return a.loadFrom(ctx, db, f, source, nil)
}

// loadFrom reads an opened document in whatever format it is.
func (a *app) loadFrom(ctx context.Context, db *sqlite.DB, r io.ReaderAt, source store.SourceFile, days *filedDays) (store.LoadResult, error) {
	kind, err := format.Detect(r, source.Bytes, source.Name)
	if err != nil {
		return store.LoadResult{}, err
	}
	source.Format = kind.Name
	return db.Load(ctx, source, func(ctx context.Context, sink store.Sink) error {
		return kind.Read(ctx, r, source.Bytes, source.Name, days.watch(sink))
	}, nil)
}
