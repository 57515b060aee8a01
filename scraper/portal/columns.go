package portal

import "slices"

// sheet is one sheet of NetFile's yearly workbook.
type sheet struct {
	name    string
	columns []string
}

// sheets gives the sheets in the workbook's order, with the columns as they
// stand in the workbooks of 2017 and 2018.
func sheets() []sheet {
	receipts := slices.Concat(coverColumns(true), receiptColumns())
	expenditures := slices.Concat(coverColumns(true), expenditureColumns())
	loans := slices.Concat(coverColumns(true), loanColumns())
	return []sheet{
		{"A-Contributions", receipts},
		{"C-Contributions", receipts},
		{"I-Contributions", receipts},
		{"F496P3-Contributions", receipts},
		{"F465P3-Expenditure", expenditures},
		{"F461P5-Expenditure", slices.Concat(expenditures, majorDonorColumns())},
		{"D-Expenditure", expenditures},
		{"G-Expenditure", expenditures},
		{"E-Expenditure", expenditures},
		{"F-Expenses", slices.Concat(coverColumns(true), debtColumns())},
		{"B1-Loans", loans},
		{"B2-Loans", loans},
		{"H-Loans", loans},
		{"Summary", slices.Concat(coverColumns(true), []string{"Rec_Type", "Form_Type", "Line_Item", "Amount_A", "Amount_B", "Amount_C"})},
		{"497", slices.Concat(coverColumns(false), lateColumns())},
		{"496", slices.Concat(coverColumns(false), independentColumns())},
	}
}

// coverColumns are the first columns of every sheet; the sheets of the notices
// lack the office.
func coverColumns(office bool) []string {
	columns := []string{"Filer_ID", "Filer_NamL", "Report_Num", "Committee_Type", "Rpt_Date", "From_Date", "Thru_Date", "Elect_Date"}
	if office {
		columns = append(columns, "tblCover_Office_Cd", "tblCover_Offic_Dscr")
	}
	return columns
}

func receiptColumns() []string {
	return []string{
		"Rec_Type", "Form_Type", "Tran_ID", "Entity_Cd", "Tran_NamL", "Tran_NamF", "Tran_NamT", "Tran_NamS",
		"Tran_Adr1", "Tran_Adr2", "Tran_City", "Tran_State", "Tran_Zip4", "Tran_Emp", "Tran_Occ", "Tran_Self", "Tran_Type",
		"Tran_Date", "Tran_Date1", "Tran_Amt1", "Tran_Amt2", "Tran_Dscr", "Cmte_ID",
		"Tres_NamL", "Tres_NamF", "Tres_NamT", "Tres_NamS", "Tres_Adr1", "Tres_Adr2", "Tres_City", "Tres_State", "Tres_Zip",
		"Intr_NamL", "Intr_NamF", "Intr_NamT", "Intr_NamS", "Intr_Adr1", "Intr_Adr2", "Intr_City", "Intr_State", "Intr_Zip4",
		"Intr_Emp", "Intr_Occ", "Intr_Self", "Cand_NamL", "Cand_NamF", "Cand_NamT", "Cand_NamS",
		"tblDetlTran_Office_Cd", "tblDetlTran_Offic_Dscr", "Juris_Cd", "Juris_Dscr", "Dist_No", "Off_S_H_Cd",
		"Bal_Name", "Bal_Num", "Bal_Juris", "Sup_Opp_Cd", "Memo_Code", "Memo_RefNo", "BakRef_TID", "XRef_SchNm", "XRef_Match",
		"Loan_Rate", "Int_CmteId",
	}
}

func expenditureColumns() []string {
	return []string{
		"Rec_Type", "Form_Type", "Tran_ID", "Entity_Cd", "Payee_NamL", "Payee_NamF", "Payee_NamT", "Payee_NamS",
		"Payee_Adr1", "Payee_Adr2", "Payee_City", "Payee_State", "Payee_Zip4", "Expn_Date", "Amount", "Cum_YTD",
		"Expn_ChkNo", "Expn_Code", "Expn_Dscr", "Agent_NamL", "Agent_NamF", "Agent_NamT", "Agent_NamS", "Cmte_ID",
		"Tres_NamL", "Tres_NamF", "Tres_NamT", "Tres_NamS", "Tres_Adr1", "Tres_Adr2", "Tres_City", "Tres_ST", "Tres_ZIP4",
		"Cand_NamL", "Cand_NamF", "Cand_NamT", "Cand_NamS", "Office_Cd", "Offic_Dscr", "Juris_Cd", "Juris_Dscr", "Dist_No",
		"Off_S_H_Cd", "Bal_Name", "Bal_Num", "Bal_Juris", "Sup_Opp_Cd", "Memo_Code", "Memo_RefNo", "BakRef_TID",
		"G_From_E_F", "XRef_SchNm", "XRef_Match",
	}
}

