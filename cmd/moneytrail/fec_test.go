package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// An invented filing in the FEC's format 8.3: fields are cut by 0x1C.
func inventedFEC() []byte {
	line := func(fields ...string) string { return strings.Join(fields, "\x1c") + "\n" }
	gift := make([]string, 45)
	gift[0], gift[1], gift[2], gift[5], gift[7], gift[8] = "SA11AI", "C99900001", "INV1", "IND", "Example", "Ada"
	gift[14], gift[15], gift[16], gift[19], gift[20], gift[21] = "Exampleville", "CA", "90001", "20310201", "250.00", "250.00"
	return []byte(line("HDR", "FEC", "8.3", "Invented", "1") + line("F3XN", "C99900001", "INVENTED PAC") + line(gift...))
}

func TestConvertFEC(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := write(t, dir, "9000001.fec", inventedFEC())
	csvDir, jsonDir := filepath.Join(dir, "csv"), filepath.Join(dir, "json")
	must(t, "fec", path, "--csv", csvDir)
	if text := string(read(t, filepath.Join(csvDir, "SA11AI.csv"))); !strings.Contains(text, "Exampleville") || strings.Count(text, "\n") != 2 {
		t.Errorf("SA11AI.csv: %q", text)
	}
	must(t, "fec", path, "--json", jsonDir)
	if text := read(t, filepath.Join(jsonDir, "9000001.jsonl")); bytes.Count(text, []byte("\n")) < 3 {
		t.Errorf("JSON: %q", text)
	}
	var out bytes.Buffer
	stdin := filepath.Join(dir, "stdin")
	if code := run(t.Context(), []string{"fec", "-", "--csv", stdin}, streams{in: bytes.NewReader(inventedFEC()), out: &out, err: &out}); code != exitOK {
		t.Errorf("standard input: exit %d: %s", code, out.String())
	}
	bad := filepath.Join(dir, "bad")
	a := call(t, "fec", write(t, dir, "empty.fec", nil), "--csv", bad)
	if a.code != exitInput {
		t.Errorf("empty file: exit %d: %s", a.code, a.err)
	}
	if left, err := os.ReadDir(bad); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if a := call(t, "fec", path); a.code != exitUsage {
		t.Errorf("no format: exit %d", a.code)
	}
}

// Federal data goes through the same verbs, and a contest may mix sources.
func TestRealFederalFilings(t *testing.T) {
	t.Parallel()
	efile := storetest.SharedData(t, "federal", "efile")
	dir := t.TempDir()
	db := filepath.Join(dir, "federal.db")
	pair := []string{}
	for _, name := range []string{"467627.fec", "767339.fec"} {
		found, err := filepath.Glob(filepath.Join(efile, "*", name))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", name, err)
		}
		pair = append(pair, found[0])
	}
	must(t, append([]string{"import", "--db", db}, pair...)...)
	list := decode[api.CommitteeList](t, must(t, "committees", "--format", "json", "--db", db).out)
	if len(list.Committees) != 1 {
		t.Fatalf("%d committees; the two filings are one report", len(list.Committees))
	}
	id := list.Committees[0].ID
	answer := decode[api.Committee](t, must(t, "top", "--committee", id, "--format", "json", "--db", db).out)
	superseded := 0
	for _, f := range answer.Filings {
		if !f.InForce {
			superseded++
		}
	}
	if superseded != 1 {
		t.Errorf("%d of 2 versions are superseded", superseded)
	}
	diff := decode[[]diffLine](t, must(t, "diff", "--committee", id, "--format", "json", "--db", db).out)
	kinds := map[string]int{}
	for _, d := range diff {
		kinds[d.Change]++
	}
	if kinds["added"]+kinds["dropped"]+kinds["changed"] == 0 {
		t.Error("the amendment changed nothing")
	}
	t.Logf("the amendment: %v", kinds)
	for _, l := range decode[[]reconcileLine](t, must(t, "reconcile", "--format", "json", "--db", db).out) {
		if l.GapCents != 0 {
			t.Errorf("%s %s: gap %s", l.Report, l.Schedule, l.GapCents)
		}
	}
}

func TestContestMixesSources(t *testing.T) {
	t.Parallel()
	bulk := storetest.SharedData(t, "federal", "bulk", "indiv", "itcont_2016-2017_10k.txt")
	dir := t.TempDir()
	db := filepath.Join(dir, "mixed.db")
	must(t, "import", "--db", db, bulk, storetest.SharedData(t, "california", "netfile_excel", "efile_BRK_2017.xlsx"))
	must(t, "contest", "load", "--db", db, write(t, dir, "mixed.toml", []byte(`slug = "mixed"
title = "One county and one federal committee"
[[side]]
name = "county"
[[side.committee]]
id = "1392842"
[[side]]
name = "federal"
[[side.committee]]
id = "fec:C00193433"
`)))
	answer := decode[api.Contest](t, must(t, "top", "--contest", "mixed", "--format", "json", "--db", db).out)
	var sum store.Cents
	for _, s := range answer.Sides {
		if s.Figures.ItemizedCents <= 0 {
			t.Errorf("side %s: %s", s.Side, s.Figures.Itemized)
		}
		sum += s.Figures.ItemizedCents
	}
	if len(answer.Sides) != 2 || sum != answer.Figures.ItemizedCents {
		t.Errorf("sides %d, sum %s, contest %s", len(answer.Sides), sum, answer.Figures.Itemized)
	}
}

