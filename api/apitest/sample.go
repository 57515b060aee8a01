package apitest

import (
	"fmt"
	"strings"
	"time"

	"moneytrail/store"
)

// Ids of the sample.
const (
	CommitteeID = "fppc-9000001"       // a committee with thirty donors
	OpposeID    = "fppc-9000002"       // the other side: late notices only
	HostileID   = "pending-xx:a/b_?&#" // names full of markup and marks
	ContestSlug = "harbor-bridge-2026"
)

// Hostile is filed text as nobody should file it: markup, a right-to-left
// override, control characters and great length.
var Hostile = `"><script>alert(1)</script>` + "\u202Eevil\u2066\x00\x07\n" + strings.Repeat("x", 4000)

// Rules explains in the words of the statuses.
type Rules struct{}

// Sentence gives "status (reason N)", with the cause when there is one.
func (Rules) Sentence(status store.Status, reason store.Reason, cause string) string {
	text := fmt.Sprintf("%s (reason %d)", status, reason)
	if cause != "" {
		text += " because of " + cause
	}
	return text
}

// Sample gives a Reader with two sides of one contest and a hostile committee.
func Sample() *Reader {
	v := store.DataVersion{ID: 7, At: time.Date(2026, 8, 6, 4, 0, 0, 0, time.UTC), Cause: "import of /home/x/invented.xlsx"}
	yes, no, hostile := committeeReport(v), lateReport(v), hostileReport(v)
	r := &Reader{
		Data: v,
		Reports: map[string]*store.CommitteeReport{
			CommitteeID: yes, OpposeID: no, HostileID: hostile,
		},
		Rows: map[string]*store.Explanation{
			CommitteeID: rowsOf(yes, "Rosalind Quillfeather"),
			OpposeID:    {Version: v, Committee: no.Committee},
			HostileID:   rowsOf(hostile, Hostile),
		},
		Groups: map[string]*store.ContestReport{ContestSlug: contestReport(v, yes, no)},
	}
	r.ReceiptReader, r.RelationReader = Receipts{r}, Relations{r}
	return r
}

func committee(id, name string) store.Committee {
	return store.Committee{
		Public: "fppc-" + id, Name: name, Type: "MDI",
		Natives: []store.FilerRef{{Scheme: store.SchemeFPPC, ID: id}},
		Names:   []store.NamePeriod{{Name: name, First: "2026-01-31", Last: "2026-08-05"}},
		Parties: []store.Party{{Role: "sponsor", Name: "Invented Alliance"}},
	}
}

var invented = []string{
	"Rosalind Quillfeather", "Tidewater Lamplighters Union Local 12", "Barnaby Oxblood", "Marigold & Thrush Holdings",
	"Ottoline Fennimore", "Cragmoor Watch Officers Association", "Peregrine Saltmarsh", "Hollyhock Ferry Company",
	"Isadora Brambleton", "Wenceslas Pryde", "Guild of Invented Bakers", "Clementine Voss",
}

// standings gives n donors who gave less and less; the last one got back more
// than it gave, the second one has late money.
func standings(n int) ([]store.Standing, store.Cents) {
	var out []store.Standing
	var sum store.Cents
	for i := 1; i <= n; i++ {
		st := store.Standing{
			Rank: i, Gross: store.Cents(50_000_000/i + i), Gifts: 1 + n/i, First: "2026-02-01", Last: "2026-06-28",
			Donor: store.Donor{
				ID: store.DonorID(1_000 + i), Name: invented[i%len(invented)], City: "Port Imaginary", State: "CA", Zip5: "90000", Entity: "IND",
			},
		}
		switch i {
		case n:
			st.Gross, st.Returned = 10_000, 50_000
		case 2:
			st.Pending, st.PendingGifts = 2_500_000, 3
		case 3:
			st.Returned = 123_456
		}
		st.Donor.Class = classOf(st.Donor.Name)
		st.Net = st.Gross - st.Returned
		if st.Net >= 10_000_000 && !strings.HasSuffix(st.Donor.Class.Class, "union") {
			st.Tags = []string{"megadonor"}
		}
		sum += st.Net
		out = append(out, st)
	}
	return out, sum
}

