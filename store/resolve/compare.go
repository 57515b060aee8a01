package resolve

import "slices"

// reason is why an answer is not what the weights alone say.
type reason uint8

const (
	noReason reason = iota
	becauseKinds
	becauseSuffix
	becauseSpouse
	becauseFirst
	becauseLast
	becauseMarried
	becauseInitial
	becauseSwapped
	becauseOmitted
	becauseMiddle
	becausePart
	becauseSpelling
	becauseNamesake
	becauseJoint
	becauseNameless
	becauseIDs
	becauseIDTypo
	becauseIDName
	becauseSameID
	becauseNumbers
	becausePurpose
	becauseExtra
	becauseNumberless
	becauseNames
	becauseSameName
	becauseLegal
)

// outcome is a comparison before it is put into words.
type outcome struct {
	answer Answer
	weight float64
	why    reason
	hard   bool // a separation that no third contributor can bridge
	bodies bool
	firm   bool      // the names are whole on both sides: no initial, suffix or number is left out
	vector vector    // of persons; of bodies the place only
	align  alignment // of bodies
}

// compare is symmetric and allocates nothing.
func (w *Weights) compare(a, b *record) outcome {
	if a.kind != b.kind {
		return outcome{why: becauseKinds, hard: true, weight: w.Prior}
	}
	if a.kind == aBody {
		return w.compareBodies(a, b)
	}
	return w.comparePersons(a, b)
}

func (w *Weights) comparePersons(a, b *record) outcome {
	o := outcome{vector: personVector(a, b)}
	o.weight = w.sum(&o.vector, a, b)
	if o.why = separated(&o.vector, a, b); o.why != noReason {
		o.hard = true
		return o
	}
	v := &o.vector
	o.firm = v[fieldLast] == levelExact && (v[fieldFirst] == levelExact || v[fieldFirst] == levelNickname) && v[fieldSuffix] != levelOmitted
	if v[fieldLast] == levelDifferent {
		o.why = becauseLast
		if v[fieldPlace] == levelExact && (v[fieldFirst] == levelExact || v[fieldFirst] == levelNickname) &&
			v[fieldEmployer] == levelExact && (v[fieldOccupation] == levelExact || v[fieldOccupation] == levelSimilar) {
			o.answer, o.why = Possible, becauseMarried
		}
		return o
	}
	switch {
	case o.weight >= w.Same:
		o.answer = Same
	case o.weight >= w.Possible:
		o.answer = Possible
	}
	if o.answer == Same {
		if o.why = doubt(v, a, b); o.why != noReason {
			o.answer = Possible
		}
	}
	return o
}

// sum adds up the weights; equal names weigh by their rarity.
func (w *Weights) sum(v *vector, a, b *record) float64 {
	total := w.Prior
	for f := range fieldCount {
		l := v[f]
		switch {
		case f == fieldLast && l == levelExact:
			total += w.hits[f][l] + min(a.lastBits, b.lastBits)
		case f == fieldFirst && (l == levelExact || l == levelNickname):
			total += w.hits[f][l] + min(a.firstBits, b.firstBits)
		default:
			total += w.table[f][l]
		}
	}
	return total
}

// separated names what makes two persons two whatever else agrees.
func separated(v *vector, a, b *record) reason {
	switch {
	case v[fieldSuffix] == levelConflict:
		return becauseSuffix
	case a.person.sex != b.person.sex && a.person.sex != noSex && b.person.sex != noSex:
		return becauseSpouse
	case v[fieldFirst] == levelDifferent:
		return becauseFirst
	}
	return noReason
}

// doubt names why a pair whose weight would do is shown as possible only.
func doubt(v *vector, a, b *record) reason {
	agree := func(f field) bool { return v[f] == levelExact || v[f] == levelSimilar }
	job := agree(fieldEmployer) || agree(fieldOccupation) || v[fieldEmployer] == levelIdle || v[fieldOccupation] == levelIdle
	near := v[fieldPlace] == levelExact || v[fieldPlace] == levelZip
	apart := v[fieldEmployer] == levelDifferent && v[fieldOccupation] == levelDifferent
	work := v[fieldEmployer] == levelExact && agree(fieldOccupation)
	first := v[fieldFirst]
	switch {
	case v[fieldLast] == levelMissing || first == levelMissing:
		return becauseNameless
	case a.person.spouse != b.person.spouse:
		return becauseJoint
	case v[fieldMiddle] == levelConflict:
		return becauseMiddle
	case first == levelInitial && (!job || v[fieldPlace] != levelExact), first == levelInitials && (apart || !near):
		return becauseInitial
	case first == levelSwapped && (!job || v[fieldPlace] != levelExact):
		return becauseSwapped
	case v[fieldSuffix] == levelOmitted && (!job || apart):
		return becauseOmitted
	case v[fieldLast] == levelSimilar && !job && twoSurnames(a, b):
		return becauseSpelling
	case v[fieldLast] == levelPart && v[fieldPlace] != levelExact:
		return becausePart
	case v[fieldLast] != levelExact && first != levelExact && first != levelNickname:
		return becauseSpelling
	case (v[fieldLast] == levelSimilar || first == levelSimilar) && v[fieldPlace] != levelExact && !work:
		return becauseSpelling
	case !near && v[fieldEmployer] != levelExact && !(v[fieldEmployer] == levelSimilar && agree(fieldOccupation)):
		return becauseNamesake
	}
	return noReason
}

