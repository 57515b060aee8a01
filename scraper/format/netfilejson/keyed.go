package netfilejson

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"moneytrail/scraper/format/jsonlist"
	"moneytrail/store"
)

// SystemKeyed identifies a report by the number that NetFile's keyed interface
// gives a filing (filingNid). Every version has one of its own; the version is
// always 0.
const SystemKeyed store.System = "netfile-v101"

const (
	partKeyedFilings  = "keyed filings"
	partKeyedElements = "keyed elements"
)

// keyedPart tells the answers of the keyed interface by their fields.
func keyedPart(head []byte) string {
	has := func(name string) bool { return bytes.Contains(head, []byte(`"`+name+`"`)) }
	switch {
	case !has("results"):
		return ""
	case has("elementClassification"):
		return partKeyedElements
	case has("filingNid") && has("filingMeta"):
		return partKeyedFilings
	}
	return ""
}

// KeyedFileName gives the name under which answers of the keyed interface are
// handed over: "netfile-v101_LACO_filings.json".
func KeyedFileName(agency, what string) string {
	return strings.Join([]string{string(SystemKeyed), agency, what}, "_") + ".json"
}

var keyedName = regexp.MustCompile(`^netfile-v101_([A-Z0-9]+)_`)

// keyedAgency reads the agency out of such a name.
func keyedAgency(name string) string {
	if m := keyedName.FindStringSubmatch(path.Base(strings.ReplaceAll(name, `\`, "/"))); m != nil {
		return m[1]
	}
	return ""
}

// keyedFiling reads an entry of the list of filings. The filer goes by NetFile's
// number, since that is all that lines have; the state's id is an alias.
func (rd *reader) keyedFiling(e *jsonlist.Record) error {
	if err := rd.need(e, "filingNid", "filingActivityType", "specificationRef", "filingMeta", "filerMeta"); err != nil {
		return err
	}
	meta, filer := e.Within("filingMeta"), e.Within("filerMeta")
	number := store.FilerRef{Scheme: store.SchemeNetFile, ID: filer.Text("filerId")}
	id, name := e.Text("filingNid"), activeName(filer.Text("commonName"))
	if id == "" || number.ID == "" {
		return rd.quarantine(e, "the filing has no number, or its filer has none")
	}
	withdrawn, known := activity(e.Text("filingActivityType"))
	if !known {
		return rd.quarantine(e, "what happened to the filing is not known: "+shorten(e.Text("filingActivityType"), 40))
	}
	f := store.Filing{
		Key: store.FilingKey{System: SystemKeyed, Report: id}, Form: formOf(e.Within("specificationRef").Text("name")), Filer: number, FilerName: name,
		Agency: e.Within("agencyMeta").Text("aid"), Pos: rd.pos(e),
		// What the agency does not show to the public counts for nobody.
		Withdrawn: withdrawn || meta.Within("booleans").Text("IsPublic") == "false",
	}
	if f.Agency == "" {
		f.Agency = rd.agency
	}
	if f.Form == "F496" || f.Form == "F497" {
		f.ReportID = meta.Text("reportNumber")
	}
	for field, into := range map[string]*store.Date{"legalFilingDate": &f.Filed, "startDate": &f.From, "endDate": &f.Thru} {
		date, err := store.ParseDate(meta.Text(field))
		if err != nil {
			return rd.quarantine(e, field+" is not a day")
		}
		*into = date
	}
	if issued := meta.Text("issuedFilingId"); digits(issued) {
		f.URL = "https://netfile.com/Connect2/api/public/image/" + issued
	}
	if err := rd.keyedFiler(number, name, filer.Within("strings").Text("Registration_CA SOS")); err != nil {
		return err
	}
	rd.tally.Typed++
	rd.listed = append(rd.listed, listed{Filing: f, sequence: meta.Text("amendmentSequence"), chain: e.Text("originalFilingId")})
	return nil
}

// keyedFiler gives a filer's name and state id, once.
func (rd *reader) keyedFiler(number store.FilerRef, name, fppc string) error {
	if rd.heads[number.ID] {
		return nil
	}
	rd.heads[number.ID] = true
	if digits(fppc) {
		if err := rd.sink.FilerAlias(&store.FilerAlias{Filer: number, Alias: store.FilerRef{Scheme: store.SchemeFPPC, ID: fppc}}); err != nil {
			return err
		}
	}
	if name == "" {
		return nil
	}
	return rd.sink.FilerName(&store.FilerName{Filer: number, Name: name})
}

// activity says what filingActivityType means; of its values FiledOriginal and
// FiledAmendment are documented.
func activity(kind string) (withdrawn, known bool) {
	lower := strings.ToLower(kind)
	for _, word := range []string{"withdr", "void", "delet", "remov", "revok"} {
		if strings.Contains(lower, word) {
			return true, true
		}
	}
	return false, strings.HasPrefix(lower, "filed") || strings.HasPrefix(lower, "amend")
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
