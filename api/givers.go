package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// GiversRequest asks for the largest donors of everything.
type GiversRequest struct {
	Filter
	Page
}

func (in GiversRequest) check(s *Service) error { return s.check(in.Filter) }

// GiverStanding is a donor's place by net money to all committees.
type GiverStanding struct {
	Rank       int   `json:"rank" doc:"Place in this list, from 1."`
	Donor      Donor `json:"donor" doc:"Who gave."`
	Small      bool  `json:"small" doc:"A person who gave less than $1,000 in all: keep the name out of search engines and rankings."`
	Committees int   `json:"committees" doc:"Distinct committees that it gave to."`
	GivenMoney
}

// GiverList answers GET /api/v1/donors.
type GiverList struct {
	Meta
	Limit      int             `json:"limit" doc:"Items on a page at most, as asked or the default."`
	Next       *Cursor         `json:"next" doc:"What to ask for as cursor to get the following page; null at the end."`
	Filter     *DonorFilter    `json:"filter" doc:"Which donors the list is of; null for all."`
	Total      int             `json:"total" doc:"Exact number of donors of the list."`
	Looked     int             `json:"looked_at" doc:"For a tag that follows from money: how many donors, the largest first, were looked at; 0: all." example:"2000"`
	LeastCents store.Cents     `json:"least_cents" doc:"What the last of those gave in all, net, in cents: donors who gave less may have the tag, too." example:"5000000"`
	Least      string          `json:"least" example:"50000.00"`
	Donors     []GiverStanding `json:"donors" doc:"The page of donors, by net money to all committees, largest first, then by id."`
}

func (in GiversRequest) query(s *Service) (store.GiversQuery, *DonorFilter, error) {
	if in.Cursor != "" {
		var key rankKey
		if err := in.Cursor.Read(in.listName(), &key); err != nil {
			return store.GiversQuery{}, nil, err
		}
		if key.Rank < 0 {
			return store.GiversQuery{}, nil, &ParamError{"cursor", "is not one that was given as next"}
		}
		in.After = key.Rank
	}
	q, filter, err := s.standings(in.Page, in.Filter)
	return store.GiversQuery{Classes: q.Classes, Tag: q.Tag, Limit: in.Limit, After: in.After}, filter, err
}

func (in GiversRequest) listName() string { return "all " + in.list() }

// Givers gives the largest donors of everything.
func (s *Service) Givers(ctx context.Context, in GiversRequest) (*GiverList, error) {
	q, filter, err := in.query(s)
	if err != nil {
		return nil, err
	}
	r, err := s.reader.Givers(ctx, q)
	if err != nil {
		return nil, err
	}
	return &GiverList{
		Meta: s.newMeta(r.Version, store.Coverage{}), Limit: in.Limit, Filter: filter, Total: r.Total, Looked: r.Looked, LeastCents: r.Least, Least: r.Least.Decimal(),
		Donors: s.giverStandings(r.Items), Next: in.next(r),
	}, nil
}

func (in GiversRequest) next(r *store.Givers) *Cursor {
	if len(r.Items) == 0 || r.Items[len(r.Items)-1].Rank >= r.Total {
		return nil
	}
	next := NewCursor(in.listName(), rankKey{Rank: r.Items[len(r.Items)-1].Rank})
	return &next
}

func (s *Service) giverStandings(all []store.GiverStanding) []GiverStanding {
	out := make([]GiverStanding, 0, len(all))
	for i := range all {
		g := &all[i]
		out = append(out, GiverStanding{g.Rank, s.newDonor(&g.Donor), smallPerson(&g.Donor, g.Net+g.Pending), g.Committees, newGivenMoney(&g.GivenTotals)})
	}
	return out
}

// GroupPage are the parameters that a class and a tag share.
type GroupPage struct {
	By string `query:"by" enum:"year,month" default:"year" doc:"Length of the periods." example:"month"`
	Page
}

// ClassRequest asks what a class gave.
type ClassRequest struct {
	Class string `path:"class" doc:"Code of a class, or law_enforcement for all unions and associations of officers." example:"law_enforcement"`
	GroupPage
}

// TagRequest asks what the donors with a tag gave.
type TagRequest struct {
	Tag string `path:"tag" doc:"Code of a tag." example:"megadonor"`
	GroupPage
}

