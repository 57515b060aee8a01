package api

import (
	"context"
	"sort"

	"moneytrail/store"
)

// ContestLine is a contest in a list.
type ContestLine struct {
	Slug       string   `json:"slug" doc:"Id of the contest."`
	Title      string   `json:"title" doc:"Title of the contest."`
	Note       string   `json:"note" doc:"A note about it; may be empty."`
	Sides      []string `json:"sides" doc:"Names of the sides."`
	Committees int      `json:"committees" doc:"Number of committees on all sides."`
}

// ContestList answers GET /api/v1/contests. There is no further page.
type ContestList struct {
	Meta
	Contests []ContestLine `json:"contests" doc:"All contests by title, then slug."`
}

// Contests lists all contests by title, then slug.
func (s *Service) Contests(ctx context.Context, _ ContestsRequest) (*ContestList, error) {
	contests, version, err := s.reader.Contests(ctx)
	if err != nil {
		return nil, err
	}
	out := &ContestList{Meta: s.newMeta(version, store.Coverage{}), Contests: make([]ContestLine, 0, len(contests))}
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
	Contest  ContestLine `json:"contest" doc:"The contest."`
	Sentence Sentence    `json:"sentence" doc:"The main facts in words."`
	Figures  Figures     `json:"figures" doc:"Totals of counted money."`
	Coverage Coverage    `json:"coverage" doc:"The filings that the figures rest on."`
	Partial  bool        `json:"partial" doc:"True when some filings are known only in part, so that the true figures may be higher."`
	Warnings []Warning   `json:"warnings" doc:"What to know before quoting a figure."`
	Sides    []Side      `json:"sides" doc:"The sides by total, largest first."`
	Donors   DonorPage   `json:"donors" doc:"Over all sides."`
	Classification
	Transfers  []Transfer    `json:"transfers" doc:"Money that one member gave another; in no total."`
	Accounting []AccountLine `json:"accounting" doc:"What became of every row, by status and schedule."`
	Excluded   []Excluded    `json:"excluded" doc:"Money that is in no total, by status and reason."`
	Unresolved []NativeID    `json:"unresolved" doc:"Members that no filing names yet."`
}

// Side is one side of a contest.
type Side struct {
	Side       string          `json:"side" doc:"Name of the side."`
	Figures    Figures         `json:"figures" doc:"Totals of counted money."`
	Committees []CommitteeLine `json:"committees" doc:"Its committees."`
	Donors     []Standing      `json:"donors" doc:"Filtered like those of the contest."`
	Classification
}

// Transfer is money between two members of a contest.
type Transfer struct {
	FromID      string      `json:"from_id" doc:"Public id of the committee that gave."`
	FromName    string      `json:"from_name" doc:"Its name."`
	ToID        string      `json:"to_id" doc:"Public id of the committee that received."`
	ToName      string      `json:"to_name" doc:"Its name."`
	Rows        int         `json:"rows" doc:"Number of rows."`
	AmountCents store.Cents `json:"amount_cents" doc:"Sum of the rows in cents."`
	Amount      string      `json:"amount"`
}

// Contest compares the sides of a contest.
func (s *Service) Contest(ctx context.Context, in ContestRequest) (*Contest, error) {
	key, err := in.start(in.Filter)
	if err == nil {
		err = key.check(in.Slug)
	}
	if err != nil {
		return nil, err
	}
	q, filter, err := s.standings(in.Page, in.Filter)
	if err != nil {
		return nil, err
	}
	report, err := s.reader.Contest(ctx, in.Slug, q)
	if err != nil {
		return nil, err
	}
	out := &Contest{
		Meta:       s.newMeta(report.Version, report.Coverage),
		Contest:    newContestLine(report.Contest),
		Figures:    newFigures(report.Totals),
		Coverage:   newCoverage(report.Coverage),
		Partial:    report.Coverage.Partial,
		Sides:      s.newSides(report.Sides),
		Donors:     s.newDonorPage(in.Slug, in.Page, in.Filter, filter, report.Standings, report.More, &report.Totals),
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
