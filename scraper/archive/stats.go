package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Stats is how much an archive holds.
type Stats struct {
	Blobs     int
	Stored    int64 // bytes on the disk, of the blobs
	Original  int64 // bytes of the blobs that fetches led to, as sent
	Fetches   int
	Unchanged int // fetches that a publisher answered with 304
	Documents int // handed over for reading
	Partial   int // unfinished downloads
	// PartialBytes is what these take.
	PartialBytes int64
	Sources      []SourceStats // by name
}

// SourceStats is what one source has in an archive.
type SourceStats struct {
	Source        string
	Fetches       int
	Unchanged     int
	Blobs         int   // different bodies
	Original      int64 // bytes of these, as sent
	First, Latest time.Time
}

// Stats counts what the archive holds. It reads all records, and the sizes of
// all blobs.
func (a *Archive) Stats(ctx context.Context) (Stats, error) {
	var s Stats
	if err := a.countFetches(ctx, &s); err != nil {
		return Stats{}, fmt.Errorf("count archive: %w", err)
	}
	for _, err := range a.Documents() {
		if err == nil {
			s.Documents++
		}
	}
	err := a.walk(ctx, blobsFolder, func(_ string, size int64) {
		s.Blobs++
		s.Stored += size
	})
	if err == nil {
		err = a.walk(ctx, partialFolder, func(name string, size int64) {
			if filepath.Ext(name) == "" {
				s.Partial++
				s.PartialBytes += size
			}
		})
	}
	return s, wrap("count archive", err)
}

func (a *Archive) countFetches(ctx context.Context, s *Stats) error {
	type blobOf struct{ source, sum string }
	sources, seen, sums := map[string]*SourceStats{}, map[blobOf]bool{}, map[string]bool{}
	for f, err := range a.Fetches() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		of := sources[f.Source]
		if of == nil {
			of = &SourceStats{Source: f.Source, First: f.Time}
			sources[f.Source] = of
		}
		s.Fetches++
		of.Fetches++
		of.Latest = f.Time
		if f.Status == 304 {
			s.Unchanged++
			of.Unchanged++
		}
		if key := (blobOf{f.Source, f.SHA256}); !seen[key] {
			seen[key] = true
			of.Blobs++
			of.Original += f.Size
		}
		if !sums[f.SHA256] {
			sums[f.SHA256] = true
			s.Original += f.Size
		}
	}
	for _, of := range sources {
		s.Sources = append(s.Sources, *of)
	}
	slices.SortFunc(s.Sources, func(x, y SourceStats) int { return strings.Compare(x.Source, y.Source) })
	return nil
}

// walk gives the files of a folder of the archive with their sizes.
func (a *Archive) walk(ctx context.Context, folder string, each func(name string, size int64)) error {
	return filepath.WalkDir(filepath.Join(a.dir, folder), func(path string, d fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // another process was faster
		}
		if err == nil {
			each(path, info.Size())
		}
		return err
	})
}
