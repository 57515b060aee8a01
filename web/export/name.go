package export

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Names of files are in lower case, since folders may not tell it from upper
// case, and short; what does not fit is named by a hash.
var plain = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,79}$`)

// kept are endings of addresses that are files already.
var kept = []string{".css", ".js", ".svg", ".png", ".ico", ".json", ".yaml", ".csv", ".xml", ".txt"}

// fileOf names the file of an address within the site: "/committees/x/rows
// ?status=memo" stands in "committees/x/rows.status-memo.html".
func fileOf(u *url.URL) string {
	address := strings.Trim(u.EscapedPath(), "/")
	if address == "" {
		address = "index"
	}
	var parts []string
	for part := range strings.SplitSeq(address, "/") {
		if !plain.MatchString(part) || part == "." || part == ".." {
			part = "x" + short(part)
		}
		parts = append(parts, part)
	}
	file := strings.Join(parts, "/")
	ending := ".html"
	if e := path.Ext(file); slices.Contains(kept, e) {
		file, ending = strings.TrimSuffix(file, e), e
	} else if strings.HasPrefix(file, "api/v1/") {
		ending = ".json"
	}
	if !strings.HasPrefix(file, "static/") { // there a query names only the edition
		file += querySlug(u.Query())
	}
	return file + ending
}

// querySlug writes a query as a part of a name, by a hash when it is long or
// holds more than plain words.
func querySlug(q url.Values) string {
	if len(q) == 0 {
		return ""
	}
	var words []string
	for name, values := range q {
		for _, v := range values {
			words = append(words, name+"-"+v)
		}
	}
	slices.Sort(words)
	if slug := strings.Join(words, "."); plain.MatchString(slug) {
		return "." + slug
	}
	return ".q" + short(q.Encode())
}

func short(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// relative is the link from one file to another.
func relative(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	for len(a) > 1 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	up := strings.Repeat("../", len(a)-1)
	return up + (&url.URL{Path: strings.Join(b, "/")}).EscapedPath()
}
