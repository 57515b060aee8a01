package fecbulk

import "moneytrail/store"

// filingID is what tells a filing from others within one kind of file.
type filingID struct{ file, committee, number string }

// filings remembers which filings were announced. Its memory grows with the
// number of filings; where a cycle has no filing numbers, with that of pages.
type filings struct {
	known   map[filingID]store.FilingKey
	last    filingID
	lastKey store.FilingKey
}

// origin is what a row says of the filing that it stands in.
type origin struct {
	file      string // "indiv", "oth", "pas2", "oppexp", "ie"
	committee string // CMTE_ID
	number    string // FILE_NUM; "" or "0" on old and paper filings
	image     string // IMAGE_NUM
	report    string // RPT_TP
	form      string
}

// filing gives the key of a row's filing, and announces it when it is new. A
// filing without a number is known by the page image that the row stands on.
func (m *member) filing(o origin) (store.FilingKey, error) {
	id := filingID{o.file, o.committee, o.number}
	if o.number == "" || o.number == "0" {
		id.number = "image:" + o.image
	}
	f := &m.filings
	if id == f.last {
		return f.lastKey, nil
	}
	key, ok := f.known[id]
	if !ok {
		key = store.FilingKey{System: store.SystemFECBulk, Report: o.file + "|" + o.committee + "|" + id.number}
		id = filingID{o.file, key.Report[len(o.file)+1 : len(o.file)+1+len(o.committee)], key.Report[len(key.Report)-len(id.number):]}
		f.known[id] = key
		if err := m.sink.Filing(m.head(o, key)); err != nil {
			return key, err
		}
	}
	f.last, f.lastKey = id, key
	return key, nil
}

// head is the filing as far as a row tells. The form is not in the files of
// contributions.
func (m *member) head(o origin, key store.FilingKey) *store.Filing {
	f := &store.Filing{
		Key: key, Form: "BULK", Filer: store.FilerRef{Scheme: store.SchemeFEC, ID: o.committee}, Statement: o.report,
		Filed: imageDate(o.image), Partial: true, Pos: m.row.pos,
	}
	if o.form != "" {
		f.Form = o.form
	}
	if o.number != "" && o.number != "0" {
		f.ReportID = o.number
		f.URL = "https://docquery.fec.gov/cgi-bin/forms/" + o.committee + "/" + o.number + "/"
	}
	return f
}

// imageDate is the day in an image number of 18 digits (YYYYMMDD, source,
// page), on which the filing was received. Older numbers tell the year only.
func imageDate(image string) store.Date {
	if len(image) != 18 || !digits(image) {
		return ""
	}
	d, err := store.ParseDate(image[:8])
	if err != nil {
		return ""
	}
	return d
}
