package main

import (
	"context"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/store/rules"
	"moneytrail/store/sqlite"
)

// past answers for kept data versions.
type past struct{ versions *sqlite.Versions }

// At implements [api.Past].
func (p past) At(ctx context.Context, version int64) (api.Reader, func(), error) {
	db, release, err := p.versions.At(ctx, version)
	if err != nil {
		return nil, nil, err
	}
	return db, release, nil
}

// Versions implements [api.Past].
func (p past) Versions(ctx context.Context) ([]store.KeptVersion, error) {
	return p.versions.Versions(ctx)
}

// servicePast gives the service of a database that answers for its kept data
// versions too. They stay open until a.past is closed.
func (a *app) servicePast(db *sqlite.DB, inForce rules.InForce) (*api.Service, error) {
	service := api.NewService(db, inForce)
	versions, err := sqlite.OpenVersions(context.Background(), db.Path(), sqlite.Options{ReadOnly: true, Now: a.now, Rules: inForce, NoMmap: a.noMmap})
	if err != nil {
		return nil, err
	}
	a.past = versions
	return service.WithPast(past{versions}), nil
}
