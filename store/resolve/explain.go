package resolve

import "strconv"

var reasonWords = [...]string{
	becauseKinds:      "one is a person, the other an organisation",
	becauseSuffix:     "different suffixes: relatives, not one person",
	becauseSpouse:     "addressed as Mr and as Mrs or Ms: two people",
	becauseFirst:      "different first names: two people, even in one household",
	becauseLast:       "different surnames",
	becauseMarried:    "different surnames, but first name, address and job agree: perhaps a change of name, perhaps colleagues",
	becauseInitial:    "only an initial to go by, and the rest does not settle it",
	becauseSwapped:    "one's middle name is the other's first, and the rest does not settle it",
	becauseOmitted:    "a suffix stands in one name only: perhaps father and son",
	becauseMiddle:     "the middle names contradict each other",
	becausePart:       "one surname is part of the other, at another address",
	becauseSpelling:   "the spellings differ, and the rest does not settle it",
	becauseNamesake:   "the same name in different places without other agreement",
	becauseJoint:      "one names a couple",
	becauseNameless:   "a part of the name is missing",
	becauseIDs:        "different committee ids",
	becauseIDTypo:     "the committee ids differ by one digit and the names are identical",
	becauseIDName:     "the same committee id with an unrelated name: for review",
	becauseSameID:     "the same committee id and compatible names",
	becauseNumbers:    "different numbers: other locals, lodges or sister companies",
	becausePurpose:    "a committee of another purpose, or an organisation and its committee: related, not one",
	becauseExtra:      "one name has words that the other lacks",
	becauseNumberless: "a number stands in one name only",
	becauseNames:      "different names",
	becauseSameName:   "the same name",
	becauseLegal:      "different legal forms: perhaps sister companies",
}

var levelWords = [fieldCount][levelCount]string{
	fieldLast: {levelExact: "same surname", levelSimilar: "surnames a typing mistake apart", levelPart: "one surname is part of the other"},
	fieldFirst: {
		levelExact: "same first name", levelNickname: "first names are forms of one name", levelInitials: "two initials agree",
		levelInitial: "first initial agrees", levelSwapped: "goes by the middle name", levelSimilar: "first names a typing mistake apart",
	},
	fieldMiddle: {levelExact: "same middle name", levelInitial: "middle initial agrees", levelSimilar: "similar middle names", levelConflict: "different middle names"},
	fieldSuffix: {levelExact: "same suffix", levelOmitted: "suffix in one name only"},
	fieldPlace: {
		levelExact: "same street address", levelZip: "same ZIP code", levelCity: "same city", levelState: "same state, different cities", levelDifferent: "different states",
	},
	fieldEmployer:   {levelExact: "same employer", levelSimilar: "similar employers", levelIdle: "both without an employer or self-employed", levelDifferent: "different employers"},
	fieldOccupation: {levelExact: "same occupation", levelSimilar: "similar occupations", levelIdle: "both without an occupation", levelDifferent: "different occupations"},
}

// explain puts a comparison into words: first why the answer is not what the
// fields alone say, then each field that says something.
func (o *outcome) explain(a, b *record) []string {
	out := make([]string, 0, 8)
	if o.why != noReason {
		out = append(out, reasonWords[o.why])
	}
	if a.kind != b.kind {
		return out
	}
	if o.bodies {
		out = o.explainBodies(out, a, b)
	}
	for f := range fieldCount {
		if f == fieldSuffix && o.vector[f] == levelConflict {
			out = append(out, "suffixes "+suffixNames[a.person.suffix]+" and "+suffixNames[b.person.suffix])
			continue
		}
		if words := levelWords[f][o.vector[f]]; words != "" {
			out = append(out, words)
		}
	}
	if !o.bodies && o.vector[fieldLast] == levelExact && rareSurnames(a, b) {
		out = append(out, "the surname is rare")
	}
	return out
}

// rareSurnames reports whether fewer than one in eight thousand bear the name.
func rareSurnames(a, b *record) bool { return min(a.lastBits, b.lastBits) > rareSurnameBits }

func (o *outcome) explainBodies(out []string, a, b *record) []string {
	al := &o.align
	if !al.complete() || al.spelt > 0 {
		out = append(out, strconv.Itoa(int(al.distinct+al.generic))+" words agree, "+strconv.Itoa(al.leftDistinct()+al.leftGeneric())+" stand in one name only")
	}
	switch al.numbers {
	case numbersEqual:
		out = append(out, "same number")
	case numbersAbsent, numbersPartly:
		out = append(out, "a number stands in one name only")
	}
	if a.committee != b.committee && a.committee != "" && b.committee != "" {
		out = append(out, "committee ids "+a.committee+" and "+b.committee)
	}
	return out
}
