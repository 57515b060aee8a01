package web

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"moneytrail/api"
)

// spending is what one committee spent for or against others by itself.
type spending struct {
	Side, Name, ID string
	Data           string // address of the same as JSON
	*api.Independent
}

// More is how many lines are not shown.
func (s *spending) More() int { return s.Total - len(s.Lines) }

// spending asks each committee of a contest for its outside spending. It is of
// committees, not of the contest: what others spend on it is found by the name
// of the candidate or the measure.
func (s *site) spending(ctx context.Context, body *contestBody, v *view) error {
	asked := 0
	for _, side := range body.Sides {
		for _, c := range side.Committees {
			if asked == sidesAsked {
				body.NotAsked++
				continue
			}
			asked++
			a, err := s.service.Independent(ctx, api.IndependentRequest{Committee: c.ID, Limit: spendingShown})
			if err != nil {
				return fmt.Errorf("read outside spending of %s: %w", c.ID, err)
			}
			v.also(a.Meta)
			if a.Total > 0 {
				q := url.Values{"committee": {c.ID}, "limit": {strconv.Itoa(spendingShown)}}
				body.Spending = append(body.Spending, spending{side.Side, c.Name, c.ID, "/api/v1/independent-spending?" + q.Encode(), a})
			}
		}
	}
	return nil
}
