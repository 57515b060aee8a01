package sqlite_test

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// questionFilers are two invented committees of one contest, on two sides, and
// one outside of it.
var questionFilers = []string{"9900001", "9900002", "9900003"}

// randomCounty draws reports of three filers with places, jobs and addresses;
// some gifts come from one another.
func randomCounty(t *rapid.T) []*storetest.Records {
	var out []*storetest.Records
	for n, filer := range questionFilers {
		for _, r := range randomReports(t) {
			r.Filer, r.Name = filer, "Invented committee of "+filer
			records := r.Records()
			for j := range records.Transactions {
				dress(t, &records.Transactions[j], questionFilers[(n+1)%len(questionFilers)])
			}
			out = append(out, records)
		}
	}
	return out
}

func dress(t *rapid.T, x *store.Transaction, other string) {
	x.Address.State = rapid.SampledFrom([]string{"CA", "ca", "NV", ""}).Draw(t, "state")
	x.Address.City = rapid.SampledFrom([]string{"Inventedville", "INVENTEDVILLE", ""}).Draw(t, "city")
	x.Address.Zip = rapid.SampledFrom([]string{"90001", "90001-1234", "90002", ""}).Draw(t, "zip")
	x.Address.Street = rapid.SampledFrom([]string{"1 Invented Way", "2 Invented Way", ""}).Draw(t, "street")
	x.Employer = rapid.SampledFrom([]string{"Invented  Works", "INVENTED WORKS", "Retired", ""}).Draw(t, "employer")
	x.Occupation = rapid.SampledFrom([]string{"Baker", "baker ", ""}).Draw(t, "occupation")
	if rapid.IntRange(0, 6).Draw(t, "transfer") == 0 {
		x.Counterparty, x.Entity, x.CommitteeID = store.Name{Last: "Invented committee of " + other}, "COM", other
	}
}

// money is a row as the references see it.
type money struct {
	store.RowView
	committee string
}

// allMoney gives the counted and pending rows of the filers through Explain.
func allMoney(t *testing.T, db *sqlite.DB, filers ...string) []money {
	t.Helper()
	var out []money
	for _, filer := range filers {
		e, err := db.Explain(t.Context(), filer, store.ExplainQuery{Limit: 10_000})
		if err != nil {
			continue // a filer without reports
		}
		for _, r := range e.Rows {
			if r.Status == store.StatusCounted || r.Status == store.StatusPending {
				out = append(out, money{r, filer})
			}
		}
	}
	return out
}

// outside leaves out what the members gave each other.
func outside(all []money, members ...string) []money {
	return slices.DeleteFunc(slices.Clone(all), func(m money) bool { return slices.Contains(members, m.CommitteeID) })
}

func fold(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), " ")) }

// keyOf is the reference of every way to break money down.
func keyOf(by string, m *money) string {
	switch by {
	case store.ByDay:
		return string(m.Date)
	case store.ByWeek:
		d, err := time.Parse(time.DateOnly, string(m.Date))
		if err != nil {
			return ""
		}
		return d.AddDate(0, 0, -(int(d.Weekday())+6)%7).Format(time.DateOnly)
	case store.ByMonth:
		return string(m.Date[:7]) + "-01"
	case store.ByQuarter:
		month := (int(m.Date[5]-'0')*10 + int(m.Date[6]-'0') - 1) / 3 * 3
		return fmt.Sprintf("%s-%02d-01", m.Date[:4], month+1)
	case store.ByYear:
		return string(m.Date[:4]) + "-01-01"
	case store.ByState:
		return fold(m.State)
	case store.ByCity:
		return strings.Trim(fold(m.City)+", "+fold(m.State), ", ")
	case store.ByZip:
		return m.Zip5
	case store.ByEmployer:
		return fold(m.Employer)
	case store.ByOccupation:
		return fold(m.Occupation)
	}
	key := ""
	for _, least := range store.SizeBands {
		if m.Amount >= least {
			key = strconv.FormatInt(int64(least), 10)
		}
	}
	return key
}

