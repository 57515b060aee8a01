package netfilexlsx

import (
	"fmt"
	"slices"
	"strings"

	"moneytrail/store"
)

// Headers as they stand in workbooks of 2017 and 2018 and in extracts of
// later years: the same in all of them.
const (
	coverColumns = "Filer_ID Filer_NamL Report_Num Committee_Type Rpt_Date From_Date Thru_Date Elect_Date"
	rowColumns   = coverColumns + " tblCover_Office_Cd tblCover_Offic_Dscr Rec_Type Form_Type"
	linkColumns  = " Memo_Code Memo_RefNo BakRef_TID XRef_SchNm XRef_Match"

	contributionColumns = rowColumns + " Tran_ID Entity_Cd Tran_NamL Tran_NamF Tran_NamT Tran_NamS" +
		" Tran_Adr1 Tran_Adr2 Tran_City Tran_State Tran_Zip4 Tran_Emp Tran_Occ Tran_Self Tran_Type Tran_Date Tran_Date1" +
		" Tran_Amt1 Tran_Amt2 Tran_Dscr Cmte_ID Tres_NamL Tres_NamF Tres_NamT Tres_NamS Tres_Adr1 Tres_Adr2 Tres_City" +
		" Tres_State Tres_Zip Intr_NamL Intr_NamF Intr_NamT Intr_NamS Intr_Adr1 Intr_Adr2 Intr_City Intr_State Intr_Zip4" +
		" Intr_Emp Intr_Occ Intr_Self Cand_NamL Cand_NamF Cand_NamT Cand_NamS tblDetlTran_Office_Cd" +
		" tblDetlTran_Offic_Dscr Juris_Cd Juris_Dscr Dist_No Off_S_H_Cd Bal_Name Bal_Num Bal_Juris Sup_Opp_Cd" +
		linkColumns + " Loan_Rate Int_CmteId"

	payeeColumns = rowColumns + " Tran_ID Entity_Cd Payee_NamL Payee_NamF Payee_NamT Payee_NamS" +
		" Payee_Adr1 Payee_Adr2 Payee_City Payee_State Payee_Zip4"
	treasurerColumns = " Cmte_ID Tres_NamL Tres_NamF Tres_NamT Tres_NamS Tres_Adr1 Tres_Adr2 Tres_City Tres_ST Tres_ZIP4"

	expenditureColumns = payeeColumns + " Expn_Date Amount Cum_YTD Expn_ChkNo Expn_Code Expn_Dscr" +
		" Agent_NamL Agent_NamF Agent_NamT Agent_NamS" + treasurerColumns +
		" Cand_NamL Cand_NamF Cand_NamT Cand_NamS Office_Cd Offic_Dscr Juris_Cd Juris_Dscr Dist_No Off_S_H_Cd" +
		" Bal_Name Bal_Num Bal_Juris Sup_Opp_Cd Memo_Code Memo_RefNo BakRef_TID G_From_E_F XRef_SchNm XRef_Match"

	majorDonorColumns = expenditureColumns + " EmplBus_CB Bus_Name Bus_Adr1 Bus_Adr2 Bus_City Bus_ST Bus_ZIP4" +
		" Bus_Inter BusAct_CB BusActvity Assoc_CB Assoc_Int Other_CB Other_Int"

	debtColumns = payeeColumns + " Beg_Bal Amt_Incur Amt_Paid End_Bal Expn_Code Expn_Dscr" + treasurerColumns + linkColumns

	loanColumns = rowColumns + " Tran_ID Entity_Cd Lndr_NamL Lndr_NamF Lndr_NamT Lndr_NamS" +
		" Loan_Adr1 Loan_Adr2 Loan_City Loan_ST Loan_Zip4 Loan_Date1 Loan_Date2" +
		" Loan_Amt1 Loan_Amt2 Loan_Amt3 Loan_Amt4 Loan_Rate Loan_EMP Loan_OCC Loan_Self" + treasurerColumns +
		" B2Lender_Name-Inter_name Intr_NamF Intr_NamT Intr_NamS Intr_Adr1 Intr_Adr2 Intr_City Intr_ST Intr_ZIP4" +
		linkColumns + " Loan_Amt5 Loan_Amt6 Loan_Amt7 Loan_Amt8"

	summaryColumns = rowColumns + " Line_Item Amount_A Amount_B Amount_C"

	lateColumns = coverColumns + " Rec_Type Form_Type Tran_ID Entity_Cd Enty_NamL Enty_NamF Enty_NamT Enty_NamS" +
		" Enty_Adr1 Enty_Adr2 Enty_City Enty_ST Enty_Zip4 Ctrib_Emp Ctrib_Occ Ctrib_Self Elec_Date Ctrib_Date Date_Thru" +
		" Amount Cmte_ID Cand_NamL Cand_NamF Cand_NamT Cand_NamS Office_Cd Offic_Dscr Juris_Cd Juris_Dscr Dist_No" +
		" Off_S_H_Cd Bal_Name Bal_Num Bal_Juris Memo_Code Memo_RefNo Rpt_ID_Num"

	independentColumns = coverColumns + " Rec_Type Form_Type Tran_ID Amount Exp_Date Date_Thru Expn_Dscr" +
		" Memo_Code Memo_RefNo Bal_Name Bal_Num Bal_Juris Sup_Opp_Cd Cand_NamL Cand_NamF Cand_NamT Cand_NamS" +
		" Office_Cd Offic_Dscr Juris_Cd Juris_Dscr Dist_No Rpt_ID_Num"
)

