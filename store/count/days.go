package count

import (
	"math"

	"moneytrail/store"
)

// noDay is the day number of a date that is unknown or not a day.
const noDay = math.MinInt32

// dayNumber counts days from a fixed day, so that dates subtract. It takes
// ISO text only; anything else is noDay.
func dayNumber(d store.Date) int32 {
	if len(d) != 10 || d[4] != '-' || d[7] != '-' {
		return noDay
	}
	y, m, day := digits(d[:4]), digits(d[5:7]), digits(d[8:])
	if y < 0 || m < 1 || m > 12 || day < 1 || day > 31 {
		return noDay
	}
	// Years from March on put the leap day last; 153 days are five months.
	if m <= 2 {
		y, m = y-1, m+12
	}
	return y*365 + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + day
}

func digits(s store.Date) int32 {
	var n int32
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return -1
		}
		n = n*10 + int32(s[i]-'0')
	}
	return n
}
