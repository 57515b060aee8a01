package fecbulk_test

import (
	"cmp"
	"slices"
	"testing"

	"moneytrail/store"
	"moneytrail/store/count"
	"moneytrail/store/rank"
)

// figures are what the rows of a file come to for one committee.
type figures struct {
	committee string
	gross     store.Cents // counted rows that are no refunds, positive
	lowered   store.Cents // counted rows that are no refunds, negative: chargebacks
	refunds   store.Cents // counted refunds, net of their corrections, below zero
	statuses  map[store.Status]int
	rows      int
	standings rank.Folder
}

// TestFoldSamples ranks the donors of the largest committees of the samples
// and checks that the figures tie.
func TestFoldSamples(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"indiv/itcont_2016-2017_10k.txt", "indiv/itcont_jkwong80.txt"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := fold(readSample(t, name).rows)
			for i, f := range all {
				tie(t, f)
				if i == 0 {
					t.Logf("largest of %d committees: %d rows, gross %s, negative receipts %s, refunds %s, net %s; by status %v",
						len(all), f.rows, f.gross, f.lowered, f.refunds, f.gross+f.lowered+f.refunds, f.statuses)
				}
			}
			total := figures{statuses: make(map[store.Status]int)}
			for _, f := range all {
				total.gross, total.lowered, total.refunds = total.gross+f.gross, total.lowered+f.lowered, total.refunds+f.refunds
				for s, n := range f.statuses {
					total.statuses[s] += n
				}
			}
			t.Logf("all: gross %s, negative receipts %s, refunds %s; by status %v", total.gross, total.lowered, total.refunds, total.statuses)
			if total.refunds >= 0 {
				t.Error("refunds do not lower the total")
			}
		})
	}
}

func fold(rows []store.Transaction) []*figures {
	byFiler := make(map[string]*figures)
	donors := make(map[string]store.DonorID)
	for i := range rows {
		r := &rows[i]
		filer := r.Filing.Report[len("indiv|"):][:9]
		f := byFiler[filer]
		if f == nil {
			f = &figures{committee: filer, statuses: make(map[store.Status]int)}
			byFiler[filer] = f
		}
		status, _ := count.Local(r)
		f.rows++
		f.statuses[status]++
		switch {
		case status != store.StatusCounted:
		case r.Kind == store.KindReturn:
			f.refunds += r.Amount
		case r.Amount < 0:
			f.lowered += r.Amount
		default:
			f.gross += r.Amount
		}
		who := r.Counterparty.Full() + "|" + r.Address.Zip[:min(5, len(r.Address.Zip))]
		if donors[who] == 0 {
			donors[who] = store.DonorID(len(donors) + 1)
		}
		f.standings.Add(store.Gift{Donor: donors[who], Amount: r.Amount, Date: r.Date, Status: status})
	}
	out := make([]*figures, 0, len(byFiler))
	for _, f := range byFiler {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b *figures) int {
		return cmp.Or(cmp.Compare(b.gross, a.gross), cmp.Compare(a.committee, b.committee))
	})
	return out
}

// tie checks that the standings add up to the rows.
func tie(t *testing.T, f *figures) {
	t.Helper()
	var gross, returned, net store.Cents
	for _, s := range f.standings.Standings() {
		gross, returned, net = gross+s.Gross, returned+s.Returned, net+s.Net
	}
	if net != gross-returned || net != f.gross+f.lowered+f.refunds {
		t.Errorf("committee: net %s of gross %s and returned %s; rows give %s", net, gross, returned, f.gross+f.lowered+f.refunds)
	}
}
