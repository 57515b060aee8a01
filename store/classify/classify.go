package classify

import (
	"slices"
	"strings"
)

// Classify says what kind of donor s is. Evidence is tried from the strongest
// on: a person's override; a listed committee id, whose name must fit (else a
// conflict for review); the sponsor that a committee's name declares; the
// form's entity code; a listed name; the rules over names; nothing, which is
// [Unknown]. Case, punctuation and extra blanks do not matter.
func (r *Rules) Classify(s Subject) Assignment {
	out, said := r.decide(&s)
	out.Filer, out.RulesVersion = FilerOf(s.Entity), r.version
	if out.Filer == FilerIndividual {
		if !out.Class.LawEnforcement() {
			r.tagJob(&out, &s)
		}
		return out
	}
	for _, tag := range said {
		if !slices.Contains(out.Tags, tag) {
			out.Tags = append(out.Tags, tag)
		}
	}
	return out
}

// decide gives the class, and the tags that names say.
func (r *Rules) decide(s *Subject) (Assignment, []string) {
	if out, ok := r.byOverride(s); ok {
		return out, nil
	}
	if out, ok := r.byCommittee(s); ok {
		return out, nil
	}
	named, said := r.byNames(s)
	return r.byForm(s, named), said
}

// byForm weighs what the names say against the form's entity code, which only
// a declared sponsor beats. Filers mark organisations as persons and as
// candidates by mistake: where the name cannot be such a one's, it stays, and
// is only probable.
func (r *Rules) byForm(s *Subject, named Assignment) Assignment {
	code := strings.ToUpper(strings.TrimSpace(s.Entity))
	filer, misfiled := FilerOf(code), named.Class.Labour() || named.Class == LESupport
	form := Assignment{Confidence: ByRule, Evidence: EvidenceEntity, Matched: s.Entity}
	says := ""
	switch {
	case named.Evidence == EvidenceSponsor:
		return named
	case filer == FilerParty:
		form.Class = Party
		return form
	case filer == FilerIndividual:
		form, says = r.byJob(s), "the form says that this is an individual"
	case code == "CCM" || code == "CTL":
		// The other codes of candidates stand for the persons too, whose own money it is.
		form.Class, says = CandidateCmte, "the form says that this is a candidate's committee"
	default:
		return named
	}
	if !misfiled {
		return form
	}
	if named.Confirmed() {
		named.Confidence, named.Why = Weak, says
	}
	return named
}

func (r *Rules) byOverride(s *Subject) (Assignment, bool) {
	if len(r.overrides) == 0 {
		return Assignment{}, false
	}
	for _, id := range []string{s.EntityID, s.CommitteeID} {
		if o, ok := r.overrides[overrideKey(id)]; ok && id != "" {
			return Assignment{
				Class: o.Class, Kind: o.Kind, Confidence: Certain, Evidence: EvidenceOverride,
				Rule: "override " + o.ID, Matched: o.ID, Why: o.Reason,
			}, true
		}
	}
	return Assignment{}, false
}

func (r *Rules) byCommittee(s *Subject) (Assignment, bool) {
	if s.CommitteeID == "" {
		return Assignment{}, false
	}
	l, ok := r.committees[committeeKey(s.CommitteeID)]
	if !ok {
		return Assignment{}, false
	}
	sc := r.borrow()
	defer r.scratch.Put(sc)
	for _, name := range s.Names {
		rd := r.read(name, r.tokens(sc, name))
		for i := range l.accept {
			if rd.mask.holds(l.accept[i]) {
				return Assignment{
					Class: l.class, Kind: l.kind, Confidence: Certain, Evidence: EvidenceCommittee,
					Rule: l.id, Matched: s.CommitteeID,
				}, true
			}
		}
	}
	return Assignment{
		Class: Unknown, Confidence: Conflict, Evidence: EvidenceCommittee, Rule: l.id, Matched: s.CommitteeID,
		Why: "the committee id is that of a " + string(l.class) + ", and no name given fits it",
	}, true
}

// byNames classifies each name and keeps the one with the strongest evidence.
// Names of equal strength that disagree are a conflict.
func (r *Rules) byNames(s *Subject) (Assignment, []string) {
	var said []string
	best := Assignment{Class: Unknown, Confidence: None, Evidence: EvidenceNone}
	for _, name := range s.Names {
		a := r.byName(name, strings.ToUpper(strings.TrimSpace(s.State)), &said)
		switch {
		case strength(a) > strength(best):
			best = a
		case strength(a) == strength(best) && disagree(a.Class, best.Class) && best.Confidence != Conflict:
			best = Assignment{
				Class: Unknown, Confidence: Conflict, Evidence: a.Evidence, Rule: best.Rule, Matched: a.Matched,
				Why: "by one name a " + string(best.Class) + ", by another a " + string(a.Class),
			}
		}
	}
	return best, said
}

