package api

import "moneytrail/store"

// Warning is something a reader must know before quoting a figure. Code is
// stable, Short fits in a band, Text is a sentence.
type Warning struct {
	Code  string `json:"code" doc:"Stable code of the warning."`
	Short string `json:"short" doc:"A few words for a narrow place."`
	Text  string `json:"text" doc:"A whole sentence."`
}

func committeeWarnings(r *store.CommitteeReport) []Warning {
	out := commonWarnings(r.Coverage, r.Totals)
	empty := 0
	for _, f := range r.Filings {
		if f.EmptyAmendment {
			empty++
		}
	}
	if empty > 0 {
		out = append(out, Warning{
			"empty_amendments", Count(empty, "empty amendment", "empty amendments"),
			Count(empty, "report has", "reports have") + " a later amendment that came with a cover but no rows; " +
				"the rows of the version before it are kept.",
		})
	}
	return out
}

func contestWarnings(r *store.ContestReport) []Warning {
	out := commonWarnings(r.Coverage, r.Totals)
	if n := len(r.Unresolved); n > 0 {
		out = append(out, Warning{
			"unresolved_members", Count(n, "committee not found", "committees not found"),
			Count(n, "committee of this contest is", "committees of this contest are") +
				" named in no filing yet, so their money is missing here.",
		})
	}
	return out
}

func commonWarnings(c store.Coverage, t store.Totals) []Warning {
	out := []Warning{}
	if c.Partial {
		out = append(out, Warning{
			"partial", "known in part",
			"Some filings are known only in part (typed by hand, from a page that shows no older versions, or from federal bulk files, which carry whole dollars and leave out small gifts): the true figures may be higher.",
		})
	}
	if c.From == "" && c.Thru == "" {
		out = append(out, Warning{
			"no_periodic_report", "no periodic report",
			"No periodic report is known here, only notices of single gifts: smaller gifts are not reported yet.",
		})
	}
	if t.Unitemized == 0 && c.Thru != "" {
		out = append(out, Warning{
			"no_unitemized", "no small gifts reported",
			"No summary line with gifts too small to itemize is known here: the total has named gifts only.",
		})
	}
	if c.Superseded > 0 {
		out = append(out, Warning{
			"superseded", Count(c.Superseded, "replaced version", "replaced versions"),
			Count(c.Superseded, "version of a report was", "versions of reports were") +
				" replaced by a later one; only the version in force counts.",
		})
	}
	return append(out, rowWarnings(t)...)
}

// rowWarnings are about rows that a reader would expect to find in a total.
func rowWarnings(t store.Totals) []Warning {
	var rows [store.StatusCount]int
	for _, sum := range t.Schedules {
		if sum.Status < store.StatusCount {
			rows[sum.Status] += sum.Rows
		}
	}
	var out []Warning
	if n := rows[store.StatusQuarantined]; n > 0 {
		out = append(out, Warning{
			"quarantined", Count(n, "unread row", "unread rows"),
			Count(n, "row", "rows") + " could not be read, so they are in no total.",
		})
	}
	if n := rows[store.StatusWithdrawn]; n > 0 {
		out = append(out, Warning{
			"withdrawn", Count(n, "withdrawn row", "withdrawn rows"),
			Count(n, "row is", "rows are") + " gone from the publisher's site or withdrawn by the filer, and in no total.",
		})
	}
	return out
}

// classWarnings are about kinds of donors that do not make up the whole.
func (c *Classification) classWarnings() []Warning {
	if c.Rest == nil {
		return nil
	}
	return []Warning{{
		"classes_rest", "kinds of donors do not add up",
		"The kinds of donors differ from the itemized money by " + ExactDollars(c.Rest.Cents) + ": do not quote their shares.",
	}}
}
