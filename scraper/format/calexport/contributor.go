package calexport

import (
	"strings"

	"moneytrail/store"
)

// contributor fills in who gave, apart from state and zip code.
func (r *reader) contributor(dateColumn string) {
	r.tx.Date = r.date(dateColumn, &r.tx.InferredNote)
	r.tx.Address.City = r.cell(colCity)
	r.tx.CommitteeID = r.cell(colID)
	r.tx.Employer, r.tx.Occupation = r.cell(colEmployer), r.cell(colOccupation)
	name := r.cell(colName)
	if r.tx.Occupation == "" || r.tx.CommitteeID != "" {
		r.tx.Counterparty = store.Name{Last: name}
		return
	}
	r.tx.Counterparty = personName(name)
	if r.tx.Counterparty.First != "" {
		r.tx.InferredNote = store.JoinFilled("; ", r.tx.InferredNote, "the page gives the name in one piece; it was cut before its last word")
	}
}

// personName cuts "First Middle Last Suffix", as the pages write the name of
// somebody who has an occupation.
func personName(full string) store.Name {
	words := strings.Fields(full)
	var n store.Name
	if last := len(words) - 1; last > 1 && suffix(words[last]) {
		n.Suffix, words = words[last], words[:last]
	}
	if len(words) < 2 {
		return store.Name{Last: full}
	}
	n.First, n.Last = strings.Join(words[:len(words)-1], " "), words[len(words)-1]
	return n
}

func suffix(word string) bool {
	switch strings.ToUpper(strings.Trim(word, ".,")) {
	case "JR", "SR", "II", "III", "IV":
		return true
	}
	return false
}

// stateZip cuts "CA / 90001", "CA 90001" or "CA/90001".
func stateZip(text string) (state, zip string) {
	i := strings.IndexAny(text, "0123456789")
	if i < 0 {
		return strings.Trim(text, " /"), ""
	}
	return strings.Trim(text[:i], " /"), strings.TrimSpace(text[i:])
}
