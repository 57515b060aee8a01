package main

import (
	"time"

	"moneytrail/store"
)

// filedDays remembers the latest filing day, and the latest last day of a
// period, of the filings that a reader gives. Days after until are a filer's or
// publisher's slip and pass.
type filedDays struct {
	until       store.Date
	filed, thru store.Date
}

// watch gives a sink that takes what s takes.
func (d *filedDays) watch(s store.Sink) store.Sink {
	if d == nil {
		return s
	}
	return daysSink{s, d}
}

type daysSink struct {
	store.Sink
	days *filedDays
}

func (s daysSink) Filing(f *store.Filing) error {
	if f.Filed <= s.days.until {
		s.days.filed = max(s.days.filed, f.Filed)
	}
	if f.Thru <= s.days.until {
		s.days.thru = max(s.days.thru, f.Thru)
	}
	return s.Sink.Filing(f)
}

// newest gives the latest filing day as a moment; zero when there is none.
func (d *filedDays) newest() time.Time {
	day, err := time.Parse(time.DateOnly, string(d.filed))
	if err != nil {
		return time.Time{}
	}
	return day
}