func majorDonorColumns() []string {
	return []string{
		"EmplBus_CB", "Bus_Name", "Bus_Adr1", "Bus_Adr2", "Bus_City", "Bus_ST", "Bus_ZIP4", "Bus_Inter",
		"BusAct_CB", "BusActvity", "Assoc_CB", "Assoc_Int", "Other_CB", "Other_Int",
	}
}

func debtColumns() []string {
	return []string{
		"Rec_Type", "Form_Type", "Tran_ID", "Entity_Cd", "Payee_NamL", "Payee_NamF", "Payee_NamT", "Payee_NamS",
		"Payee_Adr1", "Payee_Adr2", "Payee_City", "Payee_State", "Payee_Zip4", "Beg_Bal", "Amt_Incur", "Amt_Paid", "End_Bal",
		"Expn_Code", "Expn_Dscr", "Cmte_ID",
		"Tres_NamL", "Tres_NamF", "Tres_NamT", "Tres_NamS", "Tres_Adr1", "Tres_Adr2", "Tres_City", "Tres_ST", "Tres_ZIP4",
		"Memo_Code", "Memo_RefNo", "BakRef_TID", "XRef_SchNm", "XRef_Match",
	}
}

func loanColumns() []string {
	return []string{
		"Rec_Type", "Form_Type", "Tran_ID", "Entity_Cd", "Lndr_NamL", "Lndr_NamF", "Lndr_NamT", "Lndr_NamS",
		"Loan_Adr1", "Loan_Adr2", "Loan_City", "Loan_ST", "Loan_Zip4", "Loan_Date1", "Loan_Date2",
		"Loan_Amt1", "Loan_Amt2", "Loan_Amt3", "Loan_Amt4", "Loan_Rate", "Loan_EMP", "Loan_OCC", "Loan_Self", "Cmte_ID",
		"Tres_NamL", "Tres_NamF", "Tres_NamT", "Tres_NamS", "Tres_Adr1", "Tres_Adr2", "Tres_City", "Tres_ST", "Tres_ZIP4",
		"B2Lender_Name-Inter_name", "Intr_NamF", "Intr_NamT", "Intr_NamS",
		"Intr_Adr1", "Intr_Adr2", "Intr_City", "Intr_ST", "Intr_ZIP4",
		"Memo_Code", "Memo_RefNo", "BakRef_TID", "XRef_SchNm", "XRef_Match", "Loan_Amt5", "Loan_Amt6", "Loan_Amt7", "Loan_Amt8",
	}
}

func lateColumns() []string {
	return []string{
		"Rec_Type", "Form_Type", "Tran_ID", "Entity_Cd", "Enty_NamL", "Enty_NamF", "Enty_NamT", "Enty_NamS",
		"Enty_Adr1", "Enty_Adr2", "Enty_City", "Enty_ST", "Enty_Zip4", "Ctrib_Emp", "Ctrib_Occ", "Ctrib_Self",
		"Elec_Date", "Ctrib_Date", "Date_Thru", "Amount", "Cmte_ID", "Cand_NamL", "Cand_NamF", "Cand_NamT", "Cand_NamS",
		"Office_Cd", "Offic_Dscr", "Juris_Cd", "Juris_Dscr", "Dist_No", "Off_S_H_Cd", "Bal_Name", "Bal_Num", "Bal_Juris",
		"Memo_Code", "Memo_RefNo", "Rpt_ID_Num",
	}
}

func independentColumns() []string {
	return []string{
		"Rec_Type", "Form_Type", "Tran_ID", "Amount", "Exp_Date", "Date_Thru", "Expn_Dscr", "Memo_Code", "Memo_RefNo",
		"Bal_Name", "Bal_Num", "Bal_Juris", "Sup_Opp_Cd", "Cand_NamL", "Cand_NamF", "Cand_NamT", "Cand_NamS",
		"Office_Cd", "Offic_Dscr", "Juris_Cd", "Juris_Dscr", "Dist_No", "Rpt_ID_Num",
	}
}
