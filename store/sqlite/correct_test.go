package sqlite_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
	"moneytrail/store/storetest"
)

// correctable are gifts of eight invented donors to two committees.
func correctable() []*storetest.Records {
	names := []string{"Ada Quillfeather", "Bram Oxblood", "Cleo Marigold", "Dorn Saltmarsh", "Edda Fennimore", "Fenn Brambleton", "Quorp Holdings", "Exampleville Police Officers Association"}
	var out []*storetest.Records
	for i, filer := range []string{"9900001", "9900002"} {
		r := storetest.Report{Filer: filer, Name: "Invented committee " + filer, Form: "F460", From: "2031-01-01", Thru: "2031-06-30"}
		for j, name := range names {
			if i == 1 && j%2 == 1 {
				continue
			}
			r.Gifts = append(r.Gifts, storetest.Gift{Donor: name, Zip: fmt.Sprint(90001 + j), Date: "2031-02-01", Amount: store.Cents(1_000_00 * (j + 1) * (i + 1))})
		}
		out = append(out, r.Records())
	}
	return out
}

func withCorrectable(t testing.TB) *sqlite.DB {
	t.Helper()
	db := open(t)
	for i, r := range correctable() {
		load(t, db, fmt.Sprint("file", i), r)
	}
	if err := db.SaveContest(t.Context(), &store.Contest{Slug: "invented", Title: "Invented", Members: []store.ContestMember{
		{Side: "for", Filer: store.FilerRef{ID: "9900001"}}, {Side: "against", Filer: store.FilerRef{ID: "9900002"}},
	}}); err != nil {
		t.Fatal(err)
	}
	return db
}

