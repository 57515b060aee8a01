package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"moneytrail/api"
)

func topCommand(a *app) *cobra.Command {
	var committee, contest string
	var limit, after int
	var filter api.Filter
	cmd := &cobra.Command{
		Use:   "top (--committee ID | --contest SLUG)",
		Short: "Rank the donors of a committee or of a contest",
		Long: `Ranks donors by gifts net of returns. Late money that no periodic report covers
yet stands apart, loans and gifts too small to itemize are never part of a rank.`,
		Example: `  moneytrail top --committee 1392842
  moneytrail top --committee fppc-1392842 --limit 100 --format csv
  moneytrail top --committee 1392842 --class law_enforcement
  moneytrail top --contest invented-recall --tag megadonor --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if (committee == "") == (contest == "") {
				return usagef("top: name one committee (--committee ID) or one contest (--contest SLUG); moneytrail committees lists them")
			}
			if limit < 1 || limit > api.MaxLimit {
				return usagef("--limit %d: choose 1 to %d; --after RANK continues", limit, api.MaxLimit)
			}
			if err := a.checkFormat(); err != nil {
				return err
			}
			page := api.Page{Limit: limit, After: after}
			if contest != "" {
				return a.topContest(cmd.Context(), contest, page, filter)
			}
			return a.topCommittee(cmd.Context(), committee, page, filter)
		},
	}
	cmd.Flags().StringVar(&committee, "committee", "", "committee `id`: as filed (1392842) or as cited (fppc-1392842)")
	cmd.Flags().StringVar(&contest, "contest", "", "`slug` of a contest")
	cmd.Flags().IntVar(&limit, "limit", api.DefaultLimit, "number of donors")
	cmd.Flags().IntVar(&after, "after", 0, "continue after this `rank`")
	cmd.Flags().StringVar(&filter.Class, "class", "", "only donors of this `class`: law_enforcement, le_union, fire, unknown..")
	cmd.Flags().StringVar(&filter.Tag, "tag", "", "only donors with this `tag`, such as megadonor")
	return cmd
}

func (a *app) topCommittee(ctx context.Context, id string, page api.Page, filter api.Filter) (err error) {
	db, service, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	answer, err := service.Committee(ctx, api.DonorsRequest{ID: id, Page: page, Filter: filter})
	if err != nil {
		return notFound(err, "committee", id)
	}
	if a.format == "table" {
		fmt.Fprintf(a.out, "%s\n\n", answer.Sentence.Text)
		for _, w := range answer.Warnings {
			fmt.Fprintf(a.out, "Note: %s\n", w.Text)
		}
	}
	if err := a.print(standingsTable(answer.Donors.Items), answer); err != nil {
		return err
	}
	if a.format == "table" {
		a.figuresFoot(&answer.Figures, &answer.Donors)
		a.classesFoot(&answer.Classification)
	}
	return nil
}

func (a *app) topContest(ctx context.Context, slug string, page api.Page, filter api.Filter) (err error) {
	db, service, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	answer, err := service.Contest(ctx, api.ContestRequest{Slug: slug, Page: page, Filter: filter})
	if err != nil {
		return notFound(err, "contest", slug)
	}
	if a.format != "table" {
		return a.print(standingsTable(answer.Donors.Items), answer)
	}
	return a.contestText(answer)
}

// contestText prints the sides of a contest one after the other.
func (a *app) contestText(answer *api.Contest) error {
	fmt.Fprintf(a.out, "%s\n%s\n", answer.Contest.Title, answer.Sentence.Text)
	for _, side := range answer.Sides {
		fmt.Fprintf(a.out, "\n%s: %s itemized, %s too small to itemize, %s late and not yet in a periodic report\n",
			side.Side, dollars(side.Figures.ItemizedCents), dollars(side.Figures.UnitemizedCents), dollars(side.Figures.PendingCents))
		if err := standingsTable(side.Donors).aligned(a.out); err != nil {
			return err
		}
	}
	for _, t := range answer.Transfers {
		fmt.Fprintf(a.out, "\nTaken out: %s from %s to %s (%s), a transfer within the contest.\n", dollars(t.AmountCents), t.FromName, t.ToName, count(t.Rows, "row"))
	}
	a.figuresFoot(&answer.Figures, &answer.Donors)
	a.classesFoot(&answer.Classification)
	return nil
}

func standingsTable(items []api.Standing) *table {
	t := &table{
		columns: []string{"rank", "donor", "id", "net", "gross", "returned", "gifts", "first", "last", "share", "of total", "late", "joint", "class"},
		right:   map[int]bool{0: true, 3: true, 4: true, 5: true, 6: true, 9: true, 10: true, 11: true, 12: true},
		rare:    12,
	}
	for _, s := range items {
		t.add(fmt.Sprint(s.Rank), s.Donor.Name, s.Donor.ID, s.NetCents.String(), s.GrossCents.String(), s.ReturnedCents.String(),
			fmt.Sprint(s.Gifts), string(s.First), string(s.Last), percent(s.Share), percent(s.ShareOfTotal), s.PendingCents.String(), s.AttributedCents.String(), className(s.Donor.Class))
	}
	return t
}

// className gives a donor's class with how sure it is.
func className(c *api.DonorClass) string {
	switch {
	case c == nil:
		return ""
	case c.Confirmed:
		return c.Code
	}
	return c.Code + " (probable)"
}

func percent(s *api.Share) string {
	if s == nil {
		return ""
	}
	return fmt.Sprintf("%.1f %%", s.Value*100)
}

func (a *app) figuresFoot(f *api.Figures, page *api.DonorPage) {
	fmt.Fprintf(a.out, "\nItemized %s (monetary %s, in kind %s) from %d donors; returned %s. Too small to itemize %s. Total %s. Late, not yet in a periodic report %s. Loans %s apart.\n",
		dollars(f.ItemizedCents), dollars(f.ItemizedMonetaryCents), dollars(f.ItemizedInKindCents), f.DistinctDonors, dollars(f.ReturnedCents),
		dollars(f.UnitemizedCents), dollars(f.TotalCents), dollars(f.PendingCents), dollars(f.LoansReceivedCents))
	if f.AttributedCents != 0 {
		fmt.Fprintf(a.out, "Shares of joint fundraising %s, in no other figure: the joint committee counts the gifts.\n", dollars(f.AttributedCents))
	}
	if page.Next != nil {
		fmt.Fprintf(a.out, "More donors: --after %d\n", page.Items[len(page.Items)-1].Rank)
	}
}

// classesFoot prints what kinds of donors gave, and what is not classified.
func (a *app) classesFoot(c *api.Classification) {
	le := &c.LawEnforcement
	if le.Donors > 0 {
		fmt.Fprintf(a.out, "Law-enforcement unions and associations: %s confirmed, %s more probable. ", dollars(le.ConfirmedCents), dollars(le.ProbableCents))
	}
	if c.NotClassified.Share == nil {
		return // no money to classify
	}
	fmt.Fprintf(a.out, "Not classified: %s (%s). Classified by this tool, not by the filer.\n", dollars(c.NotClassified.Cents), percent(c.NotClassified.Share))
}
