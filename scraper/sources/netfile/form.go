package netfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"moneytrail/scraper"
)

// formTries is how often the form is sent: its hidden state may have expired
// in between.
const formTries = 2

// exported asks the old portal's page for the workbook of a year, newest
// versions, as its button does. A page without the year, or none at all, is
// [scraper.ErrNothingFound].
func (s *Source) exported(ctx context.Context, session *scraper.Session, agency string, year int) (scraper.Document, error) {
	address := s.workbooks + "/pub2/?aid=" + agency
	for try := 1; ; try++ {
		form, err := yearForm(ctx, session, address, year)
		if err != nil {
			return scraper.Document{}, fmt.Errorf("page of %s: %w", agency, err)
		}
		doc, err := session.PostForm(ctx, address, form)
		switch {
		case err == nil:
			return doc, nil
		case try < formTries && expired(session, err):
			continue
		case errors.Is(err, scraper.ErrNotData):
			return scraper.Document{}, fmt.Errorf("the page of %s gives no workbook: %w", agency, scraper.ErrNothingFound)
		}
		return scraper.Document{}, err
	}
}

// yearForm reads the page's hidden state and chooses a year. The first visit is
// sent round once to see whether cookies are kept; the session keeps them.
func yearForm(ctx context.Context, session *scraper.Session, address string, year int) (url.Values, error) {
	form, choice := url.Values{}, ""
	_, err := session.HTML(ctx, address, "input[type=hidden], select", func(e scraper.Element) error {
		name := e.Attr("", "name")
		switch {
		case strings.HasPrefix(name, "__"):
			form.Set(name, e.Attr("", "value"))
		case strings.HasSuffix(name, "DateSelect"), strings.HasSuffix(name, "ddlYear"):
			if e.Attr(fmt.Sprintf("option[value=%q]", strconv.Itoa(year)), "value") != "" {
				choice = name
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if choice == "" || form.Get("__VIEWSTATE") == "" {
		return nil, fmt.Errorf("no %d to choose: %w", year, scraper.ErrNothingFound)
	}
	form.Set(choice, strconv.Itoa(year))
	form.Set("__EVENTTARGET", strings.TrimSuffix(strings.TrimSuffix(choice, "DateSelect"), "ddlYear")+"GetExcelAmend")
	form.Set("__EVENTARGUMENT", "")
	return form, nil
}

// expired knows ASP.NET's answer to a form whose state it no longer takes.
func expired(session *scraper.Session, err error) bool {
	status := (*scraper.StatusError)(nil)
	if !errors.As(err, &status) || status.Status != http.StatusInternalServerError {
		return false
	}
	head, err := session.Peek(status.Document)
	return err == nil && bytes.Contains(bytes.ToLower(head), []byte("viewstate"))
}
