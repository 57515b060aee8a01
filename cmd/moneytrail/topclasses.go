package main

import (
	"fmt"

	"moneytrail/api"
)

// filterHead says which donors a list is of, with the rule of a tag.
func (a *app) filterHead(f *api.DonorFilter) {
	if f == nil {
		return
	}
	fmt.Fprintln(a.out, "Some donors only; ranks and shares stay those among all.")
	if f.Class != "" {
		fmt.Fprintf(a.out, "Class: %s\n", f.ClassName)
	}
	if f.Tag != "" {
		fmt.Fprintf(a.out, "Tag: %s. %s\n", f.TagName, f.TagRule)
	}
}

// classesFoot prints what kinds of donors gave, and what is not classified.
// The lines add up to the itemized money.
func (a *app) classesFoot(c *api.Classification) error {
	if c.NotClassified.Share == nil {
		return nil // no money to classify
	}
	t := &table{columns: []string{"kind of donor", "confirmed", "probable", "all", "share", "donors"}, right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true}}
	for i := range c.Classes {
		l := &c.Classes[i]
		t.add(l.Name, l.ConfirmedCents.String(), l.ProbableCents.String(), (l.ConfirmedCents + l.ProbableCents).String(), percent(l.Share), fmt.Sprint(l.Donors))
	}
	none := &c.NotClassified
	t.add("Not classified", "", "", none.Cents.String(), percent(none.Share), fmt.Sprint(none.Donors))
	fmt.Fprintln(a.out)
	if err := t.aligned(a.out); err != nil {
		return err
	}
	le := &c.LawEnforcement
	if le.Donors > 0 {
		fmt.Fprintf(a.out, "Law-enforcement unions and associations: %s confirmed (%s), %s more probable. ",
			dollars(le.ConfirmedCents), percent(le.ShareConfirmed), dollars(le.ProbableCents))
	}
	fmt.Fprintf(a.out, "Not classified: %s (%s). Classified by this tool, not by the filer.\n", dollars(none.Cents), percent(none.Share))
	return nil
}
