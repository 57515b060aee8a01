package api

import (
	"context"
	"time"

	"moneytrail/store"
)

// Reader answers questions about the figures. Every answer is of one data
// version. An id that names nothing gives [store.ErrNotFound], a bare id that
// names several committees [store.ErrAmbiguous].
type Reader interface {
	// Version gives the current data version; the zero version when nothing
	// was loaded yet.
	Version(ctx context.Context) (store.DataVersion, error)
	// Committees gives a page of committees and the number of all that match.
	Committees(ctx context.Context, q store.CommitteeQuery) (items []store.CommitteeItem, total int, v store.DataVersion, err error)
	// Committee takes a public id ("fppc-1392842") or a bare native id.
	Committee(ctx context.Context, id string, q store.StandingQuery) (*store.CommitteeReport, error)
	// Contests gives all contests, without figures.
	Contests(ctx context.Context) ([]store.Contest, store.DataVersion, error)
	// Contest takes the slug of a contest.
	Contest(ctx context.Context, slug string, q store.StandingQuery) (*store.ContestReport, error)
	// SourceRuns says how fresh what each source gave is.
	SourceRuns(ctx context.Context) ([]store.SourceRun, error)
	// Explain gives the rows behind a figure of a committee.
	Explain(ctx context.Context, id string, q store.ExplainQuery) (*store.Explanation, error)
	// Transactions lists rows of any filings. What a filter names and nobody
	// knows is a [store.FilterError].
	Transactions(ctx context.Context, q *store.TransactionQuery) (*store.TransactionPage, error)
	// Search finds donors, committees and filings, at most limit of each.
	Search(ctx context.Context, words string, limit int) (*store.SearchResult, error)
	// Changes gives a page of the log of changes, latest first.
	Changes(ctx context.Context, q store.ChangeQuery) (*store.ChangePage, error)

	ReceiptReader
	RelationReader
	FeedReader
	LatestReader
	DonorReader
	FilingReader
	FileReader
}

// FileReader reads whole tables, row by row.
type FileReader interface {
	// Pin gives a context in which all questions are answered of one data
	// version, one after the other, until release is called.
	Pin(ctx context.Context) (pinned context.Context, release func(), err error)
	// EachTransaction calls yield with the rows of a filter by id, some at a
	// time. What a filter names and nobody knows is a [store.FilterError].
	EachTransaction(ctx context.Context, f *store.TransactionFilter, yield func([]store.TransactionView) error) error
	// EachDonor goes by donor id.
	EachDonor(ctx context.Context, yield func(*store.DonorItem) error) error
	// FindParties finds parties that were filed under names or committee ids.
	FindParties(ctx context.Context, wanted []string) ([]store.FoundParty, error)
	// EachFiling goes by row id.
	EachFiling(ctx context.Context, yield func(*store.FilingItem) error) error
}

// DonorReader answers about donors across all committees.
type DonorReader interface {
	// Donor takes the id of a donor, or of a name as filed that is taken for one.
	Donor(ctx context.Context, id store.DonorID, q store.DonorQuery) (*store.DonorReport, error)
	Givers(ctx context.Context, q store.GiversQuery) (*store.Givers, error)
}

// FilingReader answers about reports.
type FilingReader interface {
	Filing(ctx context.Context, q store.FilingQuery) (*store.FilingReport, error)
	Recent(ctx context.Context, q store.RecentQuery) (*store.Recent, error)
}

// RelationReader answers who stands beside or behind a committee.
type RelationReader interface {
	Overlap(ctx context.Context, q store.OverlapQuery) (*store.Overlap, error)
	LookThrough(ctx context.Context, q store.LookThroughQuery) (*store.LookThrough, error)
	Independent(ctx context.Context, q store.IndependentQuery) (*store.Independent, error)
}

// ReceiptReader answers questions about the receipts of a scope: a committee,
// or a contest or one of its sides without what its members gave each other.
type ReceiptReader interface {
	Breakdown(ctx context.Context, q store.BreakdownQuery) (*store.Breakdown, error)
	Concentration(ctx context.Context, q store.Scope) (*store.Concentration, error)
	// Newcomers takes the empty scope too: every committee.
	Newcomers(ctx context.Context, q store.NewcomersQuery) (*store.Newcomers, error)
	Clusters(ctx context.Context, q store.ClustersQuery) (*store.Clusters, error)
}

// Rules puts conclusions into words. Cause is the label of the row or filing
// that led to the conclusion; it is empty when the sentence is about many rows.
type Rules interface {
	Sentence(status store.Status, reason store.Reason, cause string) string
	// ClassText gives a class's name and what it holds, in plain words. The
	// name of a class that is not known is its id.
	ClassText(id string) (name, note string)
	// ClassIDs gives the ids of all classes, in order.
	ClassIDs() []string
	// LawEnforcement reports whether a class counts as an organisation of
	// sworn officers.
	LawEnforcement(class string) bool
	// TagText gives the rule behind a computed tag; empty when there is none.
	TagText(tag string) string
	// TagNeedsHistory reports whether a tag depends on all that a donor gave:
	// it tells donors, and no single rows.
	TagNeedsHistory(tag string) bool
	// Reconcile compares the rows of a report with the filer's summary lines,
	// Diff the rows of two versions of a report.
	Reconcile(r *store.ReportSums) []store.Reconciliation
	Diff(before, after []store.RowView) store.VersionDiff
	// MethodVersion names the rules in force: it changes when they do.
	MethodVersion() string
}

// Service answers requests. It is safe for concurrent use if its Reader and
// Rules are.
type Service struct {
	reader Reader
	rules  Rules
	past   Past // nil: no earlier data version can be asked for
}

// NewService makes a Service from what answers and what explains.
func NewService(reader Reader, rules Rules) *Service {
	return &Service{reader: reader, rules: rules}
}

// Version gives the number and time of the current state of the data.
func (s *Service) Version(ctx context.Context) (store.DataVersion, error) {
	return s.reader.Version(ctx)
}

// utc gives t for publication, empty for the zero time.
func utc(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
