package web

import (
	"net/url"
	"strconv"

	"moneytrail/api"
)

// cite is what a reader copies who quotes a page: the sentence, the state of
// the data, and the address under which that state is shown again.
type cite struct {
	Text    string
	Version int64
	AsOf    string
	Basis   string
	// Frozen is the address of this state; empty when states are not kept.
	Frozen string
}

func (s *site) cite(sentence, self string, m api.Meta) cite {
	c := cite{Text: sentence, Version: m.DataVersion, Basis: m.AsOfBasis}
	if m.AsOf != "" {
		c.AsOf = api.DayText(m.AsOf)
	}
	if s.opt.Frozen {
		c.Frozen = self + "?" + url.Values{"as_of": {strconv.FormatInt(m.DataVersion, 10)}}.Encode()
	}
	return c
}
