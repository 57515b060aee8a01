// Package rules joins the rules in force (counting, identity, ranking) into one
// value that a database is opened with. It decides nothing itself.
package rules

import (
	"moneytrail/store"
	"moneytrail/store/classify"
	"moneytrail/store/count"
	"moneytrail/store/rank"
	"moneytrail/store/resolve"
)

// InForce is the set of rules of this version of the program. The zero value
// has the rule file of classes that is shipped; Classes replaces it.
type InForce struct{ Classes *classify.Rules }

// Local gives the status of a row whose table is in force. See [count.Local].
func (InForce) Local(t *store.Transaction) (store.Status, store.Reason) { return count.Local(t) }

// Versions chooses the versions in force. See [count.Versions].
func (InForce) Versions(reports []store.ReportHead) []store.ReportDecision {
	return count.Versions(reports)
}

// Unitemized names the summary cells of gifts below the itemization threshold.
// See [count.UnitemizedCells].
func (InForce) Unitemized() []store.SummaryCell { return count.UnitemizedCells() }

// CoverNotices matches 24-hour notices with periodic reports. See
// [count.CoverRapid].
func (InForce) CoverNotices(notices, periodic []store.RowHead, kept []store.ReportHead) []store.RowMatch {
	return count.CoverRapid(notices, periodic, kept)
}

// Sentence puts a conclusion into words. See [count.Sentence].
func (InForce) Sentence(status store.Status, reason store.Reason, cause string) string {
	return count.Sentence(status, reason, cause)
}

// Identity gives an identifier of contributors for one goroutine.
func (InForce) Identity() store.Identity { return new(resolve.Exact) }

// Ranker gives an accumulator of gifts for one goroutine.
func (InForce) Ranker() store.Ranker { return new(rank.Folder) }

// Merge adds up the standings of several committees. See [rank.Merge].
func (InForce) Merge(groups ...[]store.Standing) []store.Standing { return rank.Merge(groups...) }

// Without leaves donors out of standings. See [rank.Without].
func (InForce) Without(s []store.Standing, exclude func(store.DonorID) bool) []store.Standing {
	return rank.Without(s, exclude)
}

// LookThrough attributes the money of a committee to its origins. See
// [rank.LookThrough].
func (InForce) LookThrough(origin int64, depth int, sources func(committee int64) ([]store.MoneySource, error)) ([]store.Attribution, []store.PassedThrough, error) {
	return rank.LookThrough(origin, depth, sources)
}

var _ store.Rules = InForce{}
