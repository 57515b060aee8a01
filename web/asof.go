package web

import (
	"regexp"
	"strconv"
	"strings"
)

// Links and forms of a page of an earlier data version lead to pages of the
// same version, but for those that are marked data-now.
var (
	internalLink = regexp.MustCompile(`(<a [^>]*?href=")(/[^"]*)(")`)
	internalForm = regexp.MustCompile(`(<form [^>]*?action="/[^"]*"[^>]*>)`)
)

// live pages have no earlier versions.
var live = []string{"/static/", "/sources", "/api/v1/sources", "/api/v1/versions", "/api/v1/openapi"}

// keepAsOf makes the links and forms of a page keep the data version.
func keepAsOf(html []byte, asOf int64) []byte {
	version := strconv.FormatInt(asOf, 10)
	html = internalLink.ReplaceAllFunc(html, func(tag []byte) []byte {
		m := internalLink.FindSubmatch(tag)
		href := string(m[2])
		if strings.Contains(string(m[1]), "data-now") || isLive(href) {
			return tag
		}
		path, fragment, hasFragment := strings.Cut(href, "#")
		if strings.Contains(path, "?") {
			path += "&amp;as_of=" + version
		} else {
			path += "?as_of=" + version
		}
		if hasFragment {
			path += "#" + fragment
		}
		return []byte(string(m[1]) + path + string(m[3]))
	})
	return internalForm.ReplaceAll(html, []byte(`${1}<input type="hidden" name="as_of" value="`+version+`">`))
}

func isLive(href string) bool {
	for _, prefix := range live {
		if strings.HasPrefix(href, prefix) {
			return true
		}
	}
	return false
}
