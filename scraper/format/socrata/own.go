package socrata

import (
	"bytes"
	"fmt"
	"io"
	"strconv"

	"moneytrail/store"
)

// mark begins a file that carries its map: the mark, the length of the map in
// bytes, a line end, the map. Rows follow.
const mark = "#moneytrail-map "

// maxMap bounds a map within a file, in bytes.
const maxMap = 1 << 20

// Head gives what must stand before rows so that they can be read without the
// program knowing the map; nil for a built-in map. So rows fetched with a map of
// the operator's say for ever what their columns mean.
func (m *Map) Head() []byte {
	if m.text == nil {
		return nil
	}
	return append([]byte(mark+strconv.Itoa(len(m.text))+"\n"), m.text...)
}

// carried reads the map that a file carries, and where its rows begin. It gives
// nil for a file that carries none.
func carried(r io.ReaderAt, size int64, name string) (*Map, int64, error) {
	head := make([]byte, min(size, int64(len(mark)+16)))
	if _, err := r.ReadAt(head, 0); (err != nil && err != io.EOF) || !bytes.HasPrefix(head, []byte(mark)) { //nolint:errorlint // ReaderAt gives it bare
		return nil, 0, nil
	}
	refuse := func(problem string) error {
		return &store.InputError{File: name, Line: 1, Problem: problem, Hint: "fetch it again with a map that can be used"}
	}
	line, _, ok := bytes.Cut(head[len(mark):], []byte("\n"))
	length, err := strconv.ParseInt(string(line), 10, 32)
	begin := int64(len(mark) + len(line) + 1)
	if !ok || err != nil || length < 1 || length > maxMap || begin+length > size {
		return nil, 0, refuse("the map that stands before the rows is cut or too long")
	}
	text := make([]byte, length)
	if n, err := r.ReadAt(text, begin); err != nil && n < len(text) {
		return nil, 0, fmt.Errorf("read %s: %w", name, err)
	}
	m, err := ParseMap(text)
	if err != nil {
		return nil, 0, refuse(err.Error())
	}
	return m, begin + length, nil
}