func correct(t testing.TB, db *sqlite.DB, in ...store.Correction) store.CorrectionResult {
	t.Helper()
	r, err := db.Correct(t.Context(), in, sqlite.CorrectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func contentHashOf(t testing.TB, db *sqlite.DB) string {
	t.Helper()
	sum, err := db.ContentHash(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func idOf(t testing.TB, db *sqlite.DB, committeeID, name string) store.DonorID {
	t.Helper()
	for _, s := range committee(t, db, committeeID).Standings {
		if s.Donor.Name == name {
			return s.Donor.ID
		}
	}
	t.Fatalf("no donor %q of %s", name, committeeID)
	return 0
}

func merge(a, b string) store.Correction {
	return store.Correction{Kind: store.CorrectionMerge, SubjectAs: a, ObjectAs: b, Reason: "invented"}
}

func undo(id int64) store.Correction {
	return store.Correction{Kind: store.CorrectionUndo, Undoes: id, Reason: "invented"}
}

func TestMergeMovesFiguresAndUndoRestoresThem(t *testing.T) {
	t.Parallel()
	db := withCorrectable(t)
	before, version := contentHashOf(t, db), mustVersion(t, db)
	ada, bram := idOf(t, db, "9900001", "Ada Quillfeather"), idOf(t, db, "9900001", "Bram Oxblood")
	r := correct(t, db, merge(ada.String(), bram.String()))
	if len(r.Entries) != 1 || r.Entries[0].State != store.CorrectionApplied || r.Entries[0].SubjectAs != "Ada Quillfeather" {
		t.Errorf("entries %+v", r.Entries)
	}
	if v := mustVersion(t, db); v.ID != version.ID+1 || r.Change.Version != v.ID {
		t.Errorf("version %d after %d, change says %d", v.ID, version.ID, r.Change.Version)
	}
	type move struct {
		Scope         store.FigureScope
		ID, Side      string
		Donor         store.DonorID
		Before, After store.Cents
	}
	var moves []move
	for _, m := range r.Change.Moves {
		moves = append(moves, move{m.Scope, m.ID, m.Side, m.Donor, m.Before, m.After})
	}
	want := []move{ // Ada gave 1,000 and 2,000; Bram 2,000 to the first committee
		{store.ScopeDonor, "", "", ada, 3_000_00, 0}, {store.ScopeDonor, "", "", bram, 2_000_00, 5_000_00},
		{store.ScopeCommittee, "fppc-9900001", "", ada, 1_000_00, 0}, {store.ScopeCommittee, "fppc-9900001", "", bram, 2_000_00, 3_000_00},
		{store.ScopeCommittee, "fppc-9900002", "", ada, 2_000_00, 0}, {store.ScopeCommittee, "fppc-9900002", "", bram, 0, 2_000_00},
		{store.ScopeContest, "invented", "", ada, 3_000_00, 0}, {store.ScopeContest, "invented", "", bram, 2_000_00, 5_000_00},
		{store.ScopeContest, "invented", "for", ada, 1_000_00, 0}, {store.ScopeContest, "invented", "for", bram, 2_000_00, 3_000_00},
		{store.ScopeContest, "invented", "against", ada, 2_000_00, 0}, {store.ScopeContest, "invented", "against", bram, 0, 2_000_00},
	}
	key := func(m move) string { return fmt.Sprint(m) }
	byKey := func(a, b move) int { return strings.Compare(key(a), key(b)) }
	slices.SortFunc(moves, byKey)
	slices.SortFunc(want, byKey)
	if diff := cmp.Diff(want, moves); diff != "" {
		t.Errorf("moved figures (-want +got):\n%s", diff)
	}
	if c := r.Change; c.Figures != 10 || c.Committees != 2 || c.Contests != 1 || c.Donors != 2 {
		t.Errorf("counts %+v", c)
	}
	// The old id leads on.
	e, err := db.Explain(t.Context(), "9900001", store.ExplainQuery{Donor: ada})
	if err != nil || e.Donor.ID != bram {
		t.Errorf("old id leads to %+v, %v", e.Donor, err)
	}
	back := correct(t, db, undo(r.Entries[0].ID))
	if contentHashOf(t, db) != before {
		t.Error("undone, but not as before")
	}
	if e, err := db.Explain(t.Context(), "9900001", store.ExplainQuery{Donor: ada}); err != nil || e.Donor.ID != ada {
		t.Errorf("restored id leads to %+v, %v", e.Donor, err)
	}
	page, err := db.Changes(t.Context(), store.ChangeQuery{Limit: 1})
	if err != nil || page.Total != 2 || !page.More || page.Changes[0].ID != back.Change.ID || page.Changes[0].Cause != "undo" {
		t.Errorf("changes %+v, %v", page, err)
	}
	if diff := cmp.Diff(back.Change, &page.Changes[0]); diff != "" {
		t.Errorf("change as returned and as read:\n%s", diff)
	}
}

func mustVersion(t testing.TB, db *sqlite.DB) store.DataVersion {
	t.Helper()
	v, err := db.Version(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestCorrectionsRefused(t *testing.T) {
	t.Parallel()
	db := withCorrectable(t)
	const a, b, c = "Ada Quillfeather", "Bram Oxblood", "Cleo Marigold"
	never := store.Correction{Kind: store.CorrectionNeverMerge, SubjectAs: a, ObjectAs: b, Reason: "r"}
	class := func(who, class, kind string) store.Correction {
		return store.Correction{Kind: store.CorrectionClass, SubjectAs: who, Value: class, Detail: kind, Reason: "r"}
	}
	id := correct(t, db, never).Entries[0].ID
	correct(t, db, class(b, "law", ""))
	correct(t, db, class(c, "tech", ""))
	before, version := contentHashOf(t, db), mustVersion(t, db)
	tests := []struct {
		name    string
		in      []store.Correction
		says    string
		unknown bool
	}{
		{"unknown name", []store.Correction{merge("Nobody", a)}, `unknown donor "Nobody"`, true},
		{"unknown id", []store.Correction{merge(store.DonorID(77).String(), a)}, "unknown donor", true},
		{"with itself", []store.Correction{merge(a, a)}, "one donor already", false},
		{"never to be merged", []store.Correction{merge(a, b)}, fmt.Sprintf("donor undo %d", id), false},
		{"never to be merged, by way of another", []store.Correction{merge(a, c), merge(b, c)}, "contradicts", false},
		{"cycle", []store.Correction{merge(a, c), merge(c, a)}, "cycle", false},
		{"two targets", []store.Correction{merge(a, c), merge(a, "Dorn Saltmarsh")}, "already", false},
		{"two classes", []store.Correction{class(b, "tech", "")}, "contradicts", false},
		{"two classes after a merge", []store.Correction{merge(b, c)}, "contradicts", false},
		{"unknown class", []store.Correction{class(a, "police", "")}, "unknown class", false},
		{"unknown kind", []store.Correction{class(a, "le_union", "guards")}, "unknown kind", false},
		{"kind of no officers", []store.Correction{class(a, "tech", "police")}, "no kinds", false},
		{"split of another donor", []store.Correction{{Kind: store.CorrectionSplit, SubjectAs: a, ObjectAs: c, Reason: "r"}}, "is no name of", false},
		{"undo of nothing", []store.Correction{undo(99)}, "no entry 99", true},
		{"one wrong of several", []store.Correction{merge("Edda Fennimore", c), merge("Nobody", c)}, "unknown donor", true},
	}
	for _, tt := range tests {
		_, err := db.Correct(t.Context(), tt.in, sqlite.CorrectOptions{})
		if !errors.Is(err, store.ErrCorrection) || !strings.Contains(err.Error(), tt.says) || errors.Is(err, store.ErrNotFound) != tt.unknown {
			t.Errorf("%s: %v; want %q", tt.name, err, tt.says)
		}
	}
	if contentHashOf(t, db) != before || mustVersion(t, db).ID != version.ID {
		t.Error("a refused correction changed something")
	}
	log, err := db.Corrections(t.Context())
	if err != nil || len(log) != 3 {
		t.Errorf("the log has %d entries, %v", len(log), err)
	}
}

func TestClassNameAndRelation(t *testing.T) {
	t.Parallel()
	db := withCorrectable(t)
	before := contentHashOf(t, db)
	police := "Exampleville Police Officers Association"
	r := correct(t, db,
		store.Correction{Kind: store.CorrectionClass, SubjectAs: police, Value: "fire", Reason: "they are firefighters"},
		store.Correction{Kind: store.CorrectionRename, SubjectAs: "Quorp Holdings", Value: "Quorp Holdings LLC", Reason: "its registered name"},
		store.Correction{Kind: store.CorrectionAffiliate, SubjectAs: "Ada Quillfeather", ObjectAs: "Quorp Holdings", Reason: "controls it", Link: "https://example.org/"},
	)
	for _, s := range committee(t, db, "9900001").Standings {
		switch s.Donor.CommitteeID + s.Donor.Name {
		case police:
			c := s.Donor.Class
			if c.Class != "fire" || c.Confidence != "certain" || c.Evidence != "override" || c.Why != "they are firefighters" {
				t.Errorf("class %+v", c)
			}
		case "Quorp Holdings":
			t.Error("the name as filed is shown")
		}
	}
	moved := slices.ContainsFunc(r.Change.Moves, func(m store.FigureMove) bool {
		return m.Scope == store.ScopeCommittee && m.ID == "fppc-9900001" && m.After == 8_000_00 && m.ClassBefore == "le_union" && m.ClassAfter == "fire"
	})
	if !moved {
		t.Errorf("moves %+v", r.Change.Moves)
	}
	p, err := db.DonorProfile(t.Context(), idOf(t, db, "9900001", "Ada Quillfeather").String())
	if err != nil || len(p.Affiliations) != 1 || p.Affiliations[0].Other.Name != "Quorp Holdings LLC" || p.Affiliations[0].Link == "" || p.Net != 3_000_00 {
		t.Errorf("profile %+v, %v", p, err)
	}
	if _, err := db.Reclassify(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p, err := db.DonorProfile(t.Context(), police); err != nil || p.Donor.Class.Class != "fire" {
		t.Errorf("classified again: %+v, %v", p, err)
	}
	for _, e := range slices.Backward(r.Entries) {
		correct(t, db, undo(e.ID))
	}
	if contentHashOf(t, db) != before {
		t.Error("undone, but not as before")
	}
}

// Rules join spellings; people take one out, or keep two donors apart, and
// both last whatever is resolved or loaded later.
func TestCorrectionsLast(t *testing.T) {
	t.Parallel()
	db := open(t)
	load(t, db, "file", spellings.Records())
	resolveAll := func() {
		t.Helper()
		if _, err := db.Resolve(t.Context(), rules.Resolver(nil), nil); err != nil {
			t.Fatal(err)
		}
	}
	one, two := idOf(t, db, "9900001", "Exampleville Police Officers Association"), idOf(t, db, "9900001", "EXAMPLEVILLE POLICE OFFICERS ASSN.")
	resolveAll()
	joined := contentHashOf(t, db)
	donors := len(committee(t, db, "9900001").Standings)
	never := store.Correction{Kind: store.CorrectionNeverMerge, SubjectAs: one.String(), ObjectAs: two.String(), Reason: "two bodies"}
	r, err := db.Correct(t.Context(), []store.Correction{never}, sqlite.CorrectOptions{AsWritten: true})
	if err != nil {
		t.Fatal(err)
	}
	apart := contentHashOf(t, db)
	if n := len(committee(t, db, "9900001").Standings); n != donors+1 || apart == joined {
		t.Errorf("%d donors, %d before", n, donors)
	}
	resolveAll()
	if contentHashOf(t, db) != apart {
		t.Error("resolving again joined what is kept apart")
	}
	if _, err := db.Resolve(t.Context(), rules.Unresolved, nil); err != nil {
		t.Fatal(err)
	}
	log, err := db.Corrections(t.Context())
	if err != nil || log[0].State != store.CorrectionAgrees {
		t.Errorf("under no rule that joins them: %+v, %v", log, err)
	}
	resolveAll()
	load(t, db, "more", storetest.Report{
		Filer: "9900002", Name: "Another invented committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{{Donor: "Exampleville Police Officers Association", Zip: "90001", Date: "2031-02-03", Amount: 7_00}},
	}.Records())
	if e, err := db.Explain(t.Context(), "9900001", store.ExplainQuery{Donor: two}); err != nil || e.Donor.ID != two {
		t.Errorf("after a load %s is %+v, %v", two, e.Donor, err)
	}
	correct(t, db, undo(r.Entries[0].ID))
	if n := len(committee(t, db, "9900001").Standings); n != donors {
		t.Errorf("undone: %d donors, %d at first", n, donors)
	}
}

func TestStaleCorrectionsWaitForTheirDonor(t *testing.T) {
	t.Parallel()
	db := withCorrectable(t)
	ada, bram := idOf(t, db, "9900001", "Ada Quillfeather"), idOf(t, db, "9900001", "Bram Oxblood")
	correct(t, db, merge(ada.String(), bram.String()))
	log, err := db.Corrections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := contentHashOf(t, db)
	// The same corrections and filings in another order of arrival: a name that
	// is not there yet is refused, one that is gone would be told.
	fresh := open(t)
	for i, r := range correctable() {
		load(t, fresh, fmt.Sprint("file", i), r)
	}
	line := log[0].Correction
	line.SubjectAs, line.ObjectAs, line.File, line.Line = line.Subject.String(), line.Object.String(), "corrections.csv", 2
	r, err := fresh.Correct(t.Context(), []store.Correction{line}, sqlite.CorrectOptions{AsWritten: true})
	if err != nil || len(r.Entries) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	again, err := fresh.Correct(t.Context(), []store.Correction{line}, sqlite.CorrectOptions{AsWritten: true})
	if err != nil || again.Repeated != 1 || again.Change != nil {
		t.Errorf("the same file again: %+v, %v", again, err)
	}
	if contentHashOf(t, fresh) != want {
		t.Error("another database under the same corrections says something else")
	}
	correct(t, fresh, undo(r.Entries[0].ID))
	left, err := fresh.Correct(t.Context(), []store.Correction{line}, sqlite.CorrectOptions{AsWritten: true})
	if err != nil || len(left.Undone) != 1 || left.Change != nil {
		t.Errorf("a line that was undone: %+v, %v", left, err)
	}
	back, err := fresh.Correct(t.Context(), []store.Correction{line}, sqlite.CorrectOptions{AsWritten: true, Again: true})
	if err != nil || len(back.Entries) != 1 || contentHashOf(t, fresh) != want {
		t.Errorf("entered again: %+v, %v", back, err)
	}
}

// joinSome resolves the donors of withCorrectable to fewer, and gives the ids of
// all contributors, in order.
func joinSome(t *testing.T, db *sqlite.DB) []store.DonorID {
	t.Helper()
	var ids []store.DonorID
	for _, id := range []string{"9900001", "9900002"} {
		for _, s := range committee(t, db, id).Standings {
			if !slices.Contains(ids, s.Donor.ID) {
				ids = append(ids, s.Donor.ID)
			}
		}
	}
	slices.Sort(ids)
	if _, err := db.Resolve(t.Context(), someJoined(ids), nil); err != nil {
		t.Fatal(err)
	}
	return ids
}

// withPairs makes a resolution one of pairs that were compared.
func withPairs(r *store.Resolution, pairs []store.DonorPair) (err error) {
	r.Pairs, r.Blocks = slices.Values(pairs), func(func(int64, store.DonorID) bool) {}
	r.Matching, err = rules.InForce{}.Matching(nil)
	return err
}

// someJoined joins the first four contributors by a chain of links, and the
// next two.
func someJoined(ids []store.DonorID) store.Resolver {
	return func([]store.ContributorFacts, map[store.DonorID]store.DonorID, func(string)) (*store.Resolution, error) {
		r := &store.Resolution{Donors: map[store.DonorID]store.DonorID{}}
		var pairs []store.DonorPair
		for _, l := range []struct {
			a, b   int
			weight float64
		}{{0, 1, 9}, {1, 2, 4}, {2, 3, 7}, {4, 5, 5}} {
			pairs = append(pairs, store.DonorPair{A: ids[l.a], B: ids[l.b], Answer: "same", Weight: l.weight, Evidence: []string{"invented"}})
		}
		if err := withPairs(r, pairs); err != nil {
			return nil, err
		}
		for i := range 4 {
			r.Donors[ids[i]] = ids[1]
		}
		r.Donors[ids[4]], r.Donors[ids[5]] = ids[5], ids[5]
		return r, nil
	}
}

// Whatever people decide, money is neither lost nor found; and whoever takes it
// all back, in any order that is allowed, has what there was.
func TestAnyCorrectionsUndoneAreTheIdentity(t *testing.T) {
	t.Parallel()
	db := withCorrectable(t)
	ids := joinSome(t, db)
	start := contentHashOf(t, db)
	itemized := make(map[string]store.Cents)
	for _, id := range []string{"9900001", "9900002"} {
		itemized[id] = committee(t, db, id).Totals.Itemized
	}
	// Resolving again, under the same rules, changes nothing whatever is laid
	// over them.
	again := func(t *rapid.T) {
		before, err := db.ContentHash(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if r, err := db.Resolve(t.Context(), someJoined(ids), nil); err != nil || r.Moved != 0 {
			t.Fatalf("resolved again: %+v, %v", r, err)
		}
		if after, err := db.ContentHash(t.Context()); err != nil || after != before {
			t.Fatalf("resolving again changed answers: %v", err)
		}
	}
	check := func(t *rapid.T) {
		for id, want := range itemized {
			r, err := db.Committee(t.Context(), id, store.StandingQuery{Limit: 1000})
			if err != nil {
				t.Fatal(err)
			}
			var sum store.Cents
			for _, s := range r.Standings {
				sum += s.Net
			}
			if sum != want || r.Totals.Itemized != want {
				t.Fatalf("%s: donors add up to %s, rows to %s, before %s", id, sum, r.Totals.Itemized, want)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		var entered []int64
		for range rapid.IntRange(1, 6).Draw(t, "corrections") {
			who := rapid.SampledFrom(ids)
			e := store.Correction{
				Kind: rapid.SampledFrom([]store.CorrectionKind{
					store.CorrectionMerge, store.CorrectionMerge, store.CorrectionMerge, store.CorrectionSplit, store.CorrectionNeverMerge,
					store.CorrectionRename, store.CorrectionClass, store.CorrectionAffiliate,
				}).Draw(t, "kind"),
				SubjectAs: who.Draw(t, "subject").String(), Reason: "invented",
			}
			switch e.Kind {
			case store.CorrectionRename:
				e.Value = rapid.SampledFrom([]string{"One name", "Another name"}).Draw(t, "name")
			case store.CorrectionClass:
				e.Value = rapid.SampledFrom([]string{"tech", "law", "fire"}).Draw(t, "class")
			default:
				e.ObjectAs = who.Draw(t, "object").String()
			}
			r, err := db.Correct(t.Context(), []store.Correction{e}, sqlite.CorrectOptions{AsWritten: rapid.Bool().Draw(t, "as written")})
			if err != nil && !errors.Is(err, store.ErrCorrection) {
				t.Fatal(err)
			}
			for _, e := range r.Entries {
				entered = append(entered, e.ID)
			}
			check(t)
			if rapid.IntRange(0, 3).Draw(t, "resolve") == 0 {
				again(t)
			}
		}
		for _, id := range rapid.Permutation(entered).Draw(t, "order") {
			if _, err := db.Correct(t.Context(), []store.Correction{undo(id)}, sqlite.CorrectOptions{}); errors.Is(err, store.ErrCorrection) {
				continue // others rest on it, or would contradict each other
			} else if err != nil {
				t.Fatal(err)
			}
			check(t)
		}
		rest, err := db.Corrections(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range slices.Backward(rest) {
			if e.InForce() {
				if _, err := db.Correct(t.Context(), []store.Correction{undo(e.ID)}, sqlite.CorrectOptions{}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if sum, err := db.ContentHash(t.Context()); err != nil || sum != start {
			t.Fatalf("all undone, but not as before: %v", err)
		}
	})
}

// Newcomers are matched by the rules alone, under whatever people decided: who
// comes to a merged donor stays with those that the rules take it for when the
// merge is undone.
func TestNewcomersUnderCorrections(t *testing.T) {
	t.Parallel()
	first := storetest.Report{
		Filer: "9900001", Name: "Invented committee", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{
			{Donor: "Exampleville Police Officers Association", Zip: "90001", Date: "2031-02-01", Amount: 100_00},
			{Donor: "Philomena Zandervoort", Zip: "90009", Date: "2031-02-03", Amount: 50_00},
		},
	}.Records()
	second := storetest.Report{
		Filer: "9900002", Name: "Invented rival", Form: "F460", From: "2031-01-01", Thru: "2031-06-30",
		Gifts: []storetest.Gift{{Donor: "EXAMPLEVILLE POLICE OFFICERS ASSN.", Zip: "90001", Date: "2031-02-01", Amount: 7_00}},
	}.Records()
	plain := openMatching(t, true)
	load(t, plain, "first", first)
	load(t, plain, "second", second)
	want := contentHashOf(t, plain)
	db := openMatching(t, true)
	load(t, db, "first", first)
	police, other := "Exampleville Police Officers Association", "Philomena Zandervoort"
	r := correct(t, db, merge(police, other))
	load(t, db, "second", second)
	p, err := db.DonorProfile(t.Context(), other)
	if err != nil || len(p.Contributors) != 3 || p.Net != 157_00 {
		t.Errorf("the newcomer did not follow the merge: %+v, %v", p, err)
	}
	correct(t, db, undo(r.Entries[0].ID))
	if contentHashOf(t, db) != want {
		t.Error("undone, but not as if it had never been entered")
	}
}