func TestRealBulkRanksWithRefundsTakenOff(t *testing.T) {
	t.Parallel()
	bulk := storetest.SharedData(t, "federal", "bulk", "indiv", "itcont_jkwong80.txt")
	db := filepath.Join(t.TempDir(), "bulk.db")
	must(t, "import", "--db", db, bulk)
	refunded := 0
	for _, c := range decode[api.CommitteeList](t, must(t, "committees", "--limit", "200", "--format", "json", "--db", db).out).Committees {
		answer := decode[api.Committee](t, must(t, "top", "--committee", c.ID, "--limit", "200", "--format", "json", "--db", db).out)
		f := answer.Figures
		if f.GrossCents-f.ReturnedCents != f.ItemizedCents {
			t.Errorf("%s: gross %s less returned %s is not %s", c.ID, f.Gross, f.Returned, f.Itemized)
		}
		if f.ReturnedCents > 0 {
			refunded++
		}
		for _, l := range answer.Accounting {
			if l.Counted && (l.Schedule == "FEC15I" || l.Schedule == "FEC24T" || l.Schedule == "FEC24I" || l.Schedule == "FEC15T") {
				t.Errorf("%s counts conduit copies: %+v", c.ID, l)
			}
		}
	}
	if refunded == 0 {
		t.Error("no committee has refunds: the test shows nothing")
	}
}

// Invented money.
func TestJointFundraisingIsAMeasureOfItsOwn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	row := func(kind, name, amount, memo, id string) string {
		return "C99900001|N|Q1|P2034|203302159300000001|" + kind + "|IND|" + name + "|EXAMPLETON|CA|90001|||02012033|" + amount + "||SA11AI." + id + "|9000001|" + memo + "||404152030000000000" + id + "\n"
	}
	text := row("15", "EXAMPLE, ADA", "500", "", "1") + row("15J", "EXAMPLE, ADA", "300", "X", "2") + row("15J", "INVENTED, BRAM", "7000", "X", "3")
	db := filepath.Join(dir, "joint.db")
	must(t, "import", "--db", db, write(t, dir, "itcont.txt", []byte(text)))
	answer := decode[api.Committee](t, must(t, "top", "--committee", "C99900001", "--format", "json", "--db", db).out)
	f, donors := answer.Figures, answer.Donors.Items
	if f.ItemizedCents != 50_000 || f.AttributedCents != 730_000 || f.DistinctDonors != 1 {
		t.Errorf("itemized %s, attributed %s, %d donors", f.Itemized, f.Attributed, f.DistinctDonors)
	}
	if len(donors) != 2 || donors[0].NetCents != 50_000 || donors[0].AttributedCents != 30_000 || donors[1].NetCents != 0 || donors[1].AttributedCents != 700_000 {
		t.Errorf("donors: %+v", donors)
	}
	if out := must(t, "top", "--committee", "C99900001", "--db", db).out; !strings.Contains(out, "Shares of joint fundraising $7,300.00") || !strings.Contains(out, "joint") {
		t.Error(out)
	}
	without := must(t, "import", "--db", filepath.Join(dir, "without.db"), write(t, dir, "indiv.txt", []byte(row("15", "EXAMPLE, ADA", "500", "", "1"))))
	if out := must(t, "top", "--committee", "C99900001", "--db", filepath.Join(dir, "without.db")).out; strings.Contains(out, "joint") {
		t.Errorf("%s\nan empty column is shown:\n%s", without.out, out)
	}
}

// Invented committee and candidate.
func TestMastersSayWhoStandsBehindACommittee(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "masters.db")
	cm := "C99900001|INVENTED FOR SENATE|EXAMPLE, ADA|1 INVENTED ST||EXAMPLETON|CA|90001|P|S|NNE|Q||INVENTED VICTORY FUND|S4CA99999\n"
	cn := "S4CA99999|INVENTED, BRAM|NNE|2034|CA|S|00|C|C|C99900001|1 INVENTED ST||EXAMPLETON|CA|90001\n"
	ccl := "S4CA99999|2034|2034|C99900002|S|A|900001\n"
	must(t, "import", "--db", db, write(t, dir, "cm.txt", []byte(cm)), write(t, dir, "cn.txt", []byte(cn)), write(t, dir, "ccl.txt", []byte(ccl)))
	answer := decode[api.Committee](t, must(t, "top", "--committee", "C99900001", "--format", "json", "--db", db).out).Committee
	want := []api.Party{{Role: "candidate", Name: "BRAM INVENTED", ID: "S4CA99999", Office: "Senate"}, {Role: "connected organization", Name: "INVENTED VICTORY FUND"}}
	if diff := cmp.Diff(want, answer.Parties); diff != "" || !strings.HasPrefix(answer.TypeWords, "principal campaign committee") {
		t.Errorf("%s: %s", answer.TypeWords, diff)
	}
	linked := decode[api.Committee](t, must(t, "top", "--committee", "C99900002", "--format", "json", "--db", db).out).Committee
	if len(linked.Parties) != 1 || linked.Parties[0].ID != "S4CA99999" || linked.Parties[0].Name != "INVENTED, BRAM" {
		t.Errorf("linked committee: %+v", linked.Parties)
	}
}
