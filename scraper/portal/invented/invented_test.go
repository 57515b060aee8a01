package invented_test

import (
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store"
)

func all() []portal.Report {
	c := invented.County()
	return append(append([]portal.Report{}, c.Local...), c.State...)
}

// TestSummariesTieToRows holds the filers' own lines, typed by hand, against
// the rows: schedules A, C, I and B1, line 1, with the one gap that is meant.
func TestSummariesTieToRows(t *testing.T) {
	t.Parallel()
	var gaps []invented.GapTruth
	for _, r := range all() {
		if r.Form != "F460" || r.Summary == nil {
			continue
		}
		for _, schedule := range []string{"A", "C", "I", "B1"} {
			var itemized, reported store.Cents
			for _, row := range r.Rows {
				if row.Schedule == schedule && !row.Memo {
					itemized += row.Amount
				}
			}
			for _, line := range r.Summary {
				if line.Schedule == schedule && line.Line == "1" {
					reported = line.A
				}
			}
			if itemized != reported {
				gaps = append(gaps, invented.GapTruth{Filer: r.Filer, From: r.From, Thru: r.Thru, Reported: reported, Itemized: itemized})
			}
		}
	}
	if diff := cmp.Diff([]invented.GapTruth{invented.Expected().Gap}, gaps); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}

// TestTruthAddsUp checks the hand-made figures against each other; it does not
// count the filings.
func TestTruthAddsUp(t *testing.T) {
	t.Parallel()
	truth := invented.Expected()
	byID := map[string]invented.CommitteeTruth{}
	for _, c := range truth.Committees {
		byID[c.Filer.ID] = c
		var net, pending store.Cents
		for _, d := range c.Donors {
			net, pending = net+d.Net, pending+d.Pending
		}
		if net != c.Itemized || pending != c.Pending || c.Monetary+c.InKind != c.Itemized || c.Gross-c.Returned != c.Itemized {
			t.Errorf("%s: donors %s and pending %s, itemised %s = %s + %s = %s - %s", c.Filer, net, pending, c.Itemized, c.Monetary, c.InKind, c.Gross, c.Returned)
		}
		if c.Itemized+c.SmallMonetary+c.SmallInKind != c.Total {
			t.Errorf("%s: total %s", c.Filer, c.Total)
		}
	}
	for _, side := range truth.Sides {
		var itemized, small, pending store.Cents
		for _, id := range side.Members {
			c := byID[id]
			itemized, small, pending = itemized+c.Itemized, small+c.SmallMonetary+c.SmallInKind, pending+c.Pending
		}
		for _, transfer := range truth.Transfers {
			if side.Members[0] == transfer.From {
				itemized -= transfer.Amount
			}
		}
		if itemized != side.Itemized || small != side.Small || pending != side.Pending || itemized+small != side.Total {
			t.Errorf("%s: %s itemised, %s small, %s pending", side.Name, itemized, small, pending)
		}
	}
	var net store.Cents
	for _, s := range truth.Union.Spellings {
		net += s.Net
	}
	if net != truth.Union.Net {
		t.Errorf("union: %s", net)
	}
	if truth.BigDonor.Person+truth.BigDonor.Companies != truth.BigDonor.Total {
		t.Error("big donor does not add up")
	}
}

// TestCountyIsPlainlyInvented keeps real ids, places and addresses out.
func TestCountyIsPlainlyInvented(t *testing.T) {
	t.Parallel()
	versions := map[string]bool{}
	for _, r := range all() {
		if id := r.Filer.ID; !strings.HasPrefix(id, "99") && r.Filer.Scheme == store.SchemeFPPC {
			t.Errorf("filer %s", id)
		}
		if name := strings.ToUpper(r.FilerName); !strings.Contains(name, "INVENTED") {
			t.Errorf("filer %q does not say that it is invented", r.FilerName)
		}
		key := r.ID + "/" + string(rune('0'+r.Key.Version))
		if versions[key] {
			t.Errorf("filing %s twice", key)
		}
		versions[key] = true
		for _, row := range r.Rows {
			if row.Address.Street != "" || (row.Address.Zip != "" && !strings.HasPrefix(row.Address.Zip, "0000")) {
				t.Errorf("filing %s, %s: address %+v", r.ID, row.TranID, row.Address)
			}
			if row.CommitteeID != "" && !strings.HasPrefix(row.CommitteeID, "99") {
				t.Errorf("filing %s, %s: committee %s", r.ID, row.TranID, row.CommitteeID)
			}
		}
	}
}

func TestContestNamesTheCommittees(t *testing.T) {
	t.Parallel()
	var contest struct {
		Slug, Title, Note string
		Side              []struct {
			Name      string
			Committee []struct{ ID, Note string }
		}
	}
	if err := toml.Unmarshal(invented.Contest(), &contest); err != nil {
		t.Fatal(err)
	}
	if contest.Slug != invented.Slug || !strings.Contains(contest.Title, "invented") {
		t.Errorf("contest %q, %q", contest.Slug, contest.Title)
	}
	got := map[string][]string{}
	for _, side := range contest.Side {
		for _, c := range side.Committee {
			got[side.Name] = append(got[side.Name], strings.TrimPrefix(c.ID, "fppc:"))
		}
	}
	want := map[string][]string{}
	for _, side := range invented.Expected().Sides {
		want[side.Name] = side.Members
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sides (-want +got):\n%s", diff)
	}
}
