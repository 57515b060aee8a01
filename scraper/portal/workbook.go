package portal

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"moneytrail/store"
)

// cells are the values of one row of a sheet by column: a string is text, a
// store.Date a day, store.Cents money. A column without a value is an empty
// text; an empty date has no cell, as in the real workbooks.
type cells map[string]any

// Workbook renders the county's e-filed reports of a year as NetFile's yearly
// workbook (.xlsx): all versions of each report, 16 sheets, one row per line.
func Workbook(c County, year int) ([]byte, error) {
	rows := map[string][]cells{}
	for _, r := range c.Local {
		if r.Paper || r.year() != year {
			continue
		}
		for i := range r.Rows {
			name, row := workbookRow(r, &r.Rows[i])
			rows[name] = append(rows[name], row)
		}
		for i := range r.Summary {
			rows["Summary"] = append(rows["Summary"], summaryRow(r, &r.Summary[i]))
		}
	}
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	styles, err := newStyles(book)
	if err != nil {
		return nil, fmt.Errorf("render workbook of %d: %w", year, err)
	}
	for i, s := range sheets() {
		if err := writeSheet(book, styles, i, s, rows[s.name]); err != nil {
			return nil, fmt.Errorf("render workbook of %d, sheet %s: %w", year, s.name, err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return nil, fmt.Errorf("render workbook of %d: %w", year, err)
	}
	return out.Bytes(), nil
}

type styles struct{ date, money int }

func newStyles(book *excelize.File) (s styles, err error) {
	format := "mm/dd/yyyy"
	if s.date, err = book.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
		return s, err
	}
	s.money, err = book.NewStyle(&excelize.Style{NumFmt: 2})
	return s, err
}

func writeSheet(book *excelize.File, st styles, index int, s sheet, rows []cells) error {
	if index == 0 {
		if err := book.SetSheetName(book.GetSheetName(0), s.name); err != nil {
			return err
		}
	} else if _, err := book.NewSheet(s.name); err != nil {
		return err
	}
	if err := book.SetSheetRow(s.name, "A1", &s.columns); err != nil {
		return err
	}
	for i, row := range rows {
		for j, column := range s.columns {
			if err := writeCell(book, st, s.name, j+1, i+2, row[column]); err != nil {
				return fmt.Errorf("column %s: %w", column, err)
			}
		}
		for column := range row {
			if !slices.Contains(s.columns, column) {
				return fmt.Errorf("no column %s", column)
			}
		}
	}
	return nil
}

func writeCell(book *excelize.File, st styles, name string, column, row int, value any) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	switch v := value.(type) {
	case nil:
		return book.SetCellStr(name, at, "")
	case string:
		return book.SetCellStr(name, at, v)
	case store.Cents:
		if err := book.SetCellFloat(name, at, float64(v)/100, -1, 64); err != nil {
			return err
		}
		return book.SetCellStyle(name, at, at, st.money)
	case store.Date:
		if v == "" {
			return nil
		}
		if err := book.SetCellInt(name, at, serial(v)); err != nil {
			return err
		}
		return book.SetCellStyle(name, at, at, st.date)
	}
	return fmt.Errorf("value of type %T", value)
}

