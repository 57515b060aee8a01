package netfilexlsx

import (
	"path"
	"regexp"
	"strings"
)

var workbookName = regexp.MustCompile(`(?i)^efile_(?:newest_)?([a-z]{2,6})_[0-9]{4}\.(?:xlsx|zip)$`)

// agencyOf reads the agency's code in a name as the portal gives it,
// "efile_newest_XYZ_2024.xlsx"; empty for any other name.
func agencyOf(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if m := workbookName.FindStringSubmatch(base); m != nil {
		return strings.ToUpper(m[1])
	}
	return ""
}
