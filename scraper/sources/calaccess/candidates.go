package calaccess

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"moneytrail/scraper"
)

// electionInLink is the state's number of an election.
var electionInLink = regexp.MustCompile(`[?&]electNav=([0-9]{1,5})(?:&|$)`)

// yearOfElection begins the name of an election: "2025 SPECIAL ELECTION (..)".
var yearOfElection = regexp.MustCompile(`^(?:19|20)[0-9]{2}\b`)

// candidates fetches the lists of the candidates certified for the elections of
// sessions. Which elections there are stands on the list of the latest one.
func (p *Pages) candidates(ctx context.Context, session *scraper.Session, sessions []int, found func(scraper.Document) error) error {
	list := p.base + "/Campaign/Candidates/list.aspx?view=certified"
	var elections []string
	number := ""
	_, err := session.HTML(ctx, list, `a[href*="electNav="], a[href*="electNav="] + span`, func(e scraper.Element) error {
		if link := e.Attr("", "href"); link != "" {
			number = ""
			if m := electionInLink.FindStringSubmatch(link); m != nil {
				number = m[1]
			}
			return nil
		}
		year, err := strconv.Atoi(yearOfElection.FindString(strings.TrimSpace(e.Text(""))))
		if err == nil && slices.Contains(sessions, year-1+year%2) && !slices.Contains(elections, number) {
			elections = append(elections, number)
		}
		return nil
	})
	if isGone(err) {
		session.Note("candidates", "have no list of elections")
		return nil
	}
	if err != nil {
		return fmt.Errorf("list of elections: %w", err)
	}
	for _, number := range elections {
		doc, err := session.HTML(ctx, list+"&electNav="+number, `td[bgcolor] .sublink2, td[bgcolor] .txt7`, nothing)
		if isGone(err) {
			session.Note("election "+number, "is in the list of elections and has no list of candidates")
			continue
		}
		if err != nil {
			return fmt.Errorf("candidates of election %s: %w", number, err)
		}
		doc.Name = "calaccess_candidates_" + number + ".html"
		if err := found(doc); err != nil {
			return err
		}
	}
	return nil
}

// isGone reports whether a page is not there.
func isGone(err error) bool {
	status := (*scraper.StatusError)(nil)
	return errors.As(err, &status) && status.Status == 404
}
