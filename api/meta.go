package api

import (
	"cmp"

	"moneytrail/store"
)

// Notice stands on every answer and page: 52 U.S.C. 30111(a)(4) forbids the
// use of contributors' names and addresses for soliciting or commerce.
const Notice = "Contributor names and addresses copied from campaign finance reports may not be sold or used " +
	"to solicit contributions or for any commercial purpose (52 U.S.C. 30111(a)(4)). " +
	"Places are given by city and ZIP only; street lines are never published."

// Bases of an answer's as-of day.
const (
	AsOfFiled   = "latest filing day"
	AsOfThru    = "last day covered by a periodic report"
	AsOfVersion = "day of the data version"
)

// Meta says which state of the data an answer is of.
type Meta struct {
	DataVersion   int64      `json:"data_version" doc:"Number of the state of the data that the answer is of."`
	DataVersionAt string     `json:"data_version_at" doc:"RFC 3339, UTC."`
	MethodVersion string     `json:"method_version" doc:"Version of the rules in force, by which money is counted, donors are joined and classified; /method prints them."`
	AsOf          store.Date `json:"as_of" doc:"Day up to which the answer knows, or empty."`
	AsOfBasis     string     `json:"as_of_basis" doc:"What that day is."`
	Notice        string     `json:"notice" doc:"Law on the use of contributors' names."`
	ClassNotice   string     `json:"class_notice" doc:"Who classified the donors."`
}

// Version gives the data version that the answer is of.
func (m Meta) Version() int64 { return m.DataVersion }

// newMeta dates an answer by the latest day on which something that it rests
// on was filed, since that is as far as it can know; without such a day by the
// data version.
func (s *Service) newMeta(v store.DataVersion, c store.Coverage) Meta {
	m := Meta{DataVersion: v.ID, MethodVersion: cmp.Or(v.Method, s.rules.MethodVersion()), DataVersionAt: utc(v.At), Notice: Notice, ClassNotice: ClassNotice}
	switch {
	case c.FiledThrough != "":
		m.AsOf, m.AsOfBasis = c.FiledThrough, AsOfFiled
	case c.Thru != "":
		m.AsOf, m.AsOfBasis = c.Thru, AsOfThru
	case !v.At.IsZero():
		m.AsOf, m.AsOfBasis = store.DateOf(v.At.UTC()), AsOfVersion
	}
	return m
}

// Coverage says what figures rest on. From and Thru are the first and last day
// of the periodic reports, empty when there are none.
type Coverage struct {
	From         store.Date `json:"from" doc:"First day of the periodic reports, or empty."`
	Thru         store.Date `json:"thru" doc:"Last day of the periodic reports, or empty."`
	FiledThrough store.Date `json:"filed_through" doc:"Latest day of filing, or empty."`
	Filings      int        `json:"filings" doc:"Versions in force."`
	Superseded   int        `json:"superseded" doc:"Versions replaced."`
}

func newCoverage(c store.Coverage) Coverage {
	return Coverage{c.From, c.Thru, c.FiledThrough, c.Filings, c.Superseded}
}

// Share is a part of a whole that Of names. Value is a fraction rounded to
// four decimals: 0.0957 is 9.6 %.
type Share struct {
	Value float64 `json:"value" doc:"Fraction rounded to four decimals: 0.0957 is 9.6 %."`
	Of    string  `json:"of" doc:"What the whole is."`
}

// ItemizedMoney names the denominator of donors' shares.
const ItemizedMoney = "itemized money, net of returns"

// AllMoney names the denominator of shares of everything that was given,
// gifts too small to itemize included.
const AllMoney = "itemized and unitemized money, net of returns"

// newShare gives nil when the whole is not positive: a share of nothing, or
// of money given back, means nothing.
func newShare(part, whole store.Cents, of string) *Share {
	if whole <= 0 {
		return nil
	}
	ten := float64(part) / float64(whole) * 10_000
	return &Share{Value: float64(int64(ten+sign(ten)*0.5)) / 10_000, Of: of}
}

func sign(f float64) float64 {
	if f < 0 {
		return -1
	}
	return 1
}
