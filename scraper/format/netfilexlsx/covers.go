package netfilexlsx

import (
	"slices"
	"strings"

	"moneytrail/store"
)

// covers is what other sheets must know of Summary and 496 before they are
// read: one entry per report version, none per row.
type covers struct {
	forms   map[reportSlot]string
	notices map[noticeSlot][]string
	copies  map[noticeRow]int
}

// reportSlot is a report version as every sheet names it.
type reportSlot struct {
	filer      store.FilerRef
	from, thru store.Date
	version    int
}

// noticeSlot is all that the F496P3 sheet knows of its notice.
type noticeSlot struct {
	filer   store.FilerRef
	filed   store.Date
	version int
}

type noticeRow struct {
	notice noticeSlot
	tranID string
}

// collectCovers reads Summary and 496 ahead of the other sheets.
func (rd *reader) collectCovers() error {
	rd.covers = covers{
		forms:   map[reportSlot]string{},
		notices: map[noticeSlot][]string{},
		copies:  map[noticeRow]int{},
	}
	for _, l := range rd.layouts {
		var visit func(*row)
		switch l.sheet {
		case summarySheet:
			visit = rd.noteForm
		case independentSheet:
			visit = rd.noteNotice
		default:
			continue
		}
		if _, err := rd.each(l, func(r *row) error { visit(r); return nil }); err != nil {
			return err
		}
	}
	return nil
}

// noteForm keeps the form of a report. The full statement wins where a filer
// filed two forms for one period, since only it has lettered schedules.
func (rd *reader) noteForm(r *row) {
	form := strings.ToUpper(r.text("Form_Type"))
	head := rd.head(r, "")
	if r.bad != "" || !isForm(form) {
		return
	}
	slot := slotOf(&head)
	if rd.covers.forms[slot] == "" || form == "F460" {
		rd.covers.forms[slot] = form
	}
}

func (rd *reader) noteNotice(r *row) {
	head := rd.head(r, "F496")
	if r.bad != "" {
		return
	}
	slot := noticeSlot{head.Filer, head.Filed, head.Key.Version}
	if !slices.Contains(rd.covers.notices[slot], head.ReportID) {
		rd.covers.notices[slot] = append(rd.covers.notices[slot], head.ReportID)
	}
}

func slotOf(f *store.Filing) reportSlot {
	return reportSlot{f.Filer, f.From, f.Thru, f.Key.Version}
}

// isForm tells a form ("F460") from a schedule ("A", "F").
func isForm(s string) bool { return len(s) == 4 && s[0] == 'F' && s[1] == '4' }

// formOf is the form of the report that a lettered row belongs to.
func (c *covers) formOf(slot reportSlot) string {
	if form := c.forms[slot]; form != "" {
		return form
	}
	return "F460"
}

// noticeOf is the report id of the 496 that a part 3 row belongs to, and a
// note when it was one of several.
func (c *covers) noticeOf(f *store.Filing, tranID string) (id, note string) {
	slot := noticeSlot{f.Filer, f.Filed, f.Key.Version}
	ids := c.notices[slot]
	switch len(ids) {
	case 0:
		return "", "the sheet has no report id and no 496 of that day is listed"
	case 1:
		return ids[0], ""
	}
	row := noticeRow{slot, tranID}
	nth := min(c.copies[row], len(ids)-1)
	if tranID != "" {
		c.copies[row]++
	}
	return ids[nth], "the sheet has no report id; one of several 496 filed that day was taken, in their order"
}
