package sources

import (
	"fmt"

	"moneytrail/scraper"
	format "moneytrail/scraper/format/socrata"
	"moneytrail/scraper/sources/calaccess"
	"moneytrail/scraper/sources/fec"
	"moneytrail/scraper/sources/netfile"
	"moneytrail/scraper/sources/socrata"
)

// All gives the sources with their public addresses, without keys.
func All() []scraper.Source { return list("", false, Keys{}) }

// AllWith gives the sources of [All] with the operator's keys. A source that
// works with a key only fails without one, and says which is missing.
func AllWith(keys Keys) []scraper.Source { return list("", false, keys) }

// Replica gives the sources that fill the demonstration, asking a replica at
// base, which must be a loopback address ("http://127.0.0.1:1234").
func Replica(base string) []scraper.Source {
	return []scraper.Source{
		calaccess.New(calaccess.Options{Base: base, Replica: true}),
		netfile.New(netfile.Options{Base: base, Replica: true}),
	}
}

// EveryReplica gives all sources, asking a replica at base.
func EveryReplica(base string, keys Keys) []scraper.Source { return list(base, true, keys) }

func list(base string, replica bool, keys Keys) []scraper.Source {
	state := calaccess.Options{Base: base, Replica: replica}
	local := netfile.Options{Base: base, Replica: replica, User: keys.NetFileUser, Password: keys.NetFilePassword}
	federal := fec.Options{Base: base, Replica: replica, Key: keys.FEC}
	all := []scraper.Source{calaccess.New(state), calaccess.NewPages(state), netfile.New(local), netfile.NewPublic(local), netfile.NewKeyed(local)}
	all = append(all, fec.New(federal), fec.NewBulk(federal), fec.NewDaily(federal), fec.NewAPI(federal))
	// The maps are part of the program: that they can be read is for a test.
	cities, err := socrata.BuiltIn(socrata.Options{Base: base, Replica: replica, Token: keys.SocrataToken})
	if err != nil {
		return all
	}
	return append(all, cities...)
}

// WithMaps adds the sources of column maps of the operator's to list. A map that
// takes the name of a source is one that cannot be used.
func WithMaps(list []scraper.Source, keys Keys, maps []*format.Map) ([]scraper.Source, error) {
	for _, m := range maps {
		if _, taken := Find(list, m.Name); taken {
			return nil, fmt.Errorf("column map %s: there is a source of that name: %w", m.Name, format.ErrMap)
		}
		list = append(list, socrata.New(socrata.Options{Map: m, Token: keys.SocrataToken}))
	}
	return list, nil
}

// Find gives the source of a name among list.
func Find(list []scraper.Source, name string) (scraper.Source, bool) {
	for _, source := range list {
		if source.Info().Name == name {
			return source, true
		}
	}
	return nil, false
}
