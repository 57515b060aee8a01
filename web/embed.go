package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
	"moneytrail/store"
)

//go:embed templates/embed/embed.html templates/embed/embed.css
var embedFiles embed.FS

// embedView is what an embed shows: it is one file, without scripts, that any
// site may put into a frame.
type embedView struct {
	Title, Sentence string
	Link            string // address of the page
	Caption         string
	Lines           []embedLine
	AsOf, AsOfBasis string
	Invented        bool
	Style           template.CSS
}

// embedLine is a labelled bar.
type embedLine struct {
	Label, Value, Exact string
	Cents               int64
	Bar                 bar
}

// embedPage is the parsed template with its style sheet and the policy that
// allows that sheet alone.
type embedPage struct {
	template *template.Template
	style    template.CSS
	policy   string
}

func loadEmbed() (*embedPage, error) {
	t, err := template.New("embed.html").Funcs(functions).ParseFS(embedFiles, "templates/embed/embed.html")
	if err != nil {
		return nil, fmt.Errorf("parse embed: %w", err)
	}
	css, err := embedFiles.ReadFile("templates/embed/embed.css")
	if err != nil {
		return nil, fmt.Errorf("read style of embed: %w", err)
	}
	sum := sha256.Sum256(css)
	return &embedPage{
		template: t, style: template.CSS(css),
		policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; frame-ancestors *",
	}, nil
}

func (s *site) committeeEmbed(ctx context.Context, in aboutCommittee) (*embedView, api.Meta, error) {
	c, err := s.service.Committee(ctx, api.DonorsRequest{ID: in.ID, Page: api.Page{Limit: cardDonors}})
	if err != nil {
		return nil, api.Meta{}, err
	}
	v := &embedView{Title: c.Committee.Name, Sentence: c.Sentence.Text, Link: committeeLink(c.Committee.ID), Caption: "Largest donors, net of returns"}
	named := namedStandings(c.Donors.Items, 5)
	for _, st := range named {
		v.add(st.Donor.Name, st.NetCents, scaleOf(named))
	}
	return v, c.Meta, nil
}

func (s *site) contestEmbed(ctx context.Context, in aboutContest) (*embedView, api.Meta, error) {
	c, err := s.service.Contest(ctx, api.ContestRequest{Slug: in.Slug, Page: api.Page{Limit: 1}})
	if err != nil {
		return nil, api.Meta{}, err
	}
	v := &embedView{Title: c.Contest.Title, Sentence: c.Sentence.Text, Link: "/contests/" + url.PathEscape(c.Contest.Slug), Caption: "Raised by each side, on one scale"}
	var scale store.Cents
	for i := range c.Sides {
		scale = max(scale, c.Sides[i].Figures.TotalCents)
	}
	for i := range c.Sides {
		v.add(c.Sides[i].Side, c.Sides[i].Figures.TotalCents, scale)
	}
	return v, c.Meta, nil
}

func (v *embedView) add(label string, amount, scale store.Cents) {
	v.Lines = append(v.Lines, embedLine{api.Short(label, 90), api.WholeDollars(amount), api.ExactDollars(amount), int64(amount), newBar(amount, scale)})
}

// framed answers with an embed.
func framed[In any](s *site, answer func(context.Context, In) (*embedView, api.Meta, error)) echo.HandlerFunc {
	binder := api.NewBinder[In]()
	return func(c echo.Context) error {
		c.Response().Header().Set("Content-Security-Policy", s.embed.policy)
		in, err := api.Bind(c, s.service, binder)
		if err != nil {
			return err
		}
		if fresh, err := api.Fresh(c, s.service, s.build); err != nil || fresh {
			return err
		}
		v, meta, err := answer(c.Request().Context(), in)
		if err != nil {
			return fmt.Errorf("answer embed: %w", err)
		}
		v.Title, v.Link, v.Invented, v.Style = api.Short(v.Title, 160), s.opt.Site+v.Link, s.opt.Invented, s.embed.style
		if meta.AsOf != "" {
			v.AsOf, v.AsOfBasis = api.DayText(meta.AsOf), meta.AsOfBasis
		}
		var b bytes.Buffer
		if err := s.embed.template.Execute(&b, v); err != nil {
			return fmt.Errorf("render embed: %w", err)
		}
		api.SetValidators(c, meta.DataVersion, s.build)
		c.Response().Header().Set("X-Robots-Tag", "noindex")
		return c.HTMLBlob(http.StatusOK, b.Bytes())
	}
}

// siteName is the address of a site as cards print it.
func siteName(address string) string {
	if _, host, ok := strings.Cut(address, "://"); ok {
		return host
	}
	return "moneytrail"
}
