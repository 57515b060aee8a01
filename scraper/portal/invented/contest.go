package invented

import _ "embed"

//go:embed contest.toml
var contest []byte

// Slug is the contest's name in addresses.
const Slug = "invented-recall"

// Contest gives the contest file that groups the county's committees by side.
func Contest() []byte { return append([]byte(nil), contest...) }
