package resolve

// phrase is a run of words with one meaning in a committee's name.
type phrase struct {
	words []string
	means purpose
	as    string // the word it is kept as; none when empty
}

var phrases = []phrase{
	{[]string{"POLITICAL", "ACTION", "COMMITTEE"}, purposePAC, ""},
	{[]string{"POLITICAL", "ACTION", "FUND"}, purposePAC, ""},
	{[]string{"POLITICAL", "ACTION", "LEAGUE"}, purposePAC, ""},
	{[]string{"POLITICAL", "CONTRIBUTION", "COMMITTEE"}, purposePAC, ""},
	{[]string{"POLITICAL", "CONTRIBUTIONS", "COMMITTEE"}, purposePAC, ""},
	{[]string{"POLITICAL", "FUND"}, purposePAC, ""},
	{[]string{"POLITICAL", "COMMITTEE"}, purposePAC, ""},
	{[]string{"COMMITTEE", "ON", "POLITICAL", "EDUCATION"}, purposePAC, ""},
	{[]string{"GOOD", "GOVERNMENT", "FUND"}, purposePAC, ""},
	{[]string{"SMALL", "CONTRIBUTOR", "COMMITTEE"}, purposeSmall | purposePAC, ""},
	{[]string{"INDEPENDENT", "EXPENDITURE", "COMMITTEE"}, purposeIndependent | purposePAC, ""},
	{[]string{"INDEPENDENT", "EXPENDITURES"}, purposeIndependent, ""},
	{[]string{"INDEPENDENT", "EXPENDITURE"}, purposeIndependent, ""},
	{[]string{"COMMITTEE", "ID"}, 0, ""},
	{[]string{"LOCAL", "UNION"}, 0, "LOCAL"},
	{[]string{"FIRE", "FIGHTERS"}, 0, "FIREFIGHTERS"},
	{[]string{"FIRE", "FIGHTER"}, 0, "FIREFIGHTERS"},
	{[]string{"IRON", "WORKERS"}, 0, "IRONWORKERS"},
	{[]string{"NEW", "YORK"}, 0, "NEWYORK"},
	{[]string{"NEW", "JERSEY"}, 0, "NEWJERSEY"},
	{[]string{"PAC"}, purposePAC, ""},
	{[]string{"PACS"}, purposePAC, ""},
	{[]string{"SCC"}, purposeSmall | purposePAC, ""},
	{[]string{"COPE"}, purposePAC, ""},
	{[]string{"PCC"}, purposePAC, ""},
	{[]string{"FEDPAC"}, purposePAC | purposeFederal, ""},
	{[]string{"ID"}, 0, ""},
}

// takePhrases takes the phrases out of a name, longest first, and notes what
// they mean.
func (o *organisation) takePhrases(w []string) []string {
	out := w[:0]
	for i := 0; i < len(w); {
		p := phraseAt(w[i:])
		if p == nil {
			out = append(out, w[i])
			i++
			continue
		}
		o.purpose |= p.means
		if p.as != "" {
			out = append(out, p.as)
		}
		i += len(p.words)
	}
	return out
}

func phraseAt(w []string) *phrase {
next:
	for i := range phrases {
		p := &phrases[i]
		if len(p.words) > len(w) {
			continue
		}
		for j, word := range p.words {
			if w[j] != word {
				continue next
			}
		}
		return p
	}
	return nil
}
