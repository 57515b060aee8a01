package api

import (
	"context"
	"fmt"

	"moneytrail/store"
)

// ClustersRequest asks for donors of one address or employer who gave on one
// day.
type ClustersRequest struct {
	ScopeRequest
	By     string `query:"by" enum:"address,employer" default:"address" doc:"What the donors share." example:"employer"`
	Donors int    `query:"donors" default:"3" minimum:"2" maximum:"1000" doc:"The least number of donors." example:"2"`
	Limit  int    `query:"limit" default:"10" minimum:"1" maximum:"50" doc:"Clusters on a page." example:"2"`
	Cursor Cursor `query:"cursor" doc:"Where the page begins: next of the page before." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
}

func (in ClustersRequest) list() string {
	in.Cursor, in.Limit = "", 0
	return fmt.Sprintf("clusters %+v", in)
}

func (in ClustersRequest) check(*Service) error { return in.named() }

// ClusterNotice says what a cluster is not.
const ClusterNotice = "Gifts of one day from one address or employer are a lead to look into. They are usual among families, partners and colleagues, and say nothing of intent."

// Clusters are leads. Street lines are not published, and not known: donors of
// one address have the same keyed hash.
type Clusters struct {
	Meta
	ScopeAnswer
	By       string    `json:"by" doc:"What the donors of a cluster share."`
	Caution  string    `json:"caution" doc:"What a cluster does not say."`
	Total    int       `json:"total" doc:"Exact number of clusters."`
	Next     *Cursor   `json:"next" doc:"What to ask for as cursor to get the following page; null at the end." example:"AZ3myyV7Ik9mIjoiZnBwYy05MDAwMDAxIiwiUmFuayI6M30"`
	Clusters []Cluster `json:"clusters" doc:"The page of clusters, by amount, largest first, then by day."`
	Coverage Coverage  `json:"coverage" doc:"The filings that the figures rest on."`
}

// Cluster is gifts of one day.
type Cluster struct {
	Date        store.Date    `json:"date" doc:"The day the gifts were given on." example:"2031-03-01"`
	Employer    string        `json:"employer" doc:"The employer as filed, in capitals; empty of an address." example:"INVENTED WORKS"`
	City        string        `json:"city" doc:"City of the largest gift, as filed." example:"Inventedville"`
	State       string        `json:"state" doc:"State of the largest gift, as filed." example:"CA"`
	Zip5        string        `json:"zip5" doc:"ZIP code of the largest gift, without extension." example:"99901"`
	AmountCents store.Cents   `json:"amount_cents" doc:"Sum of the gifts in cents, late ones too; returns left out." example:"300000"`
	Amount      string        `json:"amount" example:"3000.00"`
	Gifts       []ClusterGift `json:"gifts" doc:"The gifts, largest first."`
}

// ClusterGift is one gift of a cluster.
type ClusterGift struct {
	Row           int64       `json:"row" doc:"Number of the row in this database." example:"812"`
	Donor         Donor       `json:"donor" doc:"The donor."`
	CommitteeID   string      `json:"committee_id" doc:"Public id of the committee that received it." example:"fppc-9900002"`
	CommitteeName string      `json:"committee_name" doc:"Its name." example:"Invented committee"`
	AmountCents   store.Cents `json:"amount_cents" doc:"The gift in cents." example:"100000"`
	Amount        string      `json:"amount" example:"1000.00"`
	Pending       bool        `json:"pending" doc:"True when it is in no periodic report yet." example:"false"`
}

// Clusters lists gifts of one day that share an address or an employer.
func (s *Service) Clusters(ctx context.Context, in ClustersRequest) (*Clusters, error) {
	seen, err := in.Cursor.seen(in.list())
	if err != nil {
		return nil, err
	}
	r, err := s.reader.Clusters(ctx, store.ClustersQuery{Scope: in.scope(), By: in.By, Donors: in.Donors, Limit: in.Limit, Offset: seen})
	if err != nil {
		return nil, err
	}
	out := &Clusters{
		Meta: s.newMeta(r.Version, r.Coverage), ScopeAnswer: in.answer(), By: in.By, Caution: ClusterNotice, Total: r.Total,
		Next: nextPage(in.list(), seen, len(r.Items), r.Total), Clusters: make([]Cluster, 0, len(r.Items)), Coverage: newCoverage(r.Coverage),
	}
	for i := range r.Items {
		c := &r.Items[i]
		line := Cluster{Date: c.Date, Employer: c.Employer, City: c.City, State: c.State, Zip5: c.Zip5, AmountCents: c.Amount, Amount: c.Amount.Decimal()}
		for j := range c.Gifts {
			g := &c.Gifts[j]
			line.Gifts = append(line.Gifts, ClusterGift{c.Rows[j], s.newDonor(&g.Donor), g.Committee.Public, g.Committee.Name, g.Amount, g.Amount.Decimal(), g.Pending})
		}
		out.Clusters = append(out.Clusters, line)
	}
	return out, nil
}
