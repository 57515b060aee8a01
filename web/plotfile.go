package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/web/chart"
)

// plotRequest asks for a chart as a file: its name with .svg or .png.
type plotRequest struct {
	ID   string `path:"id"`
	File string `path:"file"`
}

// plotMaker draws the chart of a committee or a contest.
type plotMaker func(ctx context.Context, id string) (*plot, api.Meta, error)

// plotFile serves charts as files that say by themselves what they show, of
// whom and of when.
func (s *site) plotFile(makers func(*site) map[string]plotMaker) echo.HandlerFunc {
	binder := api.NewBinder[plotRequest]()
	return func(c echo.Context) error {
		c.Response().Header().Set("Content-Security-Policy", filePolicy)
		c.Response().Header().Set("X-Robots-Tag", "noindex")
		asOf, err := api.TakeAsOf(c)
		if err != nil {
			return err
		}
		in, err := api.Bind(c, s.service, binder)
		if err != nil {
			return err
		}
		name, ending, _ := strings.Cut(in.File, ".")
		if makers(s)[name] == nil || ending != "svg" && ending != "png" {
			return echo.NewHTTPError(http.StatusNotFound)
		}
		if asOf == 0 {
			if fresh, err := api.Fresh(c, s.service, s.build); err != nil || fresh {
				return err
			}
		}
		drawn, release, err := api.AnswerAt(c.Request().Context(), s.service, asOf, func(service *api.Service) (drawnPlot, error) {
			at := *s
			at.service = service
			p, meta, err := makers(&at)[name](c.Request().Context(), in.ID)
			return drawnPlot{p, meta}, err
		})
		defer release()
		p, meta := drawn.plot, drawn.Meta
		if err != nil {
			return fmt.Errorf("answer chart %s of %s: %w", in.File, in.ID, err)
		}
		if p.file == nil {
			return echo.NewHTTPError(http.StatusNotFound)
		}
		body, err := s.writePlot(p, meta, ending)
		if err != nil {
			return fmt.Errorf("draw chart %s of %s: %w", in.File, in.ID, err)
		}
		if asOf != 0 {
			api.SetPastValidators(c, asOf, s.build)
		} else {
			api.SetValidators(c, meta.DataVersion, s.build)
		}
		return c.Blob(http.StatusOK, map[string]string{"svg": "image/svg+xml", "png": "image/png"}[ending], body)
	}
}

// drawnPlot is a chart with the state of the data that it shows.
type drawnPlot struct {
	plot *plot
	api.Meta
}

// filePolicy is for drawings that are opened by themselves.
const filePolicy = "default-src 'none'; frame-ancestors 'none'"

// pngScale gives a chart about 1,350 pixels of width.
const pngScale = 2

func (s *site) writePlot(p *plot, meta api.Meta, ending string) ([]byte, error) {
	var b bytes.Buffer
	d := p.file.Framed(s.sourceLine(p, meta), s.warning())
	if ending == "png" {
		err := d.PNG(&b, pngScale)
		return b.Bytes(), err
	}
	err := d.File(&b)
	return b.Bytes(), err
}

func (s *site) warning() string {
	if s.opt.Invented {
		return "INVENTED DATA: no person, committee or union here is real"
	}
	return ""
}

// sourceLine says of whom and of when a file is.
func (s *site) sourceLine(p *plot, meta api.Meta) string {
	line := api.Short(p.Of, 80) + ". From the committees’ own filings"
	if meta.AsOf != "" {
		line += ", as of " + api.DayText(meta.AsOf)
	}
	return line + fmt.Sprintf(". moneytrail, data version %d.", meta.DataVersion)
}

// dollars writes a value of an axis.
func dollars(cents int64) string {
	c := store.Cents(cents)
	size := max(c, -c)
	for _, unit := range [...]struct {
		cents store.Cents
		name  string
	}{{100_000_000_000, "B"}, {100_000_000, "M"}, {100_000, "K"}} {
		if size >= unit.cents {
			text := strings.TrimSuffix(fmt.Sprintf("%.1f", float64(size)/float64(unit.cents)), ".0")
			return sign(c) + "$" + text + unit.name
		}
	}
	return api.WholeDollars(c)
}

func sign(c store.Cents) string {
	if c < 0 {
		return "−"
	}
	return ""
}

// partsOf gives the rows of a table that are parts of its bar, for a file.
func partsOf(rows []plotRow, amounts []store.Cents) []chart.Part {
	var parts []chart.Part
	for i, r := range rows {
		value := ""
		for _, c := range r.Cells {
			if c.Figure != nil && value == "" {
				value = c.Figure.Text
			}
		}
		parts = append(parts, chart.Part{Label: r.Label.Text, Value: value, Amount: int64(amounts[i]), Paint: colours[r.Colour]})
	}
	return parts
}
