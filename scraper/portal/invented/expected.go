package invented

import "moneytrail/store"

// Truth is the right answer about the invented county.
type Truth struct {
	Committees []CommitteeTruth
	Sides      []SideTruth
	Union      UnionTruth
	BigDonor   BigDonorTruth
	// Transfers is what one committee of the contest gave another.
	Transfers []TransferTruth
	// Gap is the one report whose own line 1 differs from its rows.
	Gap GapTruth
}

// CommitteeTruth is what one committee received, over all its reports.
type CommitteeTruth struct {
	Filer                        store.FilerRef
	Gross, Returned              store.Cents
	Monetary, InKind, Itemized   store.Cents // net of returns
	SmallMonetary, SmallInKind   store.Cents // not itemised, from the filer's summary
	Total                        store.Cents // itemised and small, without pending
	Pending                      store.Cents
	LoansReceived, OtherReceipts store.Cents
	EmptyAmendment               bool
	// Donors are the donors with their net counted and pending money, where
	// only the same committee id, or the same name and ZIP code, is one donor.
	Donors []DonorTruth
}

// DonorTruth is one donor of one committee.
type DonorTruth struct {
	Name         string // one of the names as filed
	CommitteeID  string
	Net, Pending store.Cents
}

// SideTruth is one side of the contest.
type SideTruth struct {
	Name     string
	Members  []string    // committee ids
	Itemized store.Cents // transfers between members taken out
	Small    store.Cents
	Total    store.Cents
	Pending  store.Cents
}

// TransferTruth is money between two committees of the contest.
type TransferTruth struct {
	From, To string
	Amount   store.Cents
}

// UnionTruth is one union under five spellings, as donor to the side for the
// recall.
type UnionTruth struct {
	Spellings []DonorTruth
	Net       store.Cents
	WithID    store.Cents // where its committee id is given
}

// BigDonorTruth is a person who also gives through companies.
type BigDonorTruth struct {
	Person              store.Cents // net, to the side for the recall
	Companies           store.Cents
	Total               store.Cents
	PendingViaCompanies store.Cents
}

// GapTruth is a report whose summary does not tie to its rows.
type GapTruth struct {
	Filer              store.FilerRef
	From, Thru         store.Date
	Reported, Itemized store.Cents
}

// Expected gives the right answers, worked out by hand from the filings.
func Expected() Truth {
	return Truth{
		Committees: []CommitteeTruth{
			firstTruth(), secondTruth(), defenseTruth(), independentTruth(), unnumberedTruth(),
			{
				// 48,000 + 33 + 25; the amendment is empty.
				Filer: fppc(policeUnionID), Gross: 48_058_00, Monetary: 48_058_00, Itemized: 48_058_00, Total: 48_058_00, EmptyAmendment: true,
				Donors: []DonorTruth{{Name: dues.name.Last, Net: 48_000_00}, {Name: "Ada Example", Net: 33_00}, {Name: "Dudley Dummy", Net: 25_00}},
			},
			{
				Filer: fppc(sheriffsID), Gross: 31_500_00, Monetary: 31_500_00, Itemized: 31_500_00, SmallMonetary: 12_00, Total: 31_512_00,
				Pending: 5_000_00, LoansReceived: 1_000_00,
				Donors: []DonorTruth{{Name: dues.name.Last, Net: 31_500_00}, {Name: holdings.name.Last, Pending: 5_000_00}},
			},
			{
				Filer: fppc(benevolentID), Gross: 2_000_00, Monetary: 2_000_00, Itemized: 2_000_00, Total: 2_000_00,
				Donors: []DonorTruth{{Name: dues.name.Last, Net: 2_000_00}},
			},
			{
				Filer: fppc(prosecutorsID), Gross: 18_000_00, Monetary: 18_000_00, Itemized: 18_000_00, Total: 18_000_00,
				Donors: []DonorTruth{{Name: dues.name.Last, Net: 18_000_00}},
			},
		},
		Sides: []SideTruth{
			{
				// 74,000 + 264,150 + 25,250 = 363,400, less the transfer of 12,000.
				Name: "For the recall", Members: []string{firstID, secondID, ieID},
				Itemized: 351_400_00,
				Small:    3_590_00, // 2,095 + 45 + 1,450
				Total:    354_990_00,
				Pending:  49_500_00, // 42,000 + 7,500
			},
			{
				Name: "Against the recall", Members: []string{defenseID},
				Itemized: 41_350_00, Small: 560_00, Total: 41_910_00, Pending: 1_500_00,
			},
		},
		Union: UnionTruth{
			Spellings: []DonorTruth{
				{Name: policeOne.name.Last, CommitteeID: policeUnionID, Net: 10_000_00},
				{Name: policeTwo.name.Last, CommitteeID: policeUnionID, Net: 5_000_00},
				{Name: policeThree.name.Last, Net: 2_500_00},
				{Name: policeFour.name.Last, Net: 8_000_00},
				{Name: policeFive.name.Last, CommitteeID: policeUnionID, Net: 20_000_00},
			},
			Net: 45_500_00, WithID: 35_000_00,
		},
		BigDonor: BigDonorTruth{
			Person:    185_000_00,                                 // 25,000 + 50,000 + 100,000 + 10,000
			Companies: 38_000_00,                                  // Holdings 15,000 + 3,000 in kind; Ventures 20,000
			Total:     223_000_00, PendingViaCompanies: 37_500_00, // 30,000 + 7,500
		},
		Transfers: []TransferTruth{{From: firstID, To: secondID, Amount: 12_000_00}},
		Gap: GapTruth{
			Filer: fppc(defenseID), From: "2025-01-01", Thru: "2025-12-31", Reported: 34_450_00, Itemized: 33_450_00,
		},
	}
}

