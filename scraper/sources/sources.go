package sources

import (
	"moneytrail/scraper"
	"moneytrail/scraper/sources/calaccess"
	"moneytrail/scraper/sources/netfile"
)

// All gives the sources with their public addresses.
func All() []scraper.Source {
	return []scraper.Source{
		calaccess.New(calaccess.Options{}),
		netfile.New(netfile.Options{}),
	}
}

// Replica gives the same sources, all asking a replica at base, which must be
// a loopback address ("http://127.0.0.1:1234").
func Replica(base string) []scraper.Source {
	return []scraper.Source{
		calaccess.New(calaccess.Options{Base: base, Replica: true}),
		netfile.New(netfile.Options{Base: base, Replica: true}),
	}
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
