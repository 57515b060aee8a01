// Package lines cuts large files at line feeds, without copying and with flat
// memory, for the readers of bulk tables, and fits cells to columns. It knows
// nothing of what a line holds.
package lines

import (
	"bytes"
	"errors"
	"io"
)

const (
	bufferSize = 256 << 10
	// Max is far above any true row of a bulk table (texts have at most 4,000
	// characters); a longer line is a file without line breaks, not a row.
	Max = 1 << 20
)

// Reader cuts a stream at line feeds without copying.
type Reader struct {
	r      io.Reader
	buf    []byte
	start  int   // of the unread part of buf
	end    int   // of the filled part of buf
	offset int64 // of buf[start] in the stream
	done   bool
}

// New cuts r.
func New(r io.Reader) *Reader { return &Reader{r: r, buf: make([]byte, bufferSize)} }

// Next gives the following line without its line break, its offset in bytes,
// and its length as found. The bytes are valid until the next call. A line much
// longer than Max is cut: length then exceeds len(line). The error is
// io.EOF after the last line.
func (l *Reader) Next() (line []byte, offset int64, length int, err error) {
	scanned := 0
	for {
		if i := bytes.IndexByte(l.buf[l.start+scanned:l.end], '\n'); i >= 0 {
			line, offset = l.take(scanned + i)
			l.skip(1)
			return line, offset, len(line), nil
		}
		scanned = l.end - l.start
		if scanned > Max {
			return l.overlong()
		}
		if l.done {
			if scanned == 0 {
				return nil, l.offset, 0, io.EOF
			}
			line, offset = l.take(scanned)
			return line, offset, len(line), nil
		}
		if err := l.fill(); err != nil {
			return nil, l.offset, 0, err
		}
	}
}

// Peek gives the beginning of the stream, up to the size of the buffer, and
// leaves it unread. It is called before the first line.
func (l *Reader) Peek() ([]byte, error) {
	for !l.done && l.end < len(l.buf) {
		if err := l.fill(); err != nil {
			return nil, err
		}
	}
	return l.buf[l.start:l.end], nil
}

func (l *Reader) take(n int) ([]byte, int64) {
	line, offset := l.buf[l.start:l.start+n], l.offset
	l.skip(n)
	return bytes.TrimSuffix(line, []byte("\r")), offset
}

func (l *Reader) skip(n int) {
	l.start += n
	l.offset += int64(n)
}

// fill reads more, after moving the unread part to the front of the buffer.
func (l *Reader) fill() error {
	copy(l.buf, l.buf[l.start:l.end])
	l.end -= l.start
	l.start = 0
	if l.end == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
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

// overlong keeps the beginning of a line and passes over the rest.
func (l *Reader) overlong() ([]byte, int64, int, error) {
	head := bytes.Clone(l.buf[l.start : l.start+4096])
	offset := l.offset
	for {
		i := bytes.IndexByte(l.buf[l.start:l.end], '\n')
		if i >= 0 {
			l.skip(i)
			length := int(l.offset - offset)
			l.skip(1)
			return head, offset, length, nil
		}
		l.skip(l.end - l.start)
		if l.done {
			return head, offset, int(l.offset - offset), nil
		}
		if err := l.fill(); err != nil {
			return nil, l.offset, 0, err
		}
	}
}
