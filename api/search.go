package api

import (
	"context"

	"moneytrail/store"
)

// SearchRequest asks for what a person typed.
type SearchRequest struct {
	Words string `query:"q" maxLength:"200" required:"true" doc:"Words of a name, an id, or a form; in quotes exactly." example:"deputy sheriffs"`
	Limit int    `query:"limit" default:"10" minimum:"1" maximum:"50" doc:"Results of each kind at most." example:"5"`
}

// SearchAnswer answers GET /api/v1/search.
type SearchAnswer struct {
	Meta
	Query      string          `json:"q" doc:"What was asked for."`
	Limit      int             `json:"limit" doc:"Results of each kind at most."`
	Donors     FoundDonors     `json:"donors" doc:"Donors, by what they gave."`
	Committees FoundCommittees `json:"committees" doc:"Committees, by itemized money."`
	Filings    FoundFilings    `json:"filings" doc:"Report versions, newest first."`
}

// FoundCount says how many of a kind were found.
type FoundCount struct {
	Count   int `json:"count" doc:"All that were found, exactly."`
	Spelled int `json:"spelled" doc:"Those of them found without forgiving a misspelling; they come first."`
}

// FoundDonors are the first donors that were found.
type FoundDonors struct {
	FoundCount
	Items []FoundDonor `json:"items" doc:"The first of them."`
}

// FoundDonor is a donor that was found.
type FoundDonor struct {
	Donor      Donor       `json:"donor" doc:"The donor."`
	GivenCents store.Cents `json:"given_cents" doc:"Counted gifts to every committee, net of returns, and late ones that no periodic report covers yet, in cents."`
	Given      string      `json:"given"`
	AlsoFiled  []string    `json:"also_filed" doc:"Other names as filed, up to three." example:"Q. Saltmarsh"`
}

// FoundCommittees are the first committees that were found.
type FoundCommittees struct {
	FoundCount
	Items []CommitteeLine `json:"items" doc:"The first of them."`
}

// FoundFilings are the first report versions that were found.
type FoundFilings struct {
	FoundCount
	Items []FoundFiling `json:"items" doc:"The first of them."`
}

// FoundFiling is a report version that was found.
type FoundFiling struct {
	Filing Filing        `json:"filing" doc:"The version of the report. Its rows and its state are in the answer for its committee."`
	Filer  CommitteeName `json:"filer" doc:"Who filed it; empty when it is not known."`
}

// Search finds donors, committees and filings.
func (s *Service) Search(ctx context.Context, in SearchRequest) (*SearchAnswer, error) {
	found, err := s.reader.Search(ctx, in.Words, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &SearchAnswer{
		Meta: s.newMeta(found.Version, store.Coverage{}), Query: in.Words, Limit: in.Limit,
		Donors:     FoundDonors{FoundCount{found.Donors.Count, found.Donors.Spelled}, make([]FoundDonor, 0, len(found.Donors.Items))},
		Committees: FoundCommittees{FoundCount{found.Committees.Count, found.Committees.Spelled}, newCommitteeLines(found.Committees.Items)},
		Filings:    FoundFilings{FoundCount{found.Filings.Count, found.Filings.Spelled}, make([]FoundFiling, 0, len(found.Filings.Items))},
	}
	for i := range found.Donors.Items {
		d := &found.Donors.Items[i]
		out.Donors.Items = append(out.Donors.Items, FoundDonor{s.newDonor(&d.Donor), d.Given, d.Given.Decimal(), append([]string{}, d.Names...)})
	}
	for _, f := range found.Filings.Items {
		out.Filings.Items = append(out.Filings.Items, FoundFiling{s.filing(f.Filing), CommitteeName{f.Committee.Public, f.Committee.Name}})
	}
	return out, nil
}