// disagree reports whether two classes exclude each other. Officers and their
// managers do not: both are organisations of law enforcement.
func disagree(a, b Class) bool {
	return a != b && (!a.LawEnforcement() || !b.LawEnforcement())
}

// strength orders assignments by evidence, then by confidence.
func strength(a Assignment) int {
	n := 0
	switch a.Evidence {
	case EvidenceSponsor:
		n = 30
	case EvidenceAlias:
		n = 20
	case EvidenceName:
		n = 10
	}
	if a.Confidence != Weak {
		n++
	}
	return n
}

// byName classifies one name, and adds the tags that it says.
func (r *Rules) byName(name, state string, said *[]string) Assignment {
	sc := r.borrow()
	defer r.scratch.Put(sc)
	tokens := cutID(cutOfficer(r.tokens(sc, name)))
	*said = append(*said, r.nameTags(tokens)...)
	tokens = tokens[:r.clause(tokens, r.cuts, false)]
	rd := r.read(name, tokens)
	if at := r.clause(tokens, r.sponsors, true); at < len(tokens) && !r.has(&rd.mask, r.events) {
		if a, ok := r.bySponsor(name, tokens[at:], state); ok {
			return a
		}
	}
	if l, ok := r.aliases[r.bare(tokens)]; ok {
		return Assignment{
			Class: l.class, Kind: l.kind, Confidence: Certain, Evidence: EvidenceAlias, Rule: l.id, Matched: name,
		}
	}
	if a, ok := r.byRules(&rd, state, onName); ok {
		return a
	}
	return Assignment{Class: Unknown, Confidence: None, Evidence: EvidenceNone}
}

// bySponsor classifies a committee by the sponsor that its name declares.
func (r *Rules) bySponsor(name string, sponsor []token, state string) (Assignment, bool) {
	var a Assignment
	if l, ok := r.aliases[r.bare(sponsor)]; ok {
		a = Assignment{Class: l.class, Kind: l.kind, Confidence: Certain, Rule: l.id, Matched: name[sponsor[0].start:sponsor[len(sponsor)-1].end]}
	} else {
		rd := r.read(name, sponsor)
		if a, ok = r.byRules(&rd, state, onName); !ok || a.Class == Unknown {
			return Assignment{}, false
		}
	}
	a.Evidence = EvidenceSponsor
	a.Tags = append(a.Tags, TagSponsor+name[sponsor[0].start:sponsor[len(sponsor)-1].end])
	return a, true
}

// cutOfficer drops "(Responsible Officer: a person)" from a business's name.
func cutOfficer(tokens []token) []token {
	for i := 1; i < len(tokens); i++ {
		if tokens[i].colon && string(tokens[i].text) == "OFFICER" {
			return tokens[:i]
		}
	}
	return tokens
}

// cutID drops the committee id that filers write behind a name (", ID #1234567").
func cutID(tokens []token) []token {
	n := len(tokens)
	if n < 3 || len(tokens[n-1].text) < 5 || tokens[n-1].text[0] < '0' || tokens[n-1].text[0] > '9' || string(tokens[n-2].text) != "ID" {
		return tokens
	}
	return tokens[:n-2]
}

// clause gives where the first of some phrases begins, or where what follows
// it begins; the number of tokens for nowhere. What is cut off never stands at
// the beginning: nothing would be left.
func (r *Rules) clause(tokens []token, phrases []int, after bool) int {
	at := len(tokens)
	for _, i := range phrases {
		p := &r.phrases[i]
		from := 1
		if after {
			from = 0
		}
		begin := p.find(tokens, from)
		if begin < 0 {
			continue
		}
		if after {
			begin += len(p.elements)
		}
		at = min(at, begin)
	}
	return at
}

// byRules gives what the first rule that matches says.
func (r *Rules) byRules(rd *reading, state string, on field) (Assignment, bool) {
	for i := range r.rules {
		rule := &r.rules[i]
		if rule.on != on {
			continue
		}
		alternative := rule.matched(&rd.mask, state)
		if alternative == nil {
			continue
		}
		a := Assignment{
			Class: rule.class, Kind: rule.kind, Confidence: rule.confidence, Evidence: EvidenceName,
			Rule: rule.id, Matched: r.wordsAsFiled(rd, alternative),
		}
		if rule.tag != "" {
			a.Tags = []string{rule.tag}
		}
		if a.Class.LawEnforcement() && a.Kind == KindNone {
			a.Kind = r.kindOf(rd)
		}
		return a, true
	}
	return Assignment{}, false
}

func (r *Rules) kindOf(rd *reading) Kind {
	for i := range r.kindRules {
		if r.kindRules[i].matched(&rd.mask, "") != nil {
			return r.kindRules[i].kind
		}
	}
	return KindOther
}
