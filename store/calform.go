package store

import "strings"

// ReceiptKind says what a received row of a Californian form is, by its
// schedule and TRAN_TYPE (F forgiven loan, R returned, X transfer; it is no
// memo code, as some readers of the format take it). Form 460 and 496
// instructions; FPPC CAL format.
func ReceiptKind(schedule, tranType string) Kind {
	switch schedule {
	case "C":
		return KindInKind
	case "F496P3", "F497P1":
		return KindMonetary
	case "A", "A-1":
	default:
		return KindOtherReceipt
	}
	switch tranType {
	case "F", "f":
		return KindForgiveness
	case "R", "r":
		return KindReturn
	case "X", "x":
		return KindTransfer
	}
	if schedule == "A-1" {
		return KindTransfer
	}
	return KindMonetary
}

// ExpenditureKind says what a spent row of a Californian form is: Form 465
// reports independent spending only; elsewhere the code IND marks it.
func ExpenditureKind(schedule, code string) Kind {
	if schedule == "F465P3" || strings.EqualFold(code, "IND") {
		return KindIndependent
	}
	return KindExpenditure
}

// CALTarget is what a Californian form says money was for or against, in the
// fields of the e-filing format.
type CALTarget struct {
	Last, First                          string
	OfficeCode, Office                   string
	JurisdictionCode, Jurisdiction       string
	District                             string
	Measure, Number, MeasureJurisdiction string
	Support                              string // SUP_OPP_CD
}

// Target joins the fields: "Last, First", "code text" of the office,
// "jurisdiction, district n", "measure (number)". Support is S or O; nothing
// else is one.
func (c CALTarget) Target() Target {
	t := Target{
		Candidate: JoinFilled(", ", c.Last, c.First), Office: JoinFilled(" ", c.OfficeCode, c.Office),
		Jurisdiction: c.Jurisdiction, Measure: c.Measure,
	}
	if t.Jurisdiction == "" {
		t.Jurisdiction = c.JurisdictionCode
	}
	if t.Jurisdiction != "" && strings.Trim(c.District, "0") != "" {
		t.Jurisdiction += ", district " + c.District
	}
	if t.Jurisdiction == "" {
		t.Jurisdiction = c.MeasureJurisdiction
	}
	if t.Measure == "" {
		t.Measure = c.Number
	} else if c.Number != "" && !strings.Contains(strings.ToUpper(c.Measure), strings.ToUpper(c.Number)) {
		t.Measure += " (" + c.Number + ")"
	}
	if s := strings.ToUpper(c.Support); s == "S" || s == "O" {
		t.Support = s
	}
	return t
}

// JoinFilled joins the parts that are not empty.
func JoinFilled(separator string, parts ...string) string {
	filled := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, separator)
}
