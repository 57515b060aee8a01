package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"

	"moneytrail/store"
)

// pageHistory answers for the donors of pages of ranks: from what is stored of
// large donors, else from the ranks and rows of all donors of the page, which
// are read at once when the first of them is asked about.
type pageHistory struct {
	ctx   context.Context //nolint:containedctx // lives as long as one query
	s     *snapshot
	facts map[store.DonorID]given // of donor_given, as the pages were read
	page  []store.Standing
	lines map[store.DonorID][]givenLine
	years map[store.DonorID]map[string]store.Cents // of committees that got money in several years
	least store.Cents                              // the limit that years was read for
	err   error                                    // the first; every later answer is empty
}

// givenLine is what a donor gave one committee.
type givenLine struct {
	committee   int64
	net, gross  store.Cents
	first, last string // years; empty when no gift has a day
}

// donorHistory implements [store.DonorHistory].
type donorHistory struct {
	*pageHistory
	donor *store.Donor
}

// turn goes on to another page.
func (h *pageHistory) turn(page []store.Standing) {
	h.page, h.lines, h.years = page, nil, nil
}

func (h *pageHistory) of(d *store.Donor) store.DonorHistory { return donorHistory{h, d} }

func (h *pageHistory) given(d store.DonorID) []givenLine {
	if h.lines == nil && h.err == nil {
		h.lines = make(map[store.DonorID][]givenLine)
		h.fail(h.read())
	}
	if h.err != nil {
		return nil
	}
	return h.lines[d]
}

func (h *pageHistory) fail(err error) {
	if h.err == nil {
		h.err = err
	}
}

func (h *pageHistory) read() error {
	ids := make([]int64, len(h.page))
	for i := range h.page {
		ids[i] = int64(h.page[i].Donor.ID)
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("list donors: %w", err)
	}
	err = each(h.ctx, h.s, func(rows *sql.Rows) error {
		var donor store.DonorID
		var l givenLine
		var first, last nullText
		err := rows.Scan(&donor, &l.committee, &l.net, &l.gross, &first, &last)
		l.first, l.last = yearOf(string(first)), yearOf(string(last))
		h.lines[donor] = append(h.lines[donor], l)
		return err
	}, `SELECT d.donor_id, d.committee_id, d.net, d.gross, d.first, d.last
		FROM json_each(?) j CROSS JOIN committee_donor d INDEXED BY committee_donor_donor ON d.donor_id = j.value`, string(list))
	if err != nil {
		return fmt.Errorf("read what donors gave: %w", err)
	}
	return nil
}

// PassedOn adds up what the donor gave.
func (h donorHistory) PassedOn() store.Cents {
	if f, ok := h.facts[h.donor.ID]; ok {
		return f.net
	}
	return h.addUp()
}

func (h donorHistory) addUp() store.Cents {
	var sum store.Cents
	for _, l := range h.given(h.donor.ID) {
		sum += l.net
	}
	return sum
}

// YearReaches looks in what is stored of large donors, which tells of limits
// that only they reach.
func (h donorHistory) YearReaches(limit store.Cents) bool {
	if limit >= givenFrom {
		f, ok := h.facts[h.donor.ID]
		return ok && f.year >= limit
	}
	return h.rowsReach(limit)
}

// rowsReach reads rows only for committees that got money in several years,
// and only when neither all gifts together are too little nor their average
// over the years is enough. A gift without a day counts as given in some year
// of the others.
func (h donorHistory) rowsReach(limit store.Cents) bool {
	lines := h.given(h.donor.ID)
	if gross(lines) < limit {
		return false
	}
	if years := span(lines); years > 0 && h.addUp() >= limit*store.Cents(years) {
		return true
	}
	sums := make(map[string]store.Cents)
	several := false
	for _, l := range lines {
		several = several || l.first != l.last
		if l.first == l.last && l.first != "" {
			sums[l.first] += l.net
		}
	}
	if several {
		for year, sum := range h.severalYears(limit)[h.donor.ID] {
			sums[year] += sum
		}
	}
	for _, sum := range sums {
		if h.err == nil && sum >= limit {
			return true
		}
	}
	return false
}

// span gives the number of calendar years from the first gift to the last.
func span(lines []givenLine) int {
	first, last := 0, 0
	for _, l := range lines {
		from, _ := strconv.Atoi(l.first)
		thru, _ := strconv.Atoi(l.last)
		if from > 0 && (first == 0 || from < first) {
			first = from
		}
		last = max(last, thru)
	}
	if first == 0 {
		return 0
	}
	return last - first + 1
}

func gross(lines []givenLine) store.Cents {
	var sum store.Cents
	for _, l := range lines {
		sum += l.gross
	}
	return sum
}

// severalYears reads, for all donors of the page who may reach the limit, the
// gifts to committees that got money from them in several years.
func (h *pageHistory) severalYears(limit store.Cents) map[store.DonorID]map[string]store.Cents {
	if h.err != nil || h.years != nil && limit >= h.least {
		return h.years
	}
	h.years, h.least = make(map[store.DonorID]map[string]store.Cents), limit
	var pairs [][2]int64
	for donor, lines := range h.lines {
		if gross(lines) < limit {
			continue
		}
		for _, l := range lines {
			if l.first != l.last {
				pairs = append(pairs, [2]int64{int64(donor), l.committee})
			}
		}
	}
	h.fail(h.readYears(pairs))
	return h.years
}

func (h *pageHistory) readYears(pairs [][2]int64) error {
	list, err := json.Marshal(pairs)
	if err != nil {
		return fmt.Errorf("list donors: %w", err)
	}
	err = each(h.ctx, h.s, func(rows *sql.Rows) error {
		var donor store.DonorID
		var year string
		var sum store.Cents
		err := rows.Scan(&donor, &year, &sum)
		if h.years[donor] == nil {
			h.years[donor] = make(map[string]store.Cents)
		}
		h.years[donor][year] += sum
		return err
	}, `WITH pair AS (SELECT value ->> 0 AS donor, value ->> 1 AS committee FROM json_each(?1)),
			of_donor AS (SELECT donor, committee, donor AS contributor FROM pair
				UNION ALL SELECT p.donor, p.committee, c.id FROM pair p CROSS JOIN contributor c INDEXED BY contributor_merged ON c.donor_id = p.donor AND c.donor_id <> c.id)
		SELECT o.donor, substr(t.date, 1, 4), sum(t.amount)
		FROM of_donor o CROSS JOIN txn t INDEXED BY txn_contributor ON t.contributor_id = o.contributor AND t.committee_id = o.committee
		WHERE t.status = ?2 AND t.date <> '' GROUP BY 1, 2`, string(list), int64(store.StatusCounted))
	if err != nil {
		return fmt.Errorf("add up years of donors: %w", err)
	}
	return nil
}

// Received reads the receipts of a donor who is a committee.
func (h donorHistory) Received() store.Cents {
	if h.donor.CommitteeID == "" {
		return 0
	}
	var sum store.Cents
	err := h.s.row(h.ctx, `SELECT coalesce(sum(m.itemized + m.unitemized_monetary + m.unitemized_in_kind), 0) FROM committee m
		WHERE m.id IN (SELECT n.committee_id FROM committee_native n WHERE n.native = ? AND n.scheme IN (?, ?))`,
		h.donor.CommitteeID, store.SchemeFPPC, store.SchemeFEC).Scan(&sum)
	if err != nil {
		h.fail(fmt.Errorf("read receipts of donor %s: %w", h.donor.ID, err))
	}
	return sum
}

func yearOf(date string) string {
	if len(date) < 4 {
		return ""
	}
	return date[:4]
}
