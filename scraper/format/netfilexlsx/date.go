package netfilexlsx

import (
	"strconv"
	"time"

	"moneytrail/store"
)

// parseDate reads a cell that holds a day: a spreadsheet's serial number,
// counted from 1899-12-30, or text in one of the field's ways. Blank is the
// empty date.
func parseDate(cell string) (store.Date, error) {
	const (
		firstSerial = 2      // 1900-01-01
		endSerial   = 109939 // 2201-01-01
	)
	serial, err := strconv.ParseFloat(cell, 64)
	if err != nil || serial < firstSerial || serial >= endSerial {
		return store.ParseDate(cell)
	}
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	return store.DateOf(base.AddDate(0, 0, int(serial))), nil
}
