package fecfile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode turns the bytes of one line into text: UTF-8 where they are valid
// UTF-8, Windows-1252 otherwise, since filings mix both. NUL and the old end of
// file mark 0x1A are left out.
func decode(line []byte) string {
	if bytes.IndexByte(line, 0) >= 0 || bytes.IndexByte(line, 0x1A) >= 0 {
		line = dropControl(line)
	}
	if utf8.Valid(line) {
		return string(line)
	}
	return decodeWindows(line)
}

func dropControl(line []byte) []byte {
	out := make([]byte, 0, len(line))
	for _, c := range line {
		if c != 0 && c != 0x1A {
			out = append(out, c)
		}
	}
	return out
}

func decodeWindows(line []byte) string {
	var b strings.Builder
	b.Grow(len(line) + 16)
	for _, c := range line {
		b.WriteRune(charmap.Windows1252.DecodeByte(c))
	}
	return b.String()
}