func fppc(id string) store.FilerRef { return store.FilerRef{Scheme: store.SchemeFPPC, ID: id} }

// firstTruth: the third version of the first half makes 500 + 25,000 + 15,000 +
// 10,000 + 2,500 + 1,000 + 1,000 + 750 = 55,750 (the memo line of 300 is not
// in it), the second half 500 - 1,000 + 5,000 + 5,000 + 7,500 = 17,000. The
// late report of 5,000 is in the second half.
func firstTruth() CommitteeTruth {
	return CommitteeTruth{
		Filer: fppc(firstID), Gross: 75_000_00, Returned: 1_000_00,
		Monetary: 72_750_00, InKind: 1_250_00, Itemized: 74_000_00,
		SmallMonetary: 2_095_00, SmallInKind: 45_00, Total: 76_140_00,
		LoansReceived: 5_000_00, OtherReceipts: 12_34,
		Donors: []DonorTruth{
			{Name: "Marlow Q. Placeholder", Net: 25_000_00},
			{Name: holdings.name.Last, Net: 15_000_00},
			{Name: policeOne.name.Last, CommitteeID: policeUnionID, Net: 15_000_00}, // 10,000 + 5,000
			{Name: sheriffs.name.Last, CommitteeID: sheriffsID, Net: 7_500_00},
			{Name: "Gus Madeup", Net: 5_000_00}, // the forgiven loan
			{Name: policeThree.name.Last, Net: 2_500_00},
			{Name: widgets.name.Last, Net: 1_250_00}, // in kind
			{Name: "Ada Example", Net: 1_000_00},     // 500 + 500
			{Name: "Cora Sample", Net: 1_000_00},     // 1,000 + 1,000 - 1,000
			{Name: "Basil Placeholder", Net: 750_00},
		},
	}
}

// secondTruth: the fall makes 12,000 + 50,000 + 20,000 + 8,000 + 150 = 90,150,
// the second version of the spring 1,000 + 25,000 + 15,000 + 6,000 + 20,000 +
// 100,000 + 4,000 = 171,000. Of the late reports only the second version of
// 497-03 (30,000 + 12,000) is not in the spring; 497-04 is a gift made.
func secondTruth() CommitteeTruth {
	return CommitteeTruth{
		Filer: fppc(secondID), Gross: 264_150_00, Monetary: 261_150_00, InKind: 3_000_00, Itemized: 264_150_00,
		SmallMonetary: 1_450_00, Total: 265_600_00, Pending: 42_000_00, OtherReceipts: 100_00,
		Donors: []DonorTruth{
			{Name: "Marlow Q. Placeholder", Net: 150_000_00},
			{Name: sheriffs.name.Last, CommitteeID: sheriffsID, Net: 25_000_00},
			{Name: policeFive.name.Last, CommitteeID: policeUnionID, Net: 20_000_00},
			{Name: ventures.name.Last, Net: 20_000_00},
			{Name: prosecutors.name.Last, CommitteeID: prosecutorsID, Net: 15_000_00},
			{Name: firstName, CommitteeID: firstID, Net: 12_000_00},
			{Name: policeFour.name.Last, Net: 8_000_00},
			{Name: firefighters.name.Last, Net: 6_000_00},
			{Name: management.name.Last, Net: 4_000_00},
			{Name: holdings.name.Last, Net: 3_000_00, Pending: 30_000_00},
			{Name: "Ada Example", Net: 1_000_00},
			{Name: "Fay Fictitious", Net: 150_00},
			{Name: benevolent.name.Last, CommitteeID: benevolentID, Pending: 12_000_00},
		},
	}
}

// defenseTruth: the full year makes 3,000 + 450 + 10,000 + 20,000 = 33,450 and
// takes the place of the half year (3,450; 100 small), the spring 5,000 + 2,000.
func defenseTruth() CommitteeTruth {
	return CommitteeTruth{
		Filer: fppc(defenseID), Gross: 41_350_00, Monetary: 40_450_00, InKind: 900_00, Itemized: 41_350_00,
		SmallMonetary: 560_00, Total: 41_910_00, Pending: 1_500_00,
		Donors: []DonorTruth{
			{Name: nurses.name.Last, Net: 20_000_00},
			{Name: lawyers.name.Last, Net: 10_000_00},
			{Name: "Hildegard Notreal", Net: 5_000_00},
			{Name: "Ignatius Imaginary", Net: 5_000_00},
			{Name: printers.name.Last, Net: 900_00},
			{Name: "Juno Testcase", Net: 450_00, Pending: 1_500_00},
		},
	}
}

// independentTruth: the gifts behind IE-1 are on the statement, the one behind
// IE-2 is not yet.
func independentTruth() CommitteeTruth {
	return CommitteeTruth{
		Filer: fppc(ieID), Gross: 25_250_00, Monetary: 25_250_00, Itemized: 25_250_00, Total: 25_250_00, Pending: 7_500_00,
		Donors: []DonorTruth{
			{Name: sheriffs.name.Last, CommitteeID: sheriffsID, Net: 15_000_00},
			{Name: "Marlow Q. Placeholder", Net: 10_000_00},
			{Name: "Basil Placeholder", Net: 250_00},
			{Name: ventures.name.Last, Pending: 7_500_00},
		},
	}
}

func unnumberedTruth() CommitteeTruth {
	return CommitteeTruth{
		Filer: pendingFiler(), Gross: 400_00, Monetary: 400_00, Itemized: 400_00, SmallMonetary: 35_00, Total: 435_00,
		Donors: []DonorTruth{{Name: "Cora Sample", Net: 400_00}},
	}
}
