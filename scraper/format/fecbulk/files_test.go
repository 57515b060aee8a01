package fecbulk_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"moneytrail/store"
)

// Invented rows of the files that are not lists of contributions.
const (
	committeeRow   = "C99000001|INVENTED OFFICERS PAC|SALTOV, BRAM MR.|12 SECRET STREET|SUITE 9|TESTVILLE|CA|90001|U|Q||Q|L|INVENTED OFFICERS UNION|\n"
	candidateRow   = "H4CA99001|TOVMAR, CLEO|NON|2034|CA|H|09|C|C|C99000002|12 SECRET STREET||TESTVILLE|CA|90001\n"
	linkageRow     = "H4CA99001|2034|2034|C99000002|H|P|990001\n"
	toCandidateRow = "C99000001|N|Q2|P2034|203307159300000003|24E|ORG|INVENTED PRINTERS|TESTVILLE|CA|90001|||05012033|1500|H4CA99001|H4CA99001|SE.4|9000009|||4071520330000000009\n"
	operatingRow   = "C99000001|N|2033|Q2|203307159300000003|21B|F3X|SB|INVENTED PRINTERS|TESTVILLE|CA|90001|05/01/2033|1500.25|P2034|PRINTING|006|Campaign materials|||ORG|4071520330000000010|9000009|SB21B.4|SB21B.1|\n"
	committeeSum   = "C99000001|INVENTED OFFICERS PAC|Q|U|Q|1000.5|0|900|0|0|0|0|400|0|0|0|0|0|10|610.5|0|0|300|0|0|0|06/30/2033\n"
	spendingHeader = "cand_id,cand_name,spe_id,spe_nam,ele_type,can_office_state,can_office_dis,can_office,cand_pty_aff,exp_amo,exp_date,agg_amo,sup_opp,pur,pay,file_num,amndt_ind,tran_id,image_num,receipt_dat,fec_election_yr,prev_file_num,dissem_dt\n"
	spendingFirst  = `H4CA99001,"TOVMAR, CLEO",C99000001,INVENTED OFFICERS PAC,G,CA,09,H,NON,1000.5,15-MAY-33,2000,O,Mailer,"Invented ""Best"" Printers",9000020,N,SE.1,203305169300000001,16-MAY-33,2034,,17-MAY-33` + "\n"
	spendingSecond = `H4CA99001,"TOVMAR, CLEO",C99000001,INVENTED OFFICERS PAC,G,CA,09,H,NON,900,15-MAY-33,1900,O,Mailer,Invented Printers,9000025,A1,SE.1,203305189300000001,18-MAY-33,2034,9000020,` + "\n"
)

func fecFiler(id string) store.FilerRef { return store.FilerRef{Scheme: store.SchemeFEC, ID: id} }