func referenceSlices(by string, all []money) []store.Slice {
	groups := map[string]*store.Slice{}
	donors := map[string]map[store.DonorID]bool{}
	for i := range all {
		m := &all[i]
		key := keyOf(by, m)
		x := groups[key]
		if x == nil {
			x, donors[key] = &store.Slice{Key: key}, map[store.DonorID]bool{}
			groups[key] = x
		}
		donors[key][m.Donor] = true
		x.Donors = len(donors[key])
		switch {
		case m.Status == store.StatusPending:
			x.Pending += m.Amount
			x.PendingGifts++
		case m.Amount > 0:
			x.Gross += m.Amount
			x.Gifts++
		default:
			x.Returned -= m.Amount
		}
		x.Net = x.Gross - x.Returned
	}
	var out []store.Slice
	for _, x := range groups {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b store.Slice) int {
		switch by {
		case store.ByDay, store.ByWeek, store.ByMonth, store.ByQuarter, store.ByYear:
			return strings.Compare(a.Key, b.Key)
		case store.BySize:
			return cmp.Or(cmp.Compare(len(a.Key), len(b.Key)), strings.Compare(a.Key, b.Key))
		}
		return cmp.Or(cmp.Compare(b.Net, a.Net), cmp.Compare(b.Pending, a.Pending), strings.Compare(a.Key, b.Key))
	})
	return out
}

// questioned opens a database with a random county and its contest.
func questioned(t *testing.T, rt *rapid.T) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "questions.db"), sqlite.Options{Now: fixedNow, Rules: rules.InForce{}, StreetKey: []byte("invented")})
	if err != nil {
		rt.Fatal(err)
	}
	for i, r := range randomCounty(rt) {
		load(t, db, fmt.Sprint("file ", i), r)
	}
	save(t, db, &store.Contest{Slug: "invented", Title: "Invented contest", Members: []store.ContestMember{
		{Side: "For", Filer: store.FilerRef{ID: questionFilers[0]}}, {Side: "Against", Filer: store.FilerRef{ID: questionFilers[1]}},
	}})
	return db
}

// scopesOf are scopes with the rows that they hold.
func scopesOf(t *testing.T, db *sqlite.DB) map[store.Scope][]money {
	members := questionFilers[:2]
	out := map[store.Scope][]money{{Contest: "invented"}: outside(allMoney(t, db, members...), members...)}
	for i, side := range []string{"For", "Against"} {
		out[store.Scope{Contest: "invented", Side: side}] = outside(allMoney(t, db, members[i]), members...)
	}
	for _, filer := range questionFilers {
		if rows := allMoney(t, db, filer); len(rows) > 0 {
			out[store.Scope{Committee: filer}] = rows
		}
	}
	return out
}

// Every question about receipts is answered as plain code answers it from the
// rows that explain lists.
func TestAnswersAreThoseOfTheRows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		db := questioned(t, rt)
		defer func() { _ = db.Close() }()
		scopes := scopesOf(t, db)
		checkBreakdowns(t, rt, db, scopes)
		checkConcentration(t, rt, db, scopes)
		checkClusters(t, rt, db, scopes)
		checkNewcomers(t, rt, db, scopes)
		checkLatest(t, rt, db)
	})
}

func checkBreakdowns(t *testing.T, rt *rapid.T, db *sqlite.DB, scopes map[store.Scope][]money) {
	t.Helper()
	ways := []string{store.ByDay, store.ByWeek, store.ByMonth, store.ByQuarter, store.ByYear, store.ByState, store.ByCity, store.ByZip, store.ByEmployer, store.ByOccupation, store.BySize}
	for scope, rows := range scopes {
		for _, by := range ways {
			got, err := db.Breakdown(t.Context(), store.BreakdownQuery{Scope: scope, By: by})
			if err != nil {
				rt.Fatal(err)
			}
			if diff := gocmp.Diff(referenceSlices(by, rows), got.Slices); diff != "" {
				rt.Fatalf("%+v by %s (-rows +answer):\n%s", scope, by, diff)
			}
			var net, pending store.Cents
			for _, x := range got.Slices {
				net, pending = net+x.Net, pending+x.Pending
			}
			if net != got.Total.Net || pending != got.Total.Pending {
				rt.Fatalf("%+v by %s: slices add up to %v and %v, total is %+v", scope, by, net, pending, got.Total)
			}
		}
	}
}

