package store

import (
	"regexp"
	"strings"
)

var (
	emailPattern = regexp.MustCompile(`(?i)[a-z0-9._%+\-]+@[a-z0-9.\-]+\.[a-z]{2,}`)
	phonePattern = regexp.MustCompile(`\(?\b[2-9][0-9]{2}\)?[-. ]*[0-9]{3}[-. ]?[0-9]{4}\b`)
	boxPattern   = regexp.MustCompile(`(?i)\bp\.?\s*o\.?\s*box\s+\w+`)
	// A house number, up to five words, and a street word.
	streetPattern = regexp.MustCompile(`(?i)\b[0-9]+[a-z]?(?:\s+[a-z0-9.'#\-]+){0,5}?\s+(?:st|street|ave?|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|ct|court|pl|place|way|ter|terrace|cir|circle|pkwy|parkway|hwy|highway|sq|square|trl|trail|loop|row|walk|plaza|broadway|alley|mall)\b\.?(?:[ ,]*(?:(?:apt|suite|ste|unit|fl|floor|rm|no)\b\.?\s*#?\s*|#\s*)[a-z0-9\-]+)?`)
)

// Redact takes out of free text what must not be stored readable: e-mail
// addresses, phone numbers, post boxes and street lines. It errs on the side
// of taking too much; the raw bytes stay in the archive.
func Redact(text string) string {
	// Most text holds nothing of the kind, and a look at its bytes is enough.
	digits := 0
	for i := range len(text) {
		if '0' <= text[i] && text[i] <= '9' {
			digits++
		}
	}
	if strings.IndexByte(text, '@') >= 0 {
		text = emailPattern.ReplaceAllString(text, "[e-mail]")
	}
	if strings.ContainsAny(text, "xX") {
		text = boxPattern.ReplaceAllString(text, "[street]")
	}
	if digits > 0 {
		text = streetPattern.ReplaceAllString(text, "[street]")
	}
	if digits >= 10 {
		text = phonePattern.ReplaceAllString(text, "[phone]")
	}
	return text
}
