package portal

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"moneytrail/store"
)

const tableMoment = "1/2/2006 12:00:00 AM"

// StateExport renders the state's nightly export (a zip of tab-separated
// tables in windows-1252) with the tables that carry campaign money. The real
// one has 80 tables.
func StateExport(c County) ([]byte, error) {
	tables := newStateTables()
	for _, f := range c.StateFilers {
		tables.addFiler(f)
	}
	for _, r := range c.State {
		tables.addReport(r, c.internalID(r))
	}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	encoder := charmap.Windows1252.NewEncoder()
	for _, t := range tables.all() {
		if err := writeTable(archive, encoder, t); err != nil {
			return nil, fmt.Errorf("render state export, table %s: %w", t.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("render state export: %w", err)
	}
	return out.Bytes(), nil
}

func writeTable(archive *zip.Writer, encoder *encoding.Encoder, t *table) error {
	text, err := encoder.String(t.text())
	if err != nil {
		return err
	}
	w, err := archive.Create("CalAccess/DATA/" + t.name + ".TSV")
	if err != nil {
		return err
	}
	_, err = w.Write([]byte(text))
	return err
}

func (c County) internalID(r Report) string {
	for _, f := range c.StateFilers {
		if f.PublicID == r.Filer.ID {
			return f.FilerID
		}
	}
	return r.Filer.ID
}

type stateTables struct {
	xref, names, filers, filings, log, headers, covers *table
	receipts, late, independent, expenditures          *table
	loans, debts, summaries, memos, splits             *table
}

func newStateTables() *stateTables {
	return &stateTables{
		xref:         newTable("FILER_XREF_CD", filerXrefColumns),
		names:        newTable("FILERNAME_CD", filerNameColumns),
		filers:       newTable("FILERS_CD", "FILER_ID"),
		filings:      newTable("FILINGS_CD", "FILING_ID FILING_TYPE"),
		log:          newTable("FILER_FILINGS_CD", filingLogColumns),
		headers:      newTable("HDR_CD", headerTableColumns),
		covers:       newTable(coverTable, coverTableColumns),
		receipts:     newTable("RCPT_CD", receiptTableColumns),
		late:         newTable("S497_CD", lateTableColumns),
		independent:  newTable("S496_CD", independentTableColumns),
		expenditures: newTable("EXPN_CD", expenditureTableColumns),
		loans:        newTable("LOAN_CD", loanTableColumns),
		debts:        newTable("DEBT_CD", debtTableColumns),
		summaries:    newTable("SMRY_CD", summaryTableColumns),
		memos:        newTable("TEXT_MEMO_CD", textMemoColumns),
		splits:       newTable("SPLT_CD", splitColumns),
	}
}

// all gives the tables in the order of their names, as the state zips them.
func (s *stateTables) all() []*table {
	return []*table{
		s.covers, s.debts, s.expenditures, s.names, s.filers, s.log, s.xref, s.filings, s.headers, s.loans,
		s.receipts, s.independent, s.late, s.summaries, s.splits, s.memos,
	}
}

func (s *stateTables) addFiler(f StateFiler) {
	s.filers.add(map[string]string{"FILER_ID": f.FilerID})
	s.xref.add(map[string]string{
		"FILER_ID": f.FilerID, "XREF_ID": f.PublicID, "EFFECT_DT": day(f.Since, tableMoment), "MIGRATION_SOURCE": "CLAIMS",
	})
	s.names.add(map[string]string{
		"XREF_FILER_ID": f.PublicID, "FILER_ID": f.FilerID, "FILER_TYPE": "RECIPIENT COMMITTEE", "STATUS": "ACTIVE",
		"EFFECT_DT": day(f.Since, "01/02/2006"), "NAML": f.Name, "CITY": "Exampleville", "ST": "CA", "ZIP4": "00001",
	})
}

func (s *stateTables) addReport(r Report, internalID string) {
	version := strconv.Itoa(r.Key.Version)
	if r.Key.Version == 0 {
		s.filings.add(map[string]string{"FILING_ID": r.ID, "FILING_TYPE": "22001"})
	}
	s.headers.add(map[string]string{
		"FILING_ID": r.ID, "AMEND_ID": version, "REC_TYPE": "HDR", "EF_TYPE": "CAL", "STATE_CD": "CA", "CAL_VER": "2.01", "SOFT_NAME": "Invented", "SOFT_VER": "1.0",
	})
	s.log.add(logRow(r, internalID))
	s.covers.add(coverRow(r))
	for i, line := range r.Summary {
		s.summaries.add(map[string]string{
			"FILING_ID": r.ID, "AMEND_ID": version, "LINE_ITEM": line.Line, "REC_TYPE": "SMRY", "FORM_TYPE": line.Schedule,
			"AMOUNT_A": plain(line.A), "AMOUNT_B": plain(r.Summary[i].B),
		})
	}
	for i := range r.Rows {
		s.addRow(r, &r.Rows[i], i+1)
	}
	for i, memo := range r.Memos {
		s.memos.add(map[string]string{
			"FILING_ID": r.ID, "AMEND_ID": version, "LINE_ITEM": strconv.Itoa(i + 1), "REC_TYPE": "TEXT", "FORM_TYPE": memo.Schedule,
			"REF_NO": memo.Ref, "TEXT4000": memo.Text,
		})
	}
}

func logRow(r Report, internalID string) map[string]string {
	kind := "10001"
	if r.Key.Version > 0 {
		kind = "10002"
	}
	return map[string]string{
		"FILER_ID": internalID, "FILING_ID": r.ID, "PERIOD_ID": "1", "FORM_ID": r.Form, "FILING_SEQUENCE": strconv.Itoa(r.Key.Version),
		"FILING_DATE": day(r.Filed, tableMoment), "STMNT_TYPE": kind, "STMNT_STATUS": "11003", "SESSION_ID": strconv.Itoa(oddYear(r.year())),
		"USER_ID": "CAFILER", "SPECIAL_AUDIT": "11003", "FINE_AUDIT": "11003",
		"RPT_START": day(r.From, tableMoment), "RPT_END": day(r.Thru, tableMoment), "RPT_DATE": day(r.Filed, tableMoment), "FILING_TYPE": "22001",
	}
}

// oddYear gives the first year of the two-year session that a year lies in.
func oddYear(year int) int { return year - 1 + year%2 }

func coverRow(r Report) map[string]string {
	last, first := splitCandidate(r.Target.Candidate)
	return map[string]string{
		"FILING_ID": r.ID, "AMEND_ID": strconv.Itoa(r.Key.Version), "REC_TYPE": "CVR", "FORM_TYPE": r.Form, "FILER_ID": r.Filer.ID,
		"ENTITY_CD": r.CommitteeType, "FILER_NAML": r.FilerName, "REPORT_NUM": r.reportNumber(), "RPT_DATE": day(r.Filed, tableMoment),
		"STMT_TYPE": r.Statement, "LATE_RPTNO": r.ReportID, "FROM_DATE": day(r.From, tableMoment), "THRU_DATE": day(r.Thru, tableMoment),
		"ELECT_DATE": day(r.Election, tableMoment), "FILER_CITY": "Exampleville", "FILER_ST": "CA", "FILER_ZIP4": "00001",
		"TRES_NAML": r.Treasurer.Last, "TRES_NAMF": r.Treasurer.First, "CMTTE_TYPE": "G",
		"CAND_NAML": last, "CAND_NAMF": first, "BAL_NAME": r.Target.Measure, "BAL_JURIS": r.Target.Jurisdiction, "SUP_OPP_CD": r.Target.Support,
	}
}

// plain writes an amount without needless decimals: "18.5", "-700".
func plain(c store.Cents) string {
	return strings.TrimSuffix(strings.TrimSuffix(c.Decimal(), "0"), ".0")
}

func (s *stateTables) addRow(r Report, t *store.Transaction, line int) {
	row := map[string]string{
		"FILING_ID": r.ID, "AMEND_ID": strconv.Itoa(r.Key.Version), "LINE_ITEM": strconv.Itoa(line), "FORM_TYPE": t.Schedule,
		"TRAN_ID": t.TranID, "ENTITY_CD": t.Entity, "CMTE_ID": t.CommitteeID, "MEMO_CODE": memoCode(t), "MEMO_REFNO": t.MemoRef,
		"AMOUNT": plain(t.Amount), "CUM_YTD": plain(t.Cumulative), "BAKREF_TID": t.BackRef, "XREF_SCHNM": t.CrossRef,
	}
	date := day(t.Date, tableMoment)
	switch t.Table {
	case store.TableReceipts:
		partyColumns(row, "CTRIB", "CTRIB", t)
		row["REC_TYPE"], row["RCPT_DATE"], row["TRAN_TYPE"], row["CTRIB_DSCR"] = "RCPT", date, t.TranType, t.Description
		row["CTRIB_EMP"], row["CTRIB_OCC"], row["CTRIB_SELF"] = t.Employer, t.Occupation, selfCode(t)
		row["INTR_NAML"], row["INTR_NAMF"], row["INTR_CMTEID"] = t.Intermediary.Last, t.Intermediary.First, t.IntermediaryCommitteeID
		s.receipts.add(row)
	case store.TableLateContributions:
		partyColumns(row, "ENTY", "ENTY", t)
		row["REC_TYPE"], row["CTRIB_DATE"] = "S497", date
		row["CTRIB_EMP"], row["CTRIB_OCC"], row["CTRIB_SELF"] = t.Employer, t.Occupation, selfCode(t)
		s.late.add(row)
	case store.TableIndependent:
		row["REC_TYPE"], row["EXP_DATE"], row["EXPN_DSCR"] = "S496", date, t.Description
		s.independent.add(row)
	case store.TableLoans:
		partyColumns(row, "LNDR", "LOAN", t)
		loanColumnsOf(row, t)
		s.loans.add(row)
	case store.TableDebts:
		partyColumns(row, "PAYEE", "PAYEE", t)
		row["REC_TYPE"], row["EXPN_CODE"], row["EXPN_DSCR"] = "DEBT", t.Code, t.Description
		row["BEG_BAL"], row["AMT_INCUR"], row["AMT_PAID"], row["END_BAL"] = plain(t.Loan.BalanceStart), plain(t.Amount), plain(t.Loan.Repaid), plain(t.Loan.BalanceEnd)
		s.debts.add(row)
	default:
		partyColumns(row, "PAYEE", "PAYEE", t)
		row["REC_TYPE"], row["EXPN_DATE"], row["EXPN_CODE"], row["EXPN_DSCR"] = "EXPN", date, t.Code, t.Description
		row["BAL_NAME"], row["BAL_JURIS"], row["SUP_OPP_CD"] = t.Target.Measure, t.Target.Jurisdiction, t.Target.Support
		s.expenditures.add(row)
	}
}

func partyColumns(row map[string]string, name, place string, t *store.Transaction) {
	row[name+"_NAML"], row[name+"_NAMF"], row[name+"_NAMT"], row[name+"_NAMS"] = t.Counterparty.Last, t.Counterparty.First, t.Counterparty.Title, t.Counterparty.Suffix
	row[place+"_CITY"], row[place+"_ST"], row[place+"_ZIP4"] = t.Address.City, t.Address.State, t.Address.Zip
}

func loanColumnsOf(row map[string]string, t *store.Transaction) {
	row["REC_TYPE"], row["LOAN_DATE1"], row["LOAN_DATE2"] = "LOAN", day(t.Date, tableMoment), day(t.Loan.Due, tableMoment)
	row["LOAN_AMT1"], row["LOAN_AMT2"], row["LOAN_AMT3"], row["LOAN_AMT4"] = plain(t.Amount), plain(t.Loan.BalanceEnd), plain(t.Cumulative), plain(t.Loan.BalanceStart)
	row["LOAN_AMT5"], row["LOAN_AMT6"], row["LOAN_AMT7"], row["LOAN_AMT8"] = plain(t.Loan.Repaid), plain(t.Loan.Forgiven), plain(t.Loan.Interest), plain(t.Loan.Original)
	row["LOAN_EMP"], row["LOAN_OCC"], row["LOAN_SELF"] = t.Employer, t.Occupation, selfCode(t)
}
