package fecbulk

import (
	"strconv"

	"moneytrail/store"
)

// The columns of the summaries that hold money, by place. The names are the
// FEC's. All are to date over the two years of the cycle, so they stand in
// column B, which is never summed.
var (
	candidateColumns = map[int]string{
		5: "TTL_RECEIPTS", 6: "TRANS_FROM_AUTH", 7: "TTL_DISB", 8: "TRANS_TO_AUTH", 9: "COH_BOP", 10: "COH_COP", 11: "CAND_CONTRIB",
		12: "CAND_LOANS", 13: "OTHER_LOANS", 14: "CAND_LOAN_REPAY", 15: "OTHER_LOAN_REPAY", 16: "DEBTS_OWED_BY", 17: "TTL_INDIV_CONTRIB",
		25: "OTHER_POL_CMTE_CONTRIB", 26: "POL_PTY_CONTRIB", 28: "INDIV_REFUNDS", 29: "CMTE_REFUNDS",
	}
	committeeColumns = map[int]string{
		5: "TTL_RECEIPTS", 6: "TRANS_FROM_AFF", 7: "INDV_CONTRIB", 8: "OTHER_POL_CMTE_CONTRIB", 9: "CAND_CONTRIB", 10: "CAND_LOANS",
		11: "TTL_LOANS_RECEIVED", 12: "TTL_DISB", 13: "TRANF_TO_AFF", 14: "INDV_REFUNDS", 15: "OTHER_POL_CMTE_REFUNDS", 16: "CAND_LOAN_REPAY",
		17: "LOAN_REPAY", 18: "COH_BOP", 19: "COH_COP", 20: "DEBTS_OWED_BY", 21: "NONFED_TRANS_RECEIVED", 22: "CONTRIB_TO_OTHER_CMTE",
		23: "IND_EXP", 24: "PTY_COORD_EXP", 25: "NONFED_SHARE_EXP",
	}
)

// candidateSummary takes a row of webl or weball (30 columns, coverage date in
// the 28th). It names a candidate and no committee.
func (m *member) candidateSummary(r *row) error {
	if !isCandidate(r.at(0)) {
		return continuation
	}
	return m.summary(r, store.FilerRef{}, candidateColumns, 27)
}

// committeeSummary takes a row of webk (27 columns, coverage date in the last).
func (m *member) committeeSummary(r *row) error {
	if !isCommittee(r.at(0)) {
		return continuation
	}
	return m.summary(r, store.FilerRef{Scheme: store.SchemeFEC, ID: r.at(0)}, committeeColumns, 26)
}

func (m *member) summary(r *row, filer store.FilerRef, columns map[int]string, dateColumn int) error {
	schedule := map[string]string{"webl": "WEBL", "weball": "WEBALL", "webk": "WEBK"}[m.layout.name]
	var lines []store.SummaryLine
	for i := 0; i < m.layout.columns; i++ {
		name := columns[i]
		if name == "" || r.at(i) == "" {
			continue
		}
		amount, ok := dollars(r.at(i))
		if !ok {
			return noAmount
		}
		lines = append(lines, store.SummaryLine{Schedule: schedule, Line: name, B: amount, Pos: r.pos})
	}
	var note string
	thru := m.dates.date(r.at(dateColumn), &note)
	f := store.Filing{
		Key: masterKey(m.layout.name, r.at(0), cycle(thru)), Form: schedule, Filer: filer, FilerName: r.at(1), Thru: thru, Partial: true, Pos: r.pos,
	}
	if err := m.sink.Filing(&f); err != nil {
		return err
	}
	for i := range lines {
		lines[i].Filing = f.Key
		if err := m.sink.Summary(&lines[i]); err != nil {
			return err
		}
	}
	return nil
}

// cycle is the even year in which the two years of a date's cycle end.
func cycle(d store.Date) string {
	if len(d) < 4 {
		return ""
	}
	year := int(number(string(d[:4])))
	return strconv.Itoa(year + year%2)
}
