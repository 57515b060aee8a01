package store

// DonorItem is a donor with what it gave all committees that are loaded. Net =
// Gross - Returned; what committees gave each other is in it.
type DonorItem struct {
	Donor                Donor
	Spellings            int // parties as filed that are taken for the donor, itself included
	Committees           int // that it gave
	Gross, Returned, Net Cents
	Gifts                int
	Pending              Cents
	First, Last          Date
}

// FilingItem is a version of a report with its filer.
type FilingItem struct {
	Filing    FilingVersion
	Committee Committee // without natives, names and parties; the zero value when the filer is not known
}
