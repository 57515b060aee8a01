package api

import "moneytrail/store"

// Sentence says the main facts in words. Text is all spans in order.
type Sentence struct {
	Text  string `json:"text" doc:"All spans in order."`
	Spans []Span `json:"spans" doc:"The sentence in pieces, with the figures that it rounds."`
}

// Span is a piece of a sentence. Kind is "text", "name", "donors", "share" or
// the name of the figure that the piece rounds. Rows is the query under which
// the rows behind a figure are listed, Donors that for the donors behind it;
// both are empty when it has none.
type Span struct {
	Kind  string       `json:"kind" doc:"text, name, donors, share or the name of the figure that the piece rounds."`
	Text  string       `json:"text" doc:"The piece of the sentence."`
	Cents *store.Cents `json:"cents,omitempty" doc:"The exact figure in cents."`
	Rows  string       `json:"rows,omitempty" doc:"Query of the rows behind the figure."`

	Donors string `json:"donors,omitempty" doc:"Query of the donors behind the figure."`
}

// nameLimit keeps a hostile or endless name from drowning the sentence.
const nameLimit = 160

func (s *Sentence) add(span Span) {
	s.Spans = append(s.Spans, span)
	s.Text += span.Text
}

func (s *Sentence) text(t string) { s.add(Span{Kind: "text", Text: t}) }

func (s *Sentence) money(kind string, c store.Cents, rows string) {
	s.add(Span{Kind: kind, Text: HeadlineMoney(c), Cents: &c, Rows: rows})
}

// committeeSentence follows the template "As of .., X reported raising .. from
// .. named donors and .. in gifts too small to itemize."
func committeeSentence(c *Committee) Sentence {
	var s Sentence
	opening(&s, c.AsOf)
	s.add(Span{Kind: "name", Text: Short(c.Committee.Name, nameLimit)})
	f := c.Figures
	if f.DistinctDonors == 0 && f.UnitemizedCents == 0 && f.PendingGifts > 0 {
		s.text(" reported ")
		s.money("pending", f.PendingCents, "status=pending")
		s.text(" in " + Count(f.PendingGifts, "late gift", "late gifts") + ", not yet in a periodic report.")
		s.lateOfficers(&c.LawEnforcement)
		return s
	}
	raised(&s, f)
	if c.TopTen != nil && c.TopTen.Share != nil {
		s.text(" The ten largest donors gave ")
		s.add(Span{Kind: "share", Text: Percent(c.TopTen.Share), Cents: &c.TopTen.NetCents})
		s.text(" of the itemized money.")
	}
	s.officers(&c.LawEnforcement)
	if f.PendingGifts > 0 {
		s.text(" Another ")
		s.money("pending", f.PendingCents, "status=pending")
		s.text(" in " + Count(f.PendingGifts, "late gift", "late gifts") + " is not yet in a periodic report.")
	}
	return s
}

func opening(s *Sentence, asOf store.Date) {
	if asOf != "" {
		s.text("As of " + DayText(asOf) + ", ")
	}
}

func raised(s *Sentence, f Figures) {
	named, small := f.DistinctDonors > 0, f.UnitemizedCents != 0
	if !named && !small {
		s.text(" reported no gifts.")
		return
	}
	switch {
	case named && f.ItemizedCents < 0:
		s.text(" reported giving back ")
		s.add(Span{Kind: "itemized", Text: HeadlineMoney(-f.ItemizedCents), Cents: &f.ItemizedCents, Rows: "status=counted"})
		s.text(" more than it raised from ")
	case named:
		s.text(" reported raising ")
		s.money("itemized", f.ItemizedCents, "status=counted")
		s.text(" from ")
	default:
		s.text(" reported raising ")
	}
	if named {
		s.add(Span{Kind: "donors", Text: Count(f.DistinctDonors, "named donor", "named donors")})
	}
	if named && small {
		s.text(" and ")
	}
	if small {
		s.money("unitemized", f.UnitemizedCents, "")
		s.text(" in gifts too small to itemize")
	}
	s.text(".")
}

// contestSentence names every side in the order of the answer.
func contestSentence(c *Contest) Sentence {
	var s Sentence
	opening(&s, c.AsOf)
	s.text("the committees of ")
	s.add(Span{Kind: "name", Text: Short(c.Contest.Title, nameLimit)})
	s.text(" reported raising ")
	s.money("total", c.Figures.TotalCents, "")
	separator := ": "
	for _, side := range c.Sides {
		s.text(separator + Short(side.Side, 60) + " ")
		s.money("side", side.Figures.TotalCents, "")
		separator = ", "
	}
	s.text(".")
	s.officers(&c.LawEnforcement)
	if c.Figures.PendingGifts > 0 {
		s.text(" Another ")
		s.money("pending", c.Figures.PendingCents, "")
		s.text(" in " + Count(c.Figures.PendingGifts, "late gift", "late gifts") + " is not yet in a periodic report.")
	}
	if len(c.Transfers) > 0 {
		s.text(" Money that these committees gave each other is left out.")
	}
	return s
}

const (
	officersQuery = "class=" + LawEnforcementCode
	ofItemized    = " of the itemized money"
)

// officers says what unions and associations of officers gave, and what they
// gave when the probable ones are counted too. More money back than in is left
// to the table.
func (s *Sentence) officers(le *LawEnforcement) {
	both := le.ConfirmedCents + le.ProbableCents
	switch {
	case le.ConfirmedCents > 0:
		s.text(" " + lawEnforcementName + " gave ")
		s.part(LawEnforcementCode, le.ConfirmedCents, le.ShareConfirmed, ofItemized)
		if le.ProbableCents != 0 {
			s.text("; with probable ones, ")
			s.part("law_enforcement_with_probable", both, le.ShareWithProbable, "")
		}
		s.text(".")
	case both > 0 && le.ConfirmedCents == 0:
		s.text(" Probable law-enforcement unions and associations gave ")
		s.part("law_enforcement_with_probable", both, le.ShareWithProbable, ofItemized)
		s.text("; none is confirmed.")
	}
}

func (s *Sentence) part(kind string, c store.Cents, share *Share, of string) {
	s.add(Span{Kind: kind, Text: HeadlineMoney(c), Cents: &c, Donors: officersQuery})
	if share != nil {
		s.text(" (" + Percent(share) + of + ")")
	}
}

// lateOfficers is for committees that have nothing but late money, of which
// no share is given.
func (s *Sentence) lateOfficers(le *LawEnforcement) {
	if le.LateCents <= 0 {
		return
	}
	s.text(" " + lawEnforcementName + ", confirmed or probable, gave ")
	s.add(Span{Kind: "law_enforcement_late", Text: HeadlineMoney(le.LateCents), Cents: &le.LateCents, Donors: officersQuery})
	s.text(" of it.")
}