// recipients is how many committees are named with what a group gave.
const recipients = 50

// GroupAnswer is what the donors of a class or tag gave all committees.
type GroupAnswer struct {
	Meta
	Code        string          `json:"code" doc:"Code of the class or tag."`
	Name        string          `json:"name" doc:"Its name."`
	Text        string          `json:"text" doc:"What it holds, or the rule behind it."`
	Sentence    Sentence        `json:"sentence" doc:"The main facts in words."`
	DonorCount  int             `json:"distinct_donors" doc:"Exact number of donors of the group who gave anything."`
	Looked      int             `json:"looked_at" doc:"For a tag that follows from money: how many donors, the largest first, were looked at; 0: all." example:"2000"`
	LeastCents  store.Cents     `json:"least_cents" doc:"What the last of those gave in all, net, in cents." example:"5000000"`
	Least       string          `json:"least" example:"50000.00"`
	Given       GivenMoney      `json:"given" doc:"What they gave to all committees."`
	Committees  int             `json:"committees" doc:"Exact number of committees that they gave to."`
	WithinCents store.Cents     `json:"within_cents" doc:"The part of net that went to committees which are donors of the group themselves: they may have passed it on, and it is then counted twice."`
	Within      string          `json:"within"`
	Confirmed   store.Cents     `json:"confirmed_cents" doc:"Net money of donors whose class is confirmed, in cents."`
	ConfirmedIn string          `json:"confirmed"`
	Probable    store.Cents     `json:"probable_cents" doc:"Net money of donors whose class is only probable or not known, in cents."`
	ProbableIn  string          `json:"probable"`
	Kinds       []KindLine      `json:"kinds" doc:"Of law enforcement: its kinds; else empty."`
	Limit       int             `json:"limit" doc:"Donors on a page at most, as asked or the default."`
	Next        *Cursor         `json:"next" doc:"What to ask for as cursor to get the following page of donors; null at the end."`
	Donors      []GiverStanding `json:"donors" doc:"The page of donors, by net money to all committees, largest first."`
	To          []GivenTo       `json:"to" doc:"The committees that got most, at most 50, by net and late money."`
	By          string          `json:"by" doc:"Length of the periods: year or month."`
	Periods     []GivenPeriod   `json:"periods" doc:"When they gave, oldest first; empty when there are too many donors."`
	TooMany     bool            `json:"too_many" doc:"True when there are too many donors to add up their gifts by period."`
}

// ClassGiving says what a class of donors gave, to whom and when.
func (s *Service) ClassGiving(ctx context.Context, in ClassRequest) (*GroupAnswer, error) {
	switch {
	case in.Class != LawEnforcementCode && !s.knownClass(in.Class):
		return nil, fmt.Errorf("find class: %w", store.ErrNotFound)
	case in.Class == notClassified[0], in.Class == notClassified[1]:
		return nil, &ParamError{"class", "is no group of donors: what is not classified has nothing in common; list it with /donors?class=unknown"}
	}
	out, err := s.group(ctx, Filter{Class: in.Class}, in.GroupPage)
	if err != nil {
		return nil, err
	}
	out.Code, out.Name, out.Text = in.Class, lawEnforcementName, lawEnforcementNote
	if in.Class != LawEnforcementCode {
		name, note := s.rules.ClassText(in.Class)
		out.Name, out.Text = Short(name, 120), Short(note, 240)
	}
	out.Sentence = groupSentence(out, Filter{Class: in.Class})
	return out, nil
}

// TagGiving says what the donors with a tag gave, to whom and when.
func (s *Service) TagGiving(ctx context.Context, in TagRequest) (*GroupAnswer, error) {
	if s.tagRule(in.Tag) == "" {
		return nil, fmt.Errorf("find tag: %w", store.ErrNotFound)
	}
	out, err := s.group(ctx, Filter{Tag: in.Tag}, in.GroupPage)
	if err != nil {
		return nil, err
	}
	tag := s.newTag(in.Tag)
	out.Code, out.Name, out.Text = in.Tag, tag.Name, tag.Rule
	out.Sentence = groupSentence(out, Filter{Tag: in.Tag})
	return out, nil
}

