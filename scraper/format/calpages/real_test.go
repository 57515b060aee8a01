package calpages_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"moneytrail/scraper/format/calpages"
	"moneytrail/store/storetest"
)

// other is what another project's parse of all pages says, by column name.
func other(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(storetest.SharedData(t, "california", "calaccess_html", "parsed_csv", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// saved reads the saved pages of a folder by name without ".html".
func saved(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(storetest.SharedData(t, "california", "calaccess_html", folder), "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]byte{}
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		pages[strings.TrimSuffix(filepath.Base(path), ".html")] = body
	}
	return pages
}

func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestMeasurePagesAgainstAnotherParse holds every committee, measure, name and
// side that the other project found on a page against our own reading of it.
func TestMeasurePagesAgainstAnotherParse(t *testing.T) {
	t.Parallel()
	type row struct{ measure, id, name, side string }
	want, names, without := map[row]int{}, map[string]string{}, map[string]bool{}
	pages := saved(t, "proposition_committees")
	for _, r := range other(t, "PropositionCommitteeItem.csv") {
		if pages[r["proposition_id"]] == nil {
			without[r["proposition_id"]] = true
			continue
		}
		side := map[string]string{"SUPPORT": "S", "OPPOSE": "O"}[r["position"]]
		want[row{r["proposition_id"], r["id"], plain(r["name"]), side}]++
		names[r["proposition_id"]] = plain(r["proposition_name"])
	}
	got, rows, lost := map[row]int{}, 0, 0
	var own []string
	for id, body := range pages {
		page, err := calpages.MeasureOf(body)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if page.ID != id {
			t.Errorf("%s: the page says it is %s", id, page.ID)
		}
		if names[id] == "" {
			own = append(own, id)
			if len(page.Committees) > 0 {
				t.Errorf("%s: %d committees that the other project does not have", id, len(page.Committees))
			}
			continue
		}
		// The other project takes a measure's name from the list. The page of
		// two measures has a question mark for the list's curly apostrophe.
		if page.Name != names[id] {
			if lost++; page.Name != strings.ReplaceAll(names[id], "\u2019", "?") {
				t.Errorf("%s: name %q, the other project has %q", id, page.Name, names[id])
			}
		}
		for _, c := range page.Committees {
			got[row{id, c.ID, plain(c.Name), c.Side}]++
			rows++
		}
	}
	for r, n := range want {
		if got[r] != n {
			t.Errorf("%+v: %d times, want %d", r, got[r], n)
		}
	}
	for r, n := range got {
		if want[r] != n {
			t.Errorf("%+v: %d times, the other project has it %d times", r, n, want[r])
		}
	}
	slices.Sort(own)
	t.Logf("%d committee rows on %d pages agree; %d pages without committees: %v; %d names lost an apostrophe on the state's page",
		rows, len(pages), len(own), own, lost)
	t.Logf("%d measures have committees there and no saved page: %v", len(without), keys(without))
	if rows != 793 || len(pages) != 161 || len(without) != 48 || lost != 2 {
		t.Errorf("%d rows, %d pages, %d measures without a page; 793, 161 and 48 are known", rows, len(pages), len(without))
	}
}

func keys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// TestMeasureListsAgainstAnotherParse does the same for the 13 saved lists.
// The other project's addresses carry the site's name twice where a saved page
// has absolute links; ids, names and elections are not touched by that.
func TestMeasureListsAgainstAnotherParse(t *testing.T) {
	t.Parallel()
	type row struct{ id, name, election string }
	want, doubled := map[row]bool{}, 0
	for _, r := range other(t, "PropositionItem.csv") {
		want[row{r["id"], plain(r["name"]), plain(r["election_name"])}] = true
		if strings.Count(r["url"], "://") > 1 {
			doubled++
		}
	}
	got := map[row]bool{}
	lists := saved(t, "propositions")
	recalls := 0
	for session, body := range lists {
		list, err := calpages.Measures(body)
		if err != nil {
			t.Errorf("%s: %v", session, err)
		}
		for _, m := range list {
			got[row{m.ID, plain(m.Name), plain(m.Election)}] = true
			if strings.Contains(m.Name, "RECALL") {
				recalls++
			}
		}
	}
	for r := range want {
		if !got[r] {
			t.Errorf("not found: %+v", r)
		}
	}
	for r := range got {
		if !want[r] {
			t.Errorf("the other project does not have %+v", r)
		}
	}
	t.Logf("%d lists, %d measures (%d rows there, %d with a doubled address), %d recalls", len(lists), len(got), len(want), doubled, recalls)
	if len(lists) != 13 || len(got) < 200 || recalls == 0 {
		t.Errorf("%d lists, %d measures, %d recalls", len(lists), len(got), recalls)
	}
}

func TestCandidatesAgainstAnotherParse(t *testing.T) {
	t.Parallel()
	type row struct{ page, id, office, name string }
	want := map[row]bool{}
	pages := map[string]map[string][]byte{"candidates": saved(t, "candidates"), "incumbents": saved(t, "incumbents")}
	for _, r := range other(t, "CandidateItem.csv") {
		if pages["candidates"][r["election_id"]] != nil {
			want[row{"candidates/" + r["election_id"], r["id"], plain(r["office"]), plain(r["name"])}] = true
		}
	}
	for _, r := range other(t, "IncumbentItem.csv") {
		if pages["incumbents"][r["session"]] != nil {
			want[row{"incumbents/" + r["session"], r["id"], plain(r["office"]), plain(r["name"])}] = true
		}
	}
	got := map[row]bool{}
	for folder, list := range pages {
		for name, body := range list {
			found, err := calpages.Candidates(body)
			if err != nil {
				t.Errorf("%s/%s: %v", folder, name, err)
			}
			for _, c := range found {
				got[row{folder + "/" + name, c.ID, c.Office, c.Name}] = true
			}
		}
	}
	for r := range want {
		if !got[r] {
			t.Errorf("not found: %+v", r)
		}
	}
	for r := range got {
		if !want[r] {
			t.Errorf("the other project does not have %+v", r)
		}
	}
	t.Logf("%d people, %d there", len(got), len(want))
	if len(got) < 1000 {
		t.Errorf("%d people", len(got))
	}
}

func TestBlockPageIsRefused(t *testing.T) {
	t.Parallel()
	for name, body := range saved(t, "waf_block") {
		if calpages.Sniff(body, name) {
			t.Errorf("%s: taken for a page", name)
		}
		if _, err := calpages.MeasureOf(body); err == nil {
			t.Errorf("%s: read as a measure", name)
		}
	}
}
