package caltsvtest

import (
	"bufio"
	"io"
	"strconv"

	"moneytrail/store"
)

// line writes one row of a table after another; cells are given in order and
// the rest of the row is left empty.
type line struct {
	w     *bufio.Writer
	buf   []byte
	width int
	cells int
}

func newLine(w io.Writer, columns []string) (*line, error) {
	l := &line{w: bufio.NewWriterSize(w, 256<<10), width: len(columns)}
	for _, name := range columns {
		l.text(name)
	}
	return l, l.end()
}

func (l *line) text(s string) *line {
	l.tab()
	l.buf = append(l.buf, s...)
	return l
}

func (l *line) texts(cells ...string) *line {
	for _, s := range cells {
		l.text(s)
	}
	return l
}

func (l *line) number(n int) *line {
	l.tab()
	l.buf = strconv.AppendInt(l.buf, int64(n), 10)
	return l
}

// cents writes "18.5", "-700": no separators, no trailing zeros.
func (l *line) cents(c store.Cents) *line {
	l.tab()
	if c < 0 {
		l.buf, c = append(l.buf, '-'), -c
	}
	l.buf = strconv.AppendInt(l.buf, int64(c/100), 10)
	if rest := byte(c % 100); rest != 0 {
		l.buf = append(l.buf, '.', '0'+rest/10)
		if rest%10 != 0 {
			l.buf = append(l.buf, '0'+rest%10)
		}
	}
	return l
}

func (l *line) date(year, month, day int) *line {
	l.tab()
	l.buf = strconv.AppendInt(l.buf, int64(month), 10)
	l.buf = append(l.buf, '/')
	l.buf = strconv.AppendInt(l.buf, int64(day), 10)
	l.buf = append(l.buf, '/')
	l.buf = strconv.AppendInt(l.buf, int64(year), 10)
	l.buf = append(l.buf, " 12:00:00 AM"...)
	return l
}

// to leaves cells empty until the next one is column i.
func (l *line) to(i int) *line {
	for l.cells < i {
		l.tab()
	}
	return l
}

func (l *line) end() error {
	l.to(l.width)
	l.buf = append(l.buf, '\r', '\n')
	_, err := l.w.Write(l.buf)
	l.buf, l.cells = l.buf[:0], 0
	return err
}

func (l *line) tab() {
	if l.cells > 0 {
		l.buf = append(l.buf, '\t')
	}
	l.cells++
}
