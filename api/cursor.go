package api

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"io"
)

// Cursor says where a page of a list begins, as opaque text: a version, a
// check sum over the list's name and the key of the last item seen, and that
// key. Lists have a total order, so that a page after a key neither repeats
// nor loses an item, also when items were added meanwhile. The empty cursor is
// the beginning.
type Cursor string

const (
	cursorVersion = 1
	maxCursor     = 600
)

// The check sum is no secret: it tells a cursor that was cut, mistyped or
// taken from another list. Keys are checked like parameters.
var cursorSum = crc32.MakeTable(crc32.Castagnoli)

// NewCursor makes a cursor for a list. List names the list with everything
// that selects its items; key is a small struct.
func NewCursor(list string, key any) Cursor {
	payload, err := json.Marshal(key)
	if err != nil {
		return ""
	}
	text := append([]byte{cursorVersion}, binary.BigEndian.AppendUint32(nil, sumOf(list, payload))...)
	return Cursor(base64.RawURLEncoding.EncodeToString(append(text, payload...)))
}

func sumOf(list string, payload []byte) uint32 {
	return crc32.Update(crc32.Checksum([]byte(list), cursorSum), cursorSum, payload)
}

// Read gives the key of a cursor, which must not be empty. It fails with a
// [ParamError] for text that [NewCursor] did not make for this list.
func (c Cursor) Read(list string, key any) error {
	text, err := base64.RawURLEncoding.Strict().DecodeString(string(c))
	switch {
	case err != nil || len(c) > maxCursor || len(text) < 5:
		return &ParamError{"cursor", "is not one that was given as next"}
	case text[0] != cursorVersion:
		return &ParamError{"cursor", "is of another version of this program; begin again without it"}
	case binary.BigEndian.Uint32(text[1:]) != sumOf(list, text[5:]):
		return &ParamError{"cursor", "is of another list or other parameters; repeat those it was given for"}
	}
	d := json.NewDecoder(bytes.NewReader(text[5:]))
	d.DisallowUnknownFields()
	if err := d.Decode(key); err != nil {
		return &ParamError{"cursor", "is not one that was given as next"}
	}
	if _, err := d.Token(); err != io.EOF {
		return &ParamError{"cursor", "is not one that was given as next"}
	}
	return nil
}
