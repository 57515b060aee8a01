package store

import (
	"fmt"
	"strings"
	"time"
)

// Label names a report version for people: "Form 460, Jan 1, 2017 – Jun 30,
// 2017, amendment 2"; rows of a federal bulk file or of the FEC's interface
// name the filing they came from.
func (f *FilingVersion) Label() string {
	if door, ok := map[System]string{SystemFECBulk: "bulk file", SystemFECAPI: "interface"}[f.Key.System]; ok {
		return "FEC filing " + f.Key.Report[strings.LastIndexByte(f.Key.Report, '|')+1:] + " (" + door + ")"
	}
	parts := []string{"report " + f.Key.Report}
	if f.Form != "" {
		parts[0] = "Form " + strings.TrimPrefix(f.Form, "F")
	}
	switch {
	case f.From != "" && f.Thru != "":
		parts = append(parts, f.From.Long()+" – "+f.Thru.Long())
	case f.ReportID != "":
		parts = append(parts, "report "+f.ReportID)
	case f.Filed != "":
		parts = append(parts, "filed "+f.Filed.Long())
	}
	if f.Key.Version > 0 {
		parts = append(parts, fmt.Sprintf("amendment %d", f.Key.Version))
	} else {
		parts = append(parts, "original")
	}
	return strings.Join(parts, ", ")
}

// Long gives a date for people, "Aug 5, 2026"; text that is no date is given
// back as it is.
func (d Date) Long() string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("Jan 2, 2006")
}