func checkConcentration(t *testing.T, rt *rapid.T, db *sqlite.DB, scopes map[store.Scope][]money) {
	t.Helper()
	for scope, rows := range scopes {
		got, err := db.Concentration(t.Context(), scope)
		if err != nil {
			rt.Fatal(err)
		}
		nets := map[store.DonorID]store.Cents{}
		for _, m := range rows {
			if m.Status == store.StatusCounted && m.Amount != 0 {
				nets[m.Donor] += m.Amount
			}
		}
		var sorted []store.Cents
		var itemized, positive store.Cents
		for _, n := range nets {
			itemized += n
			if n > 0 {
				sorted, positive = append(sorted, n), positive+n
			}
		}
		slices.SortFunc(sorted, func(a, b store.Cents) int { return cmp.Compare(b, a) })
		if got.Itemized != itemized || got.Donors != len(nets) {
			rt.Fatalf("%+v: %v of %d donors, want %v of %d", scope, got.Itemized, got.Donors, itemized, len(nets))
		}
		for _, top := range got.Top {
			var want store.Cents
			for _, n := range sorted[:top.Donors] {
				want += n
			}
			if top.Net != want {
				rt.Fatalf("%+v: top %d gave %v, want %v", scope, top.Donors, top.Net, want)
			}
		}
		squares := 0.0
		half, sum := 0, store.Cents(0)
		for i, n := range sorted {
			squares += float64(n) / float64(positive) * float64(n) / float64(positive) * 10_000
			if sum += n; half == 0 && itemized > 0 && 2*sum >= itemized {
				half = i + 1
			}
		}
		if d := squares - float64(got.HHI); d > 0.51 || d < -0.51 || got.Half != half {
			rt.Fatalf("%+v: HHI %d of %v, half %d of %d", scope, got.HHI, squares, got.Half, half)
		}
	}
}

func checkNewcomers(t *testing.T, rt *rapid.T, db *sqlite.DB, scopes map[store.Scope][]money) {
	t.Helper()
	level := store.Cents(rapid.SampledFrom([]int{10_000, 30_000}).Draw(rt, "level"))
	const from, thru = store.Date("2031-02-01"), store.Date("2031-12-31")
	first, atLevel := map[store.DonorID]store.Date{}, map[store.DonorID]store.Date{}
	for _, m := range allMoney(t, db, questionFilers...) {
		if m.Amount > 0 && m.Date != "" {
			widen(first, m.Donor, m.Date)
			if m.Amount >= level {
				widen(atLevel, m.Donor, m.Date)
			}
		}
	}
	scopes = maps.Clone(scopes)
	scopes[store.Scope{}] = allMoney(t, db, questionFilers...)
	for scope, rows := range scopes {
		want := map[store.DonorID]store.Date{}
		for _, m := range rows {
			if m.Amount >= level && m.Date >= from && m.Date <= thru && atLevel[m.Donor] == m.Date {
				want[m.Donor] = m.Date
			}
		}
		got, err := db.Newcomers(t.Context(), store.NewcomersQuery{Scope: scope, Level: level, From: from, Thru: thru, Limit: 100})
		if err != nil {
			rt.Fatal(err)
		}
		if got.Total != len(want) || len(got.Items) != len(want) {
			rt.Fatalf("%+v: %d newcomers, want %d", scope, got.Total, len(want))
		}
		for _, n := range got.Items {
			if n.Date != want[n.Donor.ID] || (n.Earlier != "") != (first[n.Donor.ID] < n.Date) {
				rt.Fatalf("%+v: %+v, want the gift of %s, first of all %s", scope, n, want[n.Donor.ID], first[n.Donor.ID])
			}
		}
	}
}

func widen(m map[store.DonorID]store.Date, d store.DonorID, day store.Date) {
	if m[d] == "" || day < m[d] {
		m[d] = day
	}
}

func checkClusters(t *testing.T, rt *rapid.T, db *sqlite.DB, scopes map[store.Scope][]money) {
	t.Helper()
	for scope, rows := range scopes {
		donors := map[string]map[store.DonorID]bool{}
		sums := map[string]store.Cents{}
		for _, m := range rows {
			if e := fold(m.Employer); m.Amount > 0 && m.Date != "" && e != "" && e != "RETIRED" {
				key := string(m.Date) + e
				if donors[key] == nil {
					donors[key] = map[store.DonorID]bool{}
				}
				donors[key][m.Donor] = true
				sums[key] += m.Amount
			}
		}
		want := map[string]store.Cents{}
		for key, d := range donors {
			if len(d) >= 2 {
				want[key] = sums[key]
			}
		}
		got, err := db.Clusters(t.Context(), store.ClustersQuery{Scope: scope, By: store.ByEmployer, Donors: 2, Limit: 1000})
		if err != nil {
			rt.Fatal(err)
		}
		found := map[string]store.Cents{}
		for _, c := range got.Items {
			found[string(c.Date)+c.Employer] = c.Amount
		}
		if diff := gocmp.Diff(want, found); diff != "" {
			rt.Fatalf("%+v (-rows +answer):\n%s", scope, diff)
		}
	}
}

func TestQuestionsAboutNothing(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "one", firstHalf.Records())
	for name, scope := range map[string]store.Scope{"committee": {Committee: "1"}, "contest": {Contest: "none"}} {
		if _, err := db.Breakdown(t.Context(), store.BreakdownQuery{Scope: scope, By: store.ByDay}); !isNotFound(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
