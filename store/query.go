package store

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strings"
	"time"
)

// ErrNotFound is returned when no committee, donor or contest has the id.
var ErrNotFound = errors.New("not found")

// ErrAmbiguous is returned when a bare id names more than one committee.
var ErrAmbiguous = errors.New("more than one committee has this id")

// DataVersion numbers the states of the database that answers come from.
type DataVersion struct {
	ID     int64
	At     time.Time
	Cause  string
	Method string // version of the rules that concluded it; empty: not known
}

// Committee is a filer with all its ids and names.
type Committee struct {
	ID      int64 // the store's row id; not published
	Public  string
	Name    string
	Type    string
	Natives []FilerRef
	Names   []NamePeriod
	Parties []Party // who stands behind it, as filed; treasurers left out
}

// Party is a person or organization that a committee's own filings or the
// publisher's master files name: its candidate, sponsor or connected
// organization. Name or ID may be empty.
type Party struct {
	Role   string // as [Person.Role]
	Name   string
	ID     string // native id, when the source gives one
	Office string
}

// NamePeriod is a name with the first and last day it was seen on a filing.
type NamePeriod struct {
	Name        string
	First, Last Date
}

// PublicCommitteeID gives the id by which a filer is cited: "fppc-1392842". It
// follows from the native id alone, so that it survives a rebuild. A filer
// without an id yet is cited by a hash of its name.
func PublicCommitteeID(r FilerRef) string {
	if r.Scheme == SchemePending {
		sum := sha256.Sum256([]byte(r.ID))
		return "pending-" + hex.EncodeToString(sum[:6])
	}
	return string(r.Scheme) + "-" + strings.ToLower(strings.ReplaceAll(r.ID, " ", "_"))
}

// DonorID identifies a donor. It follows from the donor's key, so that it is
// the same after a rebuild. It is always positive.
type DonorID int64

var donorEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// String gives the published form: "d" and 13 characters.
func (d DonorID) String() string {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(d))
	return "d" + donorEncoding.EncodeToString(b[:])
}

// ParseDonorID reads the published form; anything else is [ErrNotFound].
func ParseDonorID(s string) (DonorID, error) {
	if len(s) != 14 || s[0] != 'd' {
		return 0, ErrNotFound
	}
	b, err := donorEncoding.DecodeString(s[1:])
	if err != nil || len(b) != 8 {
		return 0, ErrNotFound
	}
	id := DonorID(binary.BigEndian.Uint64(b))
	if id <= 0 || id.String() != s {
		return 0, ErrNotFound
	}
	return id, nil
}

// Donor is whoever gave, as far as identity is resolved.
type Donor struct {
	ID          DonorID
	Name        string // most complete as-filed form
	City, State string
	Zip5        string
	Entity      string
	CommitteeID string // the donor's own committee id, when it has one
	Class       DonorClass
}

// Standing is a donor's place among the donors of a committee, a side or a
// contest. Net = Gross - Returned.
type Standing struct {
	Rank                 int
	Donor                Donor
	Gross, Returned, Net Cents
	Gifts                int // rows that are gifts, returns not counted
	First, Last          Date
	Pending              Cents // late money that no periodic report covers yet; not part of Net
	PendingGifts         int
	Attributed           Cents    // shares of joint fundraising, which the joint committee counts; not part of Net
	Tags                 []string // computed from the money, such as "megadonor"
}

// Totals are the figures of a committee or of a group. Itemized money is the
// sum of counted rows; unitemized money comes from the filers' summary pages.
type Totals struct {
	Gross, Returned     Cents
	ItemizedMonetary    Cents // net
	ItemizedInKind      Cents // net
	Itemized            Cents // net: monetary + in-kind
	UnitemizedMonetary  Cents
	UnitemizedInKind    Cents
	Unitemized          Cents
	Total               Cents // itemized + unitemized; no loans, no pending money
	Pending             Cents
	Attributed          Cents // shares of joint fundraising, a measure of its own
	LoansReceived       Cents
	OtherReceipts       Cents
	Expenditures        Cents
	IndependentSpending Cents
	Gifts, Donors       int
	PendingGifts        int
	Schedules           []ScheduleTotal
}

// ScheduleTotal sums the rows of one schedule with one status and reason.
type ScheduleTotal struct {
	Schedule string
	Status   Status
	Reason   Reason
	Rows     int
	Amount   Cents
}

// Coverage says what the figures rest on.
type Coverage struct {
	From, Thru   Date // of the periodic reports
	FiledThrough Date // latest filing day
	Filings      int  // versions in force
	Superseded   int  // versions replaced
	Partial      bool // some filings are known only in part
}

// CommitteeItem is a line of the list of committees.
type CommitteeItem struct {
	Committee Committee
	Itemized  Cents
	Total     Cents
	Pending   Cents
	Donors    int
	From      Date
	Thru      Date
}

