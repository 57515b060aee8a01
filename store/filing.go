package store

// System names the publisher's numbering in which a report is identified.
type System string

const (
	// SystemCalAccess identifies a report by the state's FILING_ID; the
	// version is AMEND_ID. (CAL-ACCESS bulk export.)
	SystemCalAccess System = "calaccess"
	// SystemCalAccessExport is the state's per-committee page export. It
	// names FILING_IDs but shows current versions only, without a number.
	SystemCalAccessExport System = "calaccess-export"
	// SystemCAL identifies a report the way California's e-filing format
	// does: filer, form and period, or filer, form and Rpt_ID_Num for the
	// 24-hour notices; the version is Report_Num. (NetFile workbooks, .CAL.)
	SystemCAL System = "cal"
	// SystemHand is a report typed by hand from paper or PDF.
	SystemHand System = "hand"
	// SystemFEC identifies a report by its original FEC filing number; the
	// version is the ordinal of the amendment. (.fec files.)
	SystemFEC System = "fec"
	// SystemFECBulk identifies a report by the bulk file, the filer and the
	// filing number that a row carries. The number is that of the version in
	// force and does not lead to the original: "indiv|C00000001|1234567".
	SystemFECBulk System = "fec-bulk"
	// SystemFECAPI identifies a report as SystemFECBulk does, for rows that came
	// through the FEC's interface: "indiv|C00000001|1234567", or "line|..." for
	// rows that no bulk file has.
	SystemFECAPI System = "fec-api"
)

// FilingKey identifies one version of one report. It is comparable.
type FilingKey struct {
	System  System
	Report  string // identifies the report within System, whatever its version
	Version int    // 0 original, 1.. amendments
}

// Scheme names a numbering of filers.
type Scheme string

const (
	SchemeFPPC      Scheme = "fppc"      // the state's public committee id, 6-7 digits; leading zeros are real
	SchemeCalAccess Scheme = "calaccess" // the state's internal FILER_ID
	SchemeNetFile   Scheme = "netfile"
	SchemeFEC       Scheme = "fec"
	SchemePending   Scheme = "pending" // no id yet: the exact filed name
	SchemeHand      Scheme = "hand"
)

// FilerRef is a filer as a source names it. The zero value is "no filer named".
type FilerRef struct {
	Scheme Scheme
	ID     string
}

// IsZero reports whether no filer is named.
func (r FilerRef) IsZero() bool { return r.ID == "" }

// String gives "scheme:id", the form in which ids are printed and accepted.
func (r FilerRef) String() string { return string(r.Scheme) + ":" + r.ID }

// Filing is the head of one version of a report: who filed what, for when.
// A reader emits it before the rows that belong to it when it can, and may
// emit it again: the fields that are set win over those that are empty.
type Filing struct {
	Key       FilingKey
	Form      string // "F460", "F497", "F3X"
	Filer     FilerRef
	FilerName string // as filed
	Agency    string // "BRK", "LACO"; empty for the state
	Statement string // as filed: PE, SA, S1, QT, TS..
	From      Date   // first day of the period; empty on 24-hour notices
	Thru      Date
	Filed     Date
	Election  Date
	// ReportID is Rpt_ID_Num / LATE_RPTNO of a 496 or 497; of a federal
	// filing the filing number of this very version ("1234568"), whatever Key
	// says. It may be empty.
	ReportID string
	// CommitteeType as filed: RCP, CTL, MDI, BMC.. or B, C, G, P.
	CommitteeType string
	Target        Target // what the whole report is for or against (496, 465)
	Partial       bool   // rows are known to be incomplete (typed by hand, page export, federal bulk files and interface)
	Withdrawn     bool   // withdrawn by the filer or gone from the publisher
	URL           string // the publisher's page or image of the filing
	Pos           Position
}

// Target is what money was spent for or against. Support is "S", "O" or "".
type Target struct {
	Candidate    string // "Last, First"
	Office       string // office code and description as filed
	Jurisdiction string
	Measure      string // name of the ballot measure, with its number
	Support      string
}

// IsZero reports whether no target is named.
func (t Target) IsZero() bool { return t == Target{} }

// FilerName is a name that a filer carries from a date on.
type FilerName struct {
	Filer     FilerRef
	Name      string
	Effective Date
	Type      string // the publisher's filer type
	Status    string
}

// FilerAlias says that two native ids are one filer (CAL-ACCESS FILER_XREF).
type FilerAlias struct{ Filer, Alias FilerRef }

// FilingFiler says who filed a report, from a log rather than from the report
// (CAL-ACCESS FILER_FILINGS); also the days that the log knows.
type FilingFiler struct {
	Key               FilingKey
	Filer             FilerRef
	Form              string
	Statement         string
	Filed, From, Thru Date
}

// Position is where a record stands in its source file. Offsets are bytes in
// the file, or in the unpacked member of a zip. Line counts from 1; in a
// workbook it is the row number.
type Position struct {
	Part   string // member of a zip or sheet of a workbook; "" for a plain file
	Line   int
	Offset int64
	Length int
}
