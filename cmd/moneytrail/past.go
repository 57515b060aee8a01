package main

import (
	"context"
	"fmt"
	"strings"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/store/classify"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
)

// past answers for kept data versions.
type past struct{ versions *sqlite.Versions }

// At implements [api.Past].
func (p past) At(ctx context.Context, version int64) (api.Reader, api.Rules, func(), error) {
	db, release, err := p.versions.At(ctx, version)
	if err != nil {
		return nil, nil, nil, err
	}
	inForce, ok := db.Rules().(rules.InForce)
	if !ok {
		release()
		return nil, nil, nil, fmt.Errorf("data version %d was opened with other rules", version)
	}
	return db, inForce, release, nil
}

// rulesOf gives the rules of a rule file that was in force once. A file that
// this build cannot read any more is an error: other rules would give other
// answers.
func rulesOf(text string) (store.Rules, error) {
	if text == "" || text == classify.DefaultText() {
		return rules.InForce{}, nil
	}
	c, err := classify.Load(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("read the rule file of that time: %w", err)
	}
	return rules.InForce{Classes: c}, nil
}

// Versions implements [api.Past].
func (p past) Versions(ctx context.Context) ([]store.KeptVersion, error) {
	return p.versions.Versions(ctx)
}

// servicePast gives the service of a database that answers for its kept data
// versions too. They stay open until a.past is closed.
func (a *app) servicePast(db *sqlite.DB, inForce rules.InForce) (*api.Service, error) {
	service := api.NewService(db, inForce)
	versions, err := sqlite.OpenVersions(context.Background(), db.Path(), sqlite.Options{ReadOnly: true, Now: a.now, Rules: inForce, NoMmap: a.noMmap, RulesOf: rulesOf})
	if err != nil {
		return nil, err
	}
	a.past = versions
	return service.WithPast(past{versions}), nil
}
