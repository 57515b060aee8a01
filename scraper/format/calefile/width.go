package calefile

// firstVersion is the version of the format whose layouts are known.
const firstVersion = "2.01"

// checkWidth refuses a record with more fields than its layout, even blank
// ones at the end: an unquoted comma ("Bakery, Inc" or 1,500.00) has moved
// every field behind it, and amounts with them. Later versions of the format
// may add fields; those are noted.
func (rd *reader) checkWidth(rec *record, width int) {
	switch {
	case width == 0 || len(rec.fields) <= width:
	case rd.version == firstVersion:
		rec.fail("the line has %d fields where its layout has %d", len(rec.fields), width)
	default:
		rec.note("the line has %d fields where version %s has %d; the others were not read", len(rec.fields), firstVersion, width)
	}
}
