package calefile

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// maxLine is far beyond the longest record; what is longer is not text.
const maxLine = 1 << 20

// physical is one line of the file: its text in UTF-8 without the line end,
// and where its bytes stand.
type physical struct {
	number  int
	offset  int64
	length  int
	text    string
	tooLong bool
}

// lines reads a file line by line. Lines end in CR, LF or both; each is UTF-8
// or else Windows-1252, since filers paste text from everywhere.
type lines struct {
	in     *bufio.Reader
	offset int64
	number int
	buf    []byte
}

// next gives io.EOF after the last line.
func (l *lines) next() (physical, error) {
	p := physical{number: l.number + 1, offset: l.offset}
	l.buf = l.buf[:0]
	for {
		b, err := l.in.ReadByte()
		if err != nil {
			if errors.Is(err, io.EOF) && l.offset > p.offset {
				break
			}
			return p, err
		}
		l.offset++
		if b == '\n' || b == '\r' {
			p.length = int(l.offset - p.offset - 1)
			l.swallowLineFeed(b)
			return l.finish(p), nil
		}
		if p.tooLong = len(l.buf) >= maxLine; !p.tooLong {
			l.buf = append(l.buf, b)
		}
	}
	p.length = int(l.offset - p.offset)
	return l.finish(p), nil
}

func (l *lines) swallowLineFeed(b byte) {
	if b != '\r' {
		return
	}
	if following, err := l.in.Peek(1); err == nil && following[0] == '\n' {
		_, _ = l.in.Discard(1)
		l.offset++
	}
}

func (l *lines) finish(p physical) physical {
	l.number++
	p.text = decode(l.buf)
	if p.number == 1 {
		p.text = strings.TrimPrefix(p.text, "\ufeff")
	}
	return p
}

// decode gives UTF-8 without NUL and without the DOS end mark.
func decode(b []byte) string {
	text := string(b)
	if !utf8.Valid(b) {
		text, _ = charmap.Windows1252.NewDecoder().String(text)
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	if strings.ContainsAny(text, "\x00\x1a") {
		text = strings.NewReplacer("\x00", "", "\x1a", "").Replace(text)
	}
	return text
}
