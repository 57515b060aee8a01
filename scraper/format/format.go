package format

import (
	"context"
	"io"

	"moneytrail/scraper/format/calefile"
	"moneytrail/scraper/format/calexport"
	"moneytrail/scraper/format/calpages"
	"moneytrail/scraper/format/caltsv"
	"moneytrail/scraper/format/fecapi"
	"moneytrail/scraper/format/fecbulk"
	"moneytrail/scraper/format/fecfile"
	"moneytrail/scraper/format/handcsv"
	"moneytrail/scraper/format/netfilejson"
	"moneytrail/scraper/format/netfilexlsx"
	"moneytrail/scraper/format/socrata"
	"moneytrail/store"
)

// Format is one way in which filings are written.
type Format struct {
	Name string // as printed and stored: "calaccess-bulk"
	// Sniff reports whether head, the first 64 KiB of a file or less, begins a
	// file of the format. name is a last hint.
	Sniff func(head []byte, name string) bool
	// Read gives the records of a file to sink. It refuses a file that as a
	// whole cannot be what it claims with a [store.InputError].
	Read func(ctx context.Context, r io.ReaderAt, size int64, name string, sink store.Sink) error
}

// All gives the formats, the most telling beginnings first.
func All() []Format {
	return []Format{
		{caltsv.Name, caltsv.Sniff, caltsv.Read},
		{netfilexlsx.Name, netfilexlsx.Sniff, netfilexlsx.Read},
		{calefile.Name, calefile.Sniff, calefile.Read},
		{calexport.Name, calexport.Sniff, calexport.Read},
		{fecfile.Name, fecfile.Sniff, fecfile.Read},
		{fecbulk.Name, fecbulk.Sniff, fecbulk.Read},
		{fecapi.Name, fecapi.Sniff, fecapi.Read},
		{calpages.Name, calpages.Sniff, calpages.Read},
		{netfilejson.Name, netfilejson.Sniff, netfilejson.Read},
		{socrata.Name, socrata.Sniff, socrata.Read},
		{handcsv.Name, handcsv.Sniff, handcsv.Read},
	}
}

func named(name string) Format {
	for _, f := range All() {
		if f.Name == name {
			return f
		}
	}
	return Format{}
}