// twoSurnames reports whether both are common names, a letter apart as they
// are: HILL and HALL.
func twoSurnames(a, b *record) bool {
	l := lists()
	return l.knownLast(a.person.joined) && l.knownLast(b.person.joined)
}

func (w *Weights) compareBodies(a, b *record) outcome {
	o := outcome{bodies: true}
	o.vector[fieldPlace] = placeLevel(a, b)
	o.align = alignBodies(a.body, b.body)
	o.align.localise(a, b)
	o.firm = o.align.numbers <= numbersEqual
	o.weight = w.bodyWeight(&o, a, b)
	w.judgeBodies(&o, a, b)
	return o
}

// bodyWeight adds up what two bodies have in common. These weights are rules
// of thumb too; [Estimate] leaves them alone.
func (w *Weights) bodyWeight(o *outcome, a, b *record) float64 {
	al := &o.align
	total := w.Prior + w.table[fieldPlace][o.vector[fieldPlace]]
	total += 7*float64(al.distinct) + 2*float64(al.generic) - 5*float64(al.leftDistinct()) - float64(al.leftGeneric())
	switch al.numbers {
	case numbersEqual:
		total += 8
	case numbersAbsent, numbersPartly:
		total -= 2
	case numbersConflict:
		total -= 20
	}
	if a.body.purpose != b.body.purpose {
		total -= 4
	}
	if a.committee != "" && a.committee == b.committee {
		total += 25
	}
	return total
}

// judgeBodies decides. A committee id is strong but fallible: with compatible
// names it makes one, with incompatible names it is a conflict for review, and
// two ids make two, unless one is a typing mistake of the other.
func (w *Weights) judgeBodies(o *outcome, a, b *record) {
	al := &o.align
	if a.committee != "" && b.committee != "" {
		o.judgeIDs(a, b)
		return
	}
	if al.numbers == numbersConflict {
		o.why, o.hard = becauseNumbers, true
		return
	}
	place := o.vector[fieldPlace]
	near := place == levelExact || place == levelZip || place == levelCity
	total := al.distinct + al.generic
	switch {
	case total == 0:
		o.why = becauseNames
	case al.complete() && a.body.purpose != b.body.purpose:
		o.answer, o.why = Possible, becausePurpose
	case al.complete() && al.numbers <= numbersEqual && (near || place == levelState && (total > 1 || al.numbers == numbersEqual)):
		o.answer, o.why = Same, becauseSameName
		if al.spelt > 0 && place != levelExact && total < 3 {
			o.answer, o.why = Possible, becauseSpelling
		}
	case al.complete() && al.numbers <= numbersEqual:
		o.answer, o.why = Possible, becauseNamesake
	case place == levelExact && al.softly(a.body, b.body) && al.numbers <= numbersAbsent && a.body.purpose == b.body.purpose:
		o.answer, o.why = Same, becauseSameName
		if al.numbers == numbersAbsent && !numberOptional(a.body, b.body) {
			o.answer, o.why = Possible, becauseNumberless
		}
	case place == levelExact && al.oneSided() && al.distinct > 0,
		near && al.leftDistinct() == 0 && (al.leftGenericA == 0 || al.leftGenericB == 0) && total > 1:
		o.answer, o.why = Possible, becauseExtra
	default:
		o.why = becauseNames
	}
	if o.answer == Same && a.body.legal.excludes(b.body.legal) {
		o.answer, o.why = Possible, becauseLegal
	}
}

// numberOptional reports whether the body with the number is one that filers
// name without it too: a local, or a company named after its house.
func numberOptional(a, b *organisation) bool {
	if len(a.numbers) == 0 {
		a = b
	}
	return a.carries || a.leading && len(a.numbers) == 1
}

func (o *outcome) judgeIDs(a, b *record) {
	al := &o.align
	if a.committee == b.committee {
		switch {
		case al.distinct > 0 || al.numbers == numbersEqual || al.generic > 1 && al.numbers != numbersConflict:
			o.answer, o.why = Same, becauseSameID
		default:
			o.answer, o.why = Possible, becauseIDName
		}
		return
	}
	if edits(a.committee, b.committee) == 1 && al.identical() && a.body.purpose == b.body.purpose && slices.Equal(a.body.numbers, b.body.numbers) &&
		len(a.body.core)+len(a.body.numbers) > 2 {
		o.answer, o.why = Same, becauseIDTypo
		return
	}
	o.why, o.hard = becauseIDs, true
}
