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
	"math"
	"os"
	"sync"
)

// Journal is a file of JSON lines that only grows. It is safe for concurrent
// use, and several processes may add to the same file.
type Journal struct {
	path string
	file *os.File

	mu      sync.Mutex // one line at a time
	written int64      // lines added here

	syncing sync.Mutex // one sync at a time, for all lines before it
	synced  int64
}

// OpenJournal opens the journal in a file and makes it when there is none.
func OpenJournal(path string) (*Journal, error) { return openJournal(path, false) }

// openJournal cuts off a last line that has no end when nobody else can be
// writing it just now.
func openJournal(path string, alone bool) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	if alone {
		if err := cutTornLine(file); err != nil {
			_ = file.Close()
			return nil, fmt.Errorf("open journal: %w", err)
		}
	}
	return &Journal{path: path, file: file}, nil
}

// Append adds v as one line, in one write, and returns when it is on the disk.
// Lines that come at the same time share a sync.
func (j *Journal) Append(ctx context.Context, v any) error {
	number, err := j.add(ctx, v)
	if err == nil {
		err = j.sync(number)
	}
	return wrap("append to journal", err)
}

// add writes a line, which is on the disk after the next sync.
func (j *Journal) add(ctx context.Context, v any) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	line, err := json.Marshal(v)
	if err != nil {
		return 0, err
	}
	return j.write(append(line, '\n'))
}

func (j *Journal) write(line []byte) (int64, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, err := j.file.Write(line); err != nil {
		return 0, err
	}
	j.written++
	return j.written, nil
}

func (j *Journal) sync(number int64) error {
	j.syncing.Lock()
	defer j.syncing.Unlock()
	if j.synced >= number {
		return nil
	}
	j.mu.Lock()
	upTo := j.written
	j.mu.Unlock()
	if err := j.file.Sync(); err != nil {
		return err
	}
	j.synced = upTo
	return nil
}

// Lines gives the lines from an offset in bytes on, with the offset of each. A
// last line without its end was cut off by a crash, or is being written, and is
// passed over. A line is good until the next one.
func (j *Journal) Lines(from int64) iter.Seq2[int64, []byte] { return new(lineReader).of(j, from) }

// lineReader reads lines, again and again with the same buffer.
type lineReader struct{ buffer *bufio.Reader }

// of gives the lines of a journal as [Journal.Lines] does. A line is good until
// the next one.
func (l *lineReader) of(j *Journal, from int64) iter.Seq2[int64, []byte] {
	return func(yield func(int64, []byte) bool) {
		section := io.NewSectionReader(j.file, from, math.MaxInt64-from)
		if l.buffer == nil {
			l.buffer = bufio.NewReader(nil)
		}
		l.buffer.Reset(section)
		for offset := from; ; {
			line, err := l.line()
			if err != nil || !yield(offset, line[:len(line)-1]) {
				return
			}
			offset += int64(len(line))
		}
	}
}

// line reads a line with its end, copied only when it is longer than the buffer.
func (l *lineReader) line() ([]byte, error) {
	line, err := l.buffer.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return line, err
	}
	line = bytes.Clone(line)
	rest, err := l.buffer.ReadBytes('\n')
	return append(line, rest...), err
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }

// records decodes the lines of a journal. A line that cannot be read gives an
// error with its number, and reading goes on after it.
func records[T any](j *Journal, what string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		number := 0
		for _, line := range j.Lines(0) {
			number++
			var record T
			err := json.Unmarshal(line, &record)
			if err != nil {
				record, err = *new(T), fmt.Errorf("read %s, line %d: %w", what, number, err)
			}
			if !yield(record, err) {
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
		if _, err := f.ReadAt(chunk[:n], end-n); err != nil && !errors.Is(err, io.EOF) {
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
