package lines_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"moneytrail/scraper/format/lines"
)

func TestLinesWithTheirPlaces(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 4*lines.Max)
	text := "first\r\n\nthird\n" + long + "\nlast"
	for name, r := range map[string]io.Reader{"whole": strings.NewReader(text), "in halves": iotest.HalfReader(strings.NewReader(text))} {
		in := lines.New(r)
		want := []struct {
			text   string
			offset int64
			length int
		}{{"first", 0, 5}, {"", 7, 0}, {"third", 8, 5}, {long[:4096], 14, len(long)}, {"last", int64(15 + len(long)), 4}}
		for i, w := range want {
			line, offset, length, err := in.Next()
			if err != nil || string(line) != w.text || offset != w.offset || length != w.length {
				t.Fatalf("%s, line %d: %d bytes at %d of length %d, %v", name, i, len(line), offset, length, err)
			}
		}
		if _, _, _, err := in.Next(); !errors.Is(err, io.EOF) {
			t.Errorf("%s: after the last line: %v", name, err)
		}
	}
}

func TestPeekLeavesTheStream(t *testing.T) {
	t.Parallel()
	in := lines.New(strings.NewReader("a\nb\n"))
	head, err := in.Peek()
	if err != nil || !bytes.Equal(head, []byte("a\nb\n")) {
		t.Fatalf("%q, %v", head, err)
	}
	if line, _, _, err := in.Next(); err != nil || string(line) != "a" {
		t.Errorf("%q, %v", line, err)
	}
}

func TestReadErrorsCome(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	in := lines.New(io.MultiReader(strings.NewReader("a\n"), iotest.ErrReader(broken)))
	var err error
	for range 3 {
		if _, _, _, err = in.Next(); err != nil {
			break
		}
	}
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
