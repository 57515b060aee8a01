package api

import (
	"context"

	"moneytrail/store"
)

// VersionsRequest asks for the data versions that can be cited.
type VersionsRequest struct{}

// KeepPolicy says which data versions stay readable.
const KeepPolicy = store.KeepPolicy

// Versions are data versions that are or were kept, newest first.
type Versions struct {
	Meta
	Policy   string        `json:"policy" doc:"Which versions stay readable."`
	Versions []KeptVersion `json:"versions" doc:"The versions, newest first. Empty when this server keeps none."`
}

// KeptVersion is a data version that can be asked for with as_of, or could.
type KeptVersion struct {
	ID      int64  `json:"id" doc:"What to ask for as as_of." example:"3"`
	At      string `json:"at" doc:"When it was made (RFC 3339, UTC)." example:"2031-05-20T00:00:00Z"`
	Cause   string `json:"cause" doc:"What made it." example:"import invented.xlsx"`
	State   string `json:"state" doc:"kept; cited: kept for good; dropped: asking for it is a 410." example:"cited"`
	Cited   string `json:"cited" doc:"When it was first cited (RFC 3339, UTC); empty when nobody did." example:"2031-05-21T00:00:00Z"`
	Dropped string `json:"dropped" doc:"When it was dropped (RFC 3339, UTC); empty while it is kept." example:"2031-09-01T00:00:00Z"`
}

// Versions lists the data versions that can be cited.
func (s *Service) Versions(ctx context.Context, _ VersionsRequest) (*Versions, error) {
	now, err := s.reader.Version(ctx)
	if err != nil {
		return nil, err
	}
	out := &Versions{Meta: s.newMeta(now, store.Coverage{}), Policy: KeepPolicy, Versions: []KeptVersion{}}
	if s.past == nil {
		return out, nil
	}
	list, err := s.past.Versions(ctx)
	if err != nil {
		return nil, err
	}
	for i := range list {
		out.Versions = append(out.Versions, newKeptVersion(&list[i]))
	}
	return out, nil
}

func newKeptVersion(k *store.KeptVersion) KeptVersion {
	v := KeptVersion{ID: k.ID, At: utc(k.At), Cause: k.Cause, State: "kept", Cited: utc(k.Cited), Dropped: utc(k.Dropped)}
	switch {
	case v.Dropped != "":
		v.State = "dropped"
	case v.Cited != "":
		v.State = "cited"
	}
	return v
}

// versionOperations are the questions about data versions.
func versionOperations() []Operation {
	return []Operation{
		ask(Operation{
			ID: "list-versions", Path: "/versions", Tag: "Versions", Live: true,
			Summary: "The data versions that can be cited",
			Text: "Every question takes as_of=VERSION and then repeats the answer of that data version exactly, after later imports, corrections and " +
				"changes of rules. " + KeepPolicy + ".",
			Example: "/versions",
		}, (*Service).Versions),
	}
}
