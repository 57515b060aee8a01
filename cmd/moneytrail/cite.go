package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/store"
)

// citation is what an article prints: a sentence and the address under which
// its figures stay what they are.
type citation struct {
	Sentence    string     `json:"sentence"`
	Link        string     `json:"link"`
	JSON        string     `json:"json"`
	AsOf        store.Date `json:"as_of"`
	DataVersion int64      `json:"data_version"`
}

func citeCommand(a *app) *cobra.Command {
	var committee, contest, site string
	cmd := &cobra.Command{
		Use:   "cite (--committee ID | --contest SLUG)",
		Short: "Print a sentence and a permanent link to the figures as they stand now",
		Long: `Keeps the current data version for good and prints the main sentence about a
committee or a contest with a link that answers with the same figures after
later imports, corrections and changes of rules.`,
		Example: `  moneytrail cite --committee 1392842 --site https://money.newsroom.example
  moneytrail cite --contest recall --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.checkFormat(); err != nil {
				return err
			}
			if (committee == "") == (contest == "") {
				return usagef("cite: name one of --committee and --contest")
			}
			if u, err := url.Parse(site); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
				return usagef("--site %s: write the address that readers reach the pages under, such as https://money.newsroom.example", site)
			}
			return a.cite(cmd.Context(), committee, contest, strings.TrimRight(site, "/"))
		},
	}
	standard := os.Getenv("MONEYTRAIL_SITE")
	if standard == "" {
		standard = "http://127.0.0.1:8080"
	}
	cmd.Flags().StringVar(&committee, "committee", "", "`id` of a committee")
	cmd.Flags().StringVar(&contest, "contest", "", "`slug` of a contest")
	cmd.Flags().StringVar(&site, "site", standard, "`address` of the public pages (environment: MONEYTRAIL_SITE)")
	return cmd
}

func (a *app) cite(ctx context.Context, committee, contest, site string) (err error) {
	db, service, err := a.openToRead(ctx)
	if err != nil {
		return err
	}
	defer closeInto(db, &err)
	c, err := sentenceOf(ctx, service, committee, contest)
	if err != nil {
		return err
	}
	versions, err := a.openVersions(ctx, false)
	if err != nil {
		return err
	}
	defer closeInto(versions, &err)
	kept, err := versions.Keep(ctx, db)
	if err != nil {
		return err
	}
	if kept.ID != c.DataVersion {
		return errors.New("the data changed in this moment; run cite again")
	}
	if err := versions.Cite(ctx, kept.ID); err != nil {
		return err
	}
	asOf := "?as_of=" + strconv.FormatInt(c.DataVersion, 10)
	c.Link, c.JSON = site+c.Link+asOf, site+"/api/v1"+c.Link+asOf
	if a.format == "json" {
		return printJSON(a.out, c)
	}
	t := &table{columns: []string{"sentence", "link", "data version"}}
	t.add(c.Sentence, c.Link, strconv.FormatInt(c.DataVersion, 10))
	if a.format == "csv" {
		return t.csv(a.out)
	}
	fmt.Fprintf(a.out, "%s\n\n%s\n%s\n", c.Sentence, c.Link, c.JSON)
	return nil
}

// sentenceOf gives the main sentence and the path of the page.
func sentenceOf(ctx context.Context, service *api.Service, committee, contest string) (*citation, error) {
	page := api.Page{Limit: 10}
	if contest != "" {
		r, err := service.Contest(ctx, api.ContestRequest{Slug: contest, Page: page})
		if err != nil {
			return nil, notFound(err, "contest", contest)
		}
		return &citation{r.Sentence.Text, "/contests/" + url.PathEscape(r.Contest.Slug), "", r.AsOf, r.DataVersion}, nil
	}
	r, err := service.Committee(ctx, api.DonorsRequest{ID: committee, Page: page})
	if err != nil {
		return nil, notFound(err, "committee", committee)
	}
	return &citation{r.Sentence.Text, "/committees/" + url.PathEscape(r.Committee.ID), "", r.AsOf, r.DataVersion}, nil
}
