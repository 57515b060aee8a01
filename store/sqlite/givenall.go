package sqlite

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strconv"

	"moneytrail/store"
)

// givenYear is what a donor gave in a year to a committee that got money from
// it in several.
type givenYear struct {
	donor store.DonorID
	year  int32
	net   store.Cents
}

var givenColumns = []string{"donor_id", "net", "year"}

// givenLineOf is a line of donor_given to be stored.
type givenLineOf struct {
	donor store.DonorID
	given
}

func (g *givenLineOf) value(col int) driver.Value {
	return int64([...]store.Cents{store.Cents(g.donor), g.net, g.year}[col])
}

// giving is what computes donor_given. In a load into an empty database all
// ranks were computed just now: the rows went by then, and are not looked up
// again one by one.
type giving struct {
	noted   map[store.DonorID]bool // whose lines are computed again
	years   []givenYear            // of lines of several years
	current []givenYear            // of the committee at hand
	lines   []givenLineOf
}

func (a *giving) note(donor store.DonorID) {
	if a.noted == nil {
		a.noted = make(map[store.DonorID]bool)
	}
	a.noted[donor] = true
}

// gift notes a counted gift to the committee at hand.
func (a *giving) gift(g *store.Gift) {
	if g.Status != store.StatusCounted || g.Date == "" {
		return
	}
	y := givenYear{g.Donor, yearNumber(string(g.Date)), g.Amount}
	if last := len(a.current) - 1; last >= 0 && a.current[last].donor == y.donor && a.current[last].year == y.year {
		a.current[last].net += y.net
		return
	}
	a.current = append(a.current, y)
}

// committee ends a committee: of donors who gave in one year their ranks tell.
func (a *giving) committee() {
	slices.SortFunc(a.current, func(x, y givenYear) int { return cmp.Or(cmp.Compare(x.donor, y.donor), cmp.Compare(x.year, y.year)) })
	for i := 0; i < len(a.current); {
		end := i + 1
		for end < len(a.current) && a.current[end].donor == a.current[i].donor {
			end++
		}
		if a.current[i].year != a.current[end-1].year {
			a.years = append(a.years, a.current[i:end]...)
		}
		i = end
	}
	a.current = a.current[:0]
}

func yearNumber(date string) int32 {
	n, _ := strconv.ParseInt(yearOf(date), 10, 32)
	return int32(n)
}

// storeAllGiven goes through all ranks by donor, beside the years.
func (l *loader) storeAllGiven(ctx context.Context) error {
	a := &l.given
	slices.SortFunc(a.years, func(x, y givenYear) int { return cmp.Compare(x.donor, y.donor) })
	var donor store.DonorID
	var at int
	var lines []givenLine
	finish := func() {
		for at < len(a.years) && a.years[at].donor < donor {
			at++
		}
		if gross(lines) < givenFrom {
			return
		}
		several := make(map[string]store.Cents)
		for i := at; i < len(a.years) && a.years[i].donor == donor; i++ {
			several[strconv.Itoa(int(a.years[i].year))] += a.years[i].net
		}
		a.lines = append(a.lines, givenLineOf{donor, addUpGiven(lines, several)})
	}
	err := l.eachValue(ctx, func(v []driver.Value) error {
		if d := store.DonorID(number(v[0])); d != donor {
			finish()
			donor, lines = d, lines[:0]
		}
		lines = append(lines, givenLine{
			net: store.Cents(number(v[1])), gross: store.Cents(number(v[2])), first: l.texts.keep(yearView(v[3])), last: l.texts.keep(yearView(v[4])),
		})
		return nil
	}, `SELECT moneytrail_each(donor_id, net, gross, first, last) FROM (SELECT donor_id, net, gross, first, last FROM committee_donor INDEXED BY committee_donor_donor ORDER BY donor_id)`)
	finish()
	a.years = nil
	if err == nil {
		err = l.insert(ctx, "src_given", "INSERT INTO donor_given ("+columnList(givenColumns)+")", len(a.lines))
	}
	a.lines = nil
	if err != nil {
		return fmt.Errorf("add up what donors gave: %w", err)
	}
	return nil
}

func yearView(v driver.Value) driver.Value {
	s, _ := v.(string)
	return yearOf(s)
}

// addUpGiven gives what stands in donor_given of a donor with these lines and
// years of those of several.
func addUpGiven(lines []givenLine, several map[string]store.Cents) given {
	var g given
	for i := range lines {
		if y := lines[i].first; y != "" && y == lines[i].last {
			several[y] += lines[i].net
		}
		g.net += lines[i].net
	}
	for _, net := range several {
		g.year = max(g.year, net)
	}
	if years := span(lines); years > 0 {
		g.year = max(g.year, g.net/store.Cents(years))
	}
	return g
}
