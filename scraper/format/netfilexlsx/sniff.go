package netfilexlsx

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// Name is the format's name as printed and stored.
const Name = "netfile-workbook"

const zipMember = "PK\x03\x04"

// Sniff reports whether head, the first bytes of a file, can be a NetFile
// workbook: a spreadsheet in a zip container, or a zip that holds one. Whether
// it is one with the right sheets is for [Read] to say. The name is not
// needed: the members of the zip tell.
func Sniff(head []byte, _ string) bool {
	if !bytes.HasPrefix(head, []byte(zipMember)) {
		return false
	}
	for rest := head; ; {
		at := bytes.Index(rest, []byte(zipMember))
		if at < 0 {
			return false
		}
		rest = rest[at:]
		if name := strings.ToLower(memberName(rest)); strings.HasPrefix(name, "xl/") || strings.HasSuffix(name, ".xlsx") {
			return true
		}
		rest = rest[len(zipMember):]
	}
}

// memberName reads the name in a zip's local file header (30 bytes, then the
// name), empty when the header is cut.
func memberName(header []byte) string {
	const fixed = 30
	if len(header) < fixed {
		return ""
	}
	length := int(binary.LittleEndian.Uint16(header[26:]))
	if len(header) < fixed+length {
		return ""
	}
	return string(header[fixed : fixed+length])
}
