package main

import (
	"cmp"
	"slices"
	"testing"

	"moneytrail/api"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store"
)

// handDonors adds up by hand's figures what each donor gave the members of the
// contest; what members gave each other is left out, and the spellings of the
// union are one.
func handDonors(truth *invented.Truth) map[string]store.Cents {
	members := map[string]bool{}
	for _, side := range truth.Sides {
		for _, m := range side.Members {
			members[m] = true
		}
	}
	union := map[string]bool{}
	for _, s := range truth.Union.Spellings {
		union[s.Name] = true
	}
	out := map[string]store.Cents{}
	for _, c := range truth.Committees {
		if !members[c.Filer.ID] {
			continue
		}
		for _, d := range c.Donors {
			key := cmp.Or(d.CommitteeID, d.Name)
			switch {
			case members[d.CommitteeID]:
				continue
			case union[d.Name] || d.CommitteeID == truth.Union.Spellings[0].CommitteeID:
				key = "the union"
			}
			out[key] += d.Net
		}
	}
	return out
}

// The questions that started all this are each answered by one call, and the
// answers are those worked out by hand.
func TestSeedQuestionsInOneCallEach(t *testing.T) {
	t.Parallel()
	server := serveDB(t, inventedCounty(t, false))
	truth := invented.Expected()
	hand := handDonors(&truth)
	var nets []store.Cents
	for _, n := range hand {
		nets = append(nets, n)
	}
	slices.SortFunc(nets, func(a, b store.Cents) int { return cmp.Compare(b, a) })
	var itemized, pending store.Cents
	for _, side := range truth.Sides {
		itemized, pending = itemized+side.Itemized, pending+side.Pending
	}
	contest := decode[api.Contest](t, fetch(t, server, "/api/v1/contests/"+invented.Slug))
	if top := contest.Donors.Items[0]; top.NetCents != nets[0] || top.Rank != 1 {
		t.Errorf("the top donor gave %s, by hand %s", top.Net, nets[0].Decimal())
	}
	concentration := decode[api.Concentration](t, fetch(t, server, "/api/v1/concentration?contest="+invented.Slug))
	if two := concentration.Top[1]; two.Donors != 2 || two.NetCents != nets[0]+nets[1] || concentration.ItemizedCents != itemized {
		t.Errorf("the top two gave %s of %s, by hand %s of %s", two.Net, concentration.Itemized, (nets[0] + nets[1]).Decimal(), itemized.Decimal())
	}
	checkUnionsInOneCall(t, &contest, decode[api.Contest](t, fetch(t, server, "/api/v1/contests/"+invented.Slug+"?class=law_enforcement&limit=100")), &truth)
	var moved store.Cents
	for _, tr := range truth.Transfers {
		moved += tr.Amount
	}
	for _, tr := range contest.Transfers {
		moved -= tr.AmountCents
	}
	if moved != 0 || len(contest.Transfers) != len(truth.Transfers) {
		t.Errorf("transfers %+v, by hand %+v", contest.Transfers, truth.Transfers)
	}
	late := decode[api.TransactionList](t, fetch(t, server, "/api/v1/transactions?contest="+invented.Slug+"&late=yes&limit=100"))
	if late.SumCents != pending || len(late.Items) != late.Rows {
		t.Errorf("late money %s in %d rows, by hand %s", late.Sum, late.Rows, pending.Decimal())
	}
}

// checkUnionsInOneCall compares the share of law enforcement with the list of
// the unions behind it, and the largest of them with the figure by hand.
func checkUnionsInOneCall(t *testing.T, contest *api.Contest, unions api.Contest, truth *invented.Truth) {
	t.Helper()
	var net store.Cents
	found := false
	for _, u := range unions.Donors.Items {
		net += u.NetCents
		found = found || u.NetCents == truth.Union.Net && u.Donor.Class != nil
	}
	le := contest.LawEnforcement
	if net != le.ConfirmedCents+le.ProbableCents || net == 0 || unions.Donors.Next != nil {
		t.Errorf("unions gave %s, the share says %s confirmed and %s probable", net.Decimal(), le.Confirmed, le.Probable)
	}
	if !found {
		t.Errorf("no union gave %s, as by hand", truth.Union.Net.Decimal())
	}
}
