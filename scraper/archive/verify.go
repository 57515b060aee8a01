package archive

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Damage is a blob that is not what the records say.
type Damage struct {
	SHA256 string
	URL    string // of a fetch that led to it; empty for a blob that no fetch names
	Reason string
}

// Verification is the outcome of [Archive.Verify].
type Verification struct {
	Blobs   int   // read
	Bytes   int64 // as sent
	Missing []Damage
	Corrupt []Damage
	// Unnamed counts whole blobs that no fetch names: a process died between
	// storing and recording. They do no harm.
	Unnamed int
	// BadLines are lines of the records that cannot be read.
	BadLines []error
}

// OK reports whether nothing is damaged.
func (v *Verification) OK() bool {
	return len(v.Missing) == 0 && len(v.Corrupt) == 0 && len(v.BadLines) == 0
}

// Verify reads every blob and compares its hash with its name, and looks
// whether every fetch has its blob. Damage is not an error but in the outcome.
// progress, which may be nil, is called after each blob.
func (a *Archive) Verify(ctx context.Context, progress func(done, total int)) (Verification, error) {
	var v Verification
	named := a.named(&v)
	var paths []string
	if err := a.walk(ctx, blobsFolder, func(path string, _ int64) { paths = append(paths, path) }); err != nil {
		return v, fmt.Errorf("verify archive: %w", err)
	}
	held := map[string]bool{}
	for i, path := range paths {
		sum := strings.TrimSuffix(filepath.Base(path), packedSuffix)
		held[sum] = true
		size, err := verifyBlob(ctx, path, sum)
		if ctx.Err() != nil {
			return v, fmt.Errorf("verify archive: %w", ctx.Err())
		}
		v.Blobs++
		v.Bytes += size
		url, isNamed := named[sum]
		switch {
		case err != nil:
			v.Corrupt = append(v.Corrupt, Damage{SHA256: sum, URL: url, Reason: err.Error()})
		case !isNamed:
			v.Unnamed++
		}
		if progress != nil {
			progress(i+1, len(paths))
		}
	}
	for sum, url := range named {
		if !held[sum] {
			v.Missing = append(v.Missing, Damage{SHA256: sum, URL: url, Reason: "no such blob"})
		}
	}
	slices.SortFunc(v.Missing, func(x, y Damage) int { return strings.Compare(x.SHA256, y.SHA256) })
	return v, nil
}

// named gives the blobs that the records name, each with an address.
func (a *Archive) named(v *Verification) map[string]string {
	named := map[string]string{}
	for f, err := range a.Fetches() {
		if err != nil {
			v.BadLines = append(v.BadLines, err)
			continue
		}
		named[f.SHA256] = f.URL
	}
	for d, err := range a.Documents() {
		if err != nil {
			v.BadLines = append(v.BadLines, err)
			continue
		}
		named[d.SHA256] = d.URL
	}
	return named
}

func verifyBlob(ctx context.Context, path, want string) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	var body io.Reader = &stoppable{ctx, f}
	if strings.HasSuffix(path, packedSuffix) {
		if body, err = gzip.NewReader(body); err != nil {
			return 0, fmt.Errorf("unpack: %w", err)
		}
	}
	sum := sha256.New()
	size, err := io.Copy(sum, body)
	if err != nil {
		return size, fmt.Errorf("read: %w", err)
	}
	if got := hexOf(sum); got != want {
		return size, errors.New("holds bytes of another hash, " + got)
	}
	return size, nil
}
