package rules

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"

	"moneytrail/store"
	"moneytrail/store/resolve"
)

// Matching gives what decides who is one donor under a weight file; empty: the
// one that is shipped.
func (InForce) Matching(file []byte) (store.Matching, error) {
	w := resolve.Default()
	if len(file) > 0 {
		var err error
		if w, err = resolve.ReadWeights(bytes.NewReader(file)); err != nil {
			return nil, err
		}
	}
	return newMatching(w)
}

// matching is [resolve] as the database uses it.
type matching struct {
	weights *resolve.Weights
	file    []byte
	hash    string
}

func newMatching(w *resolve.Weights) (*matching, error) {
	var file bytes.Buffer
	if err := w.Write(&file); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(file.Bytes())
	return &matching{w, file.Bytes(), hex.EncodeToString(sum[:6])}, nil
}

func (m *matching) Weights() (hash string, file []byte) { return m.hash, m.file }
func (m *matching) Version() int                        { return resolve.RulesVersion }

func (m *matching) Keys(c *store.ContributorFacts) []int64 {
	return m.weights.Keys(contributorOf(c))
}

func (m *matching) Evidence(a, b *store.ContributorFacts) []string {
	return m.weights.Score(contributorOf(a), contributorOf(b)).Evidence
}

func (m *matching) Match(ctx context.Context, memory store.MatchMemory, came []store.ContributorFacts) (map[store.DonorID]store.DonorID, []store.DonorPair, error) {
	list := make([]resolve.Contributor, len(came))
	for i := range came {
		list[i] = contributorOf(&came[i])
	}
	change, err := resolve.NewMatcher(m.weights).Match(ctx, shelf{memory}, list)
	if err != nil {
		return nil, nil, err
	}
	pairs := make([]store.DonorPair, len(change.Links))
	for i := range change.Links {
		pairs[i] = donorPair(change.Links[i])
	}
	return change.Donors, pairs, nil
}

func contributorOf(c *store.ContributorFacts) resolve.Contributor {
	return resolve.Contributor{
		ID: c.ID, Name: c.Name, Entity: c.Entity, City: c.City, State: c.State, Zip: c.Zip,
		Employer: c.Employer, Occupation: c.Occupation, CommitteeID: c.CommitteeID, AddressHash: c.AddressHash,
	}
}

func donorPair(l resolve.Link) store.DonorPair {
	p := store.DonorPair{A: l.A, B: l.B, Answer: l.Answer.String(), Weight: l.Weight, Joins: l.Joins}
	if l.Conflict {
		p.Answer = "conflict"
	}
	if l.Note != "" {
		p.Evidence = []string{string(l.Note)}
	}
	return p
}

// shelf is a database's memory as [resolve] asks for it.
type shelf struct{ store.MatchMemory }

func (s shelf) Contributors(ctx context.Context, ids []store.DonorID) ([]resolve.Contributor, error) {
	found, err := s.MatchMemory.Contributors(ctx, ids)
	out := make([]resolve.Contributor, len(found))
	for i := range found {
		out[i] = contributorOf(&found[i])
	}
	return out, err
}

func (s shelf) Enter(ctx context.Context, blocks []resolve.Standing) ([][2]store.DonorID, error) {
	ids, keys := make([]store.DonorID, len(blocks)), make([][]int64, len(blocks))
	for i, b := range blocks {
		ids[i], keys[i] = b.Contributor, b.Keys
	}
	return s.MatchMemory.Enter(ctx, ids, keys)
}
