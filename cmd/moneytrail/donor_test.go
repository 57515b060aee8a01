package main

import (
	"encoding/csv"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"moneytrail/api"
	"moneytrail/store"
)

// correctable is a database of an invented committee with six donors, by name.
func correctable(t *testing.T) (db string, ids map[string]string) {
	t.Helper()
	dir := t.TempDir()
	db = filepath.Join(dir, "test.db")
	var b strings.Builder
	b.WriteString("committee_id,committee_name,form,schedule,from,thru,contributor_last,contributor_first,city,state,zip,date,amount,source_note\n")
	for _, row := range []string{
		"Quillfeather,Ada,Exampleville,CA,90001,2031-02-01,1000.00", "Quillfeather,Adah,Exampleville,CA,90077,2031-02-01,500.00",
		"Oxblood,Bram,Exampleville,CA,90002,2031-02-01,2000.00", "Oxblood,Bramwell,Exampleville,CA,90066,2031-02-01,250.00",
		"Invented Hat Works,,Exampleville,CA,90003,2031-02-01,3000.00", "Exampleville Police Officers Association,,Exampleville,CA,90004,2031-02-01,4000.00",
	} {
		b.WriteString("9900020,Invented paper committee,F460,A,2031-01-01,2031-06-30," + row + ",page 3 of an invented PDF\n")
	}
	must(t, "import", "--db", db, write(t, dir, "typed.csv", []byte(b.String())))
	must(t, "resolve", "--exact", "--db", db) // the rules join nobody here
	return db, donorIDs(t, db)
}

func donorIDs(t *testing.T, db string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	for _, s := range decode[api.Committee](t, must(t, "top", "--db", db, "--committee", "9900020", "--format", "json").out).Donors.Items {
		out[s.Donor.Name] = s.Donor.ID
	}
	return out
}

func contentHash(t *testing.T, db string) string { return must(t, "content-hash", "--db", db).out }

func TestDonorVerbs(t *testing.T) {
	t.Parallel()
	db, ids := correctable(t)
	const ada, adah, hats = "Ada Quillfeather", "Adah Quillfeather", "Invented Hat Works"
	a := must(t, "donor", "merge", adah, ada, "--db", db, "--reason", "misspelt on page 3", "--author", "editor", "--link", "https://example.org/3")
	for _, want := range []string{`entry 1: merge "Adah Quillfeather" into "Ada Quillfeather"`, "1,000.00", "1,500.00", "fppc-9900020", "data version"} {
		if !strings.Contains(a.out, want) {
			t.Errorf("merge does not say %q:\n%s", want, a.out)
		}
	}
	if now := donorIDs(t, db); now[ada] != ids[ada] || now[adah] != "" {
		t.Errorf("donors after the merge: %v", now)
	}
	p := decode[profileLine](t, must(t, "donor", "show", ids[adah], "--db", db, "--format", "json").out)
	if p.ID != ids[ada] || p.AskedFor != ids[adah] || p.NetCents != 1_500_00 || len(p.Names) != 2 || len(p.Corrections) != 1 {
		t.Errorf("profile by the old id: %+v", p)
	}
	must(t, "donor", "class", hats, "le_union", "--kind", "sheriff", "--db", db, "--reason", "invented")
	must(t, "donor", "rename", hats, "Invented Hat Works, Inc.", "--db", db, "--reason", "invented")
	must(t, "donor", "affiliate", ada, hats, "--db", db, "--reason", "owns it")
	shown := must(t, "donor", "show", ids[hats], "--db", db).out
	for _, want := range []string{"Invented Hat Works, Inc.", "le_union, kind sheriff, confidence certain, by override", "owns it", ids[ada]} {
		if !strings.Contains(shown, want) {
			t.Errorf("show does not say %q:\n%s", want, shown)
		}
	}
	if top := must(t, "top", "--db", db, "--committee", "9900020", "--class", "law_enforcement").out; !strings.Contains(top, "Invented Hat Works, Inc.") {
		t.Errorf("the class given is not used:\n%s", top)
	}
	if a := call(t, "donor", "split", ids[ada], ids[adah], "--db", db, "--reason", "no"); a.code != exitInput || !strings.Contains(a.err, "donor undo 1") {
		t.Errorf("a split against a merge in force: exit %d, %s", a.code, a.err)
	}
}

