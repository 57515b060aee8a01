package netfilejson

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	"moneytrail/store"
)

// Document says what an answer is about; the answers themselves do not.
type Document struct {
	Agency string // "LACO"
	Filer  string // NetFile's number of the filer
	FPPC   string // the state's id; may be empty
	What   string // "filings", "transactions" or "filer"
	Query  string // of transactions: the words that were searched, see [QueryOf]
}

// FileName gives the name under which a document is handed over:
// "netfile_LACO_123456789_1234567_transactions_some+name.json".
func (d Document) FileName() string {
	fppc := d.FPPC
	if fppc == "" {
		fppc = "0"
	}
	name := strings.Join([]string{"netfile", d.Agency, d.Filer, fppc, d.What}, "_")
	if d.Query != "" {
		name += "_" + strings.ReplaceAll(d.Query, " ", "+")
	}
	return name + ".json"
}

var fileName = regexp.MustCompile(`^netfile_([A-Z0-9]+)_([0-9]+)_([0-9]+)_(filings|transactions|filer)(?:_([^/]*))?\.json$`)

// ParseFileName is the opposite of [Document.FileName]; false for other names.
func ParseFileName(name string) (Document, bool) {
	m := fileName.FindStringSubmatch(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if m == nil {
		return Document{}, false
	}
	d := Document{Agency: m[1], Filer: m[2], FPPC: m[3], What: m[4], Query: strings.ReplaceAll(m[5], "+", " ")}
	if d.FPPC == "0" {
		d.FPPC = ""
	}
	return d, true
}

// QueryOf gives the words of a name that the portal's search takes: letters
// and digits only, in lower case. A colon in a query answers 500, a comma finds
// nothing. The star that marks an active filer goes too.
func QueryOf(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// filer names the filer that a document is about.
func (d Document) filer() store.FilerRef {
	switch {
	case d.FPPC != "":
		return store.FilerRef{Scheme: store.SchemeFPPC, ID: d.FPPC}
	case d.Filer != "":
		return store.FilerRef{Scheme: store.SchemeNetFile, ID: d.Filer}
	}
	return store.FilerRef{}
}