// serial gives the day as spreadsheets count: days since 1899-12-30.
func serial(d store.Date) int64 {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	return int64(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

func workbookCover(r Report) cells {
	return cells{
		"Filer_ID": r.filerID(), "Filer_NamL": r.FilerName, "Report_Num": r.reportNumber(), "Committee_Type": r.CommitteeType,
		"Rpt_Date": r.Filed, "From_Date": r.From, "Thru_Date": r.Thru, "Elect_Date": r.Election,
	}
}

func summaryRow(r Report, line *store.SummaryLine) cells {
	row := workbookCover(r)
	row["Rec_Type"], row["Form_Type"], row["Line_Item"] = "SMRY", line.Schedule, line.Line
	row["Amount_A"], row["Amount_B"], row["Amount_C"] = line.A, line.B, store.Date("")
	return row
}

// workbookRow renders a line for the sheet that it belongs to.
func workbookRow(r Report, t *store.Transaction) (string, cells) {
	row := workbookCover(r)
	row["Form_Type"], row["Tran_ID"], row["Memo_RefNo"] = t.Schedule, t.TranID, t.MemoRef
	if t.Memo {
		row["Memo_Code"] = "X"
	}
	switch t.Table {
	case store.TableReceipts:
		receiptCells(row, t)
		return t.Schedule + "-Contributions", row
	case store.TableLoans:
		loanCells(row, t)
		return t.Schedule + "-Loans", row
	case store.TableDebts:
		debtCells(row, t)
		return "F-Expenses", row
	case store.TableLateContributions:
		lateCells(row, t)
		row["Rpt_ID_Num"] = r.ReportID
		return "497", row
	case store.TableIndependent:
		independentCells(row, r, t)
		return "496", row
	default:
		expenditureCells(row, t)
		return t.Schedule + "-Expenditure", row
	}
}

func (row cells) name(prefix string, n store.Name) {
	row[prefix+"_NamL"], row[prefix+"_NamF"], row[prefix+"_NamT"], row[prefix+"_NamS"] = n.Last, n.First, n.Title, n.Suffix
}

func yesNo(b bool) string {
	if b {
		return "y"
	}
	return "n"
}

func receiptCells(row cells, t *store.Transaction) {
	row.name("Tran", t.Counterparty)
	row.name("Intr", t.Intermediary)
	row["Rec_Type"], row["Entity_Cd"] = "RCPT", t.Entity
	row["Tran_City"], row["Tran_State"], row["Tran_Zip4"] = t.Address.City, t.Address.State, t.Address.Zip
	row["Tran_Emp"], row["Tran_Occ"], row["Tran_Self"] = t.Employer, t.Occupation, yesNo(t.SelfEmployed)
	row["Tran_Type"], row["Tran_Date"], row["Tran_Date1"] = t.TranType, t.Date, t.DateThru
	row["Tran_Amt1"], row["Tran_Amt2"] = t.Amount, t.Cumulative
	row["Tran_Dscr"], row["Cmte_ID"], row["Int_CmteId"] = t.Description, t.CommitteeID, t.IntermediaryCommitteeID
	row["BakRef_TID"], row["XRef_SchNm"] = t.BackRef, t.CrossRef
}

func loanCells(row cells, t *store.Transaction) {
	row.name("Lndr", t.Counterparty)
	row["Rec_Type"], row["Entity_Cd"] = "LOAN", t.Entity
	row["Loan_City"], row["Loan_ST"], row["Loan_Zip4"] = t.Address.City, t.Address.State, t.Address.Zip
	row["Loan_Date1"], row["Loan_Date2"] = t.Date, t.Loan.Due
	row["Loan_Amt1"], row["Loan_Amt2"], row["Loan_Amt3"], row["Loan_Amt4"] = t.Amount, t.Loan.BalanceEnd, t.Cumulative, t.Loan.BalanceStart
	row["Loan_Amt5"], row["Loan_Amt6"], row["Loan_Amt7"], row["Loan_Amt8"] = t.Loan.Repaid, t.Loan.Forgiven, t.Loan.Interest, t.Loan.Original
	row["Loan_EMP"], row["Loan_OCC"], row["Loan_Self"], row["Cmte_ID"] = t.Employer, t.Occupation, yesNo(t.SelfEmployed), t.CommitteeID
	row["Loan_Rate"] = "0.00"
}

func debtCells(row cells, t *store.Transaction) {
	row.name("Payee", t.Counterparty)
	row["Rec_Type"], row["Entity_Cd"] = "DEBT", t.Entity
	row["Payee_City"], row["Payee_State"], row["Payee_Zip4"] = t.Address.City, t.Address.State, t.Address.Zip
	row["Beg_Bal"], row["Amt_Incur"], row["Amt_Paid"], row["End_Bal"] = t.Loan.BalanceStart, t.Amount, t.Loan.Repaid, t.Loan.BalanceEnd
	row["Expn_Code"], row["Expn_Dscr"], row["Cmte_ID"] = t.Code, t.Description, t.CommitteeID
}

func lateCells(row cells, t *store.Transaction) {
	row.name("Enty", t.Counterparty)
	row["Rec_Type"], row["Entity_Cd"] = "S497", t.Entity
	row["Enty_City"], row["Enty_ST"], row["Enty_Zip4"] = t.Address.City, t.Address.State, t.Address.Zip
	row["Ctrib_Emp"], row["Ctrib_Occ"], row["Ctrib_Self"] = t.Employer, t.Occupation, yesNo(t.SelfEmployed)
	row["Elec_Date"], row["Ctrib_Date"], row["Date_Thru"] = store.Date(""), t.Date, t.DateThru
	row["Amount"], row["Cmte_ID"] = t.Amount, t.CommitteeID
}

func independentCells(row cells, r Report, t *store.Transaction) {
	last, first := splitCandidate(r.Target.Candidate)
	row.name("Cand", store.Name{Last: last, First: first})
	row["Rec_Type"], row["Form_Type"] = "S496", "F496"
	row["Amount"], row["Exp_Date"], row["Date_Thru"], row["Expn_Dscr"] = t.Amount, t.Date, t.DateThru, t.Description
	row["Bal_Name"], row["Bal_Juris"], row["Sup_Opp_Cd"] = r.Target.Measure, r.Target.Jurisdiction, r.Target.Support
	row["Rpt_ID_Num"] = r.ReportID
}

func expenditureCells(row cells, t *store.Transaction) {
	row.name("Payee", t.Counterparty)
	row["Rec_Type"], row["Entity_Cd"] = "EXPN", t.Entity
	row["Payee_City"], row["Payee_State"], row["Payee_Zip4"] = t.Address.City, t.Address.State, t.Address.Zip
	row["Expn_Date"], row["Amount"], row["Cum_YTD"] = t.Date, t.Amount, t.Cumulative
	row["Expn_Code"], row["Expn_Dscr"], row["Cmte_ID"] = t.Code, t.Description, t.CommitteeID
	row["Bal_Name"], row["Bal_Juris"], row["Sup_Opp_Cd"] = t.Target.Measure, t.Target.Jurisdiction, t.Target.Support
	row["BakRef_TID"], row["XRef_SchNm"] = t.BackRef, t.CrossRef
}
