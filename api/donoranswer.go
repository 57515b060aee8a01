package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// DonorRequest asks for a donor with a page of the committees it gave to.
type DonorRequest struct {
	ID     string `path:"id" doc:"Id of the donor, or of a name as filed that is taken for one." example:"d7y7mwwfwvc172"`
	By     string `query:"by" enum:"year,month" default:"year" doc:"Length of the periods." example:"month"`
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"200" doc:"Committees on a page." example:"10"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in DonorRequest) list() string { return "donor " + in.ID }

// smallDonor is up to what a person may have given in all to be kept out of
// search engines.
const smallDonor = store.Cents(1_000_00)

// DonorAnswer answers GET /api/v1/donors/:id. All names as filed that are
// taken for the donor are one; possibly the same and affiliated donors are
// never added up in its figures.
type DonorAnswer struct {
	Meta
	AskedFor     string        `json:"asked_for" doc:"The id asked for. Another than that of the donor when it is that of a name as filed that is taken for the donor, or of a donor that was joined to it."`
	Donor        Donor         `json:"donor" doc:"The donor, with what its class rests on."`
	Sentence     Sentence      `json:"sentence" doc:"The main facts in words."`
	Committees   int           `json:"committees" doc:"Exact number of committees that it gave to."`
	Given        GivenMoney    `json:"given" doc:"What it gave to all committees."`
	Small        bool          `json:"small" doc:"A person who gave less than $1,000 in all: keep the name out of search engines, rankings and cards."`
	Next         *Cursor       `json:"next" doc:"What to ask for as cursor to get the following page of committees; null at the end."`
	To           []GivenTo     `json:"to" doc:"The page of committees, by net and late money, largest first."`
	By           string        `json:"by" doc:"Length of the periods: year or month."`
	Periods      []GivenPeriod `json:"periods" doc:"When it gave, oldest first; periods without gifts are left out."`
	Names        []FiledName   `json:"names_as_filed" doc:"All names as filed that are taken for the donor."`
	Joins        []NameJoin    `json:"joined" doc:"Why names as filed are taken for one donor, pair by pair."`
	Possible     []PossibleOne `json:"possibly_the_same" doc:"Donors who may be the same and about whom nobody has decided. They are in no figure here."`
	Affiliations Affiliations  `json:"affiliations" doc:"Donors that belong to this one without being it."`
	Corrections  []Decided     `json:"corrections" doc:"What people decided about the donor, undone decisions included, latest last."`
}

// FiledName is a name as filed that is taken for a donor.
type FiledName struct {
	ID          string `json:"id" doc:"Id of the party as filed."`
	Name        string `json:"name" doc:"Name as filed."`
	City        string `json:"city" doc:"City as filed."`
	State       string `json:"state" doc:"State as filed."`
	Zip5        string `json:"zip5" doc:"ZIP code without its extension."`
	Employer    string `json:"employer" doc:"Employer as filed, or empty." example:"Invented Hat Works"`
	Occupation  string `json:"occupation" doc:"Occupation as filed, or empty." example:"Hatter"`
	CommitteeID string `json:"committee_id" doc:"Its own committee id as filed, or empty." example:"9900001"`
	Rows        int    `json:"rows" doc:"Rows of filings under this name, counted or not."`
	ByRules     string `json:"by_rules" doc:"Id of the donor that the rules alone take it for; another one when a person decided."`
}

// NameJoin is a pair of names as filed with what joins them.
type NameJoin struct {
	A        string   `json:"a" doc:"Id of the one." example:"d0000000000001"`
	B        string   `json:"b" doc:"Id of the other." example:"d0000000000002"`
	Weight   float64  `json:"weight" doc:"Weight of the evidence; more is surer." example:"9.5"`
	Evidence []string `json:"evidence" doc:"The evidence in words." example:"[\"same name\"]"`
}

// PossibleOne is another donor that may be the same.
type PossibleOne struct {
	Donor Donor `json:"donor" doc:"The other donor."`
	NameJoin
	Conflict bool `json:"conflict" doc:"True when something speaks against it, too." example:"false"`
}

// Affiliations are donors that belong together, and what they gave as a shown
// sum of named donors.
type Affiliations struct {
	Donors        []AffiliatedDonor `json:"donors" doc:"The donors."`
	TogetherCents store.Cents       `json:"together_cents" doc:"What the donor and all of these gave, net, less what they gave each other's own committees, in cents."`
	Together      string            `json:"together"`
	BetweenCents  store.Cents       `json:"between_cents" doc:"What they gave each other's own committees, net, in cents: not in together."`
	Between       string            `json:"between"`
}

// AffiliatedDonor is a donor that belongs to another.
type AffiliatedDonor struct {
	Donor        Donor       `json:"donor" doc:"The donor."`
	Reason       string      `json:"reason" doc:"Why." example:"the guild's committee"`
	Link         string      `json:"link" doc:"Where the evidence is, or empty." example:"https://example.org/note"`
	NetCents     store.Cents `json:"net_cents" doc:"What it gave to all committees, net, in cents." example:"100000"`
	Net          string      `json:"net" example:"1000.00"`
	PendingCents store.Cents `json:"pending_cents" doc:"Its late money, in cents." example:"0"`
	Pending      string      `json:"pending" example:"0.00"`
}

