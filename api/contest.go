package api

import (
	"context"
	"sort"

	"moneytrail/store"
)

// ContestLine is a contest in a list.
type ContestLine struct {
	Slug       string   `json:"slug"`
	Title      string   `json:"title"`
	Note       string   `json:"note"`
	Sides      []string `json:"sides"`
	Committees int      `json:"committees"`
}

// ContestList answers GET /api/v1/contests. There is no further page.
type ContestList struct {
	Meta
	Contests []ContestLine `json:"contests"`
}

// Contests lists all contests by title, then slug.
func (s *Service) Contests(ctx context.Context) (*ContestList, error) {
	version, err := s.reader.Version(ctx)
	if err != nil {
		return nil, err
	}
	contests, err := s.reader.Contests(ctx)
	if err != nil {
		return nil, err
	}
	out := &ContestList{Meta: newMeta(version, store.Coverage{}), Contests: make([]ContestLine, 0, len(contests))}
	for _, c := range contests {
		out.Contests = append(out.Contests, newContestLine(c))
	}
	sort.SliceStable(out.Contests, func(i, j int) bool {
		a, b := out.Contests[i], out.Contests[j]
		return a.Title < b.Title || a.Title == b.Title && a.Slug < b.Slug
	})
	return out, nil
}

func newContestLine(c store.Contest) ContestLine {
	out := ContestLine{Slug: c.Slug, Title: c.Title, Note: c.Note, Committees: len(c.Members), Sides: []string{}}
	seen := map[string]bool{}
	for _, m := range c.Members {
		if !seen[m.Side] {
			seen[m.Side] = true
			out.Sides = append(out.Sides, m.Side)
		}
	}
	return out
}

// Contest answers GET /api/v1/contests/:slug. Sides come by total, largest
// first, then by name. Money that one member gave another is in no total and
// stands under Transfers.
type Contest struct {
	Meta
	Contest  ContestLine `json:"contest"`
	Sentence Sentence    `json:"sentence"`
	Figures  Figures     `json:"figures"`
	Coverage Coverage    `json:"coverage"`
	Partial  bool        `json:"partial"`
	Warnings []Warning   `json:"warnings"`
	Sides    []Side      `json:"sides"`
	Donors   DonorPage   `json:"donors"` // over all sides
	Classification
	Transfers  []Transfer    `json:"transfers"`
	Accounting []AccountLine `json:"accounting"`
	Excluded   []Excluded    `json:"excluded"`
	Unresolved []NativeID    `json:"unresolved"` // members that no filing names yet
}

// Side is one side of a contest.
type Side struct {
	Side       string          `json:"side"`
	Figures    Figures         `json:"figures"`
	Committees []CommitteeLine `json:"committees"`
	Donors     []Standing      `json:"donors"` // filtered like those of the contest
	Classification
}

// Transfer is money between two members of a contest.
type Transfer struct {
	FromID      string      `json:"from_id"`
	FromName    string      `json:"from_name"`
	ToID        string      `json:"to_id"`
	ToName      string      `json:"to_name"`
	Rows        int         `json:"rows"`
	AmountCents store.Cents `json:"amount_cents"`
	Amount      string      `json:"amount"`
}

// Contest compares the sides of a contest.
func (s *Service) Contest(ctx context.Context, in ContestRequest) (*Contest, error) {
	q, filter, err := s.standings(in.Page, in.Filter)
	if err != nil {
		return nil, err
	}
	report, err := s.reader.Contest(ctx, in.Slug, q)
	if err != nil {
		return nil, err
	}
	out := &Contest{
		Meta:       newMeta(report.Version, report.Coverage),
		Contest:    newContestLine(report.Contest),
		Figures:    newFigures(report.Totals),
		Coverage:   newCoverage(report.Coverage),
		Partial:    report.Coverage.Partial,
		Sides:      s.newSides(report.Sides),
		Donors:     s.newDonorPage(in.Page, filter, report.Standings, report.More, &report.Totals),
		Transfers:  newTransfers(report.Transfers),
		Accounting: s.accounting(report.Totals.Schedules),
		Excluded:   s.excluded(report.Totals.Schedules),
		Unresolved: []NativeID{},

		Classification: s.classification(report.Classes, &report.Totals),
	}
	for _, ref := range report.Unresolved {
		out.Unresolved = append(out.Unresolved, NativeID{string(ref.Scheme), ref.ID})
	}
	out.Warnings = append(contestWarnings(report), out.classWarnings()...)
	out.Sentence = contestSentence(out)
	return out, nil
}

func (s *Service) newSides(sides []store.SideReport) []Side {
	out := make([]Side, 0, len(sides))
	for i := range sides {
		side := &sides[i]
		out = append(out, Side{
			side.Side, newFigures(side.Totals), newCommitteeLines(side.Committees),
			s.newStandings(side.Standings, &side.Totals), s.classification(side.Classes, &side.Totals),
		})
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Figures.TotalCents != b.Figures.TotalCents {
			return a.Figures.TotalCents > b.Figures.TotalCents
		}
		return a.Side < b.Side
	})
	return out
}

func newTransfers(transfers []store.TransferTotal) []Transfer {
	out := make([]Transfer, 0, len(transfers))
	for _, t := range transfers {
		out = append(out, Transfer{
			t.From.Public, t.From.Name, t.To.Public, t.To.Name, t.Rows, t.Amount, t.Amount.Decimal(),
		})
	}
	return out
}