func TestMasters(t *testing.T) {
	t.Parallel()
	type facts struct {
		Key     string
		Filer   string
		Type    string
		Names   []store.FilerName
		Persons []store.Person
	}
	tests := []struct {
		name, text string
		want       facts
	}{
		{"committee", committeeRow, facts{
			"cm|C99000001", "C99000001", "U/Q/L",
			[]store.FilerName{{Filer: fecFiler("C99000001"), Name: "INVENTED OFFICERS PAC", Type: "U/Q/L", Status: "Q"}},
			[]store.Person{
				{Role: "treasurer", Name: store.Name{Last: "SALTOV", First: "BRAM", Title: "MR."}},
				{Role: "connected organization", Name: store.Name{Last: "INVENTED OFFICERS UNION"}},
			},
		}},
		{"candidate", candidateRow, facts{
			"cn|H4CA99001|2034", "C99000002", "",
			[]store.FilerName{{Filer: fecFiler("H4CA99001"), Name: "TOVMAR, CLEO", Type: "candidate/H/NON", Status: "C"}},
			[]store.Person{{Role: "candidate", Name: store.Name{Last: "TOVMAR", First: "CLEO"}, ID: "H4CA99001", Target: store.Target{Candidate: "TOVMAR, CLEO", Office: "House", Jurisdiction: "CA, district 09"}}},
		}},
		{"linkage", linkageRow, facts{
			"ccl|990001|H4CA99001|C99000002", "C99000002", "P/H", nil,
			[]store.Person{{Role: "linked candidate", ID: "H4CA99001", Target: store.Target{Office: "House"}}},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := read(t, tt.text, "x")
			if len(got.filings) != 1 {
				t.Fatalf("%d filings", len(got.filings))
			}
			f := got.filings[0]
			if diff := cmp.Diff(tt.want, facts{f.Key.Report, f.Filer.ID, f.CommitteeType, got.names, got.persons},
				cmpopts.IgnoreFields(store.Person{}, "Filing", "Pos")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestToCandidate(t *testing.T) {
	t.Parallel()
	got := read(t, toCandidateRow, "itpas2.txt")
	r := got.rows[0]
	if r.Filing.Report != "pas2|C99000001|9000009" || r.Kind != store.KindIndependent || r.Table != store.TableIndependent || r.TranID != "SE.4" ||
		r.Target != (store.Target{Candidate: "H4CA99001", Office: "House", Support: "S"}) || r.CommitteeID != "" {
		t.Errorf("%+v", r)
	}
}

func TestOperating(t *testing.T) {
	t.Parallel()
	for _, text := range []string{operatingRow, strings.TrimSuffix(operatingRow, "\n") + "\t\r\n", strings.TrimSuffix(operatingRow, "|\n") + "\n"} {
		got := read(t, text, "oppexp.txt")
		r := got.rows[0]
		if r.Schedule != "FECSB21B" || r.Amount != 150025 || r.Date != "2033-05-01" || r.Line != 4071520330000000010 || r.BackRef != "SB21B.1" ||
			r.Description != "PRINTING" || r.Kind != store.KindExpenditure || got.filings[0].Form != "F3X" {
			t.Errorf("%+v of %+v", r, got.filings[0])
		}
	}
}

func TestSummaries(t *testing.T) {
	t.Parallel()
	got := read(t, committeeSum, "webk.txt")
	cells := make(map[string]store.Cents)
	for _, s := range got.summaries {
		if s.A != 0 || s.Schedule != "WEBK" {
			t.Errorf("%+v: sums to date must stand in column B", s)
		}
		cells[s.Line] = s.B
	}
	if cells["TTL_RECEIPTS"] != 100050 || cells["COH_COP"] != 61050 || cells["CONTRIB_TO_OTHER_CMTE"] != 30000 || len(cells) != 21 {
		t.Errorf("%v", cells)
	}
	if f := got.filings[0]; f.Key.Report != "webk|C99000001|2034" || f.Thru != "2033-06-30" {
		t.Errorf("%+v", f)
	}
}

func TestSpending(t *testing.T) {
	t.Parallel()
	// The amendment stands before what it amends.
	got := read(t, spendingHeader+spendingSecond+spendingFirst+"\n", "independent_expenditure_2034.csv")
	if len(got.rows) != 2 || len(got.filings) != 2 {
		t.Fatalf("%d rows, %d filings", len(got.rows), len(got.filings))
	}
	second, first := got.filings[0], got.filings[1]
	if second.Key != (store.FilingKey{System: store.SystemFECBulk, Report: "ie|C99000001|9000020", Version: 1}) || second.ReportID != "9000025" ||
		first.Key != (store.FilingKey{System: store.SystemFECBulk, Report: "ie|C99000001|9000020"}) || first.Filed != "2033-05-16" {
		t.Errorf("%+v and %+v", first, second)
	}
	r := got.rows[1]
	want := store.Transaction{
		Filing: first.Key, Table: store.TableIndependent, Schedule: "FECIE", TranID: "SE.1", Kind: store.KindIndependent, Direction: store.Made,
		Counterparty: store.Name{Last: `Invented "Best" Printers`}, Date: "2033-05-17", Amount: 100050, Cumulative: 200000, Description: "Mailer",
		Target: store.Target{Candidate: "TOVMAR, CLEO", Office: "H", Jurisdiction: "CA, district 9", Support: "O"}, Pos: r.Pos,
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
	if got.rows[0].Date != "2033-05-15" {
		t.Errorf("without a day of publication: %s", got.rows[0].Date)
	}
}
