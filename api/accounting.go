package api

import (
	"sort"

	"moneytrail/store"
)

// AccountLine is what became of the rows of one schedule that share a status:
// the rows that GET .../rows?status=S&schedule=A lists. Why has one entry for
// each reason among them.
type AccountLine struct {
	Status      string      `json:"status" doc:"Status of the rows."`
	Counted     bool        `json:"counted" doc:"Whether the rows are in totals."`
	Schedule    string      `json:"schedule" doc:"Schedule of the form."`
	Rows        int         `json:"rows" doc:"Number of rows."`
	AmountCents store.Cents `json:"amount_cents" doc:"Sum of the rows in cents."`
	Amount      string      `json:"amount"`
	Why         []Why       `json:"why" doc:"The reasons among the rows."`
}

// Why is a reason in words with the rows that have it.
type Why struct {
	Sentence    string      `json:"sentence" doc:"The reason in words."`
	Rows        int         `json:"rows" doc:"Number of rows."`
	AmountCents store.Cents `json:"amount_cents" doc:"Sum of the rows in cents."`
	Amount      string      `json:"amount"`
}

// Excluded is money that is in no total, by status and reason over all
// schedules.
type Excluded struct {
	Status      string      `json:"status" doc:"Status of the rows that are in no total."`
	Why         string      `json:"why" doc:"Why they are in no total."`
	Rows        int         `json:"rows" doc:"Number of rows."`
	AmountCents store.Cents `json:"amount_cents" doc:"Sum of the rows in cents."`
	Amount      string      `json:"amount"`
}

// accounting groups sums by status and schedule, counted rows first, then in
// the order of the statuses, schedules by name.
func (s *Service) accounting(sums []store.ScheduleTotal) []AccountLine {
	lines := make([]AccountLine, 0, len(sums))
	for _, sum := range ordered(sums) {
		last := len(lines) - 1
		if last < 0 || lines[last].Status != sum.Status.String() || lines[last].Schedule != sum.Schedule {
			lines = append(lines, AccountLine{
				Status: sum.Status.String(), Counted: sum.Status == store.StatusCounted, Schedule: sum.Schedule,
			})
			last++
		}
		line := &lines[last]
		line.Rows += sum.Rows
		line.AmountCents += sum.Amount
		line.Amount = line.AmountCents.Decimal()
		line.Why = append(line.Why, Why{
			s.rules.Sentence(sum.Status, sum.Reason, ""), sum.Rows, sum.Amount, sum.Amount.Decimal(),
		})
	}
	return lines
}

func ordered(sums []store.ScheduleTotal) []store.ScheduleTotal {
	sorted := append([]store.ScheduleTotal(nil), sums...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		if a.Status != b.Status {
			return a.Status < b.Status
		}
		if a.Schedule != b.Schedule {
			return a.Schedule < b.Schedule
		}
		return a.Reason < b.Reason
	})
	return sorted
}

// excluded adds up what is not counted. The result is never nil, so that "none"
// reads [] and not null.
func (s *Service) excluded(sums []store.ScheduleTotal) []Excluded {
	type key struct {
		status store.Status
		reason store.Reason
	}
	at := map[key]int{}
	out := []Excluded{}
	for _, sum := range ordered(sums) {
		if sum.Status == store.StatusCounted {
			continue
		}
		k := key{sum.Status, sum.Reason}
		i, seen := at[k]
		if !seen {
			i = len(out)
			at[k] = i
			out = append(out, Excluded{Status: sum.Status.String(), Why: s.rules.Sentence(sum.Status, sum.Reason, "")})
		}
		out[i].Rows += sum.Rows
		out[i].AmountCents += sum.Amount
		out[i].Amount = out[i].AmountCents.Decimal()
	}
	return out
}
