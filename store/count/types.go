package count

import "moneytrail/store"

// The rules speak of these types of the vocabulary.
type (
	// Report is the head of one version of a report.
	Report = store.ReportHead
	// Verdict is the conclusion about one table of one report version.
	Verdict = store.TableVerdict
	// Decision is the conclusion about one report version.
	Decision = store.ReportDecision
	// Row is a row of a notice or of a periodic report.
	Row = store.RowHead
	// Match is the conclusion about one row of a notice.
	Match = store.RowMatch
)
