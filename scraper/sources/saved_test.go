package sources_test

import (
	"context"
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper"
	"moneytrail/scraper/format/calpages"
	"moneytrail/scraper/portal"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store/storetest"
)

// side is a committee on one side of a measure.
type side struct{ measure, committee, name, support string }

// otherSides gives the sides that another project's parse of the state's pages
// has, and the measures that have any.
func otherSides(t *testing.T) (sides map[side]int, measures map[string]bool) {
	t.Helper()
	f, err := os.Open(storetest.SharedData(t, "california", "calaccess_html", "parsed_csv", "PropositionCommitteeItem.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(line []string, name string) string { return line[slices.Index(lines[0], name)] }
	sides, measures = map[side]int{}, map[string]bool{}
	for _, line := range lines[1:] {
		support := map[string]string{"SUPPORT": "S", "OPPOSE": "O"}[column(line, "position")]
		id := column(line, "proposition_id")
		sides[side{id, column(line, "id"), oneBlank(column(line, "name")), support}]++
		measures[id] = true
	}
	return sides, measures
}

func oneBlank(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestSavedPages lets the replica serve the saved pages of the state and
// fetches all sessions: the 13 lists, and every measure that has a page. What
// is read must be, committee by committee and side by side, what another
// project has for these measures. The measures without a page are noted, by
// number. The other project's addresses have the site's name twice; ours come
// from the links.
func TestSavedPages(t *testing.T) {
	t.Parallel()
	want, measures := otherSides(t)
	replica := portal.New(invented.County())
	replica.Saved = os.DirFS(storetest.SharedData(t, "california", "calaccess_html"))
	pages, session := replicaOf(t, replica)
	var years []int
	for year := 1999; year <= 2023; year += 2 {
		years = append(years, year)
	}
	records := &storetest.Records{}
	report, err := scraper.Run(t.Context(), pages, scraper.Request{Years: years}, session, func(ctx context.Context, doc scraper.Document) error {
		file, err := session.Open(doc)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }()
		return calpages.Read(ctx, file, doc.Size, doc.Name, records)
	})
	if err != nil {
		t.Fatal(err)
	}
	var without, withoutButKnown []string
	for _, note := range report.Notes {
		if id, ok := strings.CutPrefix(note.About, "measure "); ok {
			without = append(without, id)
			if measures[id] {
				withoutButKnown = append(withoutButKnown, id)
			}
		}
	}
	for s := range want {
		if slices.Contains(without, s.measure) {
			delete(want, s)
		}
	}
	got := map[side]int{}
	for _, p := range records.Persons {
		got[side{p.Filing.Report, p.ID, oneBlank(p.Name.Last), p.Target.Support}]++
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(side{})); diff != "" {
		t.Errorf("sides (-other project +ours):\n%s", diff)
	}
	t.Logf("%d documents, %d committees with a side, %d requests", report.Documents, len(records.Persons), report.Requests)
	t.Logf("%d measures without a page, of which the other project has committees for %d: %v", len(without), len(withoutButKnown), withoutButKnown)
	if len(records.Persons) != 793 || len(without) != 217-161 || len(withoutButKnown) != 48 {
		t.Errorf("%d committees, %d and %d measures without a page; want 793, %d and 48", len(records.Persons), len(without), len(withoutButKnown), 217-161)
	}
}
