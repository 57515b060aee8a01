package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/store"
)

func contestCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "contest",
		Short: "Group committees into a contest with sides",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	load := &cobra.Command{
		Use:   "load FILE",
		Short: "Read a contest from a TOML file, replacing the one with the same slug",
		Long: `A contest file lists committees by id, with their sides:

  slug = "example-recall"
  title = "Recall of the Example District Attorney"
  note = "where the list of committees comes from"

  [[side]]
  name = "For the recall"
  [[side.committee]]
  id = "9900001"          # or "fppc:9900001", "fec:C00000001"
  note = "first attempt"`,
		Example: "  moneytrail contest load recall.toml",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			text, err := os.ReadFile(args[0])
			if err != nil {
				return &store.InputError{File: args[0], Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
			}
			contest, err := parseContest(args[0], text)
			if err != nil {
				return err
			}
			if err := a.mustExist(); err != nil {
				return err
			}
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			if err := db.SaveContest(cmd.Context(), contest); err != nil {
				return err
			}
			return a.reportContest(cmd.Context(), db, contest.Slug)
		},
	}
	list := &cobra.Command{
		Use:   "list",
		Short: "List the contests",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			db, service, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			answer, err := service.Contests(cmd.Context(), api.ContestsRequest{})
			if err != nil {
				return err
			}
			t := &table{columns: []string{"slug", "title", "sides", "committees"}, right: map[int]bool{3: true}}
			for _, c := range answer.Contests {
				t.add(c.Slug, c.Title, strings.Join(c.Sides, " / "), fmt.Sprint(c.Committees))
			}
			return a.print(t, answer)
		},
	}
	cmd.AddCommand(load, list)
	return cmd
}

type contestReader interface {
	Contest(context.Context, string, store.StandingQuery) (*store.ContestReport, error)
}

func (a *app) reportContest(ctx context.Context, db contestReader, slug string) error {
	r, err := db.Contest(ctx, slug, store.StandingQuery{Limit: 1})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "contest %s: %s on %s\n", slug, count(len(r.Contest.Members), "committee"), count(len(r.Sides), "side"))
	for _, u := range r.Unresolved {
		fmt.Fprintf(a.out, "no filing of committee %s is loaded yet; import its filings and the contest will include it\n", u.ID)
	}
	return nil
}

type contestFile struct {
	Slug  string
	Title string
	Note  string
	Side  []struct {
		Name      string
		Committee []struct{ ID, Note string }
	}
}

var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// parseContest reads and checks a contest file. All errors are
// [store.InputError] with the line where it is known.
func parseContest(name string, text []byte) (*store.Contest, error) {
	var file contestFile
	refuse := func(line int, problem, hint string) error {
		return &store.InputError{File: name, Line: line, Problem: problem, Hint: hint}
	}
	meta, err := toml.Decode(string(text), &file)
	if err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return nil, refuse(parse.Position.Line, parse.Message, "moneytrail contest load --help shows the format")
		}
		return nil, refuse(0, err.Error(), "moneytrail contest load --help shows the format")
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, refuse(0, fmt.Sprintf("unknown key %q", unknown[0]), "known are slug, title, note, side.name, side.committee.id, side.committee.note")
	}
	if !slugPattern.MatchString(file.Slug) || file.Title == "" {
		return nil, refuse(0, "slug or title is missing or not usable", `a slug is small letters, digits and hyphens, such as "example-recall"`)
	}
	c := &store.Contest{Slug: file.Slug, Title: file.Title, Note: file.Note}
	seen := make(map[string]string)
	for i, side := range file.Side {
		if side.Name == "" || len(side.Committee) == 0 {
			return nil, refuse(0, fmt.Sprintf("side %d has no name or no committee", i+1), "give each side a name and at least one [[side.committee]]")
		}
		for _, m := range side.Committee {
			ref := contestFiler(m.ID)
			if ref.ID == "" {
				return nil, refuse(0, fmt.Sprintf("a committee of side %q has no id", side.Name), "names are no keys: give the id as filed")
			}
			if other, ok := seen[ref.ID]; ok {
				return nil, refuse(0, fmt.Sprintf("committee %s stands twice, on %q and %q", ref.ID, other, side.Name), "list it once")
			}
			seen[ref.ID] = side.Name
			c.Members = append(c.Members, store.ContestMember{Side: side.Name, Filer: ref, Note: m.Note})
		}
	}
	if len(c.Members) == 0 {
		return nil, refuse(0, "no side lists a committee", "moneytrail contest load --help shows the format")
	}
	return c, nil
}

func contestFiler(id string) store.FilerRef {
	if scheme, native, ok := strings.Cut(strings.TrimSpace(id), ":"); ok {
		return store.FilerRef{Scheme: store.Scheme(scheme), ID: native}
	}
	return store.FilerRef{ID: strings.TrimSpace(id)}
}