const (
	summarySheet     = "Summary"
	independentSheet = "496"
)

// layout is what a sheet must look like and how its rows are read. The form
// is that of the reports whose rows stand on it, empty when the Summary sheet
// has to tell.
type layout struct {
	sheet   string
	columns string
	form    string
	read    func(*reader, *row) error
}

func layouts() []layout {
	return []layout{
		{"A-Contributions", contributionColumns, "", (*reader).receipt},
		{"C-Contributions", contributionColumns, "", (*reader).receipt},
		{"I-Contributions", contributionColumns, "", (*reader).receipt},
		{"F496P3-Contributions", contributionColumns, "F496", (*reader).receipt},
		{"F465P3-Expenditure", expenditureColumns, "F465", (*reader).expenditure},
		{"F461P5-Expenditure", majorDonorColumns, "F461", (*reader).expenditure},
		{"D-Expenditure", expenditureColumns, "", (*reader).expenditure},
		{"G-Expenditure", expenditureColumns, "", (*reader).expenditure},
		{"E-Expenditure", expenditureColumns, "", (*reader).expenditure},
		{"F-Expenses", debtColumns, "", (*reader).debt},
		{"B1-Loans", loanColumns, "", (*reader).loan},
		{"B2-Loans", loanColumns, "", (*reader).loan},
		{"H-Loans", loanColumns, "", (*reader).loan},
		{summarySheet, summaryColumns, "", (*reader).summary},
		{"497", lateColumns, "F497", (*reader).late},
		{independentSheet, independentColumns, "F496", (*reader).independent},
	}
}

// Sheets lists the sheets that a workbook must have, in their usual order.
func Sheets() []string {
	var names []string
	for _, l := range layouts() {
		names = append(names, l.sheet)
	}
	return names
}

// Columns lists the header of a sheet, in its usual order; nil for a sheet
// that the workbook does not have.
func Columns(sheet string) []string {
	for _, l := range layouts() {
		if l.sheet == sheet {
			return strings.Fields(l.columns)
		}
	}
	return nil
}

// matchHeader gives the place of each column. A column that is missing, named
// twice or not known is refused: a silent change of the workbook would read as
// blank amounts.
func matchHeader(file string, l layout, header []string) (map[string]int, error) {
	known := strings.Fields(l.columns)
	place := make(map[string]int, len(known))
	for i, cell := range header {
		name := clean(cell)
		switch _, twice := place[name]; {
		case name == "":
			return nil, headerError(file, l.sheet, fmt.Sprintf("column %d has no name", i+1))
		case !slices.Contains(known, name):
			return nil, headerError(file, l.sheet, fmt.Sprintf("unknown column %q", shorten(name, 60)))
		case twice:
			return nil, headerError(file, l.sheet, fmt.Sprintf("column %s stands there twice", name))
		}
		place[name] = i
	}
	for _, name := range known {
		if _, ok := place[name]; !ok {
			return nil, headerError(file, l.sheet, fmt.Sprintf("column %s is missing", name))
		}
	}
	return place, nil
}

func headerError(file, sheet, problem string) error {
	return &store.InputError{
		File: file, Part: sheet, Line: 1, Problem: problem,
		Hint: "NetFile may have changed its workbook; nothing was read, report the new column names",
	}
}
