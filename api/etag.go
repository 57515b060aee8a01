package api

import (
	"fmt"
	"strings"
)

// Tag gives the ETag of an answer: the data version, and the build, since a
// new program may show the same data differently. It is weak because a proxy
// may compress.
func Tag(version int64, build string) string {
	clean := strings.Map(func(r rune) rune {
		if r <= ' ' || r == '"' || r > '~' {
			return -1
		}
		return r
	}, build)
	return fmt.Sprintf(`W/"v%d-%s"`, version, clean)
}

// Matches reports whether an If-None-Match header names the tag; weak and
// strong forms compare equal (RFC 9110, 13.1.2). "*" never matches: whether the
// thing exists is not known yet.
func Matches(ifNoneMatch, tag string) bool {
	want := strings.TrimPrefix(tag, "W/")
	for _, candidate := range strings.Split(ifNoneMatch, ",") {
		if strings.TrimPrefix(strings.TrimSpace(candidate), "W/") == want {
			return true
		}
	}
	return false
}