func committeeReport(v store.DataVersion) *store.CommitteeReport {
	donors, net := standings(30)
	const unitemized, returned = 31_000_049, 173_456
	return &store.CommitteeReport{
		Version:   v,
		Committee: committee("9000001", "Neighbors for the Harbor Bridge, Yes on Measure Q 2026"),
		Standings: donors,
		Classes:   ClassTotals(donors),
		Totals: store.Totals{
			Gross: net + returned, Returned: returned, ItemizedMonetary: net - 99, ItemizedInKind: 99, Itemized: net,
			UnitemizedMonetary: unitemized, Unitemized: unitemized, Total: net + unitemized, Pending: 2_500_000,
			LoansReceived: 1_000_000, OtherReceipts: 1_234, Expenditures: 98_765_432, IndependentSpending: 5,
			Gifts: 141, Donors: 30, PendingGifts: 3, Schedules: sums(net),
		},
		Coverage: store.Coverage{
			From: "2026-01-01", Thru: "2026-06-30", FiledThrough: "2026-08-05", Filings: 4, Superseded: 2, Partial: true,
		},
		Filings: filings(),
	}
}

func sums(net store.Cents) []store.ScheduleTotal {
	return []store.ScheduleTotal{
		{Schedule: "B1", Status: store.StatusOtherMoney, Reason: store.ReasonLoan, Rows: 1, Amount: 1_000_000},
		{Schedule: "A", Status: store.StatusSuperseded, Reason: store.ReasonNewerVersion, Rows: 12, Amount: 435_000},
		{Schedule: "A", Status: store.StatusSuperseded, Reason: store.ReasonInsideLonger, Rows: 2, Amount: 80_000},
		{Schedule: "C", Status: store.StatusCounted, Reason: store.ReasonGift, Rows: 1, Amount: 99},
		{Schedule: "A", Status: store.StatusCounted, Reason: store.ReasonGift, Rows: 140, Amount: net - 99},
		{Schedule: "F497P1", Status: store.StatusPending, Reason: store.ReasonNotYetPeriodic, Rows: 3, Amount: 2_500_000},
	}
}

func filings() []store.FilingVersion {
	source := store.SourceFile{
		SHA256: strings.Repeat("0a1b2c3d", 8), Name: "/home/x/invented.xlsx", Format: "netfilexlsx",
	}
	version := func(n int, kept bool) store.FilingVersion {
		return store.FilingVersion{
			Key:  store.FilingKey{System: store.SystemCAL, Report: "9000001|F460|2026-01-01|2026-06-30", Version: n},
			Form: "F460", From: "2026-01-01", Thru: "2026-06-30", Filed: "2026-07-31", Rows: 70, Kept: kept, Source: source,
			URL: "https://filings.example/9000001",
		}
	}
	old, kept := version(0, false), version(1, true)
	old.Reason, old.ReplacedBy, old.URL = store.ReasonNewerVersion, "F460 amendment 1", "javascript:alert(1)"
	kept.Filed, kept.EmptyAmendment = "2026-08-05", true
	return []store.FilingVersion{old, kept}
}

// lateReport has nothing but 24-hour notices.
func lateReport(v store.DataVersion) *store.CommitteeReport {
	return &store.CommitteeReport{
		Version: v, Committee: committee("9000002", "Keep the Old Ferry, No on Q"),
		Totals: store.Totals{Pending: 75_000_00, PendingGifts: 1, Schedules: []store.ScheduleTotal{
			{Schedule: "F497P1", Status: store.StatusPending, Reason: store.ReasonNotYetPeriodic, Rows: 1, Amount: 75_000_00},
		}},
		Classes:  []store.ClassTotal{{Class: "le_union", Kind: "sheriff", Confidence: "weak", Donors: 1, Pending: 75_000_00}},
		Coverage: store.Coverage{FiledThrough: "2026-08-01", Filings: 1},
	}
}

func hostileReport(v store.DataVersion) *store.CommitteeReport {
	r := committeeReport(v)
	r.Committee = store.Committee{Public: HostileID, Name: Hostile, Type: Hostile, Names: []store.NamePeriod{{Name: Hostile}}, Parties: []store.Party{{Role: Hostile, Name: Hostile, ID: Hostile, Office: Hostile}}}
	r.Standings = r.Standings[:3]
	for i := range r.Standings {
		d := &r.Standings[i].Donor
		d.Name, d.City = Hostile, "<b>"
		d.Class = store.DonorClass{
			Class: Hostile, Kind: Hostile, Confidence: "weak", Rule: Hostile, Matched: Hostile, Why: Hostile, Tags: []string{Hostile, "sponsored_by:" + Hostile},
		}
		r.Standings[i].Tags = []string{Hostile}
	}
	r.Classes[0].Class, r.Classes[0].Kind, r.Classes[0].Confidence = Hostile, Hostile, "weak"
	r.Classes = append(r.Classes, store.ClassTotal{Class: "le_union", Kind: Hostile, Confidence: "rule", Donors: 1, Net: 1_000_00})
	r.Filings[0].Form, r.Filings[0].ReplacedBy = `"><img src=x onerror=alert(1)>`, Hostile
	return r
}
