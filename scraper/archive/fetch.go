package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"
)

// Fetch is the record of one answer: what was asked and what came back.
type Fetch struct {
	Source string    `json:"source"` // name of the source that asked
	Method string    `json:"method,omitempty"`
	URL    string    `json:"url"`
	Time   time.Time `json:"time"` // when the answer was complete
	Status int       `json:"status"`
	// Header holds the header lines that say something about the evidence:
	// type, date, ETag, redirect target. Cookies are never kept.
	Header map[string]string `json:"header,omitempty"`
	SHA256 string            `json:"sha256"`
	Size   int64             `json:"size"`
}

// Record adds a fetch to the record, in one write, and syncs it.
func (a *Archive) Record(ctx context.Context, f Fetch) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("record fetch of %s: %w", f.URL, err)
	}
	line, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("record fetch of %s: %w", f.URL, err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, err := a.fetches.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("record fetch of %s: %w", f.URL, err)
	}
	if err := a.fetches.Sync(); err != nil {
		return fmt.Errorf("record fetch of %s: %w", f.URL, err)
	}
	return nil
}

// Fetches gives all recorded fetches, oldest first. A last line without its
// end was cut off by a crash and is passed over; any other line that cannot be
// read gives an error with its number, and reading goes on after it.
func (a *Archive) Fetches() iter.Seq2[Fetch, error] {
	return func(yield func(Fetch, error) bool) {
		f, err := os.Open(filepath.Join(a.dir, fetchesFile))
		if err != nil {
			yield(Fetch{}, fmt.Errorf("read fetches: %w", err))
			return
		}
		defer func() { _ = f.Close() }()
		r := bufio.NewReader(f)
		for number := 1; ; number++ {
			line, err := r.ReadBytes('\n')
			if errors.Is(err, io.EOF) {
				return
			}
			var fetch Fetch
			if err == nil {
				err = json.Unmarshal(line, &fetch)
			}
			if err != nil {
				fetch, err = Fetch{}, fmt.Errorf("read fetches, line %d: %w", number, err)
			}
			if !yield(fetch, err) {
				return
			}
		}
	}
}

// cutTornLine takes off a last line that has no end, so that the next record
// starts on a line of its own.
func cutTornLine(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	end, chunk := info.Size(), make([]byte, 4096)
	for end > 0 {
		n := min(end, int64(len(chunk)))
		if _, err := f.ReadAt(chunk[:n], end-n); err != nil {
			return err
		}
		if i := bytes.LastIndexByte(chunk[:n], '\n'); i >= 0 {
			end += int64(i) + 1 - n
			break
		}
		end -= n
	}
	if end == info.Size() {
		return nil
	}
	return f.Truncate(end)
}