// CommitteeQuery asks for committees, by net itemized money descending, then
// id, after After if there is one.
type CommitteeQuery struct {
	Search string // words of any of the committee's names or a native id
	Limit  int
	Offset int
	After  *CommitteeKey
}

// CommitteeKey is the place of a committee in that order.
type CommitteeKey struct {
	Itemized Cents
	ID       int64 // internal: not the same after a rebuild
}

// StandingQuery asks for a page of ranks; After is the last rank seen.
type StandingQuery struct {
	Limit   int
	After   int
	Classes []string // only donors of these classes; ranks stay those among all
	Tag     string   // only donors with this computed tag
	// DonorsOnly leaves classes and filings out of the report of a committee,
	// for those who only turn the page.
	DonorsOnly bool
}

// CommitteeReport is everything that a committee's page and its JSON show of
// figures, of one data version.
type CommitteeReport struct {
	Version   DataVersion
	Committee Committee
	Totals    Totals
	Coverage  Coverage
	Standings []Standing
	More      bool // more standings follow
	Classes   []ClassTotal
	Filings   []FilingVersion
}

// ContestReport is the same for a named group of committees.
type ContestReport struct {
	Version    DataVersion
	Contest    Contest
	Sides      []SideReport
	Transfers  []TransferTotal
	Standings  []Standing // over all sides, transfers between members left out
	Classes    []ClassTotal
	Totals     Totals
	Coverage   Coverage
	More       bool
	Unresolved []FilerRef // members that no filing names yet
}

// Contest is a named group of committees with their sides.
type Contest struct {
	Slug    string
	Title   string
	Note    string
	Members []ContestMember
}

// ContestMember is one committee of a contest.
type ContestMember struct {
	Side  string
	Filer FilerRef // as the contest file names it; Scheme may be empty
	Note  string
}

// SideReport is one side of a contest.
type SideReport struct {
	Side       string
	Committees []CommitteeItem
	Totals     Totals
	Standings  []Standing
	Classes    []ClassTotal
}

// TransferTotal is money that one member of a group gave another: taken out of
// the group's total and shown here.
type TransferTotal struct {
	From, To Committee
	Amount   Cents
	Rows     int
}

// FilingVersion is one version of a report as listed on a page.
type FilingVersion struct {
	ID             int64
	Key            FilingKey
	Form           string
	Statement      string
	From           Date
	Thru           Date
	Filed          Date
	ReportID       string
	Rows           int
	Kept           bool
	Reason         Reason // why it is not kept
	ReplacedBy     string // label of the version that replaced it
	EmptyAmendment bool   // a newer version has a cover but no rows
	Partial        bool
	URL            string
	Source         SourceFile
}

// ExplainQuery asks which rows stand behind a figure. Empty fields do not
// filter.
type ExplainQuery struct {
	Donor    DonorID
	Schedule string
	Status   Status // StatusUnset: all
	From     Date
	Thru     Date
	Limit    int
	After    int64 // row id of the last row seen
}

// RowView is a row with its conclusion and its evidence.
type RowView struct {
	ID           int64
	Schedule     string
	TranID       string
	Line         int
	Kind         Kind
	Direction    Direction
	Donor        DonorID
	Counterparty string // as filed
	Entity       string
	City, State  string
	Zip5         string
	Employer     string
	Occupation   string
	CommitteeID  string
	Date         Date
	Amount       Cents
	Memo         bool
	Intermediary string
	Description  string
	Target       Target
	Note         string // what the reader inferred
	Status       Status
	Reason       Reason
	Cause        string // label of the row or filing that caused it
	Filing       FilingVersion
	Pos          Position
}

// Explanation is the rows behind a figure, with their sums by status.
type Explanation struct {
	Version   DataVersion
	Committee Committee
	Donor     *Donor
	Sums      []ScheduleTotal // of all rows of the query, not only of the page
	Rows      []RowView
	More      bool
}

// Reconciliation compares the itemized rows of one kept report and schedule
// with the filer's own summary line. Gap = Reported - Itemized.
type Reconciliation struct {
	Committee Committee
	Filing    FilingVersion
	Schedule  string
	Line      string
	Itemized  Cents
	Reported  Cents
	Gap       Cents
	Rows      int
	Reason    string // why there is a gap; "unexplained" when no rule knows; empty at zero
}

// ReportSums is what reconciling one report in force needs: the sums of its
// rows and its summary lines.
type ReportSums struct {
	Committee Committee
	Filing    FilingVersion
	Rows      []ScheduleTotal
	Summary   []SummaryLine
}

// VersionDiff is what one version of a report changed against another.
type VersionDiff struct {
	Before, After  FilingVersion
	Added, Dropped []RowView
	Changed        []RowChange
}

// RowChange is a row that both versions have, with the names of the fields
// that differ.
type RowChange struct {
	Before, After RowView
	Fields        []string
}