// Rules join three spellings; two of them are taken out together.
func TestDonorSplitAndUndo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "test.db")
	text := "committee_id,committee_name,form,schedule,from,thru,contributor_last,zip,date,amount,source_note\n"
	for _, row := range []string{
		"Exampleville Police Officers Association,90001,2031-02-01,1000.00", "EXAMPLEVILLE POLICE OFFICERS ASSN.,90001,2031-02-01,200.00",
		"Exampleville Police Officers Assoc,90001,2031-02-01,30.00",
	} {
		text += "9900020,Invented paper committee,F460,A,2031-01-01,2031-06-30," + row + ",page 3 of an invented PDF\n"
	}
	must(t, "import", "--db", db, write(t, dir, "typed.csv", []byte(text)))
	must(t, "resolve", "--db", db)
	joined := contentHash(t, db)
	var donor string
	if ids := donorIDs(t, db); len(ids) != 1 {
		t.Fatalf("the rules made %v of three spellings", ids)
	} else {
		for _, donor = range ids {
		}
	}
	profile := func(id string) profileLine {
		return decode[profileLine](t, must(t, "donor", "show", id, "--db", db, "--format", "json").out)
	}
	whole := profile(donor)
	var out []string
	var kept string
	for _, n := range whole.Names {
		if len(whole.Joins) < 2 || strings.Join(whole.Joins[0].Evidence, "") == "" {
			t.Fatalf("joins without evidence: %+v", whole.Joins)
		}
		if n.Rows == 1 && len(out) < 2 {
			out = append(out, n.ID)
			continue
		}
		kept = n.ID
	}
	must(t, append([]string{"donor", "split", donor, "--db", db, "--reason", "another town's"}, out...)...)
	one, rest := profile(out[0]), profile(kept)
	if one.ID == rest.ID || profile(out[1]).ID != one.ID || len(one.Names) != 2 || one.NetCents+rest.NetCents != whole.NetCents {
		t.Errorf("split into %+v and %+v", one, rest)
	}
	apart := contentHash(t, db)
	must(t, "resolve", "--db", db)
	if contentHash(t, db) != apart {
		t.Error("the split did not last over resolve")
	}
	if a := call(t, "donor", "undo", "1", "--db", db, "--reason", "r"); a.code != exitInput || !strings.Contains(a.err, "rests on") {
		t.Errorf("undo of what others rest on: exit %d, %s", a.code, a.err)
	}
	must(t, "donor", "undo", "3", "2", "1", "--db", db, "--reason", "one after all")
	if contentHash(t, db) != joined {
		t.Error("undone, but not as before")
	}
}

func TestRefusedCorrections(t *testing.T) {
	t.Parallel()
	db, _ := correctable(t)
	must(t, "donor", "never-merge", "Ada Quillfeather", "Adah Quillfeather", "--db", db, "--reason", "sisters")
	before, log := contentHash(t, db), must(t, "donor", "log", "--db", db).out
	tests := []struct {
		name string
		args []string
		code int
		says string
	}{
		{"no reason", []string{"merge", "Ada Quillfeather", "Invented Hat Works"}, exitUsage, "--reason"},
		{"unknown donor", []string{"merge", "Nobody", "Ada Quillfeather", "--reason", "r"}, exitNotFound, `unknown donor "Nobody"`},
		{"unknown id", []string{"merge", store.DonorID(7).String(), "Ada Quillfeather", "--reason", "r"}, exitNotFound, "unknown donor"},
		{"never to be merged", []string{"merge", "Ada Quillfeather", "Adah Quillfeather", "--reason", "r"}, exitInput, "donor undo 1"},
		{"itself", []string{"merge", "Ada Quillfeather", "Ada Quillfeather", "--reason", "r"}, exitInput, "one donor already"},
		{"unknown class", []string{"class", "Ada Quillfeather", "police", "--reason", "r"}, exitInput, "le_union"},
		{"no entry", []string{"undo", "77", "--reason", "r"}, exitNotFound, "no entry 77"},
		{"no number", []string{"undo", "first", "--reason", "r"}, exitUsage, "donor log"},
		{"one argument", []string{"merge", "Ada Quillfeather", "--reason", "r"}, exitUsage, "accepts 2"},
		{"not its name", []string{"split", "Ada Quillfeather", "Invented Hat Works", "--reason", "r"}, exitInput, "is no name of"},
		{"unknown profile", []string{"show", "Nobody"}, exitNotFound, "Nobody"},
	}
	for _, tt := range tests {
		a := call(t, append([]string{"donor", "--db", db}, tt.args...)...)
		if a.code != tt.code || !strings.Contains(a.err, tt.says) {
			t.Errorf("%s: exit %d, %s; want %d, %q", tt.name, a.code, a.err, tt.code, tt.says)
		}
	}
	if contentHash(t, db) != before || must(t, "donor", "log", "--db", db).out != log {
		t.Error("a refused correction changed something")
	}
	if a := call(t, "donor", "merge", "A", "B", "--reason", "r", "--db", filepath.Join(t.TempDir(), "typo.db")); a.code != exitDatabase {
		t.Errorf("a mistyped database: exit %d, %s", a.code, a.err)
	}
}

