package fecfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/store"
	"moneytrail/store/storetest"
)

// told gives what pages and ratios brought, in words. All rows are invented.
func told(got *storetest.Records) []string {
	var out []string
	for _, s := range got.Summaries {
		out = append(out, strings.Join([]string{s.Schedule, s.Line, s.A.Decimal(), s.B.Decimal(), s.C.Decimal()}, "|"))
	}
	for _, m := range got.Memos {
		out = append(out, "memo "+m.Schedule+"|"+m.Ref+"|"+m.Text)
	}
	for _, p := range got.Persons {
		out = append(out, p.Role+"|"+p.Name.Full()+"|"+p.ID)
	}
	for _, r := range got.References {
		out = append(out, "raw "+r.Record)
	}
	for _, q := range got.Quarantines {
		out = append(out, "quarantined "+q.Reason+"|"+q.Text)
	}
	return out
}

const (
	hdr3  = "HDR,FEC,3.00,Invented,1,^,,0,\n"
	hdr5  = "HDR,FEC,5.00,Invented,1,^,,0,\n"
	f3x   = "F3XN,C99000001,Invented Committee\n"
	hdr80 = "HDR\x1cFEC\x1c8.0\x1cInvented\x1c1\x1c\x1c\x1c\n"
)

func TestPages(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		data string
		want []string
	}{
		"two Levin accounts": {hdr + cover("F3X") +
			cells(41, map[int]string{0: "SL", 2: "T1", 3: "L1", 4: "Invented Levin Fund", 5: "20240101", 6: "20240131", 7: "10.00", 9: "10.00", 12: "4", 16: "1.5", 23: "9.00", 24: "20.00", 40: "9.00"}) +
			cells(41, map[int]string{0: "sl", 2: "T2", 3: "L2", 7: "11.00"}),
			[]string{"SL:L1|1A|10.00|20.00|0.00", "SL:L1|1C|10.00|0.00|0.00", "SL:L1|4A|4.00|0.00|0.00", "SL:L1|4E|1.50|0.00|0.00", "SL:L1|11|9.00|9.00|0.00",
				"SL:L2|1A|11.00|0.00|0.00", "memo SL:L1|T1|account: Invented Levin Fund, from 2024-01-01, to 2024-01-31"}},
		"nonfederal account, 8.0": {hdr80 + cover("F3X") + cells(30, map[int]string{0: "SI", 2: "T1", 3: "N1", 4: "State Account", 5: "123456789", 8: "10", 18: "7", 19: "30"}),
			[]string{"SI:N1|1|10.00|30.00|0.00", "SI:N1|11|7.00|0.00|0.00", "memo SI:N1|T1|account: State Account"}},
		"nonfederal account, 3": {hdr3 + f3x + "SI,C99000001,123456789,State Account,20010101,20010131,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,,T1,N1\n",
			[]string{"SI:N1|1|1.00|12.00|0.00", "SI:N1|2|2.00|13.00|0.00", "SI:N1|3|3.00|14.00|0.00", "SI:N1|4|4.00|15.00|0.00", "SI:N1|5|5.00|16.00|0.00", "SI:N1|6|6.00|17.00|0.00",
				"SI:N1|7|7.00|18.00|0.00", "SI:N1|8|8.00|19.00|0.00", "SI:N1|9|9.00|20.00|0.00", "SI:N1|10|10.00|21.00|0.00", "SI:N1|11|11.00|22.00|0.00",
				"memo SI:N1|T1|account: State Account, from 2001-01-01, to 2001-01-31"}},
		"account without a code": {hdr3 + f3x + "SI,C99000001,123456789,State Account,,,1\nSI,C99000001,123456789,,,,2" + strings.Repeat(",", 23) + "T2,\nSI,C99000001,123456789,,,,3\n",
			[]string{"SI:State Account|1|1.00|0.00|0.00", "SI:T2|1|2.00|0.00|0.00", "SI|1|3.00|0.00|0.00", "memo SI:State Account||account: State Account"}},
		"Levin account, 5.0": {hdr5 + f3x + "SL,C99000001,Levin Fund,L1,,,1" + strings.Repeat(",", 15) + ",,2" + strings.Repeat(",", 15) + "5,,T1\n",
			[]string{"SL:L1|1A|1.00|0.00|0.00", "SL:L1|1B|0.00|2.00|0.00", "SL:L1|11|5.00|0.00|0.00", "memo SL:L1|T1|account: Levin Fund"}},
		"new cycle": {hdr + cover("F3") + cells(35, map[int]string{0: "F3S", 2: "20241105", 3: "20241106", 4: "6", 10: "5", 12: "5", 34: "2"}),
			[]string{"F3S|6A|0.00|0.00|6.00", "F3S|11AI|0.00|0.00|5.00", "F3S|11AIII|0.00|0.00|5.00", "F3S|22|0.00|0.00|2.00",
				"memo F3S||general election: 2024-11-05, the cycle begins on 2024-11-06"}},
		"new cycle, president": {hdr + cover("F3P") + cells(92, map[int]string{0: "F3PS", 4: "14", 7: "17", 36: "30", 37: "1"}),
			[]string{"F3PS|14|0.00|0.00|14.00", "F3PS|17AI|0.00|0.00|17.00", "F3PS|30|0.00|0.00|30.00"}},
		"committees, 8.0": {hdr80 + cover("F3") + cells(36, map[int]string{0: "F3Z", 5: "C99000001", 6: "Invented Committee", 7: "1", 12: "2", 33: "3", 35: "4"}) +
			cells(36, map[int]string{0: "F3Z", 5: "c99000002", 6: "Invented Joint Fund", 7: "1"}) + cells(36, map[int]string{0: "F3ZT", 7: "2"}),
			[]string{"F3Z:C99000001|11AIII|1.00|0.00|0.00", "F3Z:C99000001|12|2.00|0.00|0.00", "F3Z:C99000001|10|3.00|0.00|0.00", "F3Z:C99000001|7C|4.00|0.00|0.00",
				"F3Z:C99000002|11AIII|1.00|0.00|0.00", "F3ZT|11AIII|2.00|0.00|0.00", "authorized committee|Invented Joint Fund|C99000002"}},
		"committees, 8.3": {hdr + cover("F3") + cells(36, map[int]string{0: "F3Z1", 5: "C99000002", 6: "Invented Joint Fund", 7: "6", 11: "11", 35: "27"}) + cells(34, map[int]string{0: "F3Z2", 5: "6"}),
			[]string{"F3Z1:C99000002|6C|6.00|0.00|0.00", "F3Z1:C99000002|11A|11.00|0.00|0.00", "F3Z1:C99000002|27|27.00|0.00|0.00", "F3Z2|6C|6.00|0.00|0.00",
				"authorized committee|Invented Joint Fund|C99000002"}},
		"committees, president": {hdr + cover("F3P") + cells(44, map[int]string{0: "F3PZ1", 5: "C99000002", 7: "6", 15: "17", 43: "31"}) + cells(42, map[int]string{0: "F3PZ2", 41: "31"}),
			[]string{"F3PZ1:C99000002|6|6.00|0.00|0.00", "F3PZ1:C99000002|17AIII|17.00|0.00|0.00", "F3PZ1:C99000002|31|31.00|0.00|0.00", "F3PZ2|31|31.00|0.00|0.00",
				"authorized committee||C99000002"}},
		"no amount":  {hdr + cover("F3X") + cells(41, map[int]string{0: "SL", 3: "L1"}) + row("F3S", "C99000001"), []string{"raw SL", "raw F3S"}},
		"unreadable": {hdr80 + cover("F3X") + cells(30, map[int]string{0: "SI", 3: "N1", 5: "123456789", 8: "10", 9: "ten"}), []string{"quarantined an amount of the summary page cannot be read: it is no number|SI|||N1||||10|ten"}},
		"no such rows": {hdr + cover("F3X") + row("SLA", "x") + row("SL1A", "x") + row("SIX", "x"),
			[]string{"raw SLA (row type not known)", "raw SL1A (row type not known)", "raw SIX (row type not known)"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, told(mustRead(t, tt.data, "1.fec"))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestRatios(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		data string
		want []string
	}{
		"H1": {hdr + cover("F3X") + cells(12, map[int]string{0: "H1", 1: "C99000001", 2: "T1", 4: "X", 7: "0.36", 8: "0.64", 9: "X"}),
			[]string{"memo H1|T1|state and local party committee presidential and senate election year 36 federal: X; federal percent: 0.36; nonfederal percent: 0.64; administrative ratio applies: X"}},
		"H2": {hdr + cover("F3X") + cells(9, map[int]string{0: "SH2", 1: "C99000001", 2: "T1", 3: "Invented Gala", 4: "X", 6: "N", 7: "0.5", 8: "0.5"}),
			[]string{"memo H2|T1|activity event name: Invented Gala; direct fundraising: X; ratio code: N; federal percentage: 0.5; non federal percentage: 0.5"}},
		"H2, 3": {hdr3 + f3x + "H2,C99000001,Invented Gala,X,,,S,.5000,.5000,A,T1,odd\n",
			[]string{"memo H2|T1|activity event: Invented Gala; activity is fundraising: X; ratio code: S; federal percentage: .5000; non federal percentage: .5000; amended cd: A; " +
				"beyond the layout: odd"}},
		"blank": {hdr + cover("F3X") + row("H1", "C99000001", "T1"), []string{"raw H1"}},
	} {
		if diff := cmp.Diff(tt.want, told(mustRead(t, tt.data, "1.fec"))); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

func TestOtherReceipts(t *testing.T) {
	t.Parallel()
	key := store.FilingKey{System: store.SystemFEC, Report: "1"}
	f10 := "HDR,FEC,5.00,Invented,1,^,,0,\nF10N,C99000001,Nobody^Ned,H0ZZ00001,H,ZZ,07,Invented Committee\n"
	for name, tt := range map[string]struct {
		data string
		want store.Transaction
	}{
		"item to be sold": {hdr + cover("F3P") + cells(23, map[int]string{0: "F3P31AL", 2: "T1", 3: "IND", 5: "Quinvel", 6: "Belma", 16: "A boat", 17: "20240201", 18: "900", 19: "Invented Works"}),
			store.Transaction{Table: store.TableReceipts, Schedule: "F3P31AL", Kind: store.KindOtherReceipt, Direction: store.Received, TranID: "T1", Entity: "IND",
				Counterparty: store.Name{Last: "Quinvel", First: "Belma"}, Employer: "Invented Works", Description: "A boat", Date: "2024-02-01", Amount: 90000,
				InferredNote: "an item on hand that is to be sold, at its market value; no money received"}},
		"candidate's money": {f10 + "F105,C99000001,20040201,P2004,,1000.00,,A,T1\n",
			store.Transaction{Table: store.TableReceipts, Schedule: "F105", Kind: store.KindOtherReceipt, Direction: store.Received, TranID: "T1", TranType: "P2004",
				Counterparty: store.Name{Last: "Nobody", First: "Ned"}, Date: "2004-02-01", Amount: 100000,
				InferredNote: "a notice of the candidate's own money; reports carry it on Schedule A"}},
		"candidate's loan": {f10 + "F105,C99000001,20040201,P2004,,1000.00,X,A,T1\n",
			store.Transaction{Table: store.TableReceipts, Schedule: "F105", Kind: store.KindOtherReceipt, Direction: store.Received, TranID: "T1", TranType: "P2004",
				Counterparty: store.Name{Last: "Nobody", First: "Ned"}, Date: "2004-02-01", Amount: 100000,
				InferredNote: "a notice of the candidate's own money, marked as a loan; reports carry it on Schedule A"}},
		"Levin receipt": {hdr + cover("F3X") + cells(45, map[int]string{0: "SAL1A", 2: "T1", 5: "IND", 7: "Quinvel", 19: "20240201", 20: "50", 44: "L1"}),
			store.Transaction{Table: store.TableReceipts, Schedule: "SAL1A", Kind: store.KindOtherReceipt, Direction: store.Received, TranID: "T1", Entity: "IND",
				Counterparty: store.Name{Last: "Quinvel"}, Date: "2024-02-01", Amount: 5000, CrossRef: "L1"}},
		"Levin spending": {hdr + cover("F3X") + cells(44, map[int]string{0: "SBL4A", 2: "T1", 6: "Invented Print Shop", 19: "20240201", 20: "50", 43: "L1"}),
			store.Transaction{Table: store.TableExpenditures, Schedule: "SBL4A", Kind: store.KindExpenditure, Direction: store.Made, TranID: "T1",
				Counterparty: store.Name{Last: "Invented Print Shop"}, Date: "2024-02-01", Amount: 5000, CrossRef: "L1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := mustRead(t, tt.data, "1.fec")
			if len(got.Transactions) != 1 {
				t.Fatalf("%d transactions, %+v, %+v", len(got.Transactions), got.References, got.Quarantines)
			}
			have := got.Transactions[0]
			have.Pos, tt.want.Filing = store.Position{}, key
			if diff := cmp.Diff(tt.want, have); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