func (s *Service) group(ctx context.Context, f Filter, page GroupPage) (*GroupAnswer, error) {
	in := GiversRequest{f, page.Page}
	q, _, err := in.query(s)
	if err != nil {
		return nil, err
	}
	q.Whole, q.By, q.To = true, page.By, recipients
	r, err := s.reader.Givers(ctx, q)
	if err != nil {
		return nil, err
	}
	out := &GroupAnswer{
		Meta: s.newMeta(r.Version, store.Coverage{}), DonorCount: r.Total, Looked: r.Looked, LeastCents: r.Least, Least: r.Least.Decimal(),
		Given: newGivenMoney(&r.Sum), Committees: r.Sum.Committees, WithinCents: r.Within, Within: r.Within.Decimal(), Kinds: []KindLine{},
		Limit: page.Limit, Next: in.next(r), Donors: s.giverStandings(r.Items), To: newGivenTo(r.To, r.Sum.Net),
		By: page.By, Periods: newGivenPeriods(r.Periods), TooMany: r.TooMany,
	}
	for _, line := range s.classification(r.Classes, &store.Totals{Itemized: r.Sum.Net}).Classes {
		out.Confirmed += line.ConfirmedCents
		out.Kinds = append(out.Kinds, line.Kinds...)
	}
	out.Probable = r.Sum.Net - out.Confirmed
	out.ConfirmedIn, out.ProbableIn = out.Confirmed.Decimal(), out.Probable.Decimal()
	return out, nil
}

func groupSentence(g *GroupAnswer, f Filter) Sentence {
	var s Sentence
	opening(&s, g.AsOf)
	s.add(Span{Kind: "donors", Text: Count(g.DonorCount, "donor", "donors")})
	if f.Class != "" {
		s.text(" of the class ")
	} else {
		s.text(" with the tag ")
	}
	s.add(Span{Kind: "name", Text: g.Name})
	s.text(" gave ")
	rows := ""
	if f.Class != "" {
		rows = classQuery(f.Class) + "&status=counted"
	}
	s.money("net", g.Given.NetCents, rows)
	s.text(" to " + Count(g.Committees, "committee", "committees") + ", net of returns.")
	if g.Given.PendingGifts > 0 {
		s.text(" Another ")
		rows = ""
		if f.Class != "" {
			rows = classQuery(f.Class) + "&status=pending"
		}
		s.money("pending", g.Given.PendingCents, rows)
		s.text(" in " + Count(g.Given.PendingGifts, "late gift", "late gifts") + " is not yet in a periodic report.")
	}
	return s
}

// donorOperations are the questions about donors across all committees.
func donorOperations() []Operation {
	return []Operation{
		ask(Operation{
			ID: "list-all-donors", Path: "/donors", Tag: "Donors",
			Summary: "The largest donors of everything",
			Text: "Donors by net money to all committees together, largest first. Money that committees gave each other is in it: a donor that is a " +
				"committee may have passed on what others on this list gave it.",
			Example: "/donors?class=law_enforcement&limit=2",
		}, (*Service).Givers),
		ask(Operation{
			ID: "get-donor", Path: "/donors/{id}", Tag: "Donors",
			Summary: "Who a donor is, to whom it gave and when",
			Text: "Totals over all committees, the committees, gifts over time, all names as filed with the evidence that joins them, donors who may be the " +
				"same (never added up), affiliations and decisions. The id of a name as filed, or of a donor that was joined to another, answers with the " +
				"donor it belongs to: compare asked_for with donor.id.",
			Example: "/donors/d7y7mwwfwvc172?limit=2",
		}, (*Service).Donor),
		ask(Operation{
			ID: "get-class", Path: "/classes/{class}", Tag: "Donors",
			Summary: "What a class of donors gave, to whom and when",
			Text: "Sums over all committees of the donors of a class, with the largest donors, recipients and periods. Confirmed and probable classes are told " +
				"apart. Kinds of donors are classified by this tool, not by the filer.",
			Example: "/classes/law_enforcement?limit=2",
		}, (*Service).ClassGiving),
		ask(Operation{
			ID: "get-tag", Path: "/tags/{tag}", Tag: "Donors",
			Summary: "What the donors with a tag gave, to whom and when",
			Text: "As for a class. A donor is in it that has the tag at any committee. For tags that follow from money the largest 2,000 donors are looked at; " +
				"looked_at and least_cents say how far that reaches.",
			Example: "/tags/megadonor?limit=2",
		}, (*Service).TagGiving),
	}
}