func TestCorrectionFiles(t *testing.T) {
	t.Parallel()
	db, ids := correctable(t)
	dir := filepath.Dir(db)
	before := contentHash(t, db)
	short := write(t, dir, "merges.csv", []byte("variant,canonical\nAdah Quillfeather,Ada Quillfeather\n\"OXBLOOD, bramwell\",Bram Oxblood\n"))
	a := must(t, "corrections", "import", short, "--db", db)
	if !strings.Contains(a.out, "entry 2") {
		t.Errorf("import says:\n%s", a.out)
	}
	merged := contentHash(t, db)
	if again := must(t, "corrections", "import", short, "--db", db).out; !strings.Contains(again, "2 corrections in force already") || !strings.Contains(again, "nothing changed") || contentHash(t, db) != merged {
		t.Errorf("the same file again:\n%s", again)
	}
	if v := must(t, "resolve", "--exact", "--db", db); contentHash(t, db) != merged {
		t.Errorf("corrections did not last over resolve --exact:\n%s", v.out)
	}
	full := write(t, dir, "full.csv", []byte("action,donor,target,reason,link,author,date\n"+
		"class,"+ids["Invented Hat Works"]+",le_union:sheriff,invented,,editor,2031-03-01\nnever-merge,Ada Quillfeather,Bram Oxblood,invented,,,\n"+
		"rename,Invented Hat Works,Hats,invented,,,\naffiliate,Ada Quillfeather,Invented Hat Works,invented,,,\n"))
	must(t, "corrections", "import", full, "--db", db)
	want := contentHash(t, db)
	csvText := must(t, "corrections", "export", "--db", db).out
	rows, err := csv.NewReader(strings.NewReader(csvText)).ReadAll()
	if err != nil || len(rows) != 7 || rows[3][0] != "class" || rows[3][2] != "le_union:sheriff" || rows[3][6] != "2031-03-01" {
		t.Errorf("export %v, %v", rows, err)
	}
	exported := write(t, dir, "exported.csv", []byte(csvText))
	if again := must(t, "corrections", "import", exported, "--db", db).out; !strings.Contains(again, "6 corrections in force already") {
		t.Errorf("what was exported, imported:\n%s", again)
	}
	other, _ := correctable(t)
	must(t, "corrections", "import", exported, "--db", other)
	if contentHash(t, other) != want {
		t.Error("another database under the exported corrections says something else")
	}
	must(t, "donor", "undo", "1", "2", "3", "4", "5", "6", "--reason", "all wrong", "--db", db)
	if contentHash(t, db) != before {
		t.Error("all undone, but not as before")
	}
	if left := must(t, "corrections", "import", short, "--db", db).out; !strings.Contains(left, "left out") || contentHash(t, db) != before {
		t.Errorf("a file whose lines were undone:\n%s", left)
	}
	must(t, "corrections", "import", short, "--again", "--db", db)
	if contentHash(t, db) != merged {
		t.Error("entered again, but not as before")
	}
}

