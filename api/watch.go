package api

import (
	"context"
	"slices"

	"moneytrail/store"
)

// Statuses of watched names.
const (
	WatchFound    = "found"     // a party was filed under the name or id
	WatchPossible = "possible"  // none was, but search finds donors that may be meant
	WatchNotFound = "not_found" // nothing like it
)

// Watched is somebody on a watch-list: a name with the spellings that the list
// gives it, or a committee id.
type Watched struct {
	Name     string
	Variants []string // the name itself included
}

// WatchReport says what the data tells of a watch-list.
type WatchReport struct {
	Meta
	Lines []WatchLine `json:"lines"`
}

// WatchLine is the money of one watched name. Donors of one line are several
// when several people or organizations bear the name.
type WatchLine struct {
	Name         string           `json:"name"`
	Status       string           `json:"status"` // found, possible, not_found
	NetCents     store.Cents      `json:"net_cents"`
	Net          string           `json:"net"`
	PendingCents store.Cents      `json:"pending_cents"`
	Pending      string           `json:"pending"`
	Rows         int              `json:"rows"` // counted and late
	Donors       []WatchedDonor   `json:"donors"`
	Candidates   []WatchCandidate `json:"candidates"`
}

// WatchedDonor is a donor that bears a watched name. Joined says that the name
// was joined to the donor by the evidence of the resolution, not filed by it.
type WatchedDonor struct {
	Donor    Donor    `json:"donor"`
	Joined   bool     `json:"joined"`
	AsFiled  []string `json:"as_filed"`
	NetCents int64    `json:"net_cents"`
	Net      string   `json:"net"`
}

// WatchCandidate is a donor for a person to decide about.
type WatchCandidate struct {
	FoundDonor
	Evidence string `json:"evidence"`
}

// watchCandidates is how many candidates a line has at most.
const watchCandidates = 5

// Watch looks a watch-list up, all of it in one data version.
func (s *Service) Watch(ctx context.Context, list []Watched) (*WatchReport, error) {
	pinned, v, release, err := s.pin(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	var wanted []string
	var of []int
	for i := range list {
		for _, variant := range list[i].Variants {
			wanted, of = append(wanted, variant), append(of, i)
		}
	}
	parties, err := s.reader.FindParties(pinned, wanted)
	if err != nil {
		return nil, err
	}
	byLine := make([][]store.FoundParty, len(list))
	for _, p := range parties {
		byLine[of[p.Wanted]] = append(byLine[of[p.Wanted]], p)
	}
	out := &WatchReport{Meta: s.newMeta(v, store.Coverage{}), Lines: make([]WatchLine, 0, len(list))}
	for i := range list {
		line, err := s.watchLine(pinned, &list[i], byLine[i])
		if err != nil {
			return nil, err
		}
		out.Lines = append(out.Lines, *line)
	}
	return out, nil
}

func (s *Service) watchLine(ctx context.Context, w *Watched, parties []store.FoundParty) (*WatchLine, error) {
	line := &WatchLine{Name: w.Name, Status: WatchNotFound, Donors: []WatchedDonor{}, Candidates: []WatchCandidate{}}
	at := map[store.DonorID]int{}
	for _, p := range parties {
		i, ok := at[p.Donor]
		if !ok {
			i = len(line.Donors)
			at[p.Donor] = i
			d, err := s.watchedDonor(ctx, p.Donor, line)
			if err != nil {
				return nil, err
			}
			line.Donors = append(line.Donors, *d)
		}
		d := &line.Donors[i]
		d.Joined = d.Joined || p.Party != p.Donor
		if !slices.Contains(d.AsFiled, p.Name) {
			d.AsFiled = append(d.AsFiled, p.Name)
		}
	}
	line.Net, line.Pending = line.NetCents.Decimal(), line.PendingCents.Decimal()
	if len(line.Donors) > 0 {
		line.Status = WatchFound
		return line, nil
	}
	return line, s.watchFor(ctx, w, line)
}

// watchedDonor adds up what a donor gave.
func (s *Service) watchedDonor(ctx context.Context, id store.DonorID, line *WatchLine) (*WatchedDonor, error) {
	page, err := s.reader.Transactions(ctx, &store.TransactionQuery{
		TransactionFilter: store.TransactionFilter{Donor: id, Statuses: []store.Status{store.StatusCounted, store.StatusPending}}, Limit: 1,
	})
	if err != nil {
		return nil, err
	}
	d := &WatchedDonor{Donor: Donor{ID: id.String(), Tags: []DonorTag{}}, AsFiled: []string{}}
	if len(page.Rows) > 0 {
		d.Donor = s.newDonor(&page.Rows[0].Giver)
	}
	var net store.Cents
	for _, sum := range page.Totals.Sums {
		line.Rows += sum.Rows
		if sum.Status == store.StatusPending {
			line.PendingCents += sum.Amount
			continue
		}
		net += sum.Amount
	}
	line.NetCents += net
	d.NetCents, d.Net = int64(net), net.Decimal()
	return d, nil
}

// watchFor lists donors that may be meant. The search forgives misspellings,
// nicknames and acronyms; its finds are leads and never added up.
func (s *Service) watchFor(ctx context.Context, w *Watched, line *WatchLine) error {
	for _, variant := range w.Variants {
		found, err := s.Search(ctx, SearchRequest{Words: variant, Limit: watchCandidates})
		if err != nil {
			return err
		}
		for i, d := range found.Donors.Items {
			if len(line.Candidates) == watchCandidates || slices.ContainsFunc(line.Candidates, func(c WatchCandidate) bool { return c.Donor.ID == d.Donor.ID }) {
				continue
			}
			evidence := "a name as filed begins with the words, or has a nickname or an acronym of them: " + variant
			if i >= found.Donors.Spelled {
				evidence = "a name as filed is spelled almost like: " + variant
			}
			line.Candidates = append(line.Candidates, WatchCandidate{d, evidence})
		}
	}
	if len(line.Candidates) > 0 {
		line.Status = WatchPossible
	}
	return nil
}
