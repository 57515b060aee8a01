package fecfile

import (
	"bytes"
	"strings"
)

// Name is the format's name as printed and stored.
const Name = "fec-efile"

var zipMagic = []byte("PK\x03\x04")

// Sniff reports whether head begins a filing: with a HDR line of the FEC's
// format, with the header block of versions 1 and 2, or as a zip in which a
// member named .._.fec is seen. The name is not looked at.
func Sniff(head []byte, _ string) bool {
	if bytes.HasPrefix(head, zipMagic) {
		return bytes.Contains(bytes.ToLower(head), []byte(".fec"))
	}
	head = bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))
	head = bytes.TrimLeft(head, " \t\r\n")
	if bytes.HasPrefix(head, []byte("/*")) {
		return bytes.Contains(bytes.ToUpper(head[:min(len(head), 4096)]), []byte("FEC_VER_#"))
	}
	if end := bytes.IndexAny(head, "\r\n"); end >= 0 {
		head = head[:end]
	}
	var h Header
	return len(head) < 4096 && h.parse(split(nil, decode(head), false))
}

// filingNumber gives the number of a filing from the name of its file,
// "1234567.fec"; empty when the name is not such a number.
func filingNumber(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	base, ok := strings.CutSuffix(strings.ToLower(name), ".fec")
	if !ok || len(base) == 0 || len(base) > 10 || strings.Trim(base, "0123456789") != "" {
		return ""
	}
	return strings.TrimLeft(base, "0")
}