// Decided is what somebody decided about a donor.
type Decided struct {
	Entry  int64  `json:"entry" doc:"Number in the log of corrections." example:"3"`
	What   string `json:"what" doc:"What was decided, in words." example:"merge d7y7mwwfwvc172 into d3yvkrg9f8n7j2"`
	Reason string `json:"reason" doc:"Why." example:"same person by the phone book (invented)"`
	Link   string `json:"link" doc:"Where the evidence is, or empty." example:"https://example.org/note"`
	Author string `json:"author" doc:"Who decided, or empty." example:"newsroom"`
	State  string `json:"state" doc:"What became of it: applied, agrees, stale, contradicted or undone." example:"applied"`
}

// Donor says who a donor is, to whom it gave and when.
func (s *Service) Donor(ctx context.Context, in DonorRequest) (*DonorAnswer, error) {
	id, err := store.ParseDonorID(in.ID)
	if err != nil {
		return nil, fmt.Errorf("find donor: %w", err)
	}
	seen, err := in.Cursor.seen(in.list())
	if err != nil {
		return nil, err
	}
	r, err := s.reader.Donor(ctx, id, store.DonorQuery{By: in.By, Limit: in.Limit, Offset: seen})
	if err != nil {
		return nil, err
	}
	out := &DonorAnswer{
		Meta: s.newMeta(r.Version, store.Coverage{}), AskedFor: r.AskedFor.String(), Donor: s.newDonor(&r.Donor), Committees: r.Given.Committees,
		Given: newGivenMoney(&r.Given), Small: smallPerson(&r.Donor, r.Given.Net+r.Given.Pending), Next: pageAfter(in.list(), seen, len(r.To), r.Given.Committees),
		To: newGivenTo(r.To, r.Given.Net), By: in.By, Periods: newGivenPeriods(r.Periods),
		Names: []FiledName{}, Joins: []NameJoin{}, Possible: []PossibleOne{}, Corrections: []Decided{},
		Affiliations: s.affiliations(r),
	}
	for _, n := range r.Contributors {
		out.Names = append(out.Names, FiledName{n.ID.String(), n.Name, n.City, n.State, n.Zip5, n.Employer, n.Occupation, n.CommitteeID, n.Rows, n.ByRules.String()})
	}
	for i := range r.Joins {
		out.Joins = append(out.Joins, newNameJoin(&r.Joins[i]))
	}
	for i := range r.Possible {
		p := &r.Possible[i]
		out.Possible = append(out.Possible, PossibleOne{s.newDonor(&p.Other), newNameJoin(&p.DonorPair), p.Answer == "conflict"})
	}
	for i := range r.Corrections {
		c := &r.Corrections[i]
		out.Corrections = append(out.Corrections, Decided{c.ID, c.Text(), c.Reason, publicURL(c.Link), c.Author, decidedState(c)})
	}
	out.Sentence = donorSentence(out)
	return out, nil
}

func newNameJoin(p *store.DonorPair) NameJoin {
	return NameJoin{p.A.String(), p.B.String(), p.Weight, append([]string{}, p.Evidence...)}
}

func (s *Service) affiliations(r *store.DonorReport) Affiliations {
	out := Affiliations{
		Donors: []AffiliatedDonor{}, TogetherCents: r.Together, Together: r.Together.Decimal(), BetweenCents: r.Between, Between: r.Between.Decimal(),
	}
	for i := range r.Affiliations {
		a := &r.Affiliations[i]
		out.Donors = append(out.Donors, AffiliatedDonor{s.newDonor(&a.Other), a.Reason, publicURL(a.Link), a.Net, a.Net.Decimal(), a.Pending, a.Pending.Decimal()})
	}
	return out
}

// smallPerson tells whose name is kept out of search engines. Whoever is not
// known to be an organization counts as a person.
func smallPerson(d *store.Donor, given store.Cents) bool {
	organization := d.CommitteeID != "" || d.Entity != "" && d.Entity != "IND"
	return !organization && given < smallDonor
}

// donorSentence says how much a donor gave, to how many and when.
func donorSentence(d *DonorAnswer) Sentence {
	var s Sentence
	opening(&s, d.AsOf)
	s.add(Span{Kind: "name", Text: Short(d.Donor.Name, nameLimit)})
	rows := "donor=" + d.Donor.ID
	switch {
	case d.Given.Gifts == 0 && d.Given.PendingGifts > 0:
		s.text(" gave ")
		s.money("pending", d.Given.PendingCents, rows+"&status=pending")
		s.text(" in " + Count(d.Given.PendingGifts, "late gift", "late gifts") + ", not yet in a periodic report.")
		return s
	case d.Given.Gifts == 0:
		s.text(" is in no counted gift.")
		return s
	}
	s.text(" gave ")
	s.money("net", d.Given.NetCents, rows+"&status=counted")
	s.text(" in " + Count(d.Given.Gifts, "gift", "gifts"))
	if d.Given.ReturnedCents != 0 {
		s.text(", net of ")
		s.money("returned", d.Given.ReturnedCents, rows+"&status=counted&max=-0.01")
		s.text(" returned,")
	}
	s.text(" to " + Count(d.Committees, "committee", "committees"))
	if d.Given.First != "" {
		s.text(" from " + DayText(d.Given.First) + " to " + DayText(d.Given.Last))
	}
	s.text(".")
	if d.Given.PendingGifts > 0 {
		s.text(" Another ")
		s.money("pending", d.Given.PendingCents, rows+"&status=pending")
		s.text(" in " + Count(d.Given.PendingGifts, "late gift", "late gifts") + " is not yet in a periodic report.")
	}
	return s
}

func decidedState(c *store.CorrectionEntry) string {
	if c.UndoneBy != 0 {
		return "undone"
	}
	return string(c.State)
}
