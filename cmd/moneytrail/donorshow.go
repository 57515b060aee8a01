package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/store"
)

func donorShow(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show DONOR",
		Short: "Show who a donor is: names as filed, evidence of each join, doubts, relations, class",
		Example: `  moneytrail donor show d0e5w6vv2c3jfh
  moneytrail donor show "Invented Hat Works" --format json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := a.checkFormat(); err != nil {
				return err
			}
			db, _, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			p, err := db.DonorProfile(cmd.Context(), args[0])
			switch {
			case errors.Is(err, store.ErrNotFound):
				return fmt.Errorf("no donor %q: %w; write an id that moneytrail top prints, or a name as filed", args[0], err)
			case errors.Is(err, store.ErrAmbiguous):
				return fmt.Errorf("donor %q: %w; write the id of one, which moneytrail top prints", args[0], err)
			case err != nil:
				return err
			}
			line := newProfileLine(p)
			if a.format == "table" {
				return a.showProfile(&line)
			}
			return a.print(namesTable(line.Names), line)
		},
	}
}

// profileLine is the JSON output of donor show.
type profileLine struct {
	ID           string           `json:"id"`
	AskedFor     string           `json:"asked_for"`
	Name         string           `json:"name"`
	NetCents     store.Cents      `json:"net_cents"`
	PendingCents store.Cents      `json:"pending_cents"`
	Committees   int              `json:"committees"`
	Class        classLine        `json:"class"`
	Names        []nameLine       `json:"names_as_filed"`
	Joins        []joinLine       `json:"joined_by_rules"`
	Possible     []joinLine       `json:"possibly_the_same"`
	Affiliations []relationLine   `json:"affiliations"`
	Corrections  []correctionLine `json:"corrections"`
}

type classLine struct {
	Class      string   `json:"class"`
	Kind       string   `json:"kind"`
	Confidence string   `json:"confidence"`
	Evidence   string   `json:"evidence"`
	Rule       string   `json:"rule"`
	Matched    string   `json:"matched"`
	Why        string   `json:"why"`
	Tags       []string `json:"tags"`
}

type nameLine struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	City        string `json:"city"`
	State       string `json:"state"`
	Zip5        string `json:"zip5"`
	Entity      string `json:"entity"`
	CommitteeID string `json:"committee_id"`
	Employer    string `json:"employer"`
	Occupation  string `json:"occupation"`
	Rows        int    `json:"rows"`
	ByRules     string `json:"by_rules"` // the donor that the rules alone take it for
}

type joinLine struct {
	A         string   `json:"a"`
	B         string   `json:"b"`
	Answer    string   `json:"answer"`
	Weight    float64  `json:"weight"`
	Evidence  []string `json:"evidence"`
	Other     string   `json:"other_id,omitempty"`
	OtherName string   `json:"other_name,omitempty"`
}

type relationLine struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
	Link   string `json:"link"`
}

func newProfileLine(p *store.DonorProfile) profileLine {
	c := p.Donor.Class
	out := profileLine{
		ID: p.Donor.ID.String(), AskedFor: p.AskedFor.String(), Name: p.Donor.Name, NetCents: p.Net, PendingCents: p.Pending, Committees: p.Committees,
		Class: classLine{c.Class, c.Kind, c.Confidence, c.Evidence, c.Rule, c.Matched, c.Why, append([]string{}, c.Tags...)},
		Names: []nameLine{}, Joins: []joinLine{}, Possible: []joinLine{}, Affiliations: []relationLine{}, Corrections: correctionLines(p.Corrections),
	}
	if out.Class.Class == "" {
		out.Class.Class, out.Class.Confidence = "unknown", "none"
	}
	for _, n := range p.Contributors {
		out.Names = append(out.Names, nameLine{n.ID.String(), n.Name, n.City, n.State, n.Zip5, n.Entity, n.CommitteeID, n.Employer, n.Occupation, n.Rows, n.ByRules.String()})
	}
	for _, j := range p.Joins {
		out.Joins = append(out.Joins, joinLine{A: j.A.String(), B: j.B.String(), Answer: j.Answer, Weight: j.Weight, Evidence: j.Evidence})
	}
	for _, j := range p.Possible {
		out.Possible = append(out.Possible, joinLine{j.A.String(), j.B.String(), j.Answer, j.Weight, j.Evidence, j.Other.ID.String(), j.Other.Name})
	}
	for _, r := range p.Affiliations {
		out.Affiliations = append(out.Affiliations, relationLine{r.Other.ID.String(), r.Other.Name, r.Reason, r.Link})
	}
	return out
}

func namesTable(names []nameLine) *table {
	t := &table{columns: []string{"name as filed", "id", "city", "state", "zip", "entity", "committee", "employer", "occupation", "rows", "by the rules"}, right: map[int]bool{9: true}}
	for _, n := range names {
		t.add(n.Name, n.ID, n.City, n.State, n.Zip5, n.Entity, n.CommitteeID, n.Employer, n.Occupation, fmt.Sprint(n.Rows), n.ByRules)
	}
	return t
}

func (a *app) showProfile(p *profileLine) error {
	if p.AskedFor != p.ID {
		fmt.Fprintf(a.out, "%s is taken for %s.\n", p.AskedFor, p.ID)
	}
	fmt.Fprintf(a.out, "%s (%s) gave %s net of returns to %s", display(p.Name), p.ID, dollars(p.NetCents), count(p.Committees, "committee"))
	if p.PendingCents != 0 {
		fmt.Fprintf(a.out, "; late and not yet in a periodic report %s", dollars(p.PendingCents))
	}
	c := p.Class
	fmt.Fprintf(a.out, ".\nClass %s", c.Class)
	for _, part := range [][2]string{{"kind ", c.Kind}, {"confidence ", c.Confidence}, {"by ", c.Evidence}, {"rule ", c.Rule}, {"matched ", c.Matched}, {"", c.Why}, {"tags ", strings.Join(c.Tags, ", ")}} {
		if part[1] != "" && part[1] != "none" {
			fmt.Fprintf(a.out, ", %s%s", part[0], display(part[1]))
		}
	}
	fmt.Fprintln(a.out, ". Classified by this tool, not by the filer.")
	fmt.Fprintf(a.out, "\n%s:\n", count(len(p.Names), "name as filed"))
	if err := namesTable(p.Names).aligned(indented{a.out}); err != nil {
		return err
	}
	if len(p.Joins) > 0 {
		fmt.Fprintln(a.out, "\nJoined by the rules:")
	}
	for _, j := range p.Joins {
		fmt.Fprintf(a.out, "  %s and %s, weight %.1f: %s\n", j.A, j.B, j.Weight, strings.Join(j.Evidence, "; "))
	}
	if len(p.Possible) > 0 {
		fmt.Fprintln(a.out, "\nPossibly the same, never added up:")
	}
	for _, j := range p.Possible {
		fmt.Fprintf(a.out, "  %s (%s), %s, weight %.1f: %s\n", display(j.OtherName), j.Other, j.Answer, j.Weight, strings.Join(j.Evidence, "; "))
		fmt.Fprintf(a.out, "    %s\n    %s\n", mergeCommand(j.Other, p.ID), neverCommand(j.Other, p.ID))
	}
	if len(p.Affiliations) > 0 {
		fmt.Fprintln(a.out, "\nBelongs together with, not added up:")
	}
	for _, r := range p.Affiliations {
		fmt.Fprintf(a.out, "  %s (%s): %s %s\n", display(r.Name), r.ID, display(r.Reason), r.Link)
	}
	if len(p.Corrections) > 0 {
		fmt.Fprintln(a.out, "\nCorrections:")
	}
	for _, e := range p.Corrections {
		fmt.Fprintf(a.out, "  entry %d, %s: %s, because %s\n", e.Entry, e.State, e.What, display(e.Reason))
	}
	return nil
}

// mergeCommand and neverCommand are what decides about a pair.
func mergeCommand(from, into string) string {
	return fmt.Sprintf(`moneytrail donor merge %s %s --reason ".."`, from, into)
}

func neverCommand(a, b string) string {
	return fmt.Sprintf(`moneytrail donor never-merge %s %s --reason ".."`, a, b)
}