func TestRefusedCorrectionFiles(t *testing.T) {
	t.Parallel()
	db, _ := correctable(t)
	dir := filepath.Dir(db)
	must(t, "donor", "never-merge", "Ada Quillfeather", "Adah Quillfeather", "--db", db, "--reason", "sisters")
	before := contentHash(t, db)
	const full = "action,donor,target,reason,link,author,date\n"
	tests := []struct{ name, text, says string }{
		{"unknown donor", "variant,canonical\nBramwell Oxblood,Bram Oxblood\nNobody,Bram Oxblood\n", `line 3: unknown donor "Nobody"`},
		{"cycle", "variant,canonical\nAda Quillfeather,Bram Oxblood\nBram Oxblood,\"Quillfeather, Ada\"\n", "line 3: a cycle"},
		{"contradiction within", full + "merge,Ada Quillfeather,Bram Oxblood,,,,\nnever-merge,Bram Oxblood,Ada Quillfeather,,,,\n", "line 3: line 3"},
		{"contradiction with the log", "variant,canonical\nBramwell Oxblood,Bram Oxblood\nAda Quillfeather,Adah Quillfeather\n", "line 3: line 3"},
		{"two classes", full + "class,Ada Quillfeather,tech,,,,\nclass,Ada Quillfeather,law,,,,\n", "line 3"},
		{"unknown class", full + "class,Ada Quillfeather,police,,,,\n", "line 2: unknown class"},
		{"missing column", "action,donor,reason\n", `line 1: no column "target"`},
		{"empty", "", "line 1"},
	}
	for i, tt := range tests {
		path := write(t, dir, "bad.csv", []byte(tt.text))
		for _, args := range [][]string{{"corrections", "import", path}, {"resolve", "--corrections", path}} {
			a := call(t, append(args, "--db", db)...)
			if a.code != exitInput || !strings.Contains(a.err, tt.says) || !strings.Contains(a.err, "nothing was changed") {
				t.Errorf("%d %s: exit %d, %s; want %q", i, tt.name, a.code, a.err, tt.says)
			}
		}
	}
	if contentHash(t, db) != before {
		t.Error("a refused file changed something")
	}
}

func TestLogsOfCorrections(t *testing.T) {
	t.Parallel()
	db, ids := correctable(t)
	must(t, "donor", "merge", "Adah Quillfeather", "Ada Quillfeather", "--db", db, "--reason", "misspelt", "--author", "editor")
	must(t, "donor", "undo", "1", "--db", db, "--reason", "sisters")
	log := decode[[]correctionLine](t, must(t, "donor", "log", "--db", db, "--format", "json").out)
	if len(log) != 2 || log[0].State != "undone by 2" || log[1].State != "undoes 1" || log[0].Author != "editor" || log[0].SubjectID != ids["Adah Quillfeather"] {
		t.Errorf("log %+v", log)
	}
	rows, err := csv.NewReader(strings.NewReader(must(t, "donor", "log", "--db", db, "--format", "csv").out)).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Errorf("log as CSV: %v, %v", rows, err)
	}
	changes := decode[api.ChangeList](t, must(t, "donor", "changes", "--db", db, "--format", "json").out)
	if len(changes.Changes) != 2 || changes.Changes[0].Cause != "undo" || changes.Changes[0].Reason != "sisters" || changes.Total != 2 || changes.Next != nil {
		t.Fatalf("changes %+v", changes)
	}
	done, undone := changes.Changes[1].Moves, changes.Changes[0].Moves
	if len(done) != 4 || len(undone) != len(done) {
		t.Fatalf("moves %+v and %+v", done, undone)
	}
	for _, m := range done {
		back := slices.ContainsFunc(undone, func(u api.FigureMove) bool {
			return u.Scope == m.Scope && u.ID == m.ID && u.Donor == m.Donor && u.BeforeCents == m.AfterCents && u.AfterCents == m.BeforeCents
		})
		if !back {
			t.Errorf("the undo did not move %+v back", m)
		}
	}
	one := decode[api.ChangeList](t, must(t, "donor", "changes", "--limit", "1", "--db", db, "--format", "json").out)
	if one.Next == nil {
		t.Errorf("first page %+v", one)
	}
	figures, err := csv.NewReader(strings.NewReader(must(t, "donor", "changes", "--db", db, "--format", "csv").out)).ReadAll()
	if err != nil || len(figures) != 9 {
		t.Errorf("changes as CSV: %v, %v", figures, err)
	}
}
