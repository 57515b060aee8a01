package sources

import (
	"moneytrail/scraper/sources/fec"
	"moneytrail/scraper/sources/netfile"
	"moneytrail/scraper/sources/socrata"
)

// Keys are what publishers have given the operator; all may be empty.
type Keys struct {
	NetFileUser, NetFilePassword string
	SocrataToken                 string
	FEC                          string
}

// KeysFrom reads the keys from the environment, which is the only place that
// they may stand in: os.Getenv, as a rule.
func KeysFrom(env func(string) string) Keys {
	return Keys{
		NetFileUser: env(netfile.KeyVariable), NetFilePassword: env(netfile.PasswordVariable),
		SocrataToken: env(socrata.TokenVariable), FEC: env(fec.KeyVariable),
	}
}

// KeyVariables lists the variables that [KeysFrom] reads.
func KeyVariables() []string {
	return []string{netfile.KeyVariable, netfile.PasswordVariable, socrata.TokenVariable, fec.KeyVariable}
}
