package store

// FilingQuery asks for a report with its versions.
type FilingQuery struct {
	System  System
	Reports []string // the report's number, as it may be written; the first that is known
	// Version is the one to show, Compare the one to compare it with: ordinals
	// of versions as [FilingReport.Versions] numbers them, from 1. Version 0 is
	// the one in force, else the latest. Compare -1 is the one before, 0 none.
	Version, Compare int
	Amendment        int // without Version: the version with this number as filed, 0 the original; -1: not asked for
	MaxRows          int // of two versions that are compared
	Limit            int // rows of the version
	After            int64
}

// FilingReport is a report of a filer.
type FilingReport struct {
	Version   DataVersion
	Committee Committee       // zero when it is not known
	Versions  []FilingVersion // oldest first
	Shown     int             // ordinal of the version that is shown
	Sums      []ScheduleTotal // of its rows
	Report    ReportSums      // for comparing rows with the filer's summary
	Rows      []RowView
	More      bool
	// Compared is the ordinal of the version compared with; 0: none. The rows
	// of both are empty when there are more than MaxRows.
	Compared      int
	TooMany       bool
	Before, After []RowView
}

// RecentQuery asks what was filed in the last days up to the latest day of
// filing in the data.
type RecentQuery struct {
	Days      int
	Committee string // public or bare native id; empty: all
	Contest   string // slug; empty: all
	Min       Cents  // of single gifts
	Statuses  []Status
	Notices   bool // rows of 24-hour and 48-hour notices only
	Order     TransactionOrder
	After     *TransactionPlace
	Limit     int
	Filings   int // reports to list at most; 0: none
}

// Recent is what was filed lately.
type Recent struct {
	Version    DataVersion
	From, Thru Date // days of filing; empty when no day is known
	Committee  Committee
	Rows       TransactionPage
	Filings    []FoundFiling // latest first, then by form and id
	Total      int           // of filings
}

// Choose settles which versions are shown and compared. It fails with
// [ErrNotFound] for a version that there is not.
func (r *FilingReport) Choose(q *FilingQuery) error {
	r.Shown = q.Version
	if q.Version == 0 && q.Amendment >= 0 {
		r.Shown = len(r.Versions) + 1
		for i := range r.Versions {
			if r.Versions[i].Key.Version == q.Amendment {
				r.Shown = i + 1
			}
		}
	} else if q.Version == 0 {
		r.Shown = len(r.Versions)
		for i := range r.Versions {
			if r.Versions[i].Kept {
				r.Shown = i + 1
			}
		}
	}
	r.Compared = q.Compare
	if q.Compare == -1 {
		r.Compared = r.Shown - 1
	}
	if r.Shown > len(r.Versions) || r.Compared > len(r.Versions) {
		return ErrNotFound
	}
	return nil
}
