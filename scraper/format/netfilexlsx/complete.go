package netfilexlsx

import (
	"bytes"
	"errors"
	"io"
	"strconv"
)

var errBreaksOff = errors.New("the sheet breaks off")

// lastRow gives the number of the last row of a sheet's XML, from its bytes
// alone, and fails when the sheet does not end as it must.
func lastRow(sheet io.Reader) (int, error) {
	const overlap = 64 // longer than a row tag up to its number
	buf := make([]byte, 64<<10)
	kept, row := 0, 0
	for {
		n, err := io.ReadFull(sheet, buf[kept:])
		end := kept + n
		last := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !last {
			return 0, err
		}
		limit := end - overlap
		if last {
			limit = end
		}
		row = countRowTags(buf[:end], limit, row)
		if last {
			tail := bytes.TrimSpace(buf[:end])
			if !bytes.HasSuffix(tail, []byte("worksheet>")) {
				return 0, errBreaksOff
			}
			return row, nil
		}
		kept = copy(buf, buf[limit:end])
	}
}

// countRowTags goes through the row tags that begin before limit.
func countRowTags(b []byte, limit, row int) int {
	tag := []byte("<row")
	for at := 0; ; {
		next := bytes.Index(b[at:], tag)
		if next < 0 || at+next >= limit {
			return row
		}
		at += next + len(tag)
		if at < len(b) && bytes.IndexByte([]byte(" >/\t\r\n"), b[at]) < 0 {
			continue
		}
		row++
		if number := rowNumber(b[at:min(at+32, len(b))]); number > 0 {
			row = number
		}
	}
}

// rowNumber reads r="12" where it is the first attribute, as writers put it.
func rowNumber(attributes []byte) int {
	text := bytes.TrimLeft(attributes, " \t\r\n")
	if !bytes.HasPrefix(text, []byte(`r="`)) {
		return 0
	}
	digits, _, ok := bytes.Cut(text[len(`r="`):], []byte(`"`))
	number, err := strconv.Atoi(string(digits))
	if !ok || err != nil {
		return 0
	}
	return number
}
