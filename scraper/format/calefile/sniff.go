package calefile

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"strings"
)

// Name is the format's name as printed and stored.
const Name = "cal-efile"

const (
	zipMember = "PK\x03\x04"
	byteOrder = "\xef\xbb\xbf"
)

// Sniff reports whether head, the first bytes of a file, begins a .CAL report
// or a zip with one inside. The name is not needed: every report begins with
// the line HDR,CAL.
func Sniff(head []byte, _ string) bool {
	if isHeader(head) {
		return true
	}
	if !bytes.HasPrefix(head, []byte(zipMember)) {
		return false
	}
	for rest := head; ; {
		at := bytes.Index(rest, []byte(zipMember))
		if at < 0 {
			return false
		}
		rest = rest[at:]
		if isHeader(memberStart(rest)) {
			return true
		}
		rest = rest[len(zipMember):]
	}
}

// isHeader recognizes the first line of a report, quoted or not.
func isHeader(b []byte) bool {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte(byteOrder)), " \t\r\n")
	line := string(b[:min(len(b), 16)])
	return strings.HasPrefix(strings.ToUpper(strings.ReplaceAll(line, `"`, "")), "HDR,CAL,")
}

// memberStart unpacks the first bytes of a text member from its local file
// header (30 bytes, the name, an extra field) on.
func memberStart(header []byte) []byte {
	const fixed, stored, deflated = 30, 0, 8
	if len(header) < fixed {
		return nil
	}
	nameLength := int(binary.LittleEndian.Uint16(header[26:]))
	start := fixed + nameLength + int(binary.LittleEndian.Uint16(header[28:]))
	if len(header) < start || !isTextName(string(header[fixed:fixed+nameLength])) {
		return nil
	}
	out := make([]byte, 64)
	switch binary.LittleEndian.Uint16(header[8:]) {
	case stored:
		return header[start:]
	case deflated:
		n, _ := io.ReadFull(flate.NewReader(bytes.NewReader(header[start:])), out)
		return out[:n]
	}
	return nil
}

func isTextName(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasSuffix(lower, ".txt") || strings.HasSuffix(lower, ".cal")
}
