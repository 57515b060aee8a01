package fecfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
)

func TestCover(t *testing.T) {
	t.Parallel()
	got := mustRead(t, strings.Replace(hdr, "\x1c\x1c\x1c\n", "\x1cFEC-1000001\x1c2\x1c\n", 1)+cells(123, map[int]string{
		0: "f3xa", 1: "c99000001", 2: "Invented Committee", 4: "1 Invented Way", 9: "Q1", 11: "20240305", 13: "20240101", 14: "20240331", 16: "Moneyworth", 17: "Ima", 21: "20240415",
		22: "10.00", 29: "5.25", 30: "none", 34: "5.25", 73: "8.00", 74: "2024", 79: "7.25",
	}), "C:\\filings\\1000009.FEC")
	f := got.Filings[0]
	f.Pos = store.Position{}
	want := store.Filing{
		Key: store.FilingKey{System: store.SystemFEC, Report: "1000001", Version: 2}, Form: "F3X", Filer: store.FilerRef{Scheme: store.SchemeFEC, ID: "C99000001"},
		FilerName: "Invented Committee", Statement: "Q1", From: "2024-01-01", Thru: "2024-03-31", Filed: "2024-04-15", Election: "2024-03-05", ReportID: "1000009",
		URL: "https://docquery.fec.gov/cgi-bin/forms/C99000001/1000009/",
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	lines := map[string][2]store.Cents{}
	for _, s := range got.Summaries {
		lines[s.Schedule+" "+s.Line] = [2]store.Cents{s.A, s.B}
	}
	wantLines := map[string][2]store.Cents{"F3X 6B": {1000, 0}, "F3X 11AI": {525, 725}, "F3X 11D": {525, 0}, "F3X 6A": {0, 800}}
	if diff := cmp.Diff(wantLines, lines); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if len(got.Persons) != 1 || got.Persons[0].Role != "treasurer" || got.Persons[0].Name.Full() != "Ima Moneyworth" {
		t.Errorf("persons %+v", got.Persons)
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		file, rowType, report, number string
		want                          store.FilingKey
		note                          string
	}{
		"original":           {"7.fec", "F3XN", "", "", store.FilingKey{Report: "7"}, ""},
		"leading zeros":      {"0007.fec", "F3XN", "", "", store.FilingKey{Report: "7"}, ""},
		"no number":          {"dir/mine.fec", "F3XN", "", "", store.FilingKey{Report: "file:mine.fec"}, ""},
		"new names another":  {"7.fec", "F3XN", "FEC-5", "1", store.FilingKey{Report: "7"}, ""},
		"amendment":          {"7.fec", "F3XA", "FEC-5", "3", store.FilingKey{Report: "5", Version: 3}, ""},
		"without ordinal":    {"7.fec", "F3XA", "FEC-5", "", store.FilingKey{Report: "5", Version: 1}, ""},
		"stray mark":         {"7.fec", "F3XA", " fec 5;", "1", store.FilingKey{Report: "5", Version: 1}, ""},
		"bare number":        {"7.fec", "F3XA", "5", "1", store.FilingKey{Report: "5", Version: 1}, ""},
		"junk":               {"7.fec", "F3XA", "1303366BD52a", "2", store.FilingKey{Report: "7", Version: 2}, `this amendment names its original as "1303366BD52a", which is no filing number; it stands alone`},
		"empty":              {"7.fec", "F3XA", "", "", store.FilingKey{Report: "7", Version: 1}, "this amendment does not say which report it amends; it stands alone"},
		"terminating":        {"7.fec", "F3XT", "", "", store.FilingKey{Report: "7"}, ""},
		"amends termination": {"7.fec", "F3XT", "FEC-5", "1", store.FilingKey{Report: "5", Version: 1}, ""},
	} {
		h := "HDR\x1cFEC\x1c8.3\x1cInvented\x1c1\x1c" + tt.report + "\x1c" + tt.number + "\n"
		got := mustRead(t, h+row(tt.rowType, "C99000001", "Invented")+cells(45, map[int]string{0: "SA11AI", 20: "1"}), tt.file)
		tt.want.System = store.SystemFEC
		if tx := got.Transactions[0]; got.Filings[0].Key != tt.want || tx.Filing != tt.want || tx.InferredNote != tt.note {
			t.Errorf("%s: %+v, note %q", name, got.Filings[0].Key, tx.InferredNote)
		}
	}
}

func TestNotices(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		cover, statement string
		from             store.Date
		target           string
	}{
		"F24":         {row("F24N", "C99000001", "48", "", "Invented PAC"), "48", "", ""},
		"F6":          {cells(24, map[int]string{0: "F6N", 1: "C99000001", 3: "Invented", 10: "Nobody", 11: "Ned", 9: "H0ZZ00001"}), "", "", "Nobody, Ned"},
		"F5 24 hours": {cells(30, map[int]string{0: "F5N", 1: "C99000001", 3: "Invented Org", 18: "24", 20: "20240101", 21: "20240102"}), "24", "", ""},
		"F5 quarter":  {cells(30, map[int]string{0: "F5N", 1: "C99000001", 3: "Invented Org", 17: "Q1", 20: "20240101", 21: "20240331"}), "Q1", "2024-01-01", ""},
	} {
		f := mustRead(t, hdr+tt.cover, "7.fec").Filings[0]
		if f.Statement != tt.statement || f.From != tt.from || f.Target.Candidate != tt.target {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestRegistrations(t *testing.T) {
	t.Parallel()
	f1 := cells(99, map[int]string{
		0: "F1N", 1: "C99000001", 3: "Invented Union PAC", 20: "20240101", 21: "E", 33: "L", 37: "C99000002", 38: "Invented Union", 47: "Nowhere", 50: "ORG",
		51: "Keeper", 52: "Cuthbert", 56: "1 Invented Way", 63: "Moneyworth", 64: "Ima",
	}) + cells(36, map[int]string{0: "F1S", 2: "Invented Joint Fund", 3: "C99000003", 5: "Invented Local 1", 17: "AFF"})
	f2 := cells(43, map[int]string{0: "F2N", 1: "H0ZZ00001", 2: "Nobody", 3: "Ned", 15: "Nowhere", 16: "ZZ", 19: "H", 20: "YY", 21: "03", 23: "C99000001", 24: "Ned for Us", 30: "C99000004"})
	f9 := cells(45, map[int]string{0: "F9N", 1: "C30000001", 3: "Invented Voices"}) + cells(15, map[int]string{0: "F91", 3: "Chief", 4: "Orla", 10: "Nowhere"}) +
		cells(16, map[int]string{0: "F94", 5: "H0ZZ00001", 6: "Nobody"})
	for name, tt := range map[string]struct {
		data, kind string
		want       []string
	}{
		"F1": {f1, "E/L", []string{"treasurer: Ima Moneyworth ", "custodian: Cuthbert Keeper ", "connected organization: Invented Union C99000002",
			"affiliated committee: Invented Local 1 ", "joint fundraising participant: Invented Joint Fund C99000003"}},
		"F2": {f2, "", []string{"candidate: Ned Nobody H0ZZ00001", "principal campaign committee: Ned for Us C99000001", "authorized committee:  C99000004"}},
		"F9": {f9, "", []string{"controller: Orla Chief ", "candidate: Nobody H0ZZ00001"}},
	} {
		got := mustRead(t, hdr+tt.data, "1.fec")
		roles := []string{}
		for _, p := range got.Persons {
			roles = append(roles, p.Role+": "+p.Name.Full()+" "+p.ID)
		}
		if diff := cmp.Diff(tt.want, roles); diff != "" {
			t.Errorf("%s: persons (-want +got):\n%s", name, diff)
		}
		if f := got.Filings[0]; f.CommitteeType != tt.kind {
			t.Errorf("%s: committee type %q", name, f.CommitteeType)
		}
		if name == "F2" {
			f := got.Filings[0]
			if f.FilerName != "Ned Nobody" || f.Target != (store.Target{Candidate: "Nobody, Ned", Office: "H", Jurisdiction: "YY, district 03"}) || got.Persons[0].State != "ZZ" {
				t.Errorf("F2: %+v, %+v", f, got.Persons[0])
			}
		}
	}
}
