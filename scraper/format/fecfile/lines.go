package fecfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

const (
	bufferSize = 256 << 10
	// DefaultMaxLine is the longest line that is read: 16 MiB. True lines are
	// some hundred bytes long, texts some thousand.
	DefaultMaxLine = 16 << 20
)

// LineError is a line longer than the limit: the file has no line breaks or is
// damaged. The scan ends there.
type LineError struct {
	Line   int   // counts from 1
	Offset int64 // where the line begins
	Limit  int   // bytes
}

func (e *LineError) Error() string {
	return fmt.Sprintf("line %d at byte %d is longer than %d bytes", e.Line, e.Offset, e.Limit)
}

// lines cuts a stream at line feeds, or at carriage returns when it has no line
// feed, without copying. It keeps one line at a time.
type lines struct {
	r      io.Reader
	buf    []byte
	start  int   // of the unread part of buf
	end    int   // of the filled part of buf
	offset int64 // of buf[start] in the stream
	number int
	limit  int
	ending byte // 0: not known yet
	done   bool
}

func newLines(r io.Reader, limit int) *lines {
	return &lines{r: r, buf: make([]byte, min(bufferSize, limit+2)), limit: limit}
}

// next gives the following line without its line break, and where it begins.
// The bytes are valid until the next call. The error is io.EOF after the last
// line, a [LineError], or the reader's.
func (l *lines) next() (line []byte, offset int64, err error) {
	if l.ending == 0 {
		if err := l.findEnding(); err != nil {
			return nil, 0, err
		}
	}
	scanned := 0
	for {
		if i := bytes.IndexByte(l.buf[l.start+scanned:l.end], l.ending); i >= 0 {
			line, offset = l.take(scanned+i, 1)
			return line, offset, nil
		}
		scanned = l.end - l.start
		if scanned > l.limit {
			return nil, l.offset, &LineError{Line: l.number + 1, Offset: l.offset, Limit: l.limit}
		}
		if l.done {
			if scanned == 0 {
				return nil, l.offset, io.EOF
			}
			line, offset = l.take(scanned, 0)
			return line, offset, nil
		}
		if err := l.fill(); err != nil {
			return nil, l.offset, err
		}
	}
}

// take cuts n bytes and passes over the line break behind them.
func (l *lines) take(n, ending int) ([]byte, int64) {
	line, offset := l.buf[l.start:l.start+n], l.offset
	l.start += n + ending
	l.offset += int64(n + ending)
	l.number++
	if n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line, offset
}

// findEnding looks at the first buffer: no line feed but a carriage return
// means that lines end in carriage returns.
func (l *lines) findEnding() error {
	for !l.done && l.end < len(l.buf) {
		if err := l.fill(); err != nil {
			return err
		}
		if bytes.IndexByte(l.buf[:l.end], '\n') >= 0 {
			break
		}
	}
	l.ending = '\n'
	if bytes.IndexByte(l.buf[:l.end], '\n') < 0 && bytes.IndexByte(l.buf[:l.end], '\r') >= 0 {
		l.ending = '\r'
	}
	return nil
}

// fill reads more, after moving the unread part to the front of the buffer.
func (l *lines) fill() error {
	if l.start > 0 {
		copy(l.buf, l.buf[l.start:l.end])
		l.end -= l.start
		l.start = 0
	}
	if l.end == len(l.buf) {
		bigger := make([]byte, min(4*len(l.buf), l.limit+2))
		copy(bigger, l.buf)
		l.buf = bigger
	}
	for range 100 {
		n, err := l.r.Read(l.buf[l.end:])
		l.end += n
		if errors.Is(err, io.EOF) {
			l.done = true
			return nil
		}
		if n > 0 || err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}
